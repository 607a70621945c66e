"""Speed of the tool on the sheet."""

from __future__ import annotations

import numpy as np

from .measure import SCREEN, WATCHED, Measure, Reason, Unmeasured, Values
from .record import Record


def why_no_speed(record: Record) -> Unmeasured | None:
    """Why the speed cannot be told; None where it can."""
    if not record.touches:
        return Unmeasured(Reason.NO_STROKE)
    if not record.inside.any():
        return Unmeasured(Reason.TOO_FEW)
    return None if record.timed.any() else Unmeasured(Reason.ONE_MOMENT)


def speed(record: Record) -> Values | Unmeasured:
    """Mean and median of the speeds from reading to reading within strokes, in px/s."""
    if why := why_no_speed(record):
        return why
    return {"mean": float(record.speeds.mean()), "median": float(np.median(record.speeds))}


MEASURE = Measure(
    key="speed",
    label="Speed",
    parts={"mean": "px/s", "median": "px/s"},
    low=0,
    high=None,
    method="speed/1",
    definition="Mean and median of the speed of the tool from reading to reading while it is on the sheet, erasing "
    "included; readings with no time between them are left out.",
    cannot_tell=(SCREEN, WATCHED, "Devices that read the pen more often show quicker and slower moments."),
    references=("graphomotor 0.2.1, linear_velocity_median: the same for a recording of one stroke.",),
    take=speed,
)
