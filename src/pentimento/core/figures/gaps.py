"""Where people stand, as pictures: one small pair of columns a statement, the person's own view left of the other's.

Nothing is added up. A column is empty, or filled to one of three heights; one not said yet is dotted. Each mark is a
drawing of its own, so that a page can set them side by side, or below each other where it is narrow.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from .svg import NAMESPACE, Node, Svg, element, finished

HALF, TALL, ROOM, STEPS = 10.0, 22.0, 4.0, 3  # px of a column, of its height, around a pair for the frame of a claim
BROAD = 10  # marks in a line from which the picture wants the width of a page


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

    @property
    def drawing(self) -> Svg:
        """The pair of columns. What it means is said by whatever stands around it."""
        return _drawn(self.own, self.other, self.claim)


@dataclass(frozen=True, slots=True)
class Row:
    """One line: a domain or a person, with the marks of each column."""

    name: str
    cells: tuple[tuple[Mark, ...], ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """Lines under their columns, with what it shows in words."""

    columns: Sequence[str]
    rows: Sequence[Row]
    label: str

    @property
    def lines(self) -> list[tuple[str, list[tuple[str, tuple[Mark, ...]]]]]:
        """Each line's name, and its cells with the name of their column."""
        return [(row.name, list(zip(self.columns, row.cells, strict=True))) for row in self.rows]

    @property
    def is_broad(self) -> bool:
        """Whether a line has so many marks that half a page is too narrow."""
        fullest = (max((len(row.cells[n]) for row in self.rows), default=0) for n in range(len(self.columns)))
        return sum(fullest) > BROAD


@cache
def _drawn(own: int | None, other: int | None, claim: str) -> Svg:
    wide, tall = 2 * HALF + 2 * ROOM, TALL + 2 * ROOM
    size = {"viewBox": f"{-ROOM:g} {-ROOM:g} {wide:g} {tall:g}", "width": f"{wide:g}", "height": f"{tall:g}"}
    root = element(None, "svg", xmlns=NAMESPACE, class_="gap-mark", aria_hidden="true", data_claim=claim, **size)
    if claim:
        element(root, "rect", class_="frame", x=-3.0, y=-3.0, width=2 * HALF + 6, height=TALL + 6, rx=3.0)
    _column(root, own, "own", 0.0)
    _column(root, other, "other", HALF)
    if sign := SIGNS.get(claim):
        element(root, "path", class_="sign", d=sign.format(x=2 * HALF - 2, y=-7.0))
    return finished(root)


# Told by its shape as well as by its colour: a tick, a dot, a cross.
SIGNS = {
    "verified": "M{x} {y}m0 4l3 3l5 -6",
    "waiting": "M{x} {y}m2 4h0.01",
    "expired": "M{x} {y}m0 1l6 6m0 -6l-6 6",
}


def _column(parent: Node, filled: int | None, side: str, left: float) -> None:
    said = "said" if filled is not None else "unsaid"
    element(parent, "rect", class_=f"half {said}", x=left, y=0.0, width=HALF, height=TALL)
    if filled:
        high = TALL * filled / STEPS
        element(parent, "rect", class_=f"fill {side}", x=left, y=TALL - high, width=HALF, height=high)
