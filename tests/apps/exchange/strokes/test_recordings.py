"""Recordings from elsewhere come in with every point, or not at all and with the line that is wrong."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pentimento.core.kernel.errors import Invalid
from pentimento.core.strokes import Begin, Log, Paper, Sample, Samples, read_log, write_log
from pentimento.exchange.strokes import Brought, brought, read_recording

Strokes = list[list[tuple[float, float, float, float]]]  # x, y, ms, pressure


@st.composite
def strokes(draw: st.DrawFn) -> Strokes:
    """A recording as any program may keep it."""
    clock, found = draw(st.integers(0, 2_000_000)), []
    size = draw(st.sampled_from([1.0, 90.0, 900.0, 30_000.0]))
    for _again in range(draw(st.integers(1, 4))):
        points = []
        for _one in range(draw(st.integers(1, 30))):
            clock += draw(st.integers(0, 400))
            x, y = (round(draw(st.floats(0, 1)) * size, 4) for _ in "xy")
            points.append((x, y, float(clock), draw(st.integers(0, 255)) / 255))
        found.append(points)
    return found


def as_csv(recording: Strokes) -> str:
    rows = ["stroke,x,y,t,pressure"]
    rows += [f"{n},{x!r},{y!r},{t!r},{p!r}" for n, points in enumerate(recording) for x, y, t, p in points]
    return "\n".join(rows) + "\n"


def as_svg(recording: Strokes) -> str:
    paths = []
    for points in recording:
        way = " ".join(f"{'L' if n else 'M'} {x!r} {y!r}" for n, (x, y, _t, _p) in enumerate(points))
        times, pressed = (" ".join(repr(one[at]) for one in points) for at in (2, 3))
        paths.append(
            f'<path d="{way}" stroke="#b02020" stroke-width="3" data-times="{times}" data-pressures="{pressed}"/>'
        )
    return '<svg xmlns="http://www.w3.org/2000/svg">\n' + "\n".join(paths) + "\n</svg>"


def as_inkml(recording: Strokes) -> str:
    channels = '<channel name="X"/><channel name="Y"/><channel name="T" units="s"/><channel name="F" max="255"/>'
    traces = (",\n".join(f"{x!r} {y!r} {t / 1000!r} {p * 255!r}" for x, y, t, p in points) for points in recording)
    body = "".join(f"<trace>{trace}</trace>\n" for trace in traces)
    return f'<ink xmlns="http://www.w3.org/2003/InkML"><traceFormat>{channels}</traceFormat>\n{body}</ink>'


WRITERS = {"a.csv": as_csv, "a.svg": as_svg, "a.inkml": as_inkml}


def kept(log: Log) -> list[list[Sample]]:
    found: list[list[Sample]] = []
    for event in log:
        if isinstance(event, Begin):
            found.append([])
        elif isinstance(event, Samples):
            found[-1] += event.samples
    return found


def came_in(name: str, text: str) -> Brought:
    return brought(read_recording(name, text.encode()))


@pytest.mark.parametrize("name", WRITERS)
@settings(max_examples=40, deadline=None)
@given(recording=strokes())
def test_every_point_comes_in_and_is_read_back_where_and_when_it_was(name: str, recording: Strokes) -> None:
    came = came_in(name, WRITERS[name](recording))
    back = kept(read_log(write_log(came.log)))
    assert [len(points) for points in back] == [len(points) for points in recording]
    began = recording[0][0][2]
    for ours, theirs in zip(back, recording, strict=True):
        for one, (x, y, t, pressure) in zip(ours, theirs, strict=True):
            assert abs(one.x / 16 - (x - came.origin[0]) * came.scale) <= 1 / 32 + 1e-6
            assert abs(one.y / 16 - (y - came.origin[1]) * came.scale) <= 1 / 32 + 1e-6
            assert abs(one.t - (t - began)) <= 0.5 + 1e-6
            assert one.pressure == round(pressure * 255)


def test_ten_thousand_points_of_one_stroke_are_ten_thousand_points() -> None:
    text = "x,y,t\n" + "".join(f"{n % 700},{n % 300},{n * 8}\n" for n in range(10_000))
    came = came_in("a.csv", text)
    assert came.points == sum(map(len, kept(came.log))) == 10_000 and came.scale == 1 and not came.has_pressure


def test_seconds_other_columns_and_an_empty_line_between_strokes_are_understood() -> None:
    log = came_in("A.CSV", "\ufeffseconds, X ,Y,who\n0.5,1,2,a\n0.75,300,4,a\n\n2,5,6,b\n").log
    assert [[one.t for one in points] for points in kept(log)] == [[0, 250], [1500]]


def test_a_path_in_pieces_a_polyline_and_the_sheet_of_an_svg() -> None:
    svg = (
        '<svg viewBox="0 0 640 480"><defs><path d="M1 1" data-times="0"/></defs><path d="M0 0L9 9"/>'
        '<path d="m10,20 30-5 h4 V7 z" data-times="0,5 10 15 20" stroke="#0a0B0c" stroke-width="2px"/>'
        '<polyline points="1,2 3,4" data-times="30 40"/></svg>'
    )
    log = came_in("a.svg", svg).log
    assert isinstance(log[0], Paper) and (log[0].width, log[0].height) == (640, 480)
    assert isinstance(log[1], Begin) and (log[1].colour, log[1].width) == (0x0A0B0C, 32)
    first, second = kept(log)
    assert [(one.x / 16, one.y / 16) for one in first] == [(10, 20), (40, 15), (44, 15), (44, 7), (10, 20)]
    assert [one.t for one in second] == [30, 40]


def test_ink_told_in_differences_is_added_up() -> None:
    form = "<ink><traceFormat><channel name='X'/><channel name='Y'/><channel name='T'/></traceFormat>"
    log = came_in("a.inkml", form + """<trace>100 200 10, '30 '-5 '8, "2 "1 "0, 1 1 0, !7 !600 !90</trace></ink>""").log
    [points] = kept(log)
    places = [(one.x / 16 + 7 - 16, one.y / 16 + 188 - 16, one.t) for one in points]
    # the second differences add to the last step: 30 + 2, then + 1 more; places are told from the corner of the sheet
    assert places == [(100, 200, 0), (130, 195, 8), (162, 191, 16), (195, 188, 24), (7, 600, 80)]


