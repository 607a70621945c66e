"""Where a stroke puts its stamps: a smooth path through the samples, in whole numbers only."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from math import isqrt

from .events import Begin, Sample
from .nibs import NIBS, radius_of, strength_of

Stamped = Callable[[int, int, int, int], None]  # x, y and radius in units, strength 0..255
STRIDE = 64  # units: curves are walked in straight pieces of about 4 px
MOST_PIECES = 64


class Hand:
    """Walks from sample to sample and says where a stamp lies. Samples may come in any portions.

    The path runs through the middles between samples, each sample pulling it towards itself (quadratic curves);
    it ends in the last sample.
    """

    def __init__(self, begin: Begin, stamped: Stamped) -> None:
        self._nib, self._width, self._stamped = NIBS[begin.tool], begin.width, stamped
        self._last: Sample | None = None
        self._x = self._y = self._pressure = 0  # where the path has come to
        self._left = 0  # units to go until the next stamp

    def moves(self, samples: Iterable[Sample]) -> None:
        """The pen went on to here."""
        for one in samples:
            before = self._last
            if before is None:
                self._touches(one)
            else:
                middle = (before.x + one.x) >> 1, (before.y + one.y) >> 1, (before.pressure + one.pressure) >> 1
                self._curve(before, *middle)
            self._last = one

    def lifts(self) -> None:
        """The pen leaves the sheet: draw up to the last sample."""
        if self._last is not None:
            self._curve(self._last, self._last.x, self._last.y, self._last.pressure)

    def _touches(self, one: Sample) -> None:
        self._x, self._y, self._pressure = one.x, one.y, one.pressure
        radius = radius_of(self._nib, self._width, one.pressure, one.tilt_x, one.tilt_y)
        self._stamped(one.x, one.y, radius, strength_of(self._nib, one.pressure))
        self._left = self._gap(radius)

    def _gap(self, radius: int) -> int:
        return max(4, radius * self._nib.step >> 8)

    def _curve(self, by: Sample, x: int, y: int, pressure: int) -> None:
        from_x, from_y, from_pressure = self._x, self._y, self._pressure
        length = isqrt((by.x - from_x) ** 2 + (by.y - from_y) ** 2) + isqrt((x - by.x) ** 2 + (y - by.y) ** 2)
        pieces, halvings = 1, 0
        while pieces * STRIDE < length and pieces < MOST_PIECES:
            pieces, halvings = pieces * 2, halvings + 1
        for piece in range(1, pieces + 1):
            rest = pieces - piece
            a, b, c = rest * rest, 2 * piece * rest, piece * piece
            to_x = (a * from_x + b * by.x + c * x) >> (2 * halvings)
            to_y = (a * from_y + b * by.y + c * y) >> (2 * halvings)
            self._line(to_x, to_y, from_pressure + ((pressure - from_pressure) * piece >> halvings), by)

    def _line(self, x: int, y: int, pressure: int, by: Sample) -> None:
        from_x, from_y, dx, dy = self._x, self._y, x - self._x, y - self._y
        self._x, self._y, self._pressure = x, y, pressure
        far = isqrt(dx * dx + dy * dy)
        if self._left > far:
            self._left -= far
            return
        radius = radius_of(self._nib, self._width, pressure, by.tilt_x, by.tilt_y)
        strength, gap, left = strength_of(self._nib, pressure), self._gap(radius), self._left
        while left <= far:
            self._stamped(
                from_x + dx * left // far if far else x, from_y + dy * left // far if far else y, radius, strength
            )
            left += gap
        self._left = left - far
