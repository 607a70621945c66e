"""A whole sheet: every factor at once, kept as a whole or not at all."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime

from django.db import transaction

from pentimento.core.kernel.errors import Conflict, Invalid, PentimentoError, Refused, TooLarge
from pentimento.profession.grading import rules
from pentimento.profession.grading.models import Grading, Seat
from pentimento.trust.people.models import Person

from .asking import held_open
from .sheets import agree, judge


@dataclass(frozen=True, slots=True)
class Line:
    """What somebody wrote in one row. ``version`` is that of the level they saw, 0 where there was none."""

    factor: int
    levels: str
    reason: str
    version: int


class LinesRefused(PentimentoError):
    """Some rows cannot be kept, so none was. ``faults`` are the sentences by number of the factor."""

    def __init__(self, faults: Mapping[int, PentimentoError]) -> None:
        super().__init__("Nothing was saved.")
        self.faults = faults


@transaction.atomic
def judge_sheet(*, seat: Seat, lines: Sequence[Line], by: Person, at: datetime) -> int:
    """Give one member's levels for several factors; answers for how many.

    Raises
    ------
    LinesRefused
        With the sentence for each row that is wrong or was changed elsewhere meanwhile. Nothing is kept.
    """
    held_open(seat.grading)
    return _each(lines, lambda line: judge(seat=seat, by=by, at=at, **asdict(line)))


@transaction.atomic
def agree_sheet(*, grading: Grading, lines: Sequence[Line], by: Person, at: datetime) -> int:
    """Record what the panel agreed on for several factors; answers for how many. Refuses as ``judge_sheet`` does."""
    held_open(grading)
    return _each(lines, lambda line: agree(grading=grading, by=by, at=at, **asdict(line)))


def _each(lines: Sequence[Line], keep: Callable[[Line], object]) -> int:
    faults: dict[int, PentimentoError] = {}
    for line in lines:
        try:
            rules.check_line(levels=line.levels, version=line.version)
            keep(line)
        except (Invalid, Conflict, Refused, TooLarge) as error:
            faults[line.factor] = error
    if faults:
        raise LinesRefused(faults)
    return len(lines)
