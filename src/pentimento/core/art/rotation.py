"""Rotation: how far the main axis of all marks leans from upright."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

import numpy as np
from numpy.typing import NDArray

from pentimento.core.art.element import SHADOW, Agreement, Element
from pentimento.core.art.marks import Mask
from pentimento.core.art.overlay import Line, Overlay, through
from pentimento.core.art.results import Found, Reason, Surface, Unmeasured
from pentimento.core.art.sheet import Sheet

BLOCKS = 12  # along the long side: marks in one block are taken to have been made together
LEAST_STRETCH = 0.1
MOST_ERROR = 15.0  # degrees


@dataclass(frozen=True, slots=True)
class Rotation(Found):
    headline: ClassVar[str] = "degrees"
    places: ClassVar[Mapping[str, int]] = {"stretch": 2, "centre": 3}

    degrees: float  # from upright, clockwise positive; over -90 to 90, 90 is level
    error: float  # standard error, degrees
    stretch: float  # 0 reaching equally far all ways, 1 a line: how much of an axis there is
    centre: tuple[float, ...]  # x and y of the middle of the marks, 0..1


@dataclass(frozen=True, slots=True)
class _Axis:
    degrees: float
    error: float
    stretch: float
    centre: tuple[float, float]  # px


def _block_sums(ink: Mask, x: NDArray[Any], y: NDArray[Any], lean: NDArray[Any]) -> NDArray[Any]:
    side = max(1.0, max(ink.shape) / BLOCKS)
    columns = int(np.ceil(ink.shape[1] / side))
    return np.bincount((y // side).astype(int) * columns + (x // side).astype(int), weights=lean)


def main_axis(ink: Mask) -> _Axis:
    """Principal axis of the marked pixels.

    The standard error is the sandwich estimate of the first eigenvector's angle: with u and v the distances along and
    across the axis, every pixel pulls the angle by u v / (N (l1 - l2)). Pulls are summed block by block, since
    neighbouring pixels belong to one stroke and are no independent evidence, and the squares of the sums are added.
    """
    rows, columns = np.nonzero(ink)
    x, y = columns + 0.5, rows + 0.5
    centre = float(x.mean()), float(y.mean())
    dx, dy = x - centre[0], y - centre[1]
    # A pixel is a unit square: 1/12 is its own variance and keeps a single line from having none.
    xx, yy, xy = float(dx @ dx) / dx.size + 1 / 12, float(dy @ dy) / dy.size + 1 / 12, float(dx @ dy) / dx.size
    apart = float(np.hypot(yy - xx, 2 * xy))
    stretch = apart / (xx + yy)
    if apart < 1e-9 * (xx + yy):
        return _Axis(0.0, np.inf, 0.0, centre)
    angle = 0.5 * np.arctan2(-2 * xy, yy - xx)  # clockwise from upright, y pointing down
    along, across = dx * np.sin(angle) - dy * np.cos(angle), dx * np.cos(angle) + dy * np.sin(angle)
    pulls = _block_sums(ink, x, y, along * across) / (dx.size * apart)
    error = float(np.degrees(np.sqrt((pulls**2).sum())))
    degrees = float(np.degrees(angle))
    return _Axis(90.0 if round(degrees, 1) <= -90 else degrees, error, stretch, centre)


def rotation(sheet: Sheet) -> Rotation | Unmeasured:
    """Lean of the principal axis of all marks from upright, in degrees; "cannot tell" when there is no clear axis."""
    if why := sheet.why_no_shape():
        return why
    axis = main_axis(sheet.ink)
    if axis.stretch < LEAST_STRETCH:
        return Unmeasured(Reason.NO_AXIS)
    if axis.error > MOST_ERROR:
        return Unmeasured(Reason.UNSTEADY_AXIS)
    height, width = sheet.ink.shape
    return Rotation(axis.degrees, axis.error, axis.stretch, (axis.centre[0] / width, axis.centre[1] / height))


def draw(sheet: Sheet, found: Rotation) -> Overlay:
    """The main axis, and the upright to compare it with."""
    height, width = sheet.ink.shape
    centre = (found.centre[0], found.centre[1])
    upright = Line((centre[0], 0.0), (centre[0], 1.0), "reference")
    return Overlay(shapes=(upright, through(centre, found.degrees, width=width, height=height, role="axis")))


ELEMENT = Element(
    key="rotation",
    label="Rotation",
    unit="°",
    low=-90,
    high=90,
    method="rotation/1",
    definition="Lean of the main axis of all marks from upright: right of upright is positive, level is 90.",
    cannot_tell=(
        "It is the axis of everything drawn. With several figures it follows how they are arranged, "
        "not how one of them stands.",
        "It cannot know which end is the top, nor whether the sheet was turned before it was photographed.",
        SHADOW,
    ),
    agreement=Agreement(0.48, "rotation of a person drawn (FEATS)", "published for FEATS; .67 when computer-assisted"),
    surface=Surface.SHEET,
    kind=Rotation,
    measure=rotation,
    draw=draw,
)
