"""Bytes as events. Whoever sends them can send anything: what comes back is a log, or one ``Invalid``."""

from __future__ import annotations

from typing import NamedTuple

from .events import (
    MOST_TOGETHER,
    UPRIGHT,
    Begin,
    End,
    Erase,
    Event,
    Fill,
    Log,
    Paper,
    Redo,
    Sample,
    Samples,
    Texture,
    Tool,
    Undo,
)
from .standing import Standing, damaged
from .writing import HEAD, LEANS, PRESSES

MOST_BYTES = 16_000_000


class Added(NamedTuple):
    """What some bytes added to a log."""

    events: Log
    standing: Standing


def read_log(content: bytes) -> Log:
    """A whole log.

    Raises
    ------
    Invalid
        These bytes are no log, or more than one can be.
    """
    return read_added(content, Standing()).events


def read_added(content: bytes, standing: Standing) -> Added:
    """What was added to a log that stands like this; to one that is empty yet, its head comes first.

    Every event is whole in the bytes it came with, so they can be checked without those before.

    Raises
    ------
    Invalid
        These bytes cannot follow.
    """
    if len(content) > MOST_BYTES:
        raise damaged()
    reader = _Reader(content)
    if not standing.width and reader.raw(len(HEAD)) != HEAD:
        raise damaged()
    events: list[Event] = []
    while reader.at < len(content):
        event = _event(reader)
        standing = standing.after(event)
        events.append(event)
    return Added(tuple(events), standing)


class _Reader:
    def __init__(self, content: bytes) -> None:
        self.content, self.at = content, 0

    def raw(self, count: int) -> bytes:
        piece = self.content[self.at : self.at + count]
        if len(piece) != count:
            raise damaged()
        self.at += count
        return piece

    def byte(self) -> int:
        return self.raw(1)[0]

    def number(self) -> int:
        """At most five bytes, and none that says nothing."""
        value = shift = 0
        while shift < 35:
            if self.at >= len(self.content):
                break
            piece = self.content[self.at]
            self.at += 1
            value |= (piece & 0x7F) << shift
            if piece < 0x80:
                if piece == 0 and shift:
                    break
                return value
            shift += 7
        raise damaged()

    def signed(self) -> int:
        value = self.number()
        return value >> 1 if value % 2 == 0 else -(value >> 1) - 1

    def colour(self) -> int:
        return int.from_bytes(self.raw(3), "big")


def _event(reader: _Reader) -> Event:
    kind = reader.byte()
    if kind == 3:
        return Samples(_run(reader))
    at = reader.number()
    try:
        if kind == 1:
            return Paper(at, reader.number(), reader.number(), reader.colour(), Texture(reader.byte()))
        if kind == 2:
            return Begin(at, Tool(reader.byte()), reader.colour(), reader.number(), reader.byte())
        if kind == 8:
            return Fill(at, reader.number(), reader.number(), reader.colour(), reader.byte())
        return PLAIN[kind](at)
    except (KeyError, ValueError) as unknown:
        raise damaged() from unknown


PLAIN: dict[int, type[End] | type[Undo] | type[Redo] | type[Erase]] = {4: End, 5: Undo, 6: Redo, 7: Erase}


def _run(reader: _Reader) -> tuple[Sample, ...]:
    count, changes = reader.number(), reader.byte()
    if not 1 <= count <= MOST_TOGETHER or changes > (PRESSES | LEANS):
        raise damaged()
    x, y, t = reader.signed(), reader.signed(), reader.number()
    pressure, lean_x, lean_y = (*reader.raw(3),)
    found = [Sample(x, y, t, pressure, lean_x - UPRIGHT, lean_y - UPRIGHT)]
    for _more in range(count - 1):
        before = found[-1]
        x, y, t = before.x + reader.signed(), before.y + reader.signed(), before.t + reader.number()
        pressure = before.pressure + (reader.signed() if changes & PRESSES else 0)
        leans = before.tilt_x, before.tilt_y
        if changes & LEANS:
            leans = leans[0] + reader.signed(), leans[1] + reader.signed()
        found.append(Sample(x, y, t, pressure, *leans))
    _check_changes(found, changes)
    return tuple(found)


def _check_changes(found: list[Sample], changes: int) -> None:
    """One spelling for one log: what is said to change does change."""
    presses = any(one.pressure != found[0].pressure for one in found)
    leans = any(one[4:] != found[0][4:] for one in found)
    if changes != PRESSES * presses | LEANS * leans:
        raise damaged()
