"""Angular velocity: how fast the tool goes round the middle of the sheet."""

from __future__ import annotations

import numpy as np

from .measure import WATCHED, Measure, Unmeasured, Values
from .record import Record
from .speed import why_no_speed
from .spread import GRAPHOMOTOR, MESSAN, SHAPE, spread


def angular_velocity(record: Record) -> Values | Unmeasured:
    """Five numbers for how fast the direction from the middle of the sheet turns, in rad/s."""
    if why := why_no_speed(record):
        return why
    angle = np.arctan2(record.y - record.paper.height / 2, record.x - record.paper.width / 2)
    return spread(record.per_second(np.diff(np.unwrap(angle))))


MEASURE = Measure(
    key="angular-velocity",
    label="Angular velocity",
    parts={"sum": "rad/s", "median": "rad/s", **SHAPE},
    low=0,
    high=None,
    method="angular-velocity/1",
    definition="Change of the direction seen from the middle of the sheet by the time it took, within strokes: sum and "
    "median of the absolute values, coefficient of variation, skewness and excess kurtosis.",
    cannot_tell=(WATCHED, "It is made for a figure about the middle, such as a spiral; near the middle it leaps."),
    references=(GRAPHOMOTOR, MESSAN),
    take=angular_velocity,
)
