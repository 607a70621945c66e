"""Telling marks from bare paper, pixel by pixel."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from pentimento.core.art.pieces import pieces_of
from pentimento.core.art.windows import largest_around, smallest_around

Mask = NDArray[np.bool_]

_LEAST, _MOST = 6.0, 16.0  # smallest L*a*b* distance that counts as a mark: clean picture, grainy photograph
_NOISES = 3.0  # times the median noise of bare paper; leaves about 1 pixel in 10,000 of plain grain
_EDGE = 0.5  # an edge belongs to the mark up to half its contrast
_REACH = 3  # px: how far around a pixel an edge is looked for
_PLAIN = 2.0  # times the threshold: a mark that is no JPEG ringing
_BLEMISH = 2.5e-4  # of the sheet: anything fainter and smaller is ringing or grain; 14 x 14 px on 1024 x 768
_STRONG, _BLOCK = 40.0, 8  # L*a*b* units; px
_SPECK = 1.2e-5  # of the sheet; 9 px on 1024 x 768
_FEWEST = 3  # px: less is noise even beside a mark
_NEIGHBOUR = 0.01  # of the diagonal: a speck this near a larger mark is part of the drawing
_AT_ONCE = 1 << 15  # pixels: what is worked on stays in the processor's cache


@dataclass(frozen=True, slots=True)
class Contrast:
    """Distance of every pixel from the paper, with the largest and smallest around it; shape (H, W), L*a*b* units."""

    paper: tuple[float, float, float]
    here: NDArray[Any]
    largest: NDArray[Any]
    smallest: NDArray[Any]
    threshold: float
    weak: Mask  # less than half the largest contrast around
    ringing: Mask  # faint islands and seams beside strong marks: left there by JPEG


def distance(lab: NDArray[Any], from_lab: tuple[float, float, float]) -> NDArray[Any]:
    """Straight L*a*b* distance (CIE76) of every pixel from one colour; shape (H, W)."""
    planes = [lab[..., i].reshape(-1) for i in range(3)]
    away = np.empty(planes[0].shape, dtype=lab.dtype)
    for start in range(0, away.size, _AT_ONCE):
        part = slice(start, start + _AT_ONCE)
        light, a, b = (plane[part] - lab.dtype.type(value) for plane, value in zip(planes, from_lab, strict=True))
        light *= light
        a *= a
        b *= b
        light += a
        light += b
        np.sqrt(light, out=away[part])
    return away.reshape(lab.shape[:-1])


def contrast_with(here: NDArray[Any], paper: tuple[float, float, float], noise: float) -> Contrast:
    """Compare every pixel with those around it.

    Parameters
    ----------
    here : array of shape (H, W)
        Distance of every pixel from the paper.
    paper : L*a*b*
    noise : float
        Median distance of bare pixels from the paper, L*a*b* units.
    """
    threshold = min(max(_LEAST, _NOISES * noise), _MOST)
    largest = largest_around(here, _REACH)
    smallest = smallest_around(here, _REACH)
    return Contrast(paper, here, largest, smallest, threshold, here < _EDGE * largest, _ringing(here, threshold))


def _ringing(here: NDArray[Any], threshold: float) -> Mask:
    """Faint, small and within one JPEG block of a strong mark. A wash is faint too, but large."""
    faint = pieces_of((here > threshold) & (here < _PLAIN * threshold))
    doomed = faint.sizes() < _BLEMISH * here.size
    doomed = faint.touching(largest_around(here > _STRONG, _BLOCK), doomed)
    ringing = np.zeros(here.shape, dtype=bool)
    ringing.reshape(-1)[faint.pixels(doomed)] = True
    return ringing


def marks_in(contrast: Contrast, *, strictness: float = 1.0) -> Mask:
    """True where there is a mark.

    A pixel is a mark when it differs from the paper by more than the threshold. Between a mark and bare paper it must
    also reach half the mark's contrast: smoothing, JPEG halos and colour bleeding would otherwise widen every line.
    Specks alone on the sheet are dust.

    Parameters
    ----------
    strictness : float
        Multiplies the threshold; used to say how far a result hangs on it.
    """
    threshold = contrast.threshold * strictness
    halo = (contrast.smallest < threshold) & contrast.weak
    mask = contrast.here > threshold
    mask &= ~(halo | contrast.ringing)
    return without_specks(mask, contrast.here > _PLAIN * threshold)


def without_specks(mask: Mask, plain: Mask) -> Mask:
    """Drop dust and ringing.

    A connected mark stays when it covers at least 0.0012 % of the sheet (0.025 % if no pixel of it is ``plain``). A
    smaller, plain one stays when it lies within 1 % of the diagonal from one that stays: it is a piece of a line.
    """
    pieces = pieces_of(mask)
    sizes = pieces.sizes()
    blemish = _BLEMISH * mask.size
    is_plain = pieces.touching(plain, sizes < max(_FEWEST, blemish))  # a larger one stays in any case
    large = sizes >= np.where(is_plain, max(_FEWEST, _SPECK * mask.size), blemish)
    doubtful = is_plain & ~large & (sizes >= _FEWEST)
    kept = mask.copy()
    kept.reshape(-1)[pieces.pixels(~large)] = False
    if doubtful.any():
        near = largest_around(kept, max(1, round(_NEIGHBOUR * float(np.hypot(*mask.shape)))))
        kept.reshape(-1)[pieces.pixels(pieces.touching(near, doubtful))] = True
    return kept
