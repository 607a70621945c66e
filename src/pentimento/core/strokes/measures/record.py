"""A log as arrays, read once for all measures."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from pentimento.core.strokes.events import (
    UNIT,
    Begin,
    End,
    Erase,
    Event,
    Fill,
    Paper,
    Redo,
    Sample,
    Samples,
    Tool,
    Undo,
)
from pentimento.core.strokes.standing import damaged

Numbers = NDArray[np.float64]
Places = NDArray[np.int64]
SECOND = 1000.0  # ms
PRESSED = 255.0


@dataclass(frozen=True, slots=True)
class Touch:
    """One stroke as it was made, also where it was taken back later."""

    begin: Begin
    until: int  # ms
    readings: int

    @property
    def rubs(self) -> bool:
        return self.begin.tool is Tool.ERASER


Done = Touch | Fill | Erase | Undo | Redo | Paper


@dataclass(frozen=True)
class Record:
    """What happened on a sheet.

    ``x``, ``y`` in px of the sheet, ``t`` in s from the first thing that was done, ``pressure`` 0 to 1 and ``stroke``
    (the number of the touch it belongs to) are arrays with one entry a reading of the pen. Everything that was done
    counts, also what was taken back later: it was done. An undo or redo with nothing to take back is no doing.
    """

    paper: Paper
    done: tuple[Done, ...]  # from the first touch or fill on
    x: Numbers
    y: Numbers
    t: Numbers
    pressure: Numbers
    stroke: Places

    @property
    def long_side(self) -> int:
        """Of the sheet, in px."""
        return max(self.paper.width, self.paper.height)

    @cached_property
    def touches(self) -> tuple[Touch, ...]:
        return tuple(one for one in self.done if isinstance(one, Touch))

    @property
    def total(self) -> float:
        """Seconds from the first thing that was done to the last."""
        return (end_of(self.done[-1]) - start_of(self.done[0])) / SECOND if self.done else 0.0

    @property
    def active(self) -> float:
        """Seconds with a tool on the sheet."""
        return sum(one.until - one.begin.at for one in self.touches) / SECOND

    @cached_property
    def draws(self) -> NDArray[np.bool_]:
        """For each touch, whether it leaves something rather than taking it away."""
        return np.array([not one.rubs for one in self.touches], bool)

    @cached_property
    def inside(self) -> NDArray[np.bool_]:
        """For each step from one reading to the next, whether the tool was on the sheet all the while."""
        same: NDArray[np.bool_] = self.stroke[1:] == self.stroke[:-1]
        return same

    @cached_property
    def timed(self) -> NDArray[np.bool_]:
        """For each step, whether it lies in a stroke and took any time."""
        lasting: NDArray[np.bool_] = self.inside & (np.diff(self.t) > 0)
        return lasting

    def per_second(self, differences: Numbers) -> Numbers:
        """Differences from reading to reading, each by the time it took; only steps that are ``timed``."""
        rates: Numbers = differences[self.timed] / np.diff(self.t)[self.timed]
        return rates

    @cached_property
    def speeds(self) -> Numbers:
        """How fast the tool went from reading to reading, in px/s."""
        return self.per_second(np.sqrt(np.diff(self.x) ** 2 + np.diff(self.y) ** 2))


def start_of(one: Done) -> int:
    """When it began, in ms."""
    return one.begin.at if isinstance(one, Touch) else one.at


def end_of(one: Done) -> int:
    """When it was over, in ms."""
    return one.until if isinstance(one, Touch) else one.at


def read_record(log: Iterable[Event]) -> Record:
    """A log as arrays.

    Raises
    ------
    Invalid
        There is no paper.
    """
    reader = _Reader()
    for event in log:
        reader.take(event)
    reader.lift(None)
    if reader.paper is None:
        raise damaged()
    return _arrayed(reader.paper, tuple(reader.done), reader.runs)


class _Reader:
    """Takes events one after the other and keeps what was done."""

    def __init__(self) -> None:
        self.paper: Paper | None = None
        self.done: list[Done] = []
        self.runs: list[tuple[Sample, ...]] = []
        self._down: Begin | None = None
        self._read = self._last = 0  # readings of this stroke, and when the last of them was
        self._there = self._taken = 0  # marks that can be taken back, and brought back

    def take(self, event: Event) -> None:
        if isinstance(event, Samples):
            self.runs.append(event.samples)
            self._read, self._last = self._read + len(event.samples), event.samples[-1].t
            return
        self.lift(event.at if isinstance(event, End) else None)
        if isinstance(event, Begin):
            self._down, self._read, self._last = event, 0, event.at
        elif isinstance(event, Paper):
            self.paper = event
            self.done += [event] * bool(self.done)
        elif isinstance(event, Undo | Redo):
            self._turn_back(event)
        elif not isinstance(event, End):
            self._mark(event)

    def lift(self, at: int | None) -> None:
        """The pen is up, at the latest since the event that comes now."""
        if self._down is not None:
            self._mark(Touch(self._down, self._last if at is None else at, self._read))
            self._down = None

    def _mark(self, one: Done) -> None:
        self.done.append(one)
        self._there, self._taken = self._there + 1, 0

    def _turn_back(self, event: Undo | Redo) -> None:
        step = 1 if isinstance(event, Undo) else -1
        if (self._there if step == 1 else self._taken) > 0:
            self._there, self._taken = self._there - step, self._taken + step
            self.done.append(event)


def _arrayed(paper: Paper, done: tuple[Done, ...], runs: list[tuple[Sample, ...]]) -> Record:
    readings = np.fromiter(chain.from_iterable(chain.from_iterable(runs)), np.int64).reshape(-1, len(Sample._fields))
    touched = [one.readings for one in done if isinstance(one, Touch)]
    return Record(
        paper=paper,
        done=done,
        x=readings[:, 0] / UNIT,
        y=readings[:, 1] / UNIT,
        t=(readings[:, 2] - (start_of(done[0]) if done else 0)) / SECOND,
        pressure=readings[:, 3] / PRESSED,
        stroke=np.repeat(np.arange(len(touched)), touched),
    )
