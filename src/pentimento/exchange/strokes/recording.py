"""What a recording holds, whatever file it came in, and the log it becomes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import ceil, isfinite

from pentimento.core.kernel.errors import Invalid
from pentimento.core.strokes import MOST_SAMPLES, Begin, End, Event, Log, Paper, Sample, Samples, Texture, Tool, stands
from pentimento.core.strokes.events import LATEST, LEAST_SIDE, MOST_SIDE, MOST_TOGETHER, REACH, UNIT, WIDEST

STEADY = 150  # pressure, of 255, where none was recorded: what our own page writes for a mouse
MARGIN = 16  # px around what was drawn, where the file names no sheet
GOOD_SIDE = 1600  # px: what is smaller or larger than a sheet can be is brought to this
SMALL_SIDE = 256
BLACK, LINE = 0x202020, 2.0  # colour, and width in px, where the file names none


@dataclass(frozen=True, slots=True)
class Point:
    """One reading: places in the units of the file, time in ms, pressure 0 to 1 or None, and the line it stands in."""

    x: float
    y: float
    t: float
    pressure: float | None
    line: int


@dataclass(frozen=True, slots=True)
class Stroke:
    """From down to up. ``width`` in the units of the file; None where it names none."""

    points: Sequence[Point]
    colour: int = BLACK
    width: float | None = None


@dataclass(frozen=True, slots=True)
class Recording:
    """All strokes of a file, in their order; the sheet as left, top, width, height where the file names one."""

    strokes: Sequence[Stroke]
    sheet: tuple[float, float, float, float] | None = None


@dataclass(frozen=True, slots=True)
class Brought:
    """A recording as a log, and how its units became pixels of the sheet: (place − origin) × scale."""

    log: Log
    scale: float
    origin: tuple[float, float]
    strokes: int
    points: int
    has_pressure: bool


def brought(recording: Recording) -> Brought:
    """The log of a recording: each point of it is one reading, none is left out, joined or added.

    Places are rounded to 1/16 px of the sheet, times to a millisecond and begin at 0, pressure to one of 256 steps.

    Raises
    ------
    Invalid
        Names the line that cannot be kept.
    """
    _check(recording)
    box = recording.sheet or _around(recording)
    scale = _scale(box, margin=0 if recording.sheet else MARGIN)
    if recording.sheet is None:
        box = (
            box[0] - MARGIN / scale,
            box[1] - MARGIN / scale,
            box[2] + 2 * MARGIN / scale,
            box[3] + 2 * MARGIN / scale,
        )
    log = tuple(_events(recording, box, scale))
    _check_places(log, recording)
    stands(log)
    points = [one for stroke in recording.strokes for one in stroke.points]
    pressed = any(one.pressure is not None for one in points)
    return Brought(log, scale, box[:2], len(recording.strokes), len(points), pressed)


def _check(recording: Recording) -> None:
    count, before, began = 0, 0.0, None
    for stroke in recording.strokes:
        for one in stroke.points:
            count += 1
            if not all(isfinite(value) for value in (one.x, one.y, one.t)):
                raise Invalid("Line {line}: a place or a time is not a number.", line=one.line)
            if one.pressure is not None and not 0 <= one.pressure <= 1:
                raise Invalid(
                    "Line {line}: pressure is from 0 to 1, and here it is {is}.", line=one.line, **{"is": one.pressure}
                )
            if began is not None and one.t < before:
                raise Invalid("Line {line}: the time goes back.", line=one.line)
            began, before = one.t if began is None else began, one.t
            if before - began > LATEST:
                raise Invalid("Line {line}: this is more than 24 days after the first point.", line=one.line)
            if count > MOST_SAMPLES:
                raise Invalid("Line {line}: a drawing has at most {most} points.", line=one.line, most=MOST_SAMPLES)
    if not count:
        raise Invalid("There is no point with a time in this file.")


def _around(recording: Recording) -> tuple[float, float, float, float]:
    points = [one for stroke in recording.strokes for one in stroke.points]
    left, top = min(one.x for one in points), min(one.y for one in points)
    return left, top, max(one.x for one in points) - left, max(one.y for one in points) - top


def _scale(box: tuple[float, float, float, float], *, margin: int) -> float:
    long = max(box[2], box[3])
    least = SMALL_SIDE if margin else LEAST_SIDE
    return 1.0 if least <= long <= MOST_SIDE - 2 * margin or not long else GOOD_SIDE / long


def _events(recording: Recording, box: tuple[float, float, float, float], scale: float) -> Iterator[Event]:
    began = next(one.t for stroke in recording.strokes for one in stroke.points)
    width, height = (min(max(ceil(side * scale), LEAST_SIDE), MOST_SIDE) for side in box[2:])
    yield Paper(0, width, height, 0xFFFFFF, Texture.SMOOTH)
    for stroke in recording.strokes:
        readings = [_reading(one, box, scale, began) for one in stroke.points]
        wide = LINE if stroke.width is None else stroke.width * scale
        yield Begin(readings[0].t, Tool.INK, stroke.colour, min(max(round(wide * UNIT), 1), WIDEST), 255)
        for first in range(0, len(readings), MOST_TOGETHER):
            yield Samples(tuple(readings[first : first + MOST_TOGETHER]))
        yield End(readings[-1].t)


def _reading(one: Point, box: tuple[float, float, float, float], scale: float, began: float) -> Sample:
    x, y = (round((at - start) * scale * UNIT) for at, start in ((one.x, box[0]), (one.y, box[1])))
    return Sample(x, y, round(one.t - began), STEADY if one.pressure is None else round(one.pressure * 255))


def _check_places(log: Log, recording: Recording) -> None:
    """A sheet the file names may be far from what was drawn."""
    kept = (one for event in log if isinstance(event, Samples) for one in event.samples)
    points = (one for stroke in recording.strokes for one in stroke.points)
    for reading, point in zip(kept, points, strict=True):
        if max(abs(reading.x), abs(reading.y)) > REACH:
            raise Invalid("Line {line}: this point lies far beside the sheet the file names.", line=point.line)
