"""Order: where on the sheet the drawing began, and where it ended."""

from __future__ import annotations

from pentimento.core.strokes.events import Fill, Paper

from .measure import Measure, Reason, Unmeasured, Values
from .record import Record, Touch

SIDE = 3  # fields to a side
FIELDS = (
    "top left", "top middle", "top right",
    "middle left", "centre", "middle right",
    "bottom left", "bottom middle", "bottom right",
)  # fmt: skip


def field_of(paper: Paper, x: float, y: float) -> int:
    """The field of the sheet a place lies in, 1 to 9, row by row; beside the sheet, the nearest.

    >>> from pentimento.core.strokes.events import Texture
    >>> field_of(Paper(0, 90, 90, 0, Texture.SMOOTH), 45, 89)
    8
    """
    column, row = (min(max(int(at * SIDE // side), 0), SIDE - 1) for at, side in ((x, paper.width), (y, paper.height)))
    return row * SIDE + column + 1


def order(record: Record) -> Values | Unmeasured:
    """Fields 1 to 9, row by row from the top left, of where the first mark begins and the last one ends."""
    places = _ends(record)
    if not places:
        return Unmeasured(Reason.NOTHING if not record.done else Reason.NO_STROKE)
    first, last = places[0][0], places[-1][1]
    return {"first": float(field_of(record.paper, *first)), "last": float(field_of(record.paper, *last))}


def _ends(record: Record) -> list[tuple[tuple[float, float], tuple[float, float]]]:
    """Beginning and end in px of each drawing stroke and each fill, as they were made."""
    found: list[tuple[tuple[float, float], tuple[float, float]]] = []
    read = 0
    for one in record.done:
        if isinstance(one, Fill):
            found.append(((one.x, one.y), (one.x, one.y)))
        elif isinstance(one, Touch):
            if one.readings and not one.rubs:
                ends = [(float(record.x[at]), float(record.y[at])) for at in (read, read + one.readings - 1)]
                found.append((ends[0], ends[1]))
            read += one.readings
    return found


MEASURE = Measure(
    key="order",
    label="First and last place",
    parts={"first": "field of 9", "last": "field of 9"},
    low=1,
    high=9,
    method="order/1",
    definition="The ninth of the sheet in which the first mark begins and the one in which the last mark ends; "
    "numbered row by row from the top left. The map of the order shows all that lies between.",
    cannot_tell=(
        "A dot to try the pen out is a first mark like any other.",
        "Marks that were taken back or rubbed out later count.",
    ),
    references=(),
    take=order,
)
