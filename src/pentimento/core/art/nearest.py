"""For pixels without a label, the label of the nearest pixel that has one.

A distance transform walks the whole picture; the blended edge of a mark lies one to three pixels from its core, so
looking outwards ring by ring is several times as fast.
"""

from __future__ import annotations

from functools import cache
from itertools import groupby

import numpy as np
from numpy.typing import NDArray

from pentimento.core.art.marks import Mask

Labels = NDArray[np.int16]
Places = NDArray[np.intp]

_REACH = 24  # px
_MOST_LOOKS = 16  # a pixel of the picture, on average: from there on a distance transform is the quicker way


@cache
def _rings() -> list[list[tuple[int, int]]]:
    """Steps (across, down) to the pixels within ``_REACH``, nearest first, all at one distance in one ring.

    Within a ring left goes before right and then up before down, as a distance transform settles it.
    """
    span = range(-_REACH, _REACH + 1)
    steps = sorted((x * x + y * y, x, y) for x in span for y in span if 0 < x * x + y * y <= _REACH * _REACH)
    return [[(x, y) for _, x, y in ring] for _, ring in groupby(steps, key=lambda step: step[0])]


def spread_to(labels: Labels, where: Mask) -> tuple[Labels, Labels]:
    """Labels, with every pixel of ``where`` that has none given that of the nearest labelled pixel; and those given.

    Parameters
    ----------
    labels : array of shape (H, W)
        -1 where there is none.
    where : mask of shape (H, W)
    """
    empty = np.flatnonzero(where & (labels < 0))
    given = _from_rings(labels, empty)
    if (given < 0).any():
        _from_anywhere(labels, empty, given)
    spread = labels.copy()
    spread.reshape(-1)[empty] = given
    return spread, given


def _from_rings(labels: Labels, places: Places) -> Labels:
    """The nearest label for these places, -1 where none is near."""
    width, stride = labels.shape[1], labels.shape[1] + 2 * _REACH
    field = np.full((labels.shape[0] + 2 * _REACH, stride), -1, dtype=labels.dtype)
    field[_REACH:-_REACH, _REACH:-_REACH] = labels
    waiting = places + (places // width * (2 * _REACH) + _REACH * stride + _REACH)
    found, turn, looks = np.full(places.size, -1, dtype=labels.dtype), np.arange(places.size), 0
    for ring in _rings():
        if not waiting.size or looks > _MOST_LOOKS * labels.size:
            break
        seen = _seen(field, waiting, [down * stride + across for across, down in ring])
        found[turn] = seen
        still, looks = np.flatnonzero(seen < 0), looks + waiting.size * len(ring)
        waiting, turn = waiting[still], turn[still]
    return found


def _seen(field: Labels, waiting: Places, steps: list[int]) -> Labels:
    """The first label one of these steps away, -1 where there is none."""
    flat, there, here = field.reshape(-1), np.empty_like(waiting), np.empty(waiting.size, dtype=field.dtype)
    seen = np.full(waiting.size, -1, dtype=field.dtype)
    for step in steps:
        flat.take(np.add(waiting, step, out=there), out=here, mode="clip")
        # All bits of -1 are set: where nothing was seen so far, what is here passes; elsewhere what was seen stays.
        here |= ~(seen >> 15)
        seen &= here
    return seen


def _from_anywhere(labels: Labels, places: Places, given: Labels) -> None:
    """Fill in those far from any label."""
    from scipy import ndimage

    nearest = ndimage.distance_transform_edt(labels < 0, return_distances=False, return_indices=True)
    far = np.flatnonzero(given < 0)
    rows, columns = nearest.reshape(2, -1)[:, places[far]]
    given[far] = labels[rows, columns]
