"""A drawing as lines: what is there at its end, exact where it is filled, and every point with its time."""

from __future__ import annotations

import re
from xml.etree import ElementTree

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from core.strokes.drawn_logs import every_tool, logs
from pentimento.core.figures.drawing_lines import area, drawing_lines
from pentimento.core.strokes import Log, Samples, marks_of, write_log
from pentimento.core.strokes.marks import Stroke
from pentimento.exchange.strokes import brought, read_recording

SVG = "{http://www.w3.org/2000/svg}"


def drawn(log: Log) -> ElementTree.Element:
    return ElementTree.fromstring(drawing_lines(log, title="A drawing").markup)


def test_each_tool_leaves_its_line_in_its_colour_and_the_areas_that_were_filled() -> None:
    root = drawn(every_tool())
    lines = [path for path in root.iter(f"{SVG}path") if "data-times" in path.attrib]
    strokes = [mark for mark in marks_of(every_tool())[1] if isinstance(mark, Stroke)]
    assert len(lines) == len(strokes) and lines[0].attrib["stroke"] == "#303038"
    assert lines[-1].attrib["stroke"] == "#fbf8f1"  # the eraser draws in the colour of the paper
    assert [path for path in root.iter(f"{SVG}path") if path.attrib["fill"] == "#f4d8c8"]
    assert root.find(f"{SVG}title").text == "A drawing"


@settings(max_examples=30, deadline=None)
@given(log=logs(far=1000))
def test_what_went_out_comes_in_again_with_every_point_in_its_place_and_time(log: Log) -> None:
    there = [mark for mark in marks_of(log)[1] if isinstance(mark, Stroke) and mark.samples]
    if not there:
        return
    content = drawing_lines(log, title="").markup.encode()
    back = brought(read_recording("a.svg", content))
    began = there[0].samples[0].t
    found = [one for event in back.log if isinstance(event, Samples) for one in event.samples]
    assert back.scale == 1 and back.strokes == len(there) and len(write_log(back.log))
    assert [(one.x, one.y, one.t, one.pressure) for one in found] == [
        (one.x, one.y, one.t - began, one.pressure) for mark in there for one in mark.samples
    ]


@given(rows=st.lists(st.lists(st.booleans(), min_size=7, max_size=7), min_size=1, max_size=6))
def test_an_area_is_exact_to_the_pixel(rows: list[list[bool]]) -> None:
    mask, again = np.array(rows), np.zeros((len(rows), 7), bool)
    for x, y, wide, back in re.findall(r"M(\d+) (\d+)h(\d+)v1h-(\d+)z", area(mask)):
        assert wide == back
        again[int(y), int(x) : int(x) + int(wide)] = True
    assert (mask == again).all()
