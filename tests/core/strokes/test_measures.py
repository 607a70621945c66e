"""How a drawing was made, in numbers that can be worked out by hand, and what leaves them as they are."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cast import REPOSITORY
from core.strokes.drawn_logs import every_tool, logs, worked_example
from pentimento.core.kernel.errors import Invalid
from pentimento.core.strokes import (
    Begin,
    End,
    Erase,
    Event,
    Fill,
    Log,
    Paper,
    Redo,
    Sample,
    Samples,
    Texture,
    Tool,
    Undo,
    read_log,
    write_log,
)  # fmt: skip
from pentimento.core.strokes.measures.measure import SENTENCES, Reason
from pentimento.core.strokes.measures.table import MEASURES, measure

SHEET = Paper(0, 640, 640, 0xFFFFFF, Texture.SMOOTH)
ABOUT_A_PERSON = re.compile(
    r"\b(indicat|depress|anxi|mood|personalit|psych|disorder|symptom|emotion|diagnos|patient|client|trauma)", re.I
)
MIDDLE = {"order", "radial-velocity", "angular-velocity"}  # depend on where on the sheet
GRID = {"overdrawing"}  # is counted in cells that do not move along


def found(log: Log) -> dict[str, object]:
    return {result.about.key: result.found for result in measure(log)}


def line(at: int, *, tool: Tool = Tool.INK, colour: int = 0, y: int = 320, ms: int = 1000) -> tuple[Event, ...]:
    run = tuple(Sample(16 * (100 + 40 * n), 16 * y, at + ms * n // 10, 100 + n) for n in range(11))
    return Begin(at, tool, colour, 64, 255), Samples(run), End(at + ms)


def moved(log: Log, change: Callable[[Sample], Sample], later: int = 0) -> Log:
    def one(event: Event) -> Event:
        if isinstance(event, Samples):
            return Samples(tuple(change(sample) for sample in event.samples))
        return replace(event, at=event.at + later)

    return tuple(one(event) for event in log)


@pytest.mark.parametrize("key", MEASURES)
def test_the_example_on_the_page_of_each_measure_is_what_is_measured(key: str) -> None:
    page = (REPOSITORY / "docs/measures" / f"{key}.md").read_text()
    told = dict(re.findall(r"^\| `([a-z-]+)` \| ([−0-9.,]+) \|", page, re.M))
    values = found(worked_example())[key]
    assert list(told) == list(MEASURES[key].parts)
    for part, words in told.items():
        digits = len(words.partition(".")[2])
        assert f"{values[part]:.{digits}f}".replace("-", "−") == words, part


def test_one_steady_line_is_told_as_it_was_drawn() -> None:
    values = found((SHEET, *line(500)))
    assert values["total-time"] == {"time": 1.0}
    assert values["active-time"] == {"time": 1.0, "share": 100.0}
    assert values["pause-time"] == {"time": 0.0, "pauses": 0.0, "longest": 0.0}
    assert values["speed"] == pytest.approx({"mean": 400, "median": 400})
    assert values["linear-velocity"]["skewness"] is None  # a steady hand has no spread to be skewed
    assert values["order"] == {"first": 4.0, "last": 6.0}
    assert values["overdrawing"]["share"] == 0


def test_drawing_the_same_line_again_is_overdrawn_and_a_quick_way_back_is_not() -> None:
    again = found((SHEET, *line(0), *line(5000)))["overdrawing"]
    assert again["share"] == 100
    quick = found((SHEET, *line(0, ms=300), *line(400, ms=300)))["overdrawing"]
    assert quick["share"] == 0
    half = found((SHEET, *line(0), *line(5000, y=100)))["overdrawing"]
    assert half["share"] == 0 and half["cells"] == 2 * again["cells"]


def test_what_is_taken_back_wiped_and_rubbed_counts_once_each_and_an_undo_of_nothing_does_not() -> None:
    log = (SHEET, Undo(0), *line(0), Undo(2000), Redo(2001), Redo(2002), *line(3000, tool=Tool.ERASER), Erase(5000))
    assert found(log)["erasures"] == {
        "erasures": 3.0, "rubbed": 1.0, "taken-back": 1.0, "wiped": 1.0, "brought-back": 1.0, "rubbing": 1.0,
    }  # fmt: skip
    assert found(log)["stroke-count"] == {"strokes": 1.0, "fills": 0.0}


def test_colours_are_counted_as_they_follow_each_other_past_the_eraser() -> None:
    log = (SHEET, *line(0, colour=1), *line(2000, tool=Tool.ERASER, colour=7), *line(4000, colour=1))
    assert found(log)["colour-changes"] == {"changes": 0.0, "colours": 1.0}
    assert found((*log, Fill(6000, 3, 3, 2, 255)))["colour-changes"] == {"changes": 1.0, "colours": 2.0}


@pytest.mark.parametrize(
    ("log", "reasons"),
    [
        ((SHEET,), dict.fromkeys(MEASURES, Reason.NOTHING) | dict.fromkeys(
            ("speed", "linear-velocity", "radial-velocity", "angular-velocity", "overdrawing", "pressure"),
            Reason.NO_STROKE) | {"colour-changes": Reason.NO_COLOUR}),
        ((SHEET, Begin(0, Tool.INK, 0, 64, 255), Samples((Sample(9, 9, 0, 128),)), End(5)), dict.fromkeys(
            ("speed", "linear-velocity", "radial-velocity", "angular-velocity"), Reason.TOO_FEW)
            | {"pressure": Reason.NO_PRESSURE}),
        ((SHEET, *line(0, ms=0)), dict.fromkeys(
            ("speed", "linear-velocity", "radial-velocity", "angular-velocity"), Reason.ONE_MOMENT)),
    ],
)  # fmt: skip
def test_what_cannot_be_told_is_said_with_its_reason(log: Log, reasons: dict[str, Reason]) -> None:
    results = measure(log)
    assert {result.about.key: result.reason for result in results if result.reason} == reasons
    assert all(result.to_json()["found"] is None for result in results if result.reason)
    assert set(SENTENCES) == set(Reason)


def test_no_paper_is_no_drawing() -> None:
    with pytest.raises(Invalid):
        measure(())


def test_a_log_that_ends_with_the_pen_down_is_measured_as_far_as_it_goes() -> None:
    assert found((SHEET, *line(0)[:-1]))["active-time"]["time"] == 1.0


@settings(max_examples=40, deadline=None)
@given(log=logs(far=2000), later=st.integers(0, 100_000))
def test_when_it_was_drawn_changes_nothing(log: Log, later: int) -> None:
    assert found(moved(log, lambda one: one._replace(t=one.t + later), later)) == found(log)


@settings(max_examples=40, deadline=None)
@given(log=logs(far=2000), right=st.integers(-400, 400), down=st.integers(-400, 400))
def test_where_it_was_drawn_changes_only_what_says_so(log: Log, right: int, down: int) -> None:
    shifted = moved(log, lambda one: one._replace(x=one.x + right, y=one.y + down))
    before, after = found(log), found(shifted)
    assert {key: after[key] for key in after.keys() - MIDDLE - GRID} == {
        key: before[key] for key in before.keys() - MIDDLE - GRID
    }


@settings(max_examples=40, deadline=None)
@given(log=logs(far=2000))
def test_one_more_stroke_makes_nothing_less_that_only_adds_up(log: Log) -> None:
    end = max([0, *(event.samples[-1].t if isinstance(event, Samples) else event.at for event in log)])
    before, after = found(log), found((*log, *line(end + 10)))
    for key in ("total-time", "active-time", "stroke-count", "linear-velocity", "erasures", "colour-changes"):
        part = MEASURES[key].headline
        if isinstance(before[key], dict):
            assert after[key][part] >= before[key][part], key


@settings(max_examples=40, deadline=None)
@given(log=logs(far=2000))
def test_every_number_stays_within_its_range_and_comes_back_from_the_file(log: Log) -> None:
    results = measure(log)
    assert [one.to_json() for one in measure(read_log(write_log(log)))] == [one.to_json() for one in results]
    for result in results:
        assert result.value is None or result.about.low <= result.value, result.about.key
        assert result.value is None or result.about.high is None or result.value <= result.about.high + 1e-9
    total, active, paused = (one.value for one in results[:3])
    if total is not None:
        assert active + paused == pytest.approx(total)


def test_no_measure_says_anything_about_a_person() -> None:
    for about in MEASURES.values():
        page = (REPOSITORY / "docs/measures" / f"{about.key}.md").read_text()
        words = [about.label, about.definition, *about.cannot_tell, *about.references, page]
        assert not [text for text in words if ABOUT_A_PERSON.search(text)], about.key
        assert about.cannot_tell and about.method in page
        assert f"({about.key}.md)" in (REPOSITORY / "docs/measures/README.md").read_text()


def test_a_drawing_with_every_tool_has_all_its_numbers() -> None:
    results = measure(every_tool())
    assert [one.about.key for one in results] == list(MEASURES)
    assert all(one.value is not None for one in results)
    assert all(list(one.columns()) for one in results)
