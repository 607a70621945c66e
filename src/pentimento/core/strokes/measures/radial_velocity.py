"""Radial velocity: how fast the tool goes away from the middle of the sheet, or towards it."""

from __future__ import annotations

import numpy as np

from .measure import SCREEN, WATCHED, Measure, Unmeasured, Values
from .record import Record
from .speed import why_no_speed
from .spread import GRAPHOMOTOR, MESSAN, SHAPE, spread


def radial_velocity(record: Record) -> Values | Unmeasured:
    """Five numbers for how fast the distance from the middle of the sheet changes, in px/s."""
    if why := why_no_speed(record):
        return why
    radius = np.sqrt((record.x - record.paper.width / 2) ** 2 + (record.y - record.paper.height / 2) ** 2)
    return spread(record.per_second(np.diff(radius)))


MEASURE = Measure(
    key="radial-velocity",
    label="Radial velocity",
    parts={"sum": "px/s", "median": "px/s", **SHAPE},
    low=0,
    high=None,
    method="radial-velocity/1",
    definition="Change of the distance from the middle of the sheet by the time it took, within strokes: sum and "
    "median of the absolute values, coefficient of variation, skewness and excess kurtosis.",
    cannot_tell=(
        SCREEN,
        WATCHED,
        "It is made for a figure about the middle, such as a spiral; of others it says little.",
    ),
    references=(GRAPHOMOTOR, MESSAN),
    take=radial_velocity,
)
