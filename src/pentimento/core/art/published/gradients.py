"""A pyramid of histograms of oriented gradients: self-similarity, complexity, anisotropy.

Definitions: Amirshahi, Hayn-Leichsenring, Denzler and Redies 2012, ECCV Workshops 7583:436; Redies, Amirshahi, Koch
and Denzler 2012, ECCV Workshops 7583:522; Braun, Amirshahi, Denzler and Redies 2013, Front. Psychol. 4:808.
"""

from __future__ import annotations

from functools import cache

import numpy as np
from numpy.typing import NDArray

from .planes import Planes, Reals

DIRECTIONS = 16
LEVELS = 3
FINEST = 2**LEVELS  # cells each way at the finest level
NOTHING = 1e-8
STEEPEST = 512  # largest doubled difference of two codes


def self_similarity_complexity_anisotropy(planes: Planes) -> tuple[float, float, float]:
    """How alike parts and whole are (0..1), mean strength of the gradients, and unevenness of their directions."""
    strength, direction = _gradients(planes)
    pyramid = _pyramid(strength, direction)
    finest = pyramid[-1] / np.where(pyramid[-1].sum(axis=-1, keepdims=True) > 0, pyramid[-1].sum(-1, keepdims=True), 1)
    cells = sum(int((level.sum(axis=-1) > 0).sum()) for level in pyramid)
    anisotropy = float(np.std(finest / max(cells, 1)))
    similar = [_similarity(pyramid[0], level) for level in pyramid[1:]]
    return float(np.mean(similar)), float(strength.mean()), anisotropy


def _gradients(planes: Planes) -> tuple[Reals, NDArray[np.uint8]]:
    """Strength, and direction in sixteenths, of the strongest gradient among L*, a* and b* of each pixel."""
    codes = np.empty((3, *planes.grey.shape), dtype=np.int16)
    codes[0] = np.round(planes.lab[..., 0] / 100 * 255)
    codes[1], codes[2] = planes.lab[..., 1] + 128, planes.lab[..., 2] + 128
    down, across = (_strongest(_doubled(codes, axis=axis)) for axis in (1, 2))
    strength = np.sqrt(down.astype(np.int32) ** 2 + across.astype(np.int32) ** 2) / 2
    return strength, _directions()[down + STEEPEST, across + STEEPEST]


def _doubled(codes: NDArray[np.int16], *, axis: int) -> NDArray[np.int16]:
    """Twice the gradient along an axis: whole numbers, exact."""
    codes = np.moveaxis(codes, axis, 0)
    twice = np.empty_like(codes)
    twice[1:-1] = codes[2:] - codes[:-2]
    twice[0], twice[-1] = 2 * (codes[1] - codes[0]), 2 * (codes[-1] - codes[-2])
    return np.moveaxis(twice, 0, axis)


def _strongest(gradient: NDArray[np.int16]) -> NDArray[np.int16]:
    high, low = gradient.max(axis=0), gradient.min(axis=0)
    return np.asarray(np.where(-low > high, low, high))


@cache
def _directions() -> NDArray[np.uint8]:
    """The sixteenth of the circle for every pair of doubled gradients, down by across."""
    doubled = np.arange(-STEEPEST, STEEPEST + 1)
    across = np.where(doubled == 0, 1e-5, doubled / 2)  # as published, so that straight down is a direction too
    angle = np.degrees(np.arctan2(doubled[:, None] / 2, across[None, :]) + np.pi)
    step = 360 / DIRECTIONS
    return np.asarray((angle + step / 2) // step % DIRECTIONS, dtype=np.uint8)


def _pyramid(strength: Reals, direction: NDArray[np.uint8]) -> list[Reals]:
    """Histograms of the whole, its quarters, sixteenths and so on: arrays of shape (2^l, 2^l, DIRECTIONS)."""
    height, width = strength.shape
    rows, columns = _cells(height), _cells(width)
    place = (rows[:, None] * FINEST + columns[None, :]) * DIRECTIONS + direction
    sums = np.bincount(place.ravel(), strength.ravel(), FINEST * FINEST * DIRECTIONS)
    level: Reals = np.asarray(sums, dtype=np.float64).reshape(FINEST, FINEST, DIRECTIONS)
    levels: list[Reals] = [level]
    while len(level) > 1:
        half = len(level) // 2
        level = np.asarray(level.reshape(half, 2, half, 2, DIRECTIONS).sum(axis=(1, 3)), dtype=np.float64)
        levels.insert(0, level)
    return levels


def _cells(length: int) -> NDArray[np.intp]:
    """Which of the finest cells each row or column belongs to; borders are rounded."""
    borders = np.round(np.arange(1, FINEST) * (length / FINEST)).astype(int)
    return np.searchsorted(borders, np.arange(length), side="right")


def _similarity(whole: Reals, level: Reals) -> float:
    """Median over the cells of one level: shared histogram, weighed by how alike in strength cell and whole are."""
    parts = level.reshape(-1, DIRECTIONS)
    sums, total = parts.sum(axis=1), whole.sum()
    if total < NOTHING:
        return 0.0
    shares = parts / np.where(sums > 0, sums, 1)[:, None]
    shared = np.minimum(whole.reshape(1, DIRECTIONS) / total, shares).sum(axis=1)
    scaled = sums * len(parts)
    alike = np.minimum(scaled, total) / np.maximum(scaled, total)
    return float(np.median(np.where(sums > NOTHING, shared * alike, 0.0)))
