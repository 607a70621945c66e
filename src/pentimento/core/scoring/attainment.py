"""Goal Attainment Scaling: how far a person's own goals were reached, as one figure.

Kiresuk TJ, Sherman RE. Goal attainment scaling: a general method for evaluating comprehensive community
mental health programs. Community Ment Health J 1968;4:443-453.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import isfinite, sqrt

from pentimento.core.kernel.errors import Incomplete, Invalid, OutOfRange

LEVELS = (-2, -1, 0, 1, 2)  # much less than expected … expected … much more than expected
HEAVIEST = 1000  # a weight; far beyond any scale in use, and small enough to square safely


@dataclass(frozen=True, slots=True)
class Attainment:
    """T = 50 when every goal was reached as expected; about 10 points are one standard deviation.

    The figure compares a person with their own expectations. It cannot compare persons, and goals set
    low reach 50 easily.
    """

    t: float  # two decimals
    goals: int
    correlation: float  # assumed between goals
    method: str = "goal-attainment/1"


def attainment(
    ratings: Sequence[int | None], weights: Sequence[float] | None = None, *, correlation: float = 0.3
) -> Attainment:
    """Combine the ratings of a person's goals.

    T = 50 + 10 * sum(w * x) / sqrt((1 - r) * sum(w^2) + r * (sum w)^2)

    Parameters
    ----------
    ratings : one per goal, each -2, -1, 0, 1 or 2
        None means not rated, and then there is no T for the whole.
    weights : one per goal, above 0, at most 1000; all 1 when left out
    correlation : float
        Assumed correlation between goals, 0..1; .3 by convention.

    Raises
    ------
    Incomplete
        When a goal has no rating: an unrated goal is not one reached as expected.
    Invalid, OutOfRange
        Without goals, with as many weights as there are not goals, or with values outside the above.

    Examples
    --------
    >>> attainment([-1, 0, 2], [1, 2, 3]).t
    61.02
    """
    heft = [1.0] * len(ratings) if weights is None else list(weights)
    _check(ratings, heft, correlation)
    known = [rating for rating in ratings if rating is not None]
    spread = sqrt((1 - correlation) * sum(w * w for w in heft) + correlation * sum(heft) ** 2)
    lifted = 10 * sum(w * x for w, x in zip(heft, known, strict=True)) / spread
    return Attainment(t=round(50 + lifted, 2), goals=len(known), correlation=correlation)


def _check(ratings: Sequence[int | None], weights: Sequence[float], correlation: float) -> None:
    if not ratings:
        raise Invalid("Goal attainment needs at least one goal.")
    if len(weights) != len(ratings):
        raise Invalid("There are {goals} goals and {weights} weights.", goals=len(ratings), weights=len(weights))
    if unrated := [f"goal {place}" for place, rating in enumerate(ratings, start=1) if rating is None]:
        raise Incomplete("goal attainment", unrated)
    for place, (rating, weight) in enumerate(zip(ratings, weights, strict=True), start=1):
        if type(rating) is not int or rating not in LEVELS:
            raise OutOfRange(f"the rating of goal {place}", rating, "-2, -1, 0, 1 or 2")
        if not (isfinite(weight) and 0 < weight <= HEAVIEST):
            raise OutOfRange(f"the weight of goal {place}", weight, f"above 0 and at most {HEAVIEST}")
    if not 0 <= correlation <= 1:
        raise OutOfRange("the correlation between goals", correlation, "from 0 to 1")
