"""Events as bytes. The format is described in ``docs/formats/strokes.md``; every log has exactly one spelling."""

from __future__ import annotations

from collections.abc import Iterable

from .events import UPRIGHT, Begin, End, Erase, Event, Fill, Paper, Redo, Sample, Samples, Undo

HEAD = b"PNTS\x01"  # a mark, and the version of the format
KINDS: dict[type[Event], int] = {Paper: 1, Begin: 2, Samples: 3, End: 4, Undo: 5, Redo: 6, Erase: 7, Fill: 8}
PRESSES, LEANS = 1, 2  # in a run of samples: pressure changes, tilt changes


def write_log(log: Iterable[Event]) -> bytes:
    """A whole log as bytes: its head, then its events."""
    return HEAD + write_events(log)


def write_events(events: Iterable[Event]) -> bytes:
    """Events as they are added to a log. Says nothing of whether they may follow each other."""
    out = bytearray()
    for event in events:
        out.append(KINDS[type(event)])
        if isinstance(event, Samples):
            _run(out, event.samples)
            continue
        _number(out, event.at)
        if isinstance(event, Paper):
            _number(out, event.width)
            _number(out, event.height)
            out += event.colour.to_bytes(3, "big")
            out.append(event.texture)
        elif isinstance(event, Begin):
            out.append(event.tool)
            out += event.colour.to_bytes(3, "big")
            _number(out, event.width)
            out.append(event.opacity)
        elif isinstance(event, Fill):
            _number(out, event.x)
            _number(out, event.y)
            out += event.colour.to_bytes(3, "big")
            out.append(event.opacity)
    return bytes(out)


def _run(out: bytearray, samples: tuple[Sample, ...]) -> None:
    """The first sample whole, so that what is added to a log can be read by itself; then differences."""
    first = samples[0]
    presses = any(one.pressure != first.pressure for one in samples)
    leans = any((one.tilt_x, one.tilt_y) != (first.tilt_x, first.tilt_y) for one in samples)
    _number(out, len(samples))
    out.append(PRESSES * presses | LEANS * leans)
    _signed(out, first.x)
    _signed(out, first.y)
    _number(out, first.t)
    out += bytes((first.pressure, first.tilt_x + UPRIGHT, first.tilt_y + UPRIGHT))
    before = first
    for one in samples[1:]:
        _signed(out, one.x - before.x)
        _signed(out, one.y - before.y)
        _number(out, one.t - before.t)
        if presses:
            _signed(out, one.pressure - before.pressure)
        if leans:
            _signed(out, one.tilt_x - before.tilt_x)
            _signed(out, one.tilt_y - before.tilt_y)
        before = one


def _number(out: bytearray, value: int) -> None:
    """Seven bits a byte, lowest first; a set top bit says that more follows."""
    while value > 0x7F:
        out.append(value & 0x7F | 0x80)
        value >>= 7
    out.append(value)


def _signed(out: bytearray, value: int) -> None:
    """0, -1, 1, -2 … as 0, 1, 2, 3 …, so that small moves to any side are short."""
    _number(out, value * 2 if value >= 0 else -value * 2 - 1)
