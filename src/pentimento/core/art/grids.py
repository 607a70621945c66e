"""Small grids over a large picture."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

Grid = NDArray[np.floating[Any]]


def _shares(pixels: int, cells: int) -> Grid:
    """How much of each pixel lies in each cell, divided by the cell's length; shape (cells, pixels)."""
    edges = np.linspace(0, pixels, cells + 1)[:, None]
    left = np.arange(pixels)[None, :]
    overlap = np.minimum(edges[1:], left + 1) - np.maximum(edges[:-1], left)
    return np.asarray(np.clip(overlap, 0, None) * cells / pixels, dtype=np.float32)


def cell_means(picture: NDArray[Any], rows: int, columns: int) -> Grid:
    """Exact area averages of a (H, W) picture over rows x columns equal cells, whole pixels or not.

    >>> cell_means(np.array([[1, 0, 0], [1, 0, 0]]), 1, 2).tolist()
    [[0.6666666865348816, 0.0]]
    """
    height, width = picture.shape
    return _shares(height, rows) @ picture.astype(np.float32) @ _shares(width, columns).T
