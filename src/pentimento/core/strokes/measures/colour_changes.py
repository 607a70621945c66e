"""Colour changes: how often the next mark has another colour."""

from __future__ import annotations

from itertools import pairwise

from pentimento.core.strokes.events import Fill

from .measure import Measure, Reason, Unmeasured, Values
from .record import Record, Touch


def colours_in_order(record: Record) -> list[int]:
    """The colour of each drawing stroke and each fill, 0xRRGGBB, as they were made."""
    found = []
    for one in record.done:
        if isinstance(one, Touch) and not one.rubs:
            found.append(one.begin.colour)
        elif isinstance(one, Fill):
            found.append(one.colour)
    return found


def colour_changes(record: Record) -> Values | Unmeasured:
    """How often a mark has another colour than the mark before it, and how many colours were used in all."""
    colours = colours_in_order(record)
    if not colours:
        return Unmeasured(Reason.NO_COLOUR)
    changes = sum(before != after for before, after in pairwise(colours))
    return {"changes": float(changes), "colours": float(len(set(colours)))}


MEASURE = Measure(
    key="colour-changes",
    label="Colour changes",
    parts={"changes": "changes", "colours": "colours"},
    low=0,
    high=None,
    method="colour-changes/1",
    definition="How often a stroke or a fill has another colour than the one before it; the eraser is passed over.",
    cannot_tell=(
        "Two mixed colours that nobody could tell apart are two.",
        "Colours looked at and not drawn with are not counted.",
    ),
    references=(),
    take=colour_changes,
)
