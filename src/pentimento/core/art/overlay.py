"""What a page may draw over the picture to show where a number comes from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Point = tuple[float, float]
"""x, y; (0, 0) is the top left corner of the picture, (1, 1) the bottom right."""
Pixels = NDArray[np.uint8]

ULTRAMARINE = (42, 59, 160)


@dataclass(frozen=True, slots=True)
class Line:
    start: Point
    end: Point
    role: str  # "axis" for what was found, "reference" for what it is compared with


@dataclass(frozen=True, slots=True)
class Polygon:
    points: tuple[Point, ...]
    role: str


@dataclass(frozen=True, slots=True)
class Cell:
    corner: Point
    width: float
    height: float
    strength: float  # 0..1
    role: str  # "used" or "empty"


Shape = Line | Polygon | Cell


@dataclass(frozen=True, slots=True)
class Overlay:
    """A layer of colour, vector shapes, or both. ``mask`` is RGBA, shape (H, W, 4), not premultiplied."""

    mask: Pixels | None = None
    shapes: tuple[Shape, ...] = ()


def tinted(mask: NDArray[np.bool_], colour: tuple[int, int, int] = ULTRAMARINE, alpha: int = 150) -> Pixels:
    """One colour where the mask is true, clear elsewhere."""
    layer = np.zeros((*mask.shape, 4), dtype=np.uint8)
    layer[mask] = (*colour, alpha)
    return layer


def shaded(values: NDArray[Any], where: NDArray[np.bool_], most: float) -> Pixels:
    """Grey from black (0) to white (``most``), opaque inside ``where``, clear elsewhere."""
    grey = np.rint(np.clip(values / most, 0, 1) * 255).astype(np.uint8)
    return np.dstack([grey, grey, grey, np.where(where, np.uint8(255), np.uint8(0))])


def through(centre: Point, degrees: float, *, width: int, height: int, role: str) -> Line:
    """The line through ``centre`` leaning ``degrees`` clockwise from vertical, cut at the edges of the picture."""
    x, y = centre[0] * width, centre[1] * height
    across, down = np.sin(np.radians(degrees)), -np.cos(np.radians(degrees))
    reaches = [
        (limit - at) / step
        for at, step, limits in ((x, across, (0, width)), (y, down, (0, height)))
        if abs(step) > 1e-9
        for limit in limits
    ]
    ahead = min(reach for reach in reaches if reach >= 0)
    behind = max(reach for reach in reaches if reach <= 0)
    ends = [((x + across * t) / width, (y + down * t) / height) for t in (behind, ahead)]
    return Line((float(ends[0][0]), float(ends[0][1])), (float(ends[1][0]), float(ends[1][1])), role)
