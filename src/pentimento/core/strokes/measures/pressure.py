"""Pressure of the pen."""

from __future__ import annotations

from .measure import WATCHED, Measure, Reason, Unmeasured, Values
from .record import Record


def pressure(record: Record) -> Values | Unmeasured:
    """Mean and standard deviation of the pressure over all readings of drawing strokes, in % of the most there is."""
    drawn = record.pressure[record.draws[record.stroke]]
    if not len(drawn):
        return Unmeasured(Reason.NO_STROKE)
    if drawn.min() == drawn.max():
        return Unmeasured(Reason.NO_PRESSURE)
    return {"mean": 100 * float(drawn.mean()), "variation": 100 * float(drawn.std())}


MEASURE = Measure(
    key="pressure",
    label="Pressure",
    parts={"mean": "%", "variation": "% (standard deviation)"},
    low=0,
    high=100,
    method="pressure/1",
    definition="Mean and standard deviation of the pressure the pen reported, over all readings of drawing strokes.",
    cannot_tell=(
        "Pens and screens differ in what they call full pressure: compare only drawings made on one device.",
        "A mouse, a finger or a key has no pressure; nothing is told of them.",
        WATCHED,
    ),
    references=(),
    take=pressure,
)
