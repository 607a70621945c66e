"""Second-order edge orientation entropy: how the strongest edges point relative to one another.

Every pair of the ten thousand strongest edge pixels is weighed into a histogram of distance, direction and relative
orientation: a hundred million pairs. They are taken orientation by orientation, so that what remains of a pair is one
look-up by its displacement; and a pair seen from its other end is the same pair turned by half a circle.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from .edges import ORIENTATIONS, Edges
from .planes import Reals

DIRECTIONS = 48
TURN = DIRECTIONS // ORIENTATIONS  # directions a step of orientation
NEAREST, FURTHEST = 20, 240  # px, the distances that are averaged
BINS = (FURTHEST - NEAREST) * DIRECTIONS
PAIRS = 1 << 18  # at a time, so that they stay in the processor's cache


def second_order_entropy(found: Edges) -> float:
    """Entropy of relative orientations, averaged over directions and over distances of 20 to 239 px; 0..4.58 bits."""
    counts = _pairs(found.strongest(), found.orientation)
    sums = counts.sum(axis=0) + 0.00001
    shares = counts / sums
    shares /= np.where(shares.sum(axis=0) > 0, shares.sum(axis=0), 1)
    logs = np.log2(shares, out=np.zeros_like(shares), where=shares > 0)
    filled = sums > 1
    bits = np.where(filled, -(shares * logs).sum(axis=0), 0.0)
    rows = filled.any(axis=1)
    if not rows.any():
        return 0.0
    return float((bits.sum(axis=1)[rows] / filled.sum(axis=1)[rows]).mean())


def _pairs(strength: Reals, orientation: NDArray[np.intp]) -> Reals:
    """Weighted counts of shape (relative orientations, distances, directions)."""
    height, width = strength.shape
    rows, columns = np.nonzero(strength)
    weight, turn = strength[rows, columns], orientation[rows, columns]
    place = (rows * (2 * width + 1) + columns).astype(np.int32)
    table = _table(height, width)
    groups = [(place[turn == own], weight[turn == own]) for own in range(ORIENTATIONS)]
    counts = np.zeros((ORIENTATIONS, FURTHEST - NEAREST, DIRECTIONS))
    for own, one in enumerate(groups):
        for other in range(own, ORIENTATIONS):
            seen = _seen_from(one, groups[other], table)
            counts[other - own] += np.roll(seen, own * TURN, axis=1)
            if other != own:  # the same pairs from their other end
                counts[own - other] += np.roll(seen, other * TURN + DIRECTIONS // 2, axis=1)
    return counts


def _seen_from(
    one: tuple[NDArray[np.int32], Reals], other: tuple[NDArray[np.int32], Reals], table: NDArray[np.uint16]
) -> Reals:
    """Weighted counts of all pairs of two groups by distance and direction, seen from the first."""
    counts = np.zeros(BINS + 1)
    middle = np.int32(len(table) // 2)
    step = max(1, PAIRS // max(len(other[0]), 1))
    for start in range(0, len(one[0]), step):
        some = np.s_[start : start + step]
        bins = table[other[0] - one[0][some, None] + middle]
        counts += np.bincount(bins.ravel(), np.outer(one[1][some], other[1]).ravel(), BINS + 1)
    return counts[:BINS].reshape(FURTHEST - NEAREST, DIRECTIONS)


def _table(height: int, width: int) -> NDArray[np.uint16]:
    """Bin of every displacement, flat, down -height..height, across -width..width; BINS where it does not count."""
    across, down = np.meshgrid(np.arange(-width, width + 1), np.arange(-height, height + 1))
    distance = np.round(np.hypot(across, down)).astype(np.int64)
    direction = np.round(np.arctan2(down, across) / (2 * np.pi) * DIRECTIONS).astype(np.int64) % DIRECTIONS
    bins = (distance - NEAREST) * DIRECTIONS + direction
    return np.where((distance >= NEAREST) & (distance < FURTHEST), bins, BINS).astype(np.uint16).ravel()
