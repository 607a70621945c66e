"""Goal attainment T, by the formula of Kiresuk & Sherman (1968) with r = .3.

The first four rows are the golden figures shared by the project; the others follow by hand.
"""

from __future__ import annotations

import json

import pytest

from pentimento.core.kernel.errors import Incomplete, Invalid, OutOfRange
from pentimento.core.scoring.attainment import attainment
from spec.scoring.scoring_golden import golden

# weights   ratings      T
FIGURES = """
1,1,1       0,0,0        50
1,1,1       1,1,1        63.69
1,2,3       -1,0,2       61.02
1           2            70
1           -2           30
1,1         1,-1         50
5,5,5       1,1,1        63.69
1,1,1,1,1   2,2,2,2,2    80.15
"""


def numbers(cell: str) -> list[int]:
    return [int(part) for part in cell.split(",")]


@pytest.mark.parametrize("line", FIGURES.strip().splitlines(), ids=lambda line: " ".join(line.split()[:2]))
def test_t_is_as_printed(line):
    weights, ratings, t = line.split()
    found = attainment(numbers(ratings), numbers(weights))
    assert found.t == float(t)
    assert (found.goals, found.correlation, found.method) == (len(numbers(ratings)), 0.3, "goal-attainment/1")


def test_the_first_figures_are_those_of_the_shared_golden_file():
    shared = [(row["w"], row["x"], row["T"]) for row in json.loads(golden())["gas_rho0.3"]]
    copied = [line.split() for line in FIGURES.strip().splitlines()[: len(shared)]]
    assert shared == [(numbers(weights), numbers(ratings), float(t)) for weights, ratings, t in copied]


def test_without_weights_every_goal_counts_alike():
    assert attainment([1, 1, 1]) == attainment([1, 1, 1], [1, 1, 1])


def test_an_unrated_goal_is_named_and_not_taken_as_reached():
    with pytest.raises(Incomplete, match="goal 2, goal 3"):
        attainment([1, None, None])


@pytest.mark.parametrize(
    "ratings, weights, error, sentence",
    [
        ([], None, Invalid, "at least one goal"),
        ([1, 1], [1], Invalid, "2 goals and 1 weights"),
        ([3], None, OutOfRange, "rating of goal 1"),
        ([0.5], None, OutOfRange, "rating of goal 1"),
        ([True], None, OutOfRange, "rating of goal 1"),
        ([1, 1], [1, 0], OutOfRange, "weight of goal 2"),
        ([1], [-1], OutOfRange, "weight of goal 1"),
        ([1], [float("nan")], OutOfRange, "weight of goal 1"),
        ([1], [1e308], OutOfRange, "weight of goal 1"),
    ],
)
def test_what_cannot_be_rated_or_weighed_is_refused(ratings, weights, error, sentence):
    with pytest.raises(error, match=sentence):
        attainment(ratings, weights)


@pytest.mark.parametrize("correlation", [-0.1, 1.1, float("nan")])
def test_a_correlation_lies_between_0_and_1(correlation):
    with pytest.raises(OutOfRange, match="correlation"):
        attainment([1], correlation=correlation)
