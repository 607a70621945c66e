"""How dark and light are spread over the sheet: balance, centre of mass, mirror symmetry, homogeneity.

Definitions: Hübner and Fillinger 2016, Front. Psychol. 7:335; Wilson and Chatterjee 2005, Empir. Stud. Arts 23:165.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from .planes import Grey, Planes, entropy

MIDDLE = 128  # the grey that parts a dark picture from a light one
CELLS = 10  # of the grid of homogeneity, each way


def weights(grey: Grey, *, twice: int) -> Grey:
    """What weighs in a picture: the rarer of dark and light. ``twice`` counts the middle code on both sides.

    The original program counts code 127 twice for balance and homogeneity; it is kept so that values agree.
    """
    counts = np.bincount(grey.ravel(), minlength=256)
    dark, light = counts[:MIDDLE].sum(), counts[MIDDLE - twice :].sum()
    return 255 - grey if dark <= light else grey


def balance(planes: Planes) -> float:
    """Mean imbalance over four axes, halves and inner against outer; 0 balanced to 100 %."""
    weight = weights(planes.grey, twice=1).astype(np.float64)
    total = float(weight.sum()) or 1.0
    height, width = weight.shape
    columns, rows = weight.sum(axis=0), weight.sum(axis=1)
    upright, turned = _diagonals(weight), _diagonals(weight[:, ::-1])
    high, wide = height - int(height / np.sqrt(2)), width - int(width / np.sqrt(2))
    shares = [
        *_straight(columns, total),
        *_straight(rows, total),
        *_slanted(upright, height, total, low=high, up=wide),
        *_slanted(turned, height, total, low=high, up=wide),
    ]
    return float(np.mean(shares)) * 100


def _straight(line: NDArray[np.float64], total: float) -> Iterator[float]:
    half, quarter = len(line) // 2, len(line) // 4
    yield abs(line[:half].sum() - line[-half:].sum()) / total
    outer = line[:quarter].sum() + line[-quarter:].sum()
    yield abs(total - 2 * outer) / total


def _diagonals(weight: NDArray[np.float64]) -> NDArray[np.float64]:
    """Sums along the diagonals; entry ``k + height - 1`` is the diagonal of columns minus rows = k."""
    height, width = weight.shape
    sums = np.zeros(height + width - 1)
    for row in range(height):
        start = height - 1 - row
        sums[start : start + width] += weight[row]
    return sums


def _slanted(sums: NDArray[np.float64], height: int, total: float, *, low: int, up: int) -> Iterator[float]:
    zero = height - 1
    yield abs(sums[zero + 1 :].sum() - sums[:zero].sum()) / total
    outer = sums[: zero - low + 1].sum() + sums[zero + up :].sum()
    yield abs(total - 2 * outer) / total


def centre_of_mass(planes: Planes) -> tuple[float, float, float]:
    """How far the centre of mass lies from the middle: % of half the sheet, and offset x and y as shares of it.

    Positive x is left of the middle, positive y above it. The centre falls on a whole pixel, as published.
    """
    weight = weights(planes.grey, twice=0).astype(np.float64)
    height, width = weight.shape
    total = weight.sum() or 1.0
    x = 0.5 - (np.round(weight.sum(axis=0) @ np.arange(width) / total) + 1) / width
    y = 0.5 - (np.round(weight.sum(axis=1) @ np.arange(height) / total) + 1) / height
    return float(np.hypot(x, y) / 0.5 * 100), float(x), float(y)


def mirror_symmetry(planes: Planes) -> float:
    """Share of dark pixels whose mirror image is dark too, weighted towards the axes; 0..100 %.

    Over the two middle axes; for a square sheet over its diagonals as well.
    """
    dark = planes.grey <= otsu(planes.grey)
    parts = [_mirrored(dark), _mirrored(dark.T)]
    if dark.shape[0] == dark.shape[1]:
        parts += [_across(dark), _across(np.rot90(dark))]
    return float(np.mean(parts)) * 100


def _mirrored(dark: NDArray[np.bool_]) -> float:
    half = dark.shape[0] // 2
    both = (dark[:half] & dark[: -half - 1 : -1]).sum(axis=1)
    return float(both @ (1 + np.arange(half) / (half - 1)) * 2 / (3 * dark.shape[1] * half))


def _across(dark: NDArray[np.bool_]) -> float:
    side = len(dark)
    both = np.tril(dark & dark.T, -1)
    row, column = np.nonzero(both)
    return float(np.sum(1 + (column + 1) / row) * 2 / (3 * side * (side - 1) / 2))


def homogeneity(planes: Planes) -> float:
    """Entropy of where the weight lies on a grid of ten by ten, as a share of the most there can be; 0..100 %."""
    weight = weights(planes.grey, twice=1)
    marked = weight > otsu(weight)
    if not marked.any():
        return 0.0
    rows, columns = (_tenths(marked.sum(axis=axis)) for axis in (1, 0))
    return (entropy(columns) + entropy(rows)) / 2 / float(np.log2(CELLS)) * 100


def _tenths(line: NDArray[np.int_]) -> NDArray[np.int_]:
    """Sums over ten equal stretches; what is left over belongs to the last."""
    step = len(line) // CELLS
    return np.add.reduceat(line, np.arange(CELLS) * step)


def otsu(grey: Grey) -> int:
    """The code that parts a plane best in two (Otsu 1979, IEEE Trans. SMC 9:62); the only code of a plane of one."""
    low, high = int(grey.min()), int(grey.max())
    if low == high:
        return low
    counts = np.bincount(grey.ravel(), minlength=high + 1)[low:].astype(np.float64)
    codes = np.arange(low, high + 1)
    below, above = np.cumsum(counts), np.cumsum(counts[::-1])[::-1]
    mean_below, mean_above = np.cumsum(counts * codes) / below, (np.cumsum((counts * codes)[::-1]) / above[::-1])[::-1]
    between = below[:-1] * above[1:] * (mean_below[:-1] - mean_above[1:]) ** 2
    return low + int(np.argmax(between))