BAD = [
    ("a.csv", "x,y,t\n1,2,3\n1,b,4\n", "Line 3: “b” is not a number."),
    ("a.csv", "x,y,t\n1,2,9\n1,2,4\n", "Line 3: the time goes back."),
    ("a.csv", "x,y,t\n1,2\n", "Line 2: there are 2 cells, and 3 columns."),
    ("a.csv", "x,y\n1,2\n", "Line 1: name the columns"),
    ("a.csv", "x,y,t,seconds\n1,2,3,4\n", "Line 1: there are 2 columns of time"),
    ("a.csv", "x,y,t,pressure\n1,2,3,0.5\n1,2,4,700\n", "Line 3: pressure is from 0 to 1, and here it is 700.0."),
    ("a.csv", "x,y,t\n1,nan,3\n", "Line 2: a place or a time is not a number."),
    ("a.csv", "x,y,t\n", "There is no point"),
    ("a.csv", "x,y,t\n1,2,0\n1,2,9000000000\n", "Line 3: this is more than 24 days"),
    ("a.csv", "x,y,t\n1,2,0\x00\n", "Line 2:"),
    ("a.svg", "<svg>\n<path d='M0 0C1 1 2 2 3 3' data-times='0 1'/></svg>", "Line 2: this path draws a curve (C)"),
    ("a.svg", "<svg>\n<path d='M0 0 5 5' data-times='0'/></svg>", "Line 2: there are 2 points and 1 times."),
    ("a.svg", "<svg>\n<path d='M0 0 5' data-times='0'/></svg>", "Line 2: a place has no second number."),
    ("a.svg", "<svg>\n<path d='M0 0M5 5' data-times='0 1'/></svg>", "Line 2: this path is lifted"),
    ("a.svg", "<svg>\n<path d='M0 0' transform='scale(2)' data-times='0'/></svg>", "Line 2: this path is moved"),
    ("a.svg", "<svg>\n<path d='M0 0'/></svg>", "There is no path with times"),
    ("a.svg", "<svg viewBox='0 0 900 900'>\n<path d='M0 99999' data-times='0'/></svg>", "Line 2: this point lies far"),
    ("a.svg", "<svg>\n<path", "Line 2: this is not XML"),
    ("a.svg", '<!DOCTYPE svg [\n<!ENTITY a "b">]><svg/>', "Line 2: this file defines entities"),
    ("a.inkml", "<ink>\n<trace>1 2, 3 4</trace></ink>", "Line 2: this trace has no time."),
    ("a.inkml", "<ink></ink>", "There is no trace in this file."),
    ("a.png", "x", "Recordings come as .csv, .inkml, .svg; a.png is none of these."),
]


@pytest.mark.parametrize(("name", "text", "sentence"), BAD, ids=[sentence for _name, _text, sentence in BAD])
def test_what_is_wrong_is_said_with_its_line(name: str, text: str, sentence: str) -> None:
    with pytest.raises(Invalid, match=re.escape(sentence)) as no:
        came_in(name, text)
    assert "{" not in str(no.value)


def test_a_point_of_a_trace_that_cannot_be_read_is_named_by_its_own_line() -> None:
    form = "<ink><traceFormat><channel name='X'/><channel name='Y'/><channel name='T'/></traceFormat>\n<trace>"
    for wrong, words in (("3 4 five", "cannot be read"), ("3 4", "a point has 2 numbers")):
        with pytest.raises(Invalid, match=f"Line 4: .*{words}"):
            came_in("a.inkml", f"{form}1 2 3,\n2 3 4,\n{wrong}</trace></ink>")


def test_bytes_that_are_no_text_are_named_by_their_line() -> None:
    with pytest.raises(Invalid, match="Line 2: this is not text"):
        read_recording("a.csv", b"x,y,t\n\xff\xfe,1,2\n")
