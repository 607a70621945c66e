"""The lines of a drawing, thinned so that a figure of them stays small, and the sheet they lie on."""

from __future__ import annotations

from collections.abc import Iterator

from pentimento.core.strokes.measures.record import Record, Touch

from .svg import NAMESPACE, Node, element

FINE = 400  # parts of the long side: points closer than one of them to the last are passed over
BARE, FAINT = "#ffffff", "#cfccc4"

Line = list[tuple[int, int]]


def lines_of(record: Record) -> Iterator[tuple[Touch, Line]]:
    """Each touch with its way in whole px; one point at least, unless nothing was read of it."""
    first, near = 0, record.long_side / FINE
    xs, ys = record.x.tolist(), record.y.tolist()
    for touch in record.touches:
        last = first + touch.readings
        yield touch, _thinned(xs[first:last], ys[first:last], near)
        first = last


def _thinned(xs: list[float], ys: list[float], near: float) -> Line:
    kept: Line = []
    before = (float("inf"), float("inf"))
    for at, (x, y) in enumerate(zip(xs, ys, strict=True)):
        if at == len(xs) - 1 or abs(x - before[0]) + abs(y - before[1]) >= near:
            kept.append((round(x), round(y)))
            before = (x, y)
    return kept


def way(line: Line) -> str:
    """A line as a path; a single point as a dot.

    >>> way([(1, 2), (3, 4)])
    'M1 2L3 4'
    """
    if len(line) == 1:
        line = [*line, line[0]]
    return "M" + "L".join(f"{x} {y}" for x, y in line)


def sheet(record: Record) -> Node:
    """A bare sheet in the proportions of the drawing."""
    width, height = record.paper.width, record.paper.height
    box = f"0 0 {width} {height}"
    root = element(None, "svg", xmlns=NAMESPACE, width=width, height=height, viewBox=box)
    element(root, "rect", width=width, height=height, fill=BARE)
    return root
