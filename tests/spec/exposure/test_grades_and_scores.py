"""The published rules as tables that somebody from the trade can check."""

from __future__ import annotations

import pytest

from pentimento.core.exposure.arithmetic import share_of_whole
from pentimento.core.exposure.formulas import FORMULAS
from pentimento.core.exposure.grades import grade
from pentimento.core.exposure.inventory import tasks
from pentimento.core.exposure.labels import TaskLabels
from pentimento.core.exposure.published import evidence_pack, work_shares
from pentimento.core.exposure.scores import score
from pentimento.core.kernel.errors import Incomplete

AGREE = TaskLabels("1", {"a": "E2", "b": "E2", "c": "E2"})
DISAGREE = TaskLabels("1", {"a": "E0", "b": "E2", "c": "E2"})
ALONE = TaskLabels("1", {"a": "E2"})

GRADES = [
    (AGREE, 20, "A"), (DISAGREE, 20, "A"), (DISAGREE, 300, "A"),
    (AGREE, 19, "B"), (DISAGREE, 5, "B"),
    (AGREE, 4, "C"), (AGREE, 0, "C"),
    (DISAGREE, 4, "D"), (DISAGREE, 0, "D"), (ALONE, 0, "D"),
]  # fmt: skip


@pytest.mark.parametrize(("labels", "trials", "letter"), GRADES)
def test_grades(labels: TaskLabels, trials: int, letter: str) -> None:
    assert grade(labels, trials=trials) == letter


SHARES = [
    (5.6, 56, False),   # 3 are 5.4 %, 4 are 7.1 %
    (5.4, 56, True),
    (7.1, 56, True),
    (0.0, 56, True),
    (100.0, 56, True),
    (33.3, 3, True),
    (33.4, 3, False),
]  # fmt: skip


@pytest.mark.parametrize(("percent", "whole", "holds"), SHARES)
def test_a_share_is_a_share_of_a_whole_number(percent: float, whole: int, holds: bool) -> None:
    assert share_of_whole(percent, whole=whole, digits=1).holds is holds


def test_the_published_share_that_fits_no_count_is_reported_and_not_repaired() -> None:
    figure = next(one for one in evidence_pack() if one.key == "augmented-share")
    assert figure.value == 5.6 and figure.check.holds is False
    assert "fits no whole count" in figure.check.words
    assert "3 of 56 is 5.4 % and 4 of 56 is 7.1 %" in figure.check.words


def test_a_rater_who_left_a_task_out_is_not_scored_on_a_part() -> None:
    with pytest.raises(Incomplete, match="2"):
        score([TaskLabels("1", {"a": "E1"})], rater="a", weights={"1": 2.0, "2": 1.0})


def test_core_tasks_weigh_twice() -> None:
    labels = [TaskLabels("1", {"a": "E1"}), TaskLabels("2", {"a": "E0"})]
    found = score(labels, rater="a", weights={"1": 2.0, "2": 1.0})
    assert found.alpha == pytest.approx(2 / 3)


def test_each_kind_of_work_is_divided_completely_among_known_tasks() -> None:
    assert set().union(*work_shares().values()) == set(tasks()), "every task is reached by some kind of work"
    for kind, shares in work_shares().items():
        assert sum(shares.values()) == pytest.approx(1), kind


def test_every_formula_says_its_version() -> None:
    assert all(key.rpartition("/")[2].isdigit() for key in FORMULAS)
