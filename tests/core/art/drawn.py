"""Small pictures whose measures are known beforehand."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Picture = NDArray[np.uint8]
BLACK, WHITE, RED, BLUE, GREEN = (0, 0, 0), (255, 255, 255), (220, 20, 20), (20, 40, 210), (20, 150, 40)


def paper(width: int = 400, height: int = 300, colour: tuple[int, int, int] = WHITE) -> Picture:
    """A bare sheet."""
    return np.full((height, width, 3), colour, dtype=np.uint8)


def box(
    picture: Picture, left: int, top: int, width: int, height: int, colour: tuple[int, int, int] = BLACK
) -> Picture:
    """A copy with a filled rectangle."""
    copy = picture.copy()
    copy[top : top + height, left : left + width] = colour
    return copy


def bar(degrees: float, *, length: float = 240, thick: float = 24, side: int = 400) -> Picture:
    """A black bar through the middle of a square sheet, leaning clockwise from upright."""
    y, x = np.mgrid[:side, :side] + 0.5 - side / 2
    angle = np.radians(degrees)
    along, across = x * np.sin(angle) - y * np.cos(angle), x * np.cos(angle) + y * np.sin(angle)
    picture = paper(side, side)
    picture[(abs(along) < length / 2) & (abs(across) < thick / 2)] = BLACK
    return picture


def disc(*, radius: float = 100, side: int = 400) -> Picture:
    """A black disc in the middle of a square sheet."""
    y, x = np.mgrid[:side, :side] + 0.5 - side / 2
    picture = paper(side, side)
    picture[np.hypot(x, y) < radius] = BLACK
    return picture


def scene(width: int = 640, height: int = 448) -> Picture:
    """A tree, a house and the ground, in four colours."""
    picture = paper(width, height)
    picture = box(picture, 90, 180, 24, 200, (120, 70, 30))
    picture = box(picture, 50, 80, 110, 110, GREEN)
    picture = box(picture, 380, 200, 180, 160, RED)
    picture = box(picture, 400, 220, 140, 120, WHITE)
    return box(picture, 0, 400, width, 20, BLACK)


def photographed(picture: Picture, *, fall: float = 0.6, noise: float = 3, seed: int = 5) -> Picture:
    """The picture as a camera beside a window sees it: darker to the right by ``fall``, with sensor noise."""
    height, width = picture.shape[:2]
    y, x = np.mgrid[:height, :width]
    lamp = 0.85 * (1 - fall * x / width - 0.1 * y / height)
    code = picture / 255
    light = np.where(code <= 0.04045, code / 12.92, ((code + 0.055) / 1.055) ** 2.4) * lamp[..., None]
    seen = 255 * np.where(light <= 0.0031308, 12.92 * light, 1.055 * light ** (1 / 2.4) - 0.055)
    grain = np.random.default_rng(seed).normal(0, noise, picture.shape)
    return np.clip(np.rint(seen + grain), 0, 255).astype(np.uint8)
