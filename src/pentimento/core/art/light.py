"""Evening out the light on photographed paper.

A sheet photographed beside a window is brighter on one side, and no single colour is its paper. The light is modelled
as one smooth factor (a quadratic in x and y of log luminance) fitted to the bright blocks of the picture, with blocks
that carry marks voted out step by step (iteratively reweighted least squares, Tukey's biweight). Hue is left alone.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from pentimento.core.art.colour import Reals

_BLOCKS = 40  # along the long side
_BRIGHT = 0.8  # the quantile of a block taken for its bare paper
_FAINTEST, _STRONGEST = np.log(1.05), np.log(4.0)  # a smaller fall is left alone, a larger one is not light
_LUMINANCE = np.array([0.2126729, 0.7151522, 0.0721750], dtype=np.float32)


def _terms(x: NDArray[Any], y: NDArray[Any]) -> NDArray[Any]:
    return np.stack([np.ones_like(x), x, y, x * x, x * y, y * y], axis=-1)


def _block_brightness(luminance: NDArray[Any]) -> tuple[NDArray[Any], NDArray[Any], NDArray[Any]]:
    """x, y (-1..1) and log luminance of the bright part of every block."""
    height, width = luminance.shape
    side = max(4, round(max(height, width) / _BLOCKS))
    rows, columns = height // side, width // side
    whole = luminance[: rows * side, : columns * side]
    tiles = whole.reshape(rows, side, columns, side).transpose(0, 2, 1, 3).reshape(rows, columns, -1)
    rank = int(_BRIGHT * (tiles.shape[-1] - 1))
    bright = np.log(np.maximum(np.sort(tiles, axis=-1)[..., rank], 1e-4))
    y, x = np.meshgrid((np.arange(rows) + 0.5) * side, (np.arange(columns) + 0.5) * side, indexing="ij")
    return (2 * x / width - 1).ravel(), (2 * y / height - 1).ravel(), bright.ravel().astype(float)


def _fit(x: NDArray[Any], y: NDArray[Any], bright: NDArray[Any]) -> tuple[NDArray[Any], float, float]:
    """Coefficients, share of blocks that agree, and the spread of those (log units)."""
    terms = _terms(x, y)
    weight = (bright >= np.quantile(bright, 0.3)).astype(float)
    for _ in range(12):
        # A ridge of 1e-6 keeps the fit solvable when few blocks are left.
        normal = terms.T @ (terms * weight[:, None]) + 1e-6 * np.eye(6)
        found = np.linalg.solve(normal, terms.T @ (weight * bright))
        off = bright - terms @ found
        spread = max(0.01, 1.4826 * float(np.median(np.abs(off[weight > 0.3]))) if (weight > 0.3).any() else 0.01)
        weight = np.where(np.abs(off) < 4.7 * spread, (1 - (off / (4.7 * spread)) ** 2) ** 2, 0.0)
    agreeing = weight > 0.3
    return found, float(agreeing.mean()), float(off[agreeing].std()) if agreeing.any() else np.inf


def evened(light: Reals) -> Reals | None:
    """The picture as if lit everywhere as in its brightest part, or None where there is no smooth fall of light.

    Parameters
    ----------
    light : array of shape (H, W, 3)
        Linear RGB, 0 to 1.
    """
    height, width = light.shape[:2]
    found, agreeing, spread = _fit(*_block_brightness(light @ _LUMINANCE))
    if agreeing < 0.35 or spread > 0.06:
        return None
    y, x = np.meshgrid(np.linspace(-1, 1, height), np.linspace(-1, 1, width), indexing="ij", sparse=True)
    a, b, c, d, e, f = (np.float32(value) for value in found)
    x, y = x.astype(np.float32), y.astype(np.float32)
    field = a + b * x + c * y + d * x * x + e * x * y + f * y * y
    fall = float(field.max() - field.min())
    if not _FAINTEST < fall < _STRONGEST:
        return None
    brighter = np.exp(np.subtract(field.max(), field, out=field), out=field)
    lit = np.empty_like(light)
    for channel in range(3):
        np.minimum(light[..., channel] * brighter, 1, out=lit[..., channel])
    return lit
