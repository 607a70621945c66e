"""Does a printed profile agree with itself and with its scheme? Every cell that does not is named; none is mended."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from pentimento.core.kernel.errors import Invalid

from .scheme import Profile, Scheme
from .sentences import Sentence, said
from .totals import Attainable, as_printed, by_level


class Column(StrEnum):
    """Where in a printed profile a cell stands."""

    POINTS = "points"
    TOTAL = "total"
    BAND = "band"


@dataclass(frozen=True, slots=True)
class Conflict:
    """One printed cell that disagrees. ``factor`` is None for the rows of total and band.

    ``printed`` is what stands there; ``expected`` what the rest of the sources would give. Neither is called right.
    """

    column: Column
    factor: int | None
    level: str
    printed: tuple[int | str, ...]
    expected: tuple[int | str, ...]
    sentence: Sentence

    def to_json(self) -> dict[str, Any]:
        row: int | str = self.factor if self.factor is not None else str(self.column)
        return {
            "cell": {"row": row, "factor": self.factor, "column": str(self.column), "level": self.level},
            "printed": list(self.printed),
            "expected": list(self.expected),
            "sentence": str(self.sentence),
        }


@dataclass(frozen=True, slots=True)
class Audit:
    """One profile, added up both ways, with everything in it that disagrees."""

    profile: Profile
    printed: Attainable
    leveled: Attainable
    conflicts: tuple[Conflict, ...]

    @property
    def adds_up(self) -> bool:
        return not self.conflicts

    def to_json(self, scheme: Scheme) -> dict[str, Any]:
        """Everything found, with sets written out."""
        printed = list(self.profile.printed_total) if self.profile.printed_total else None
        return {
            "profile": self.profile.key,
            "title": self.profile.title,
            "printed_band": self.profile.printed_band,
            "printed_total": printed,
            "sum_of_printed_points": [self.printed.low, self.printed.high],
            "sum_by_level": [self.leveled.low, self.leveled.high],
            "as_printed": _figures(self.printed, scheme),
            "attainable": _figures(self.leveled, scheme),
            "adds_up": self.adds_up,
            "conflicts": [conflict.to_json() for conflict in self.conflicts],
        }


def _figures(found: Attainable, scheme: Scheme) -> dict[str, Any]:
    return {
        "totals": list(found.totals),
        "combinations": found.combinations,
        "combinations_by_band": found.by_band(scheme),
        "bands": list(scheme.bands_of(found.totals)),
    }


def audit(profile: Profile, scheme: Scheme) -> Audit:
    """Add a profile up as printed and by its levels, and name every cell that disagrees."""
    printed, leveled = as_printed(profile), by_level(profile, scheme)
    found = (*_cells(profile, scheme), *_total(profile, printed, leveled), *_band(profile, scheme, leveled))
    return Audit(profile, printed, leveled, tuple(found))


def _cells(profile: Profile, scheme: Scheme) -> Iterator[Conflict]:
    for cell in profile.cells:
        factor = scheme.factor(cell.factor)
        chart = sorted(factor.points_of(cell.levels.choices))
        if sorted(cell.points) != chart:
            yield Conflict(
                Column.POINTS,
                cell.factor,
                cell.levels.text,
                cell.points,
                tuple(chart),
                said(
                    "Factor {factor} ({label}) prints {printed} at level {level}; the chart says {chart}.",
                    factor=cell.factor,
                    label=factor.label,
                    printed=_either(cell.points),
                    level=cell.levels.text,
                    chart=_either(chart),
                ),
            )


def _total(profile: Profile, printed: Attainable, leveled: Attainable) -> Iterator[Conflict]:
    if profile.printed_total is None:
        return
    of_points = "The total prints {printed}; the points printed above it come to {found}."
    of_levels = "The total prints {printed}; the levels printed above it come to {found}."
    for found, template in ((printed, of_points), (leveled, of_levels)):
        if (found.low, found.high) != profile.printed_total:
            yield Conflict(
                Column.TOTAL,
                None,
                "",
                profile.printed_total,
                (found.low, found.high),
                said(template, printed=_span(profile.printed_total), found=_span((found.low, found.high))),
            )


def _band(profile: Profile, scheme: Scheme, leveled: Attainable) -> Iterator[Conflict]:
    """The band is held against the printed total where there is one, else against what the levels attain."""
    if not profile.printed_band:
        return
    totals = profile.printed_total or leveled.totals
    expected = scheme.bands_of(totals)
    try:
        named = scheme.bands_named(profile.printed_band)
    except Invalid:
        named = ()
    if (named[:1], named[-1:]) != (expected[:1], expected[-1:]):
        yield Conflict(
            Column.BAND,
            None,
            "",
            (profile.printed_band,),
            expected,
            said(
                "The band prints {printed}; the total lies in {found}.",
                printed=profile.printed_band,
                found=_either(expected) or "none",
            ),
        )


def _either(points: tuple[int | str, ...] | list[int]) -> str:
    return " or ".join(map(str, points))


def _span(ends: tuple[int, int]) -> str:
    return str(ends[0]) if ends[0] == ends[1] else f"{ends[0]} to {ends[1]}"
