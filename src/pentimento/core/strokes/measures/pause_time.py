"""Pause time: how long no tool was on the sheet, and pauses one would notice."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from .measure import Measure, Reason, Unmeasured, Values
from .record import SECOND, Record, end_of, start_of

NOTICED = 3000  # ms: a gap this long is a pause, here and in the replay


def gaps(record: Record) -> Iterator[tuple[int, int]]:
    """When nothing was done: from and until, in ms."""
    for before, after in pairwise(record.done):
        yield end_of(before), start_of(after)


def pauses(record: Record) -> list[tuple[int, int]]:
    """Gaps of three seconds or more."""
    return [(since, until) for since, until in gaps(record) if until - since >= NOTICED]


def pause_time(record: Record) -> Values | Unmeasured:
    """Seconds without a tool on the sheet, how many gaps were of three seconds or more, and the longest gap in s."""
    if not record.done:
        return Unmeasured(Reason.NOTHING)
    longest = max((until - since for since, until in gaps(record)), default=0)
    return {
        "time": record.total - record.active,
        "pauses": float(len(pauses(record))),
        "longest": longest / SECOND,
    }


MEASURE = Measure(
    key="pause-time",
    label="Time without a tool on the sheet",
    parts={"time": "s", "pauses": "pauses of 3 s or more", "longest": "s"},
    low=0,
    high=None,
    method="pause-time/1",
    definition="The total time less the time with a tool on the sheet; a gap of three seconds or more is a pause.",
    cannot_tell=(
        "Why nothing was drawn: looking, talking, choosing a colour and being called away are all the same to it.",
        "A pause with the pen resting on the sheet is not seen.",
    ),
    references=("The three seconds are a choice of ours; no published cut is claimed.",),
    take=pause_time,
)
