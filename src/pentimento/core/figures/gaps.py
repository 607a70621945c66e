"""Where people stand, as a picture: one small pair of columns a statement, the person's own view left of the other's.

Nothing is added up. A column is empty, or filled to one of three heights; one not said yet is dotted.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from .svg import NAMESPACE, Node, Svg, element, finished

HALF, TALL, BETWEEN, LINE = 10.0, 22.0, 8.0, 40.0  # px of a column, of its height, between two pairs, of a row
NAMES, HEAD, APART, STEPS = 232.0, 30.0, 18.0, 3
LETTER = 6.4  # px of a letter in the head of a column


@dataclass(frozen=True, slots=True)
class Mark:
    """One statement: what is heard of it, where it leads, and how far each view fills its column.

    ``own`` and ``other`` run from 0 (not yet) to 3 (guiding others); None was not said. ``claim`` is empty,
    ``waiting``, ``verified`` or ``expired``.
    """

    label: str
    url: str
    own: int | None = None
    other: int | None = None
    claim: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One line: a domain or a person, with the marks of each column."""

    name: str
    cells: tuple[tuple[Mark, ...], ...]


def draw(rows: Sequence[Row], *, columns: Sequence[str], label: str) -> Svg:
    """Draw the lines under their columns; a column is as wide as its fullest cell."""
    widths = [
        max(_width(max((len(row.cells[n]) for row in rows), default=1)), LETTER * len(name))
        for n, name in enumerate(columns)
    ]
    starts = [NAMES + sum(widths[:n]) + APART * n for n in range(len(columns))]
    wide, tall = NAMES + sum(widths) + APART * len(columns), HEAD + LINE * len(rows) + 4
    size = {"viewBox": f"0 0 {wide:g} {tall:g}", "width": f"{wide:g}", "height": f"{tall:g}"}
    root = element(None, "svg", xmlns=NAMESPACE, class_="gaps-svg", role="group", aria_label=label, **size)
    for name, start in zip(columns, starts, strict=True):
        element(root, "text", name, class_="column", x=start, y=16.0)
    for place, row in enumerate(rows):
        top = HEAD + LINE * place
        element(root, "line", class_="rule", x1=0.0, x2=wide, y1=top, y2=top)
        element(root, "text", row.name, class_="name", x=0.0, y=top + LINE / 2 + 4)
        for cell, start in zip(row.cells, starts, strict=True):
            for turn, mark in enumerate(cell):
                _mark(root, mark, start + turn * (2 * HALF + BETWEEN), top + (LINE - TALL) / 2)
    return finished(root)


def sample(mark: Mark) -> Svg:
    """One mark alone, for the legend."""
    side = 2 * HALF + 8
    size = {"viewBox": f"-4 -4 {side:g} {TALL + 8:g}", "width": f"{side:g}", "height": f"{TALL + 8:g}"}
    root = element(None, "svg", xmlns=NAMESPACE, class_="gaps-svg sample", aria_hidden="true", **size)
    _mark(root, mark, 0.0, 0.0)
    return finished(root)


def _width(marks: int) -> float:
    return max(1, marks) * (2 * HALF + BETWEEN)


def _mark(parent: Node, mark: Mark, left: float, top: float) -> None:
    tag = "a" if mark.url else "g"
    pair = element(parent, tag, class_="gap", href=mark.url or None, data_claim=mark.claim or None)
    if mark.label:
        pair.attributes["aria-label"] = mark.label
        element(pair, "title", mark.label)
    if mark.claim:
        element(pair, "rect", class_="frame", x=left - 3, y=top - 3, width=2 * HALF + 6, height=TALL + 6, rx=3.0)
    _column(pair, mark.own, "own", left, top)
    _column(pair, mark.other, "other", left + HALF, top)
    if sign := SIGNS.get(mark.claim):
        element(pair, "path", class_="sign", d=sign.format(x=left + 2 * HALF - 2, y=top - 7))


# Told by its shape as well as by its colour: a tick, a dot, a cross.
SIGNS = {
    "verified": "M{x} {y}m0 4l3 3l5 -6",
    "waiting": "M{x} {y}m2 4h0.01",
    "expired": "M{x} {y}m0 1l6 6m0 -6l-6 6",
}


def _column(pair: Node, filled: int | None, side: str, left: float, top: float) -> None:
    said = "said" if filled is not None else "unsaid"
    element(pair, "rect", class_=f"half {said}", x=left, y=top, width=HALF, height=TALL)
    if filled:
        high = TALL * filled / STEPS
        element(pair, "rect", class_=f"fill {side}", x=left, y=top + TALL - high, width=HALF, height=high)
