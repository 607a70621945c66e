"""Used space: how far over the sheet the marks reach, filled or not."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

import numpy as np
from numpy.typing import NDArray

from pentimento.core.art.element import PENZES, SHADOW, Agreement, Element
from pentimento.core.art.grids import cell_means
from pentimento.core.art.marks import Mask
from pentimento.core.art.overlay import Cell, Overlay, Polygon
from pentimento.core.art.results import Found, Surface, Unmeasured
from pentimento.core.art.sheet import Sheet

CELL_USED = 0.01  # share of a ninth that must carry marks


@dataclass(frozen=True, slots=True)
class UsedSpace(Found):
    headline: ClassVar[str] = "hull"

    hull: float  # % of the sheet inside the tightest outline without dents round all marks
    ninths: int  # 0..9 of the 3 x 3 fields that carry marks on at least 1 % of their area
    grid: tuple[tuple[float, ...], ...]  # % of marks in each field, rows from the top


def outline(ink: Mask) -> NDArray[Any]:
    """Corners of the convex hull of all marked pixels, whole pixels included; shape (N, 2), x and y in px."""
    rows = np.flatnonzero(ink.any(axis=1))
    left = ink[rows].argmax(axis=1)
    right = ink.shape[1] - ink[rows, ::-1].argmax(axis=1)
    corners = np.concatenate([np.stack([x, y], axis=-1) for x in (left, right) for y in (rows, rows + 1)])
    from scipy.spatial import ConvexHull

    return np.asarray(corners[ConvexHull(corners).vertices])


def _area(points: NDArray[Any]) -> float:
    x, y = points.T.astype(float)
    return abs(float(np.dot(x, np.roll(y, 1)) - np.dot(y, np.roll(x, 1)))) / 2


def used_space(sheet: Sheet) -> UsedSpace | Unmeasured:
    """Share of the sheet inside the convex hull of the marks, and the fields of a 3 x 3 grid they reach."""
    if why := sheet.why_no_shape():
        return why
    grid = cell_means(sheet.ink, 3, 3)
    shares = tuple(tuple(100 * float(cell) for cell in row) for row in grid)
    return UsedSpace(100 * _area(outline(sheet.ink)) / sheet.ink.size, int((grid >= CELL_USED).sum()), shares)


def draw(sheet: Sheet, found: UsedSpace) -> Overlay:
    """The outline and the nine fields."""
    height, width = sheet.ink.shape
    cells = tuple(
        Cell((column / 3, row / 3), 1 / 3, 1 / 3, share / 100, "used" if share >= 100 * CELL_USED else "empty")
        for row, shares in enumerate(found.grid)
        for column, share in enumerate(shares)
    )
    hull = tuple((float(x) / width, float(y) / height) for x, y in outline(sheet.ink))
    return Overlay(shapes=(*cells, Polygon(hull, "hull")))


ELEMENT = Element(
    key="used-space",
    label="Used space",
    unit="%",
    low=0,
    high=100,
    method="used-space/1",
    definition="Share of the sheet inside the tightest outline without dents round all marks, filled or empty.",
    cannot_tell=(
        SHADOW,
        "One small mark in a corner draws the outline out to it; the nine fields show whether that happened.",
        "An edge of the table left in the picture counts as a mark at the rim.",
    ),
    agreement=Agreement(0.86, "used space (round 2 of the study)", PENZES),
    surface=Surface.SHEET,
    kind=UsedSpace,
    measure=used_space,
    draw=draw,
)
