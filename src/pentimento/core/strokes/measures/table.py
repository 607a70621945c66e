"""All measures of a drawing's making, in the order they are shown, and the one call that takes them."""

from __future__ import annotations

from collections.abc import Iterable

from pentimento.core.strokes.events import Event

from . import (
    active_time,
    angular_velocity,
    colour_changes,
    erasures,
    linear_velocity,
    order,
    overdrawing,
    pause_time,
    pressure,
    radial_velocity,
    speed,
    stroke_count,
    total_time,
)
from .measure import Measure, Result
from .record import read_record

MEASURES: dict[str, Measure] = {
    room.MEASURE.key: room.MEASURE
    for room in (
        total_time,
        active_time,
        pause_time,
        stroke_count,
        speed,
        pressure,
        erasures,
        colour_changes,
        order,
        overdrawing,
        linear_velocity,
        radial_velocity,
        angular_velocity,
    )
}


def measure(log: Iterable[Event]) -> tuple[Result, ...]:
    """Take all measures of one drawing. The picture plays no part, and nothing here says what a drawing means.

    Raises
    ------
    Invalid
        The log has no paper.
    """
    record = read_record(log)
    return tuple(one.of(record) for one in MEASURES.values())
