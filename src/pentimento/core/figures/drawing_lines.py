"""A drawing as lines that can be scaled: what is there at its end, each stroke with the times of its points.

It is not the exact picture: lines have one width each, without the paper's tooth, soft edges and drops. The areas that
were filled are exact to the pixel.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from pentimento.core.strokes.events import OPAQUE, UNIT, Erase, Event, Fill, Paper, Tool
from pentimento.core.strokes.marks import Mark, Stroke, marks_of
from pentimento.core.strokes.nibs import NIBS, radius_of
from pentimento.core.strokes.render import Sheet

from .svg import NAMESPACE, Node, Svg, element, finished

THIN = {Tool.WASH: 0.43, Tool.SPRAY: 0.4}  # of its strength: the middle of a wash, the drops of a spray
BLENDED = "mix-blend-mode:multiply"


def drawing_lines(log: Iterable[Event], *, title: str) -> Svg:
    """An SVG in px of the sheet; each path of a stroke carries ``data-times`` (ms) and ``data-pressures`` (0 to 1).

    Parameters
    ----------
    title : str
        What it is, for whoever cannot see it.

    Raises
    ------
    Invalid
        The log has no paper.
    """
    paper, marks = marks_of(log)
    box = f"0 0 {paper.width} {paper.height}"
    root = element(None, "svg", xmlns=NAMESPACE, width=paper.width, height=paper.height, viewBox=box, role="img")
    element(root, "title", title)
    element(root, "rect", width=paper.width, height=paper.height, fill=_hex(paper.colour))
    sheet = Sheet(paper) if any(isinstance(mark, Fill) for mark in marks) else None
    for mark in marks:
        before = sheet.pixels.copy() if sheet and isinstance(mark, Fill) else None
        if sheet:
            sheet.put(mark)
        changed = (before != sheet.pixels).any(axis=2) if sheet and before is not None else None
        _put(root, paper, mark, changed)
    return finished(root)


def _put(root: Node, paper: Paper, mark: Mark, changed: NDArray[np.bool_] | None) -> None:
    if isinstance(mark, Erase):
        element(root, "rect", width=paper.width, height=paper.height, fill=_hex(paper.colour))
    elif isinstance(mark, Stroke):
        if mark.samples:
            _stroke(root, paper, mark)
    elif changed is not None and changed.any():
        fill: dict[str, Any] = {
            "fill": _hex(mark.colour),
            "fill_opacity": mark.opacity / OPAQUE,
            "shape_rendering": "crispEdges",
        }
        element(root, "path", d=area(changed), **fill)


def _stroke(root: Node, paper: Paper, mark: Stroke) -> None:
    begin, nib, count = mark.begin, NIBS[mark.begin.tool], len(mark.samples)
    pressed, *leaning = (sum(abs(one[at]) for one in mark.samples) // count for at in (3, 4, 5))
    wide = 2 * radius_of(nib, begin.width, pressed, leaning[0], leaning[1]) / UNIT
    colour = paper.colour if begin.tool is Tool.ERASER else begin.colour
    places = [(one.x / UNIT, one.y / UNIT) for one in mark.samples]
    named: dict[str, Any] = {
        "stroke": _hex(colour),
        "stroke_width": wide,
        "stroke_opacity": begin.opacity / OPAQUE * THIN.get(begin.tool, 1.0),
        "style": BLENDED if nib.under else None,
        "data_times": " ".join(str(one.t) for one in mark.samples),
        "data_pressures": " ".join(f"{one.pressure / OPAQUE:.6g}" for one in mark.samples),
    }
    way = "".join(f"{'L' if at else 'M'}{x:.10g} {y:.10g}" for at, (x, y) in enumerate(places))
    element(root, "path", d=way, fill="none", stroke_linecap="round", stroke_linejoin="round", **named)


def area(mask: NDArray[np.bool_]) -> str:
    """A mask as a path of rows, exact to the pixel.

    >>> area(np.array([[False, True, True], [False, False, False]]))
    'M1 0h2v1h-2z'
    """
    padded = np.zeros((mask.shape[0], mask.shape[1] + 2), np.int8)
    padded[:, 1:-1] = mask
    edges = np.diff(padded, axis=1)
    rows, starts = np.nonzero(edges == 1)
    _rows, ends = np.nonzero(edges == -1)
    runs = zip(rows.tolist(), starts.tolist(), (ends - starts).tolist(), strict=True)
    return "".join(f"M{x} {y}h{long}v1h-{long}z" for y, x, long in runs)


def _hex(colour: int) -> str:
    return f"#{colour:06x}"
