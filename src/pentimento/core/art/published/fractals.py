"""Fractal dimension of a picture, from its outline in two dimensions and from its relief of greys in three."""

from __future__ import annotations

import numpy as np

from .planes import Grey, Planes, resized

SMALLEST_GRID = 6


def fractal_2d(planes: Planes) -> float:
    """Box-counting dimension of the edge between darker and lighter than the mean, about 0..2.

    Spehar, Clifford, Newell and Taylor 2003, Comput. Graph. 27:813. A sheet that is not square is squeezed to one.
    """
    side = min(planes.grey.shape)
    grey = planes.grey if planes.grey.shape == (side, side) else resized(planes.grey, side, side, smoothly=True)
    boxes = grey < grey.mean()
    sides: list[int] = []
    filled: list[int] = []
    while len(boxes) > SMALLEST_GRID:
        sides.append(len(boxes))
        filled.append(int(boxes.sum()))
        half = len(boxes) // 2
        whole = boxes[: 2 * half, : 2 * half].reshape(half, 2, half, 2).sum(axis=(1, 3))
        boxes = (whole > 0) & (whole < 4)
    return _slope(np.log2(sides[1:]), np.log2(np.maximum(filled[1:], 1)))


def fractal_3d(planes: Planes) -> float:
    """Differential box-counting dimension of the greys seen as a relief, about 2..3.

    Mather 2018, Vision 2:4, over the largest middle square whose side is a power of two.
    """
    square = _middle(planes.grey)
    side = len(square)
    boxes = np.arange(_smallest_box(side), _largest_box(side) + 1, 2)
    counts = [_boxes_filled(square, int(box), float(box * (1 / side))) for box in boxes]
    return _slope(np.log(1.0 / boxes), np.log(counts))


def _boxes_filled(square: Grey, box: int, height: float) -> float:
    """How many boxes of this side and height the relief goes through; columns overlap by one pixel."""
    side = len(square)
    tops = np.arange(0, side - box - 1, box)
    lefts = np.arange(0, side - box, box - 1)
    rows = square[: tops[-1] + box].reshape(len(tops), box, side)
    spread = np.zeros((len(tops), len(lefts)), dtype=np.int64)
    highest, lowest = rows.max(axis=1), rows.min(axis=1)
    for place, left in enumerate(lefts):
        window = slice(left, left + box)
        spread[:, place] = highest[:, window].max(axis=1).astype(int) - lowest[:, window].min(axis=1)
    return float(np.where(spread == 0, 1, np.ceil(spread / height)).sum())


def _middle(grey: Grey) -> Grey:
    side = 2 ** int(np.floor(np.log2(min(grey.shape))))
    top, left = (round((length - side) / 2) for length in grey.shape)
    return grey[top : top + side, left : left + side]


def _smallest_box(side: int) -> int:
    return int(2 ** int(np.ceil(np.log2(side ** (1 / 3)))))


def _largest_box(side: int) -> int:
    box = _smallest_box(side)
    while np.ceil(side / box + 1) <= np.ceil(side / (box - 1)):
        box += 1
    return box


def _slope(x: np.ndarray, y: np.ndarray) -> float:
    return float(np.polyfit(x, y, 1)[0])
