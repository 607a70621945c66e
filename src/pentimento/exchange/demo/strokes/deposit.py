"""Where pigment falls: every mark is a sheaf of bristles dragged along the hand's path."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from pentimento.exchange.demo.strokes.media import Medium
from pentimento.exchange.demo.strokes.paper import Pixels
from pentimento.exchange.demo.strokes.recording import Stroke

COARSE = 2  # water levels differences finer than this many pixels


class Patch(NamedTuple):
    """Pigment on a part of the sheet: 1 is one full, even pass."""

    where: tuple[slice, slice]
    amount: Pixels


class Path(NamedTuple):
    """Points evenly spaced along many strokes: place, unit normal, pressure, and which stroke each belongs to."""

    x: Pixels
    y: Pixels
    nx: Pixels
    ny: Pixels
    pressure: Pixels
    stroke: NDArray[np.intp]
    length: Pixels  # of the path that each point stands for, in pixels


def resample(strokes: list[Stroke], scale: float, step: float) -> Path | None:
    """Walk along all strokes in steps of about ``step`` pixels. None when nothing was drawn."""
    counts = np.array([len(s.samples) for s in strokes])
    if counts.sum() == 0:
        return None
    points = np.array([p for s in strokes for p in s.samples], np.float64)
    xy, pressure = points[:, :2] * scale, points[:, 3]
    of_stroke = np.repeat(np.arange(len(strokes)), counts)
    start = np.flatnonzero(np.append(of_stroke[1:] == of_stroke[:-1], counts[-1] == 1))
    end = np.minimum(start + 1, len(xy) - 1)
    delta = xy[end] - xy[start]
    lengths = np.hypot(delta[:, 0], delta[:, 1])
    pieces = np.maximum(1, np.ceil(lengths / step).astype(np.intp))
    which = np.repeat(np.arange(len(start)), pieces)
    firsts = np.cumsum(pieces) - pieces
    along = ((np.arange(len(which)) - firsts[which]) + 0.5) / pieces[which]
    unit = delta / np.maximum(lengths, 1e-6)[:, None]
    place = xy[start][which] + delta[which] * along[:, None]
    press = pressure[start][which] * (1 - along) + pressure[end][which] * along
    length = (lengths / pieces)[which]
    f = np.float32
    return Path(
        place[:, 0].astype(f),
        place[:, 1].astype(f),
        -unit[which, 1].astype(f),
        unit[which, 0].astype(f),
        press.astype(f),
        of_stroke[start][which],
        length.astype(f),
    )


def deposit(
    strokes: list[Stroke], medium: Medium, scale: float, shape: tuple[int, int], rng: np.random.Generator
) -> Patch | None:
    """Drop pigment along the strokes, ``scale`` pixels to the millimetre. None when nothing lands on the sheet."""
    widths = np.array([stroke.width for stroke in strokes], np.float32) * np.float32(scale)
    width = float(widths.max())
    path = resample(strokes, scale, medium.step * max(1.0, scale / 4))
    if path is None:
        return None
    where = _bounds(path, width, shape)
    if where is None:
        return None
    across = max(1, round(width / (medium.bristle * max(1.0, scale / 4))))
    spread = (np.arange(across, dtype=np.float32) + 0.5) / across * 2 - 1
    weights = np.clip(1 + medium.streak * rng.standard_normal((len(strokes), across), np.float32), 0.08, 2.2)
    half = (widths[path.stroke] / 2) * (1 - medium.thin + medium.thin * path.pressure)
    amount = (0.35 + 0.9 * path.pressure) * path.length * medium.load * np.maximum(2 * half / across, 0.75)
    offset = half[:, None] * spread
    x = path.x[:, None] + path.nx[:, None] * offset - where[1].start
    y = path.y[:, None] + path.ny[:, None] * offset - where[0].start
    if medium.jitter:
        x += medium.jitter * (rng.random(x.shape, np.float32) * 2 - 1)
        y += medium.jitter * (rng.random(y.shape, np.float32) * 2 - 1)
    pigment = amount[:, None] * weights[path.stroke]
    field = _fall(x, y, pigment, (where[0].stop - where[0].start, where[1].stop - where[1].start))
    for _ in range(medium.blurs):
        field = _binomial(field)
    return Patch(where, field)


def coarse(shape: tuple[int, int]) -> tuple[int, int]:
    """Size of the coarse grid on which water runs."""
    return -(-shape[0] // COARSE), -(-shape[1] // COARSE)


def finer(patch: Patch, shape: tuple[int, int]) -> Patch:
    """A patch of the coarse grid brought to the size of the sheet."""
    rows, columns = (slice(s.start * COARSE, min(s.stop * COARSE, n)) for s, n in zip(patch.where, shape, strict=True))
    size = (patch.amount.shape[1] * COARSE, patch.amount.shape[0] * COARSE)
    fine = np.asarray(Image.fromarray(patch.amount).resize(size, Image.Resampling.BICUBIC))
    return Patch((rows, columns), fine[: rows.stop - rows.start, : columns.stop - columns.start])


def _bounds(path: Path, width: float, shape: tuple[int, ...]) -> tuple[slice, slice] | None:
    margin = width / 2 + 6
    top, bottom = max(0, int(path.y.min() - margin)), min(shape[0], int(path.y.max() + margin) + 1)
    left, right = max(0, int(path.x.min() - margin)), min(shape[1], int(path.x.max() + margin) + 1)
    if top >= bottom or left >= right:
        return None
    return slice(top, bottom), slice(left, right)


def _fall(x: Pixels, y: Pixels, pigment: Pixels, shape: tuple[int, int]) -> Pixels:
    """Add each drop to the pixel it falls on; what falls beside the sheet is gone."""
    column, row = x.astype(np.int32), y.astype(np.int32)
    index = row * shape[1] + column
    lost = (column < 0) | (column >= shape[1]) | (row < 0) | (row >= shape[0])
    index[lost] = shape[0] * shape[1]
    total = np.bincount(index.ravel(), pigment.ravel(), shape[0] * shape[1] + 1)
    return total[:-1].reshape(shape).astype(np.float32)


def _binomial(field: Pixels) -> Pixels:
    """Blur by 1-2-1 in both directions."""
    out = field * 0.5
    out[1:] += field[:-1] * 0.25
    out[:-1] += field[1:] * 0.25
    again = out * 0.5
    again[:, 1:] += out[:, :-1] * 0.25
    again[:, :-1] += out[:, 1:] * 0.25
    return again


def softened(field: Pixels, radius: int) -> Pixels:
    """Mean over a square of side 2 * radius + 1, edges repeated. Two passes of sums, whatever the radius."""
    for axis in (0, 1):
        pad = [(0, 0), (0, 0)]
        pad[axis] = (radius + 1, radius)
        sums = np.cumsum(np.pad(field, pad, mode="edge"), axis=axis, dtype=np.float32)
        size = field.shape[axis]
        upper = np.take(sums, np.arange(2 * radius + 1, 2 * radius + 1 + size), axis=axis)
        lower = np.take(sums, np.arange(size), axis=axis)
        field = (upper - lower) / np.float32(2 * radius + 1)
    return field
