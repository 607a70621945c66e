"""The thread keeps its order, its proportions and its peace with whatever people typed."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise
from xml.etree import ElementTree as Tree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pentimento.core.figures.thread import Lane, Thing, Thread, apart, stretch, ticks
from pentimento.core.figures.thread_svg import draw

MAY = date(2026, 5, 1)


def thread(*lanes: Lane, days: int = 90) -> Thread:
    return Thread(start=MAY, end=MAY + timedelta(days=days), lanes=lanes, today=MAY + timedelta(days=30))


def tree(svg: object) -> Tree.Element:
    return Tree.fromstring(str(svg))


def found(svg: object, tag: str) -> list[Tree.Element]:
    return tree(svg).findall(f".//{{http://www.w3.org/2000/svg}}{tag}")


def test_a_later_session_lies_further_right():
    lane = Lane("sessions", "Sessions", (Thing(MAY, "first"), Thing(MAY + timedelta(days=45), "second")))
    first, second = (float(c.get("cx", "")) for c in found(draw(thread(lane)), "circle"))
    assert first < second


def test_the_middle_of_the_stretch_is_drawn_in_the_middle_of_the_lanes():
    lane = Lane("sessions", "Sessions", (Thing(MAY + timedelta(days=45), "middle"),))
    (dot,) = found(draw(thread(lane), width=1000), "circle")
    assert float(dot.get("cx", "")) == pytest.approx((112 + 1000 - 18) / 2, abs=0.01)


def test_a_higher_score_is_drawn_higher():
    things = (Thing(MAY, "9", value=9), Thing(MAY + timedelta(days=9), "21", value=21))
    low, high = (float(c.get("cy", "")) for c in found(draw(thread(Lane("scores", "PHQ-9", things, 0, 27))), "circle"))
    assert high < low


def test_a_goal_stays_where_it_was_rated_until_it_is_rated_again():
    things = (Thing(MAY, "-2", value=-2), Thing(MAY + timedelta(days=9), "0", value=0))
    (path,) = found(draw(thread(Lane("goals", "Goal", things, -2, 2))), "path")
    assert path.get("d", "").count("L") == 2


def test_pictures_keep_their_proportions():
    lane = Lane("works", "Works", (Thing(MAY, "tall", picture="/p", shape=(300, 600)),))
    (image,) = found(draw(thread(lane)), "image")
    assert float(image.get("height", "")) == pytest.approx(2 * float(image.get("width", "")))


def test_of_crowded_pictures_the_newest_is_shown():
    assert apart([0, 10, 20, 100], least=50) == [False, False, True, True]


def test_what_was_typed_never_becomes_markup():
    lane = Lane("sessions", "<script>alert(1)</script>", (Thing(MAY, '"><img src=x onerror=alert(1)>', url="/s"),))
    svg = draw(thread(lane))
    assert not found(svg, "script") and not found(svg, "img")
    (link,) = found(svg, "a")
    assert link.get("aria-label") == '"><img src=x onerror=alert(1)>'


@given(st.text(), st.dates(date(1990, 1, 1), date(2090, 1, 1)), st.dates(date(1990, 1, 1), date(2090, 1, 1)))
def test_any_words_on_any_stretch_give_a_drawing_that_opens(words, one, other):
    start, end = stretch(one, other)
    lane = Lane("scores", words, (Thing(start, words, url="/x", value=3.0),), 0, 27)
    assert tree(draw(Thread(start, end, (lane,)))).tag.endswith("svg")


@given(st.dates(date(1990, 1, 1), date(2090, 1, 1)), st.integers(1, 10_000), st.integers(3, 20))
def test_the_axis_never_has_more_marks_than_there_is_room_for(start, days, most):
    marks = ticks(start, start + timedelta(days=days), most=most)
    assert len(marks) <= most + 1
    assert [d for d, _ in marks] == sorted(d for d, _ in marks)


def test_the_thread_is_also_a_list_in_the_order_of_time():
    lanes = (
        Lane("works", "Works", (Thing(MAY + timedelta(days=3), "b"),)),
        Lane("sessions", "Sessions", (Thing(MAY, "a"), Thing(MAY + timedelta(days=9), "c"))),
    )
    assert [thing.label for _, thing in thread(*lanes).in_order()] == ["a", "b", "c"]


FIGURES = (0.0, 5.0, 10.0, 15.0, 20.0, 27.0)


def scale(things: tuple[Thing, ...], **more: object) -> Lane:
    return Lane("scores", "PHQ-9", things, 0, 27, FIGURES[1:-1], **more)  # type: ignore[arg-type]


@pytest.mark.parametrize("width", [320, 960])
def test_figures_stand_beside_the_scale_at_their_height_and_do_not_touch(width):
    things = tuple(Thing(MAY + timedelta(days=n), str(v), value=v) for n, v in enumerate(FIGURES))
    svg = draw(thread(scale(things, figures=FIGURES, tall=150.0)), width=width)
    texts = [t for t in found(svg, "text") if t.get("class") == "figure"]
    heights = {float(t.text or ""): float(t.get("y", "")) - 4 for t in texts}
    dots = {float(v): float(c.get("cy", "")) for v, c in zip(FIGURES, found(svg, "circle"), strict=True)}
    assert heights == pytest.approx(dots, abs=0.1)
    assert all(float(t.get("x", "")) >= 20 and t.get("text-anchor") == "end" for t in texts)
    assert max(heights.values()) - min(heights.values()) == pytest.approx(130, abs=1)
    low = draw(thread(scale(things, figures=FIGURES)), width=width)
    placed = sorted(float(t.get("y", "")) for t in found(low, "text") if t.get("class") == "figure")
    assert 2 <= len(placed) < 6 and all(b - a >= 13 for a, b in pairwise(placed))


@pytest.mark.parametrize("days", [14, 55, 90, 400, 4000])
@pytest.mark.parametrize("width", [300, 343, 776, 960])
def test_no_word_on_the_axis_is_cut_off_at_the_edge(days, width):
    svg = draw(thread(Lane("sessions", "Sessions", (Thing(MAY, "s"),)), days=days), width=width)
    for word in tree(svg).findall(".//{*}g[@class='axis']/{*}text"):
        assert float(word.get("x", "")) + 7 * len(word.text or "") <= width


def test_many_points_are_drawn_smaller_so_that_they_stay_apart():
    def sizes(number: int) -> set[str | None]:
        things = tuple(Thing(MAY + timedelta(days=n), str(n), value=n % 27) for n in range(number))
        return {dot.get("r") for dot in found(draw(thread(scale(things))), "circle")}

    assert sizes(20) == {"5"} and sizes(90) == {"3.5"}
