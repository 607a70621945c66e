"""Symmetry: how well the marks left of a vertical axis mirror those right of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

import numpy as np
from numpy.typing import NDArray

from pentimento.core.art.element import PENZES, SHADOW, Agreement, Element
from pentimento.core.art.grids import cell_means
from pentimento.core.art.marks import Mask
from pentimento.core.art.overlay import Line, Overlay
from pentimento.core.art.results import Found, Reason, Surface, Unmeasured
from pentimento.core.art.sheet import Sheet

CELLS = 128  # along the long side
_SOFTNESS = 1.5  # cells: the drift a hand-drawn mirror image is allowed, about 1 % of the long side
_SEARCHED = 0.25  # of the width, to either side of the middle
_CROWDED = 0.9  # chance agreement above which nothing is left to find


@dataclass(frozen=True, slots=True)
class Symmetry(Found):
    headline: ClassVar[str] = "best"
    places: ClassVar[Mapping[str, int]] = {"best": 2, "axis": 3, "centre": 2, "chance": 2}

    best: float  # agreement about the best axis, -1..1; 0 is chance, 1 a mirror image
    axis: float  # where that axis stands, 0 left edge to 1 right edge
    centre: float  # agreement about the middle of the sheet, same scale
    chance: float  # raw overlap that the same marks, shuffled, would reach about the best axis


def softened(ink: Mask) -> NDArray[Any]:
    """Ink per cell, slightly blurred; 128 cells along the long side."""
    height, width = ink.shape
    cell = max(height, width) / CELLS
    grid = cell_means(ink, max(1, round(height / cell)), max(2, round(width / cell)))
    from scipy import ndimage

    return np.asarray(ndimage.gaussian_filter(grid.astype(float), _SOFTNESS, mode="constant", truncate=3))


def expected_smaller(ink: NDArray[Any]) -> float:
    """What the smaller of two cells is on average, when both are drawn independently from all cells of the sheet.

    With cells sorted upwards v1 <= ... <= vn it is the sum of vi * (2 (n - i) + 1) / n^2.
    """
    ranked = np.sort(ink.ravel())
    return float(ranked @ (2 * np.arange(ranked.size, 0, -1) - 1)) / ranked.size**2


def agreement_about(ink: NDArray[Any], twice: int, smaller: float) -> tuple[float, float]:
    """Overlap with the mirror image and what chance would give, both 0..1.

    The overlap is the sum of the smaller of each pair of mirrored cells over the sum of all cells; a cell whose mirror
    place lies beyond the sheet has no partner.

    Parameters
    ----------
    ink : array of shape (rows, columns)
    twice : int
        Two times the axis in cells, less one: column c mirrors column ``twice - c``.
    smaller : float
        `expected_smaller` of the same cells.
    """
    first, last = max(0, twice - ink.shape[1] + 1), min(twice, ink.shape[1] - 1)
    paired = ink[:, first : last + 1]
    total = float(ink.sum())
    return float(np.minimum(paired, paired[:, ::-1]).sum()) / total, smaller * paired.size / total


def _beyond_chance(overlap: float, chance: float) -> float:
    return max(-1.0, (overlap - chance) / (1 - chance))


def symmetry(sheet: Sheet) -> Symmetry | Unmeasured:
    """Left/right mirror agreement of the marks, corrected for chance, about the best axis and about the middle."""
    if why := sheet.why_no_shape():
        return why
    ink = softened(sheet.ink)
    columns, smaller = ink.shape[1], expected_smaller(ink)
    middle, reach = columns - 1, round(2 * _SEARCHED * columns)
    overlap, chance = agreement_about(ink, middle, smaller)
    if chance > _CROWDED:
        return Unmeasured(Reason.FULL)
    about = {twice: agreement_about(ink, twice, smaller) for twice in range(middle - reach, middle + reach + 1)}
    # Among equals the axis nearest the middle, so that a picture and its mirror image get mirrored answers.
    best = max(about, key=lambda twice: (round(_beyond_chance(*about[twice]), 6), -abs(twice - middle)))
    return Symmetry(
        best=_beyond_chance(*about[best]),
        axis=(best + 1) / (2 * columns),
        centre=_beyond_chance(overlap, chance),
        chance=about[best][1],
    )


def draw(_sheet: Sheet, found: Symmetry) -> Overlay:
    """The best axis, and the middle of the sheet to compare it with."""
    return Overlay(
        shapes=(Line((0.5, 0.0), (0.5, 1.0), "reference"), Line((found.axis, 0.0), (found.axis, 1.0), "axis"))
    )


ELEMENT = Element(
    key="symmetry",
    label="Symmetry",
    unit="agreement",
    low=-1,
    high=1,
    method="symmetry/1",
    definition="How far the marks left and right of an upright axis mirror each other: 0 as by chance, 1 exactly.",
    cannot_tell=(
        SHADOW,
        "Only where marks are is compared, not their colour or what they show.",
        "Balance without mirroring, such as a tall tree against a wide house, is not seen. Nor is a slanted axis.",
    ),
    agreement=Agreement(0.61, "symmetry", PENZES),
    surface=Surface.SHEET,
    kind=Symmetry,
    measure=symmetry,
    draw=draw,
)
