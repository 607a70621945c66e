"""Medians, means and spreads of many values, in the few passes they need.

Sorted whole rather than parted in the middle: a drawing repeats its values, and numpy sorts such values several times
as fast as it parts them.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from pentimento.core.art.colour import Reals


def median_of(values: Reals) -> Any:
    """The median of (N,) values, N at least 1, in their precision: of an even number, half the sum of the middle two.

    The same number as ``np.median``, which looks for values that are no numbers and takes several times as long.

    >>> float(median_of(np.array([4.0, 1.0, 2.0])))
    2.0
    """
    low, high = _middle_two(values)
    return (low + high) / values.dtype.type(2)


def _middle_two(values: Reals) -> tuple[Any, Any]:
    """The two values in the middle; of an odd number, the one in the middle twice."""
    middle, odd = divmod(values.size, 2)
    in_order = np.sort(values)
    return in_order[middle if odd else middle - 1], in_order[middle]


def centre_and_spread(values: Reals) -> tuple[float, float, float]:
    """Mean, median and standard deviation of (N,) values, N at least 1, in double precision."""
    mean = float(values.mean(dtype=float))
    low, high = _middle_two(values)
    off = values - np.float64(mean)
    return mean, (float(low) + float(high)) / 2, float(np.sqrt(off @ off / values.size))


def parted(pixels: Reals, groups: NDArray[np.int16], count: int) -> list[Reals]:
    """The pixels of each group by themselves, each of shape (channels, its pixels).

    Parameters
    ----------
    pixels : array of shape (channels, N)
    groups : array of shape (N,)
        The group of each pixel, 0 to ``count`` - 1; every group has one.
    """
    narrow = groups.astype(np.uint8) if count <= 256 else groups  # bytes are sorted in one pass
    order = np.argsort(narrow, kind="stable")
    ends = np.searchsorted(narrow, np.arange(1, count), sorter=order)
    in_order = np.empty_like(pixels)
    for plane, sorted_plane in zip(pixels, in_order, strict=True):
        plane.take(order, out=sorted_plane, mode="clip")
    return np.split(in_order, ends, axis=1)
