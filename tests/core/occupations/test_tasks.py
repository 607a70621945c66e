"""Ratings of tasks, and how two releases differ."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pentimento.core.kernel.errors import Invalid, NotFound, OutOfRange
from pentimento.core.occupations import profile
from pentimento.core.occupations.differences import differences
from pentimento.core.occupations.tasks import Task, core_by_rule, times_a_year
from pentimento.core.occupations.wordings import fingerprint, normalised, wordings_of

DAILY = (0.0, 0.0, 0.0, 0.0, 100.0, 0.0, 0.0)
TASK = Task("7", "core", statement="Teach singing.", importance=4.0, relevance=90.0, frequency=DAILY)


@pytest.mark.parametrize(
    ("relevance", "importance", "core"),
    [(67, 3.0, True), (66.99, 3.0, False), (67, 2.99, False), (None, 3.0, None), (67, None, None)],
)
def test_core_needs_both_relevance_and_importance(
    relevance: float | None, importance: float | None, core: bool | None
) -> None:
    assert core_by_rule(relevance, importance) is core


def test_a_published_flag_goes_before_the_rule() -> None:
    assert replace(TASK, importance=1.0).is_core is True
    assert replace(TASK, kind="", importance=1.0).is_core is False
    assert replace(TASK, kind="", importance=None).is_core is None


def test_what_is_done_daily_is_done_on_every_working_day() -> None:
    assert times_a_year(DAILY) == 260
    assert replace(TASK, frequency=()).times_a_year is None


def test_shares_that_are_no_whole_are_refused() -> None:
    with pytest.raises(Invalid, match="add up to 90"):
        times_a_year([90, 0, 0, 0, 0, 0, 0])
    with pytest.raises(Invalid, match="7 answers, not 2"):
        times_a_year([50, 50])
    with pytest.raises(OutOfRange):
        times_a_year([-5, 105, 0, 0, 0, 0, 0])


def test_a_task_is_shown_by_our_label_then_its_sentence_then_its_number() -> None:
    assert replace(TASK, label="Sing together").shown == "Sing together"
    assert TASK.shown == "Teach singing."
    assert replace(TASK, statement="").shown == "Task 7"


def test_every_shipped_task_is_named_and_worded() -> None:
    for task in profile.tasks():
        assert task.name and task.label.endswith(".")
        assert len(task.name) <= 24
        assert sum(task.frequency) == pytest.approx(100, abs=0.06)


def test_an_occupation_that_does_not_ship_says_what_to_do() -> None:
    with pytest.raises(NotFound, match="Import an O\\*NET release"):
        profile.tasks("29-1129.02")
    assert profile.crosswalks("29-1129.02") == {}


def test_spaces_case_and_the_last_stop_do_not_change_a_fingerprint() -> None:
    assert fingerprint("Teach  singing.") == fingerprint(" teach singing")
    assert fingerprint("Teach singing") != fingerprint("Teach, singing")
    assert normalised("Ｔeach\tsinging. ") == "teach singing"


def test_an_unknown_sentence_finds_nothing() -> None:
    assert wordings_of("Juggle.") == ()


def test_the_same_tasks_do_not_differ() -> None:
    assert differences([TASK], [replace(TASK, statement="Teach  singing")]).is_empty


def test_differences_name_what_came_went_was_reworded_moved_and_regrouped() -> None:
    gone, new = replace(TASK, task_id="8"), replace(TASK, task_id="10")
    changed = replace(TASK, statement="Teach dancing.", importance=4.2, kind="supplemental")
    found = differences([TASK, gone], [new, changed])
    assert [task.task_id for task in found.added] == ["10"]
    assert [task.task_id for task in found.removed] == ["8"]
    assert [(one.before, one.after) for one in found.reworded] == [("Teach singing.", "Teach dancing.")]
    assert [(one.scale, one.before, one.after) for one in found.moved] == [("importance", 4.0, 4.2)]
    assert [(one.before, one.after) for one in found.regrouped] == [(1.0, 0.0)]


def test_a_frequency_that_appears_moves_in_every_part() -> None:
    found = differences([replace(TASK, frequency=())], [TASK])
    assert len(found.moved) == 7
    assert found.moved[4].before is None
    assert found.moved[4].after == 100


def test_a_sentence_that_is_not_known_in_one_release_was_not_reworded() -> None:
    assert differences([replace(TASK, statement="")], [TASK]).is_empty


def test_differences_come_in_the_order_of_the_numbers() -> None:
    found = differences([], [replace(TASK, task_id=number) for number in ("10", "9", "x", "100")])
    assert [task.task_id for task in found.added] == ["9", "10", "100", "x"]
