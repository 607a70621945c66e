"""Active time: how long a tool was on the sheet."""

from __future__ import annotations

from .measure import Measure, Reason, Unmeasured, Values
from .record import Record


def active_time(record: Record) -> Values | Unmeasured:
    """Seconds with a tool on the sheet, rubbing included, and their share of the total time in %."""
    if not record.done:
        return Unmeasured(Reason.NOTHING)
    share = 100 * record.active / record.total if record.total else None
    return {"time": record.active, "share": share}


MEASURE = Measure(
    key="active-time",
    label="Time with a tool on the sheet",
    parts={"time": "s", "share": "% of the total time"},
    low=0,
    high=None,
    method="active-time/1",
    definition="Time between a tool touching the sheet and leaving it, added up over all strokes, erasing included.",
    cannot_tell=(
        "A pen that rests on the sheet counts as active.",
        "Filling an area takes no time by this count; choosing a colour or a tool is not in it.",
    ),
    references=(),
    take=active_time,
)
