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


@dataclass(frozen=True, slots=True)
class _Sums:
    """Of the marked pixels in each row of blocks, column by column; shapes (blocks, columns)."""

    count: NDArray[Any]
    dy: NDArray[Any]  # px from the middle of all marks
    dy_squared: NDArray[Any]


def _block_edges(pixels: int, side: float) -> NDArray[np.intp]:
    """Where each block begins, along one side of the sheet."""
    block = (np.arange(pixels) + 0.5) // side
    return np.concatenate([[0], np.flatnonzero(np.diff(block)) + 1])


def _sums(ink: Mask, dy: NDArray[Any], edges: NDArray[np.intp]) -> _Sums:
    weights = np.stack([np.ones_like(dy), dy, dy * dy])
    ends = [*edges[1:], len(dy)]
    found = [weights[:, top:end] @ ink[top:end].astype(float) for top, end in zip(edges, ends, strict=True)]
    return _Sums(*np.stack(found, axis=1))


def main_axis(ink: Mask) -> _Axis:
    """Principal axis of the marked pixels.

    The standard error is the sandwich estimate of the first eigenvector's angle: with u and v the distances along and
    across the axis, every pixel pulls the angle by u v / (N (l1 - l2)). Pulls are summed block by block, since
    neighbouring pixels belong to one stroke and are no independent evidence, and the squares of the sums are added.
    """
    side = max(1.0, max(ink.shape) / BLOCKS)
    in_rows = np.count_nonzero(ink, axis=1)
    y, count = np.arange(ink.shape[0]) + 0.5, int(in_rows.sum())
    middle = float(in_rows @ y) / count
    sums = _sums(ink, y - middle, _block_edges(ink.shape[0], side))
    x, in_columns = np.arange(ink.shape[1]) + 0.5, sums.count.sum(axis=0)
    centre = float(in_columns @ x) / count, middle
    dx = x - centre[0]
    # A pixel is a unit square: 1/12 is its own variance and keeps a single line from having none.
    xx, yy = float(in_columns @ (dx * dx)) / count + 1 / 12, float(sums.dy_squared.sum()) / count + 1 / 12
    xy = float((sums.dy @ dx).sum()) / count
    apart = float(np.hypot(yy - xx, 2 * xy))
    stretch = apart / (xx + yy)
    if apart < 1e-9 * (xx + yy):
        return _Axis(0.0, np.inf, 0.0, centre)
    angle = 0.5 * np.arctan2(-2 * xy, yy - xx)  # clockwise from upright, y pointing down
    # The product of dx sin - dy cos and dx cos + dy sin: the distances along and across the axis.
    lean = np.sin(angle) * np.cos(angle) * (sums.count * dx * dx - sums.dy_squared) - np.cos(2 * angle) * sums.dy * dx
    pulls = np.add.reduceat(lean, _block_edges(ink.shape[1], side), axis=1) / (count * apart)
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
