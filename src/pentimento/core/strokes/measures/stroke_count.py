"""Number of strokes."""

from __future__ import annotations

from pentimento.core.strokes.events import Fill

from .measure import Measure, Reason, Unmeasured, Values
from .record import Record


def stroke_count(record: Record) -> Values | Unmeasured:
    """How often a drawing tool touched the sheet, and how often an area was filled; rubbing is counted elsewhere."""
    if not record.done:
        return Unmeasured(Reason.NOTHING)
    fills = sum(isinstance(one, Fill) for one in record.done)
    return {"strokes": float(record.draws.sum()), "fills": float(fills)}


MEASURE = Measure(
    key="stroke-count",
    label="Number of strokes",
    parts={"strokes": "strokes", "fills": "fills"},
    low=0,
    high=None,
    method="stroke-count/1",
    definition="How often a drawing tool touched the sheet, from down to up; strokes taken back later count too.",
    cannot_tell=(
        "A line drawn without lifting is one stroke however long it is; letters and hatching are many.",
        "A screen that loses a finger for a moment makes two strokes of one.",
    ),
    references=(),
    take=stroke_count,
)
