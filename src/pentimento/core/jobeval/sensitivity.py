"""Which factor moves the band: what each open level decides, and what one level more or less would do."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from .levels import Choice
from .scheme import Factor, Scheme
from .totals import Job, total


class Move(StrEnum):
    """What is tried on a factor."""

    OPEN = "open"  # one of the levels still in question is settled on
    UP = "up"  # one level above the highest in question
    DOWN = "down"  # one level below the lowest in question


@dataclass(frozen=True, slots=True)
class Shift:
    """A factor set to one level while everything else stays as it is.

    ``points`` are those of the level, ``by`` the change against the nearest level in question (0 for an open one);
    ``low`` to ``high`` and ``bands`` are what can then come out. ``moves``: other bands than before.
    """

    factor: int
    move: Move
    level: str
    points: int
    by: int
    low: int
    high: int
    bands: tuple[str, ...]
    moves: bool


def sensitivity(job: Job, scheme: Scheme) -> tuple[Shift, ...]:
    """Try every open level, and one level more and less, on each factor in turn.

    Raises
    ------
    Incomplete
        When a factor has no level yet.
    """
    before = scheme.bands_of(total(job, scheme).totals)
    return tuple(
        _tried(job, scheme, factor, move, place, before)
        for factor in scheme.factors
        for move, place in _moves(factor, job[factor.number])
    )


def _moves(factor: Factor, choices: tuple[Choice, ...]) -> list[tuple[Move, int]]:
    places = sorted(factor.order[choice.level] for choice in choices)
    found = [(Move.OPEN, place) for place in places] if len(places) > 1 else []
    if places[0] > 0:
        found.append((Move.DOWN, places[0] - 1))
    if places[-1] + 1 < len(factor.levels):
        found.append((Move.UP, places[-1] + 1))
    return found


def _tried(job: Job, scheme: Scheme, factor: Factor, move: Move, place: int, before: tuple[str, ...]) -> Shift:
    level = factor.levels[place]
    found = total({**job, factor.number: (Choice(level.name),)}, scheme)
    bands = scheme.bands_of(found.totals)
    neighbour = {Move.UP: place - 1, Move.DOWN: place + 1}.get(move, place)
    by = level.points - factor.levels[neighbour].points
    return Shift(factor.number, move, level.name, level.points, by, found.low, found.high, bands, bands != before)
