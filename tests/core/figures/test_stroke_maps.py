"""Maps of a drawing: the seconds of each place add up to those drawn, and the order is told by colour."""

from __future__ import annotations

import re
from xml.etree import ElementTree

import numpy as np
import pytest
from hypothesis import given, settings

from core.strokes.drawn_logs import every_tool, logs, worked_example
from pentimento.core.figures.order_map import RAMP, order_map, ramp
from pentimento.core.figures.stroke_lines import FINE, lines_of
from pentimento.core.figures.time_map import STEPS, time_map
from pentimento.core.strokes import Begin, End, Log, Paper, Sample, Samples, Texture, Tool
from pentimento.core.strokes.measures.record import read_record
from pentimento.core.strokes.measures.walking import time_in_cells

SVG = "{http://www.w3.org/2000/svg}"


@settings(max_examples=40, deadline=None)
@given(log=logs(far=1000))
def test_the_time_of_all_places_is_the_time_between_readings_on_the_sheet(log: Log) -> None:
    record = read_record(log)
    spent = time_in_cells(record, 64)
    whole = np.diff(record.t)[record.timed].sum() if len(record.t) > 1 else 0
    assert all(seconds > 0 for seconds in spent.values())
    on_sheet = (record.x >= 0).all() and (record.y >= 0).all()
    on_sheet &= (record.x < record.paper.width).all() and (record.y < record.paper.height).all()
    assert sum(spent.values()) == pytest.approx(whole) if on_sheet else sum(spent.values()) <= whole + 1e-9


def test_a_pen_that_rests_colours_the_place_it_rests_on() -> None:
    rest = (Sample(1600, 1600, 0, 9), Sample(1600, 1600, 3000, 9), Sample(1616, 1600, 3010, 9))
    log = (Paper(0, 640, 640, 0xFFFFFF, Texture.SMOOTH), Begin(0, Tool.INK, 0, 9, 9), Samples(rest), End(3010))
    assert time_in_cells(read_record(log), 64) == {(10, 10): pytest.approx(3.01)}
    drawn = time_map(read_record(log)).markup
    assert STEPS[4][1] in drawn and STEPS[5][1] not in drawn  # two to four seconds


def test_the_order_runs_from_the_first_colour_to_the_last_with_the_pause_where_it_was() -> None:
    root = ElementTree.fromstring(order_map(read_record(worked_example())).markup)
    colours = [path.attrib["stroke"] for path in root.iter(f"{SVG}path")]
    assert colours == [ramp(0), ramp(1)]
    [ring] = root.iter(f"{SVG}circle")
    assert (ring.attrib["cx"], ring.attrib["cy"]) == ("130", "160")
    assert [text.text for text in root.iter(f"{SVG}text")] == ["1", "2", "5 s"]


def test_later_is_always_darker() -> None:
    light = [sum(int(ramp(at / 20)[place : place + 2], 16) for place in (1, 3, 5)) for at in range(21)]
    assert light == sorted(light, reverse=True) and len(RAMP) == 3


def test_the_way_of_the_eraser_is_broken_and_not_numbered() -> None:
    root = ElementTree.fromstring(order_map(read_record(every_tool())).markup)
    assert [path for path in root.iter(f"{SVG}path") if "stroke-dasharray" in path.attrib]
    assert len(list(root.iter(f"{SVG}text"))) == 6


@settings(max_examples=30, deadline=None)
@given(log=logs())
def test_any_drawing_has_its_maps_and_its_lines_end_where_they_ended(log: Log) -> None:
    record = read_record(log)
    for draw in (time_map, order_map):
        found = ElementTree.fromstring(draw(record).markup)
        assert not re.search("nan|inf", ElementTree.tostring(found, "unicode"))
    ends = np.cumsum([touch.readings for touch in record.touches], dtype=int) - 1
    for (touch, line), end in zip(lines_of(record), ends, strict=True):
        assert (line[-1] == (round(record.x[end]), round(record.y[end]))) if touch.readings else not line


def test_a_long_line_is_thinned_for_the_figure() -> None:
    run = tuple(Sample(16 * 20 + n, 1600, n, 9) for n in range(4000))
    log = (Paper(0, 640, 640, 0xFFFFFF, Texture.SMOOTH), Begin(0, Tool.INK, 0, 9, 9), Samples(run), End(4000))
    [(_touch, line)] = lines_of(read_record(log))
    assert len(line) <= 250 / (640 / FINE) + 2
