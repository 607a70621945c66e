"""Telling marks from bare paper, pixel by pixel."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage

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
_ALL_AROUND = np.ones((3, 3), dtype=bool)


@dataclass(frozen=True, slots=True)
class Contrast:
    """Distance of every pixel from the paper, with the largest and smallest around it; shape (H, W), L*a*b* units."""

    paper: tuple[float, float, float]
    here: NDArray[Any]
    largest: NDArray[Any]
    smallest: NDArray[Any]
    threshold: float
    ringing: Mask  # faint islands and seams beside strong marks: left there by JPEG


def distance(lab: NDArray[Any], from_lab: tuple[float, float, float]) -> NDArray[Any]:
    """Straight L*a*b* distance (CIE76) of every pixel from one colour; shape (H, W)."""
    squares = sum((lab[..., i] - lab.dtype.type(from_lab[i])) ** 2 for i in range(3))
    return np.asarray(np.sqrt(squares))


def contrast_with(lab: NDArray[Any], paper: tuple[float, float, float], noise: float) -> Contrast:
    """Compare every pixel with the paper. ``noise``: median distance of bare pixels from it, L*a*b* units."""
    here = distance(lab, paper)
    threshold = min(max(_LEAST, _NOISES * noise), _MOST)
    largest = largest_around(here, _REACH)
    smallest = smallest_around(here, _REACH)
    return Contrast(paper, here, largest, smallest, threshold, _ringing(here, threshold))


def _ringing(here: NDArray[Any], threshold: float) -> Mask:
    """Faint, small and within one JPEG block of a strong mark. A wash is faint too, but large."""
    faint = (here > threshold) & (here < _PLAIN * threshold)
    labels, count = ndimage.label(faint, structure=_ALL_AROUND)
    strong = largest_around(here, _BLOCK) > _STRONG
    doomed = np.bincount(labels.ravel(), minlength=count + 1) < _BLEMISH * here.size
    beside = np.zeros(count + 1, dtype=bool)
    beside[labels[strong & faint]] = True
    doomed &= beside
    doomed[0] = False
    return np.asarray(doomed[labels])


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
    at_paper = contrast.smallest < threshold
    halo = at_paper & (contrast.here < _EDGE * contrast.largest)
    return without_specks((contrast.here > threshold) & ~halo & ~contrast.ringing, contrast.here > _PLAIN * threshold)


def without_specks(mask: Mask, plain: Mask) -> Mask:
    """Drop dust and ringing.

    A connected mark stays when it covers at least 0.0012 % of the sheet (0.025 % if no pixel of it is ``plain``). A
    smaller, plain one stays when it lies within 1 % of the diagonal from one that stays: it is a piece of a line.
    """
    labels, count = ndimage.label(mask, structure=_ALL_AROUND)
    if count == 0:
        return mask
    sizes = np.bincount(labels.ravel(), minlength=count + 1)
    is_plain = np.bincount(labels[plain & mask], minlength=count + 1) > 0
    large = sizes >= np.where(is_plain, max(3, _SPECK * mask.size), _BLEMISH * mask.size)
    large[0] = False
    doubtful = is_plain & ~large & (sizes >= _FEWEST)
    doubtful[0] = False
    kept = large[labels]
    if doubtful.any():
        near = largest_around(kept, max(1, round(_NEIGHBOUR * float(np.hypot(*mask.shape)))))
        close = np.zeros(count + 1, dtype=bool)
        close[labels[near & mask]] = True
        kept = (large | (doubtful & close))[labels]
    return np.asarray(kept)
