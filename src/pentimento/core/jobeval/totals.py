"""Totals as sets: every total that some choice of levels attains, and no other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from pentimento.core.kernel.errors import Incomplete, TooLarge

from .levels import Choice
from .scheme import Profile, Scheme

MOST_TOTALS = 20_000
Job = Mapping[int, tuple[Choice, ...]]  # factor number -> the levels in question, one or several


@dataclass(frozen=True, slots=True)
class Attainable:
    """Every total that can come out, lowest first, each with the number of combinations of levels that give it."""

    ways: tuple[tuple[int, int], ...]

    @property
    def totals(self) -> tuple[int, ...]:
        return tuple(total for total, _ways in self.ways)

    @property
    def low(self) -> int:
        return self.ways[0][0]

    @property
    def high(self) -> int:
        return self.ways[-1][0]

    @property
    def combinations(self) -> int:
        return sum(ways for _total, ways in self.ways)

    def by_band(self, scheme: Scheme) -> dict[str, int]:
        """Combinations in each band that has any, lowest band first; a total in no band counts under ``""``."""
        counted: Counter[str] = Counter()
        for total, ways in self.ways:
            band = scheme.band_of(total)
            counted[band.name if band else ""] += ways
        order = ["", *(band.name for band in scheme.bands)]
        return {name: counted[name] for name in order if counted[name]}


def attainable(sets: Iterable[Iterable[int]]) -> Attainable:
    """Add sets of points: one of each set, every combination counted.

    >>> attainable([{5}, {7, 18}]).totals
    (12, 23)
    """
    sums: Counter[int] = Counter({0: 1})
    for points in sets:
        longer: Counter[int] = Counter()
        for total, ways in sums.items():
            for one in set(points):
                longer[total + one] += ways
        if len(longer) > MOST_TOTALS:
            raise TooLarge("More than {most} totals can be attained here. Settle some levels first.", most=MOST_TOTALS)
        sums = longer
    return Attainable(tuple(sorted(sums.items())))


def total(job: Job, scheme: Scheme) -> Attainable:
    """Every total a job can come to. A job that lacks a factor has no total, not a smaller one.

    Raises
    ------
    Incomplete
        Naming the factors without a level.
    """
    if missing := [factor.label for factor in scheme.factors if not job.get(factor.number)]:
        raise Incomplete("job evaluation", missing)
    return attainable(factor.points_of(job[factor.number]) for factor in scheme.factors)


def levels_of(profile: Profile) -> dict[int, tuple[Choice, ...]]:
    """A profile's levels, to be added up by the scheme's own points."""
    return {cell.factor: cell.levels.choices for cell in profile.cells}


def by_level(profile: Profile, scheme: Scheme) -> Attainable:
    """What the profile's levels come to by the scheme's chart of points."""
    return total(levels_of(profile), scheme)


def as_printed(profile: Profile) -> Attainable:
    """What the points printed in the profile come to, whatever the chart says."""
    return attainable(cell.points for cell in profile.cells)
