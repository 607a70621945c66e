"""Where on the sheet the time went: cells coloured by the seconds a tool was in them, over the faint lines."""

from __future__ import annotations

from pentimento.core.strokes.measures.record import Record
from pentimento.core.strokes.measures.walking import time_in_cells

from .stroke_lines import FAINT, lines_of, sheet, way
from .svg import Svg, element, finished

ACROSS = 64  # cells along the long side, as for overdrawing
STEPS = ((0.25, "#f7e6b4"), (0.5, "#f0c878"), (1.0, "#e39a4e"), (2.0, "#c9642f"), (4.0, "#9c3420"), (None, "#5d1512"))
"""Below so many seconds, this colour; the same for every drawing, so that two can be compared."""


def time_map(record: Record) -> Svg:
    """An SVG in px of the sheet. Time beside the sheet and between strokes is not in it."""
    root, cell = sheet(record), record.long_side / ACROSS
    of_step: list[list[str]] = [[] for _step in STEPS]
    for (column, row), seconds in time_in_cells(record, ACROSS).items():
        step = next(at for at, (below, _colour) in enumerate(STEPS) if below is None or seconds < below)
        of_step[step].append(f"M{column * cell:.6g} {row * cell:.6g}h{cell:.6g}v{cell:.6g}h-{cell:.6g}z")
    for (_below, colour), cells in zip(STEPS, of_step, strict=True):
        if cells:
            element(root, "path", d="".join(cells), fill=colour, stroke=colour, stroke_width=0.5)
    lines = [way(line) for _touch, line in lines_of(record) if line]
    element(root, "path", d="".join(lines), fill="none", stroke=FAINT, stroke_width=record.long_side / 640, opacity=0.8)
    return finished(root)
