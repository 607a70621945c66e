"""The thread: one client's time as lanes of sessions, works, scores, goals and notes.

This file holds what is put on the thread and where it lies; ``thread_svg`` draws it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Literal

LaneKind = Literal["sessions", "works", "scores", "goals", "notes"]
SHORTEST = timedelta(days=1)
LONGEST = timedelta(days=366 * 30)


@dataclass(frozen=True, slots=True)
class Thing:
    """Something on the thread.

    Parameters
    ----------
    at : date
        The day it belongs to.
    label : str
        What it is, in words: read aloud, and shown on hover and focus.
    url : str
        Where a click goes; empty for nowhere (as in print).
    value : float or None
        On a lane with a scale: the height, in the lane's own unit.
    hollow : bool
        Drawn open rather than filled: a session not attended, a note not yet sealed.
    picture : str
        Address or data address of a thumbnail.
    shape : (float, float)
        Width and height of the picture, in any unit; only their ratio counts.
    """

    at: date
    label: str
    url: str = ""
    value: float | None = None
    hollow: bool = False
    tone: str = ""
    picture: str = ""
    shape: tuple[float, float] = (1.0, 1.0)


@dataclass(frozen=True, slots=True)
class Lane:
    """Things of one kind. ``low`` and ``high`` bound the values of a lane with a scale.

    ``figures`` are the values written beside that scale, ``tall`` its height in pixels where more than the
    usual is wanted.
    """

    kind: LaneKind
    name: str
    things: tuple[Thing, ...]
    low: float = 0.0
    high: float = 1.0
    bands: tuple[float, ...] = ()  # where the instrument's published bands begin
    figures: tuple[float, ...] = ()
    tall: float = 0.0

    @property
    def has_scale(self) -> bool:
        return self.kind in {"scores", "goals"}


@dataclass(frozen=True, slots=True)
class Thread:
    """A stretch of one client's time."""

    start: date
    end: date
    lanes: tuple[Lane, ...]
    today: date | None = None
    phrases: dict[str, str] = field(default_factory=dict)

    @property
    def days(self) -> int:
        return max(1, (self.end - self.start).days)

    def share(self, day: date) -> float:
        """How far along the stretch a day lies: 0 at the start, 1 at the end."""
        return (day - self.start).days / self.days

    def with_lane(self, lane: Lane, *, after: LaneKind) -> Thread:
        """The same with one lane more, below those of a kind or on top; an empty one is left out."""
        if not lane.things:
            return self
        place = max((n for n, one in enumerate(self.lanes, start=1) if one.kind == after), default=0)
        return replace(self, lanes=(*self.lanes[:place], lane, *self.lanes[place:]))

    def in_order(self) -> list[tuple[str, Thing]]:
        """Everything as one list, oldest first: the thread for those who hear it."""
        every = [(lane.name, thing) for lane in self.lanes for thing in lane.things]
        return sorted(every, key=lambda pair: (pair[1].at, pair[0]))


def stretch(start: date, end: date) -> tuple[date, date]:
    """A stretch that can be drawn: forward, at least a day, at most thirty years."""
    if end < start:
        start, end = end, start
    if end - start < SHORTEST:
        end = start + SHORTEST
    return (end - LONGEST, end) if end - start > LONGEST else (start, end)


def ticks(start: date, end: date, *, most: int) -> list[tuple[date, bool]]:
    """Days to mark on the axis, at most ``most``; True where a new year, month or week begins in the words."""
    days = (end - start).days
    if days <= most:
        return [(start + timedelta(days=n), n == 0 or (start + timedelta(days=n)).day == 1) for n in range(days + 1)]
    if days <= most * 7:
        monday = start + timedelta(days=-start.weekday() % 7)
        return [(d, d.day <= 7) for d in _every(monday, end, 7)]
    months = _months(start, end)
    step = next((s for s in (1, 2, 3, 6, 12, 24, 60) if len(months) / s <= most), 120)
    kept = [m for m in months if ((m.year * 12 + m.month - 1) % step) == 0]
    return [(m, m.month == 1 or m == kept[0]) for m in kept]


def _every(first: date, end: date, days: int) -> Sequence[date]:
    return [first + timedelta(days=n) for n in range(0, (end - first).days + 1, days)]


def _months(start: date, end: date) -> list[date]:
    first = start.replace(day=1) if start.day == 1 else _next_month(start)
    months = []
    while first <= end:
        months.append(first)
        first = _next_month(first)
    return months


def _next_month(day: date) -> date:
    return date(day.year + day.month // 12, day.month % 12 + 1, 1)


def apart(places: Sequence[float], *, least: float) -> list[bool]:
    """Which of these places, in order, can be shown with ``least`` room between them: the newest wins."""
    shown = [False] * len(places)
    last = float("inf")
    for index in range(len(places) - 1, -1, -1):
        if last - places[index] >= least:
            shown[index], last = True, places[index]
    return shown
