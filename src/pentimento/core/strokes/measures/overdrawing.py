"""Overdrawing: how much of the way led over places that had been drawn on before."""

from __future__ import annotations

import numpy as np

from .measure import Measure, Reason, Unmeasured, Values
from .record import Numbers, Record
from .walking import shares

ACROSS = 64  # cells along the long side of the sheet
LATER = 1.0  # s: who is back sooner has not been away


def overdrawing(record: Record) -> Values | Unmeasured:
    """Share of the cells drawn in to which the tool came back after a second or more, in %; and how many were drawn in.

    Notes
    -----
    The way between two readings is walked in steps of half a cell. The width of the mark plays no part.
    """
    x, y, t = _walked(record)
    if not len(x):
        return Unmeasured(Reason.NO_STROKE)
    cell = record.long_side / ACROSS
    places = np.floor(y / cell).astype(np.int64) * ACROSS * 4 + np.floor(x / cell).astype(np.int64)
    by_place = np.lexsort((t, places))
    places, t = places[by_place], t[by_place]
    again = (np.diff(places) == 0) & (np.diff(t) >= LATER)
    touched = len(np.unique(places))
    return {"share": 100 * len(np.unique(places[1:][again])) / touched, "cells": float(touched)}


def _walked(record: Record) -> tuple[Numbers, Numbers, Numbers]:
    """Places and times along all drawing strokes, dense enough that no cell is jumped over; only on the sheet."""
    draws = record.draws[record.stroke]
    at = np.flatnonzero(draws)
    x, y, t = record.x, record.y, record.t
    steps = np.flatnonzero(record.inside & draws[1:]) if len(draws) > 1 else np.zeros(0, np.int64)
    far = np.hypot(x[steps + 1] - x[steps], y[steps + 1] - y[steps])
    many = np.ceil(far / (record.long_side / ACROSS / 2)).astype(np.int64)
    begins, share = np.repeat(steps, many), shares(many)
    walked = [np.concatenate([way[at], way[begins] + (way[begins + 1] - way[begins]) * share]) for way in (x, y, t)]
    inside = (walked[0] >= 0) & (walked[0] < record.paper.width) & (walked[1] >= 0) & (walked[1] < record.paper.height)
    return walked[0][inside], walked[1][inside], walked[2][inside]


MEASURE = Measure(
    key="overdrawing",
    label="Overdrawing",
    parts={"share": "% of the cells drawn in", "cells": "cells"},
    low=0,
    high=100,
    method="overdrawing/1",
    definition="Share of the cells drawn in to which the tool came back after a second or more. A cell is 1/64 of the "
    "long side of the sheet.",
    cannot_tell=(
        "Coming back within a second, as in quick hatching, is not counted.",
        "Lines that cross and areas gone over a second time are the same to it.",
        "It follows the tip: a wide brush covers more than the cells it is counted in.",
    ),
    references=("A definition of ours; none published was found to follow.",),
    take=overdrawing,
)
