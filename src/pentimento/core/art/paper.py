"""Finding the bare paper: which colour it has, and how sure that is.

A colour is taken for the paper when much of the border and of the sheet carries it and when it looks like paper
(light, hardly coloured). Dark or coloured ground is accepted only when it runs round nearly the whole border and is
even; painted ground that does so looks the same, which is why its confidence stays low.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from pentimento.core.art.colour import Reals, chroma_of, hex_of
from pentimento.core.art.marks import distance
from pentimento.core.art.medians import median_of

_BIN = 4.0  # L*a*b* units
_ORIGIN = np.array([0.0, -112.0, -112.0])
_SHAPE = (26, 56, 56)
_NEAR = 8.0  # same paper: within grain and sensor noise
_FAR = 20.0  # certainly another colour
BORDER = 0.02  # of the short side
SURE = 0.6  # below this the paper stays undecided
_COLOURED_GROUND_AT_MOST = 0.75


@dataclass(frozen=True, slots=True)
class Paper:
    """The bare paper of one picture."""

    lab: tuple[float, float, float]
    confidence: float  # 0..1; 0.5 means a second colour is just as likely
    likeness: float  # 0..1, how much the colour alone looks like paper
    noise: float  # median distance of bare pixels from ``lab``, L*a*b* units

    @property
    def hex(self) -> str:
        return hex_of(np.array(self.lab))

    @property
    def is_sure(self) -> bool:
        return self.confidence >= SURE


def likeness(lab: Reals) -> Reals:
    """0..1: light and hardly coloured. White office paper 0.99, in lamp light about 0.6, kraft paper about 0.1."""
    lightness = 1 / (1 + np.exp(-(lab[..., 0] - 62) / 7))
    return lightness * np.exp(-((chroma_of(lab) / 25) ** 2))


def _border_pixels(lab: Reals) -> Reals:
    """The frame along the four edges, 2 % of the short side wide and at least one pixel; planes of shape (3, N)."""
    wide, planes = max(1, round(BORDER * min(lab.shape[:2]))), np.moveaxis(lab, -1, 0)
    upright = planes[:, wide:-wide]
    sides = planes[:, :wide], planes[:, -wide:], upright[..., :wide], upright[..., -wide:]
    return np.concatenate([side.reshape(3, -1) for side in sides], axis=1)


def _nearby_shares(planes: Reals) -> NDArray[Any]:
    """For every cell of a coarse L*a*b* grid, the share of pixels in it and its neighbours."""
    place: Any = 0
    for plane, origin, size in zip(planes, _ORIGIN, _SHAPE, strict=True):
        # A bin is a power of two wide, so this loses nothing in single precision.
        steps = np.floor(plane / _BIN) - float(origin) / _BIN
        place = place * size + np.minimum(np.maximum(steps, 0, out=steps), size - 1, out=steps)
    counts = np.bincount(place.astype(np.intp), minlength=int(np.prod(_SHAPE))).reshape(_SHAPE) / planes.shape[1]
    from scipy import ndimage

    return np.asarray(ndimage.uniform_filter(counts, 3, mode="constant")) * 27


@cache
def _centres() -> Reals:
    grid = np.stack(np.meshgrid(*(np.arange(n) + 0.5 for n in _SHAPE), indexing="ij"), axis=-1)
    return np.asarray(grid * _BIN + _ORIGIN)


@cache
def _likeness_of_centres() -> Reals:
    return 0.08 + 0.92 * likeness(_centres())


def _best_far_from(score: Reals, best: tuple[Any, ...]) -> float:
    """The highest score of a colour that is certainly not the best one's."""
    reach = int(_FAR / _BIN) + 1
    near = tuple(slice(max(0, at - reach), at + reach + 1) for at in best)
    others, centres = score.copy(), _centres()
    others[near][np.linalg.norm(centres[near] - centres[best], axis=-1) <= _FAR] = -np.inf
    return float(others.max())


def share_near(away: Reals) -> float:
    """Share of all pixels that could be bare, from the distance of each from the paper."""
    return np.count_nonzero(away < _NEAR) / away.size


def find_paper(lab: Reals) -> Paper | None:
    """The bare paper, or None where no colour could be it.

    Parameters
    ----------
    lab : array of shape (H, W, 3)
        CIE L*a*b* of the sheet, cropped to its edges.
    """
    thin = max(1, int(np.sqrt(lab.shape[0] * lab.shape[1] / 100_000)))
    pixels = np.stack([lab[::thin, ::thin, i].reshape(-1) for i in range(3)])
    border = _nearby_shares(_border_pixels(lab))
    area = _nearby_shares(pixels)
    score = (0.6 * border + 0.4 * area) * _likeness_of_centres()
    best = np.unravel_index(int(np.argmax(score)), _SHAPE)
    rival = _best_far_from(score, best)
    refined, noise = _refine(pixels.T, _centres()[best])
    alike = float(likeness(refined))
    confidence = float(score[best] / (score[best] + rival))
    if alike < 0.4:
        if border[best] < 0.75 or noise > 3:
            return None
        confidence = min(confidence, _COLOURED_GROUND_AT_MOST)
    elif border[best] + area[best] < 0.04:
        return None
    return Paper((float(refined[0]), float(refined[1]), float(refined[2])), confidence, alike, noise)


def _refine(pixels: Reals, near: Reals) -> tuple[Reals, float]:
    """The median colour around a starting colour, twice, and the median distance from it."""
    centre = near
    for radius in (1.5 * _NEAR, _NEAR):
        away = distance(pixels, tuple(centre.tolist()))
        close = np.flatnonzero(away < radius)
        if not close.size:
            break
        centre = np.array([median_of(pixels[:, i].take(close)) for i in range(3)])
    away = distance(pixels, tuple(centre.tolist()))
    off = away[away < 1.5 * _NEAR]
    return centre, float(median_of(off)) if off.size else 0.0
