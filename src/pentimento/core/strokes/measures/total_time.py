"""Total time: from the first thing that was done on the sheet to the last."""

from __future__ import annotations

from .measure import Measure, Reason, Unmeasured, Values
from .record import Record


def total_time(record: Record) -> Values | Unmeasured:
    """Seconds from the first touch (or fill) to the last thing that was done, pauses included."""
    return {"time": record.total} if record.done else Unmeasured(Reason.NOTHING)


MEASURE = Measure(
    key="total-time",
    label="Total time",
    parts={"time": "s"},
    low=0,
    high=None,
    method="total-time/1",
    definition="Time from the first touch of the sheet to the last thing that was done on it, pauses included.",
    cannot_tell=(
        "Looking at the sheet before the first touch and after the last is not in it.",
        "It runs on while the sheet lies open and nobody is there.",
    ),
    references=("graphomotor 0.2.1, duration: the same for a recording that begins at its first reading.",),
    take=total_time,
)
