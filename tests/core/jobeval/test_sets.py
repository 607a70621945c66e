"""Levels, points and totals are sets, whatever is asked of them."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.jobeval.schemes import small
from pentimento.core.jobeval.consistency import Graded, Kind, questions
from pentimento.core.jobeval.levels import read_levels, read_points
from pentimento.core.jobeval.reading import scheme_from
from pentimento.core.jobeval.sensitivity import Move, sensitivity
from pentimento.core.jobeval.shipped import schemes
from pentimento.core.jobeval.totals import Job, attainable, levels_of, total
from pentimento.core.kernel.errors import Incomplete, Invalid, TooLarge

NHS = schemes()[0]
POINTS = st.lists(st.sets(st.integers(0, 60), min_size=1, max_size=4), min_size=1, max_size=6)


@given(POINTS)
def test_every_attainable_total_is_a_sum_of_one_of_each_and_no_other(sets: list[set[int]]) -> None:
    found = attainable(sets)
    sums = [sum(one) for one in product(*sets)]
    assert found.totals == tuple(sorted(set(sums)))
    assert found.combinations == len(sums)


@given(st.text(max_size=20))
def test_any_text_is_read_or_refused_with_a_sentence(text: str) -> None:
    try:
        assert read_levels(text).choices
    except Invalid as refused:
        assert str(refused)


@pytest.mark.parametrize(
    "text", ["3 4", "3(a", "(a)", "3(a)(a)", "3,", "-3", "3--4", "3, 3(a)", "a", "2.5", "", "3" * 70]
)
def test_what_names_no_level_clearly_is_refused(text: str) -> None:
    with pytest.raises(Invalid):
        read_levels(text)


@pytest.mark.parametrize(("cell", "points"), [("7-12", (7, 12)), ("7, 18", (7, 18)), ([7, 18], (7, 18)), (45, (45,))])
def test_printed_points_are_the_numbers_that_stand_there(cell: object, points: tuple[int, ...]) -> None:
    assert read_points(cell) == points


def test_a_job_that_lacks_a_factor_has_no_total() -> None:
    job = levels_of(NHS.profile("entry"))
    del job[12]
    with pytest.raises(Incomplete, match="Room to decide"):
        total(job, NHS)


def test_more_totals_than_anybody_reads_are_refused() -> None:
    with pytest.raises(TooLarge):
        attainable([{0, 3**n} for n in range(16)])


def test_what_would_move_the_band_is_named() -> None:
    scheme = scheme_from(small())
    job: Job = {1: read_levels("B").choices, 2: read_levels("1").choices}
    moves = {(s.factor, s.move): (s.level, s.by, s.bands, s.moves) for s in sensitivity(job, scheme)}
    assert moves[1, Move.DOWN] == ("A", -10, ("low",), True)
    assert moves[1, Move.UP] == ("C+", 20, ("high",), True)
    assert moves[2, Move.UP] == ("2", 10, ("middle",), False)
    assert (2, Move.DOWN) not in moves


def test_an_open_factor_says_what_each_of_its_levels_decides() -> None:
    scheme = scheme_from(small())
    job: Job = {1: read_levels("A, B").choices, 2: read_levels("1").choices}
    found = [s for s in sensitivity(job, scheme) if s.move is Move.OPEN]
    assert [(s.level, s.bands, s.moves) for s in found] == [("A", ("low",), True), ("B", ("middle",), True)]


def graded(key: str, know: str, do: str, band: str, **more: str) -> Graded:
    return Graded(key, key.title(), {1: read_levels(know).choices, 2: read_levels(do).choices}, band, **more)


def test_posts_that_do_not_sit_well_together_become_questions() -> None:
    scheme = scheme_from(small())
    posts = [
        graded("lead", "B", "2", "middle", profile="one"),
        graded("junior", "C+", "1", "high", profile="one", reports_to="lead"),
        graded("odd", "A", "1", "middle", profile="one"),
        graded("equal", "B", "1", "low"),
    ]
    found = [(q.kind, q.posts, q.factor) for q in questions(posts, scheme)]
    assert (Kind.BAND, ("odd",), None) in found
    assert (Kind.BAND, ("equal",), None) in found
    assert (Kind.ORDER, ("equal", "odd"), None) in found
    assert (Kind.LINE, ("junior", "lead"), None) in found
    assert (Kind.APART, ("junior", "odd"), 1) in found
    assert all(str(q.sentence).endswith(".") for q in questions(posts, scheme))


def test_posts_that_sit_well_raise_no_question() -> None:
    scheme = scheme_from(small())
    assert questions([graded("a", "B", "1", "middle"), graded("b", "A", "1", "low")], scheme) == ()
