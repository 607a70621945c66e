"""The connected pieces of a mask: pixels that touch along a side or at a corner.

Pieces are kept as runs of pixels along the rows. A drawing has a few thousand runs where it has a million pixels, so
joining runs is several times as fast as numbering every pixel.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Mask = NDArray[np.bool_]
Places = NDArray[np.intp]


@dataclass(frozen=True, slots=True)
class Pieces:
    """Runs in the order of reading. Places count the pixels of the mask from its top left, row by row."""

    starts: Places  # (R,) first pixel of each run
    ends: Places  # (R,) the pixel after its last
    numbers: NDArray[np.int32]  # (R,) which piece a run belongs to
    count: int

    def sizes(self) -> NDArray[np.intp]:
        """Pixels in each piece; shape (count,)."""
        return np.asarray(np.bincount(self.numbers, self.ends - self.starts, self.count), dtype=np.intp)

    def touching(self, where: Mask, among: Mask) -> Mask:
        """Those of the pieces in ``among`` that have a pixel in ``where``, a mask of the same picture."""
        found = np.zeros(self.count, dtype=bool)
        runs = among[self.numbers]
        of_pixel = np.repeat(self.numbers[runs], (self.ends - self.starts)[runs])
        found[of_pixel[where.reshape(-1).take(self.pixels(among))]] = True
        return found

    def pixels(self, chosen: Mask) -> Places:
        """The places of all pixels of the chosen pieces, given by a mask of shape (count,)."""
        runs = np.flatnonzero(chosen[self.numbers])
        starts = self.starts[runs]
        return counted_up(starts, self.ends[runs] - starts)


def counted_up(starts: Places, lengths: Places) -> Places:
    """Numbers counted up from each start, one row of them after the other.

    >>> counted_up(np.array([3, 10]), np.array([2, 3])).tolist()
    [3, 4, 10, 11, 12]
    """
    before = np.cumsum(lengths) - lengths
    return np.asarray(np.arange(int(lengths.sum())) + np.repeat(starts - before, lengths))


def pieces_of(mask: Mask) -> Pieces:
    """Find the pieces of a mask of shape (H, W)."""
    height, width = mask.shape
    apart = np.zeros((height, width + 1), dtype=bool)  # a bare column keeps the runs of two rows apart
    apart[:, :width] = mask
    flat = apart.reshape(-1)
    turns = np.flatnonzero(flat[1:] != flat[:-1]) + 1
    turns = np.concatenate([[0], turns]) if flat[0] else turns
    starts, ends = turns[::2], turns[1::2]
    count, numbers = _joined(starts, ends, width + 1) if starts.size else (0, np.empty(0, dtype=np.int32))
    rows = starts // (width + 1)
    return Pieces(starts - rows, ends - rows, numbers, count)


def _joined(starts: Places, ends: Places, stride: int) -> tuple[int, NDArray[np.int32]]:
    """How many pieces the runs make, and the piece of each run. ``stride``: from one row to the next."""
    first = np.searchsorted(ends, starts + stride)
    below = np.maximum(np.searchsorted(starts, ends + stride, side="right") - first, 0)
    touched = counted_up(first, below)
    bounds = np.concatenate([[0], np.cumsum(below)])
    # In the precision the search works with, so that it need not convert anything.
    arrays = np.ones(touched.size), touched.astype(np.int32), bounds.astype(np.int32)
    from scipy.sparse import csr_array
    from scipy.sparse.csgraph import connected_components

    graph = csr_array(arrays, shape=(starts.size, starts.size))
    count, numbers = connected_components(graph, directed=False)
    return int(count), numbers
