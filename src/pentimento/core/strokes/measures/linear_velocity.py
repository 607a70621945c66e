"""Linear velocity: how the speed of the tool is spread."""

from __future__ import annotations

from .measure import SCREEN, WATCHED, Measure, Unmeasured, Values
from .record import Record
from .speed import why_no_speed
from .spread import GRAPHOMOTOR, MESSAN, SHAPE, spread


def linear_velocity(record: Record) -> Values | Unmeasured:
    """Five numbers for the speeds from reading to reading within strokes, in px/s."""
    return why_no_speed(record) or spread(record.speeds)


MEASURE = Measure(
    key="linear-velocity",
    label="Linear velocity",
    parts={"sum": "px/s", "median": "px/s", **SHAPE},
    low=0,
    high=None,
    method="linear-velocity/1",
    definition="Distance from reading to reading by the time between them, within strokes: sum, median, coefficient of "
    "variation, skewness and excess kurtosis.",
    cannot_tell=(SCREEN, WATCHED, "The sum grows with the number of readings and says nothing alone."),
    references=(GRAPHOMOTOR, MESSAN),
    take=linear_velocity,
)
