"""The distinct colours of a picture: peaks of its colour histogram, found without chance.

Mean shift on a binned, smoothed L*a*b* histogram (after Comaniciu and Meer 2002, IEEE PAMI 24:603-619): every bin
climbs to the densest neighbour until it stands on a peak. Peaks closer than one glance can tell apart are merged,
nearest first. Only the cores of marks vote: the pixels where a line blends into paper are no colour anybody used.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from pentimento.core.art.colour import Reals, at, difference
from pentimento.core.art.hairlines import joined
from pentimento.core.art.marks import Contrast, Mask
from pentimento.core.art.medians import median_of, parted
from pentimento.core.art.nearest import spread_to
from pentimento.core.art.windows import largest_around

_BIN = 3.0  # L*a*b* units
_WIDTH = 1.5  # bins: the smoothing, 4.5 units
_REACH = 5  # bins: as far as the smoothing spreads one
_SHIFT = (1, 38, 39)  # bins: where L*, a* and b* of 0 begin
_SHAPE = (37, 76, 76)
MERGED = 10.0  # CIEDE2000: colours nearer than this are one
LEAST_SHARE = 0.005  # of the marks
_FLAT = 6.0  # L*a*b* units across two pixels
_CREST = 0.25  # of the steepest slope nearby: the middle of a line, where its two sides cancel
_PEAK = 0.9  # of the largest contrast nearby: the ridge of a line
BLENDED = 18.0  # L*a*b* units of spread: above it the colours run into each other
_FEWEST_CORES = 0.02
_NEIGHBOURS = tuple(np.ndindex(3, 3, 3))
_AT_ONCE = 1 << 15  # pixels: what is worked on stays in the processor's cache
_Numbers = NDArray[np.intp]


@dataclass(frozen=True, slots=True)
class Colours:
    """Distinct colours, largest share first."""

    labs: Reals  # (K, 3) median L*a*b*
    shares: Reals  # (K,) of the marks, 0..1; they add up to 1 minus the colours too small to count
    spread: float  # root mean square distance of the marks' cores from their colour, L*a*b* units
    _groups: NDArray[np.int16]  # (H, W): before colours were joined and dropped
    _finally: NDArray[np.int16]  # what became of each; its last is for where there is none

    @property
    def labels(self) -> NDArray[np.int16]:
        """Index of the colour at each pixel, -1 where there is none; shape (H, W)."""
        return np.asarray(self._finally[self._groups])


def _slope(lab: Reals) -> Reals:
    """How steeply the colour changes at each pixel, over all three channels and both ways; shape (H, W)."""
    height, width = lab.shape[:2]
    slope = np.zeros((height, width), dtype=lab.dtype)
    rows = max(1, _AT_ONCE // width)
    for top in range(0, height, rows):
        bottom = min(top + rows, height)
        first, last = max(top, 1), min(bottom, height - 1)
        for channel in range(3):
            one = lab[..., channel]
            step = one[first + 1 : last + 1] - one[first - 1 : last - 1]
            slope[first:last] += np.abs(step, out=step)
            step = one[top:bottom, 2:] - one[top:bottom, :-2]
            slope[top:bottom, 1:-1] += np.abs(step, out=step)
    return slope


def _cores(lab: Reals, ink: Mask, contrast: Contrast | None) -> Mask:
    """The pixels of marks that show their full colour: even areas and the ridges of lines."""
    slope = _slope(lab)
    cores = slope < _CREST * largest_around(slope, 2)
    cores |= slope < _FLAT
    if contrast is not None:
        cores |= contrast.here >= _PEAK * contrast.largest
    cores &= ink
    return cores if np.count_nonzero(cores) >= _FEWEST_CORES * np.count_nonzero(ink) else ink


def _bins(pixels: Reals) -> _Numbers:
    """The bin of each pixel, of pixels given as planes of shape (3, N)."""
    bins = np.empty(pixels.shape[1], dtype=np.intp)
    for start in range(0, bins.size, _AT_ONCE):
        part = slice(start, start + _AT_ONCE)
        place: Any = 0
        for plane, shift, size in zip(pixels[:, part], _SHIFT, _SHAPE, strict=True):
            # Single precision is enough here: a number just under a whole one never divides up to it.
            steps = plane / _BIN
            np.floor(steps, out=steps)
            steps += shift
            np.maximum(steps, 1, out=steps)
            place = place * size + np.minimum(steps, size - 2, out=steps)
        bins[part] = place
    return bins


def _climb(density: NDArray[Any], starts: _Numbers) -> _Numbers:
    """For these bins the flat index of the peak each climbs to; ``density`` has an empty rim."""
    flat = density.ravel()
    strides = (density.shape[1] * density.shape[2], density.shape[2], 1)
    around = [sum((step - 1) * stride for step, stride in zip(steps, strides, strict=True)) for steps in _NEIGHBOURS]
    above, new = np.full(flat.size, -1), starts
    while new.size:
        best, top = new.copy(), flat[new]
        for offset in around:
            there = flat[new + offset]
            higher = there > top
            best[higher], top[higher] = new[higher] + offset, there[higher]
        above[new] = best
        new = np.unique(best[above[best] < 0])
    here = above[starts]
    while not np.array_equal(further := above[here], here):
        here = further
    return here


def _peaks(bins: _Numbers) -> tuple[NDArray[np.int16], int]:
    """The number, from 0, of the peak that each pixel climbs to; how many there are."""
    counts = np.bincount(bins, minlength=int(np.prod(_SHAPE)))
    filled = np.flatnonzero(counts)
    places = np.stack(np.unravel_index(filled, _SHAPE))
    low = np.maximum(places.min(axis=1) - _REACH - 1, 0)
    high = np.minimum(places.max(axis=1) + _REACH + 2, _SHAPE)
    box = counts.reshape(_SHAPE)[tuple(map(slice, low, high))]  # what lies further out stays empty
    from scipy import ndimage

    density = ndimage.gaussian_filter(box.astype(float), _WIDTH, mode="constant", radius=_REACH)
    for axis in range(3):
        np.moveaxis(density, axis, 0)[[0, -1]] = 0
    starts = np.ravel_multi_index(tuple(places - low[:, None]), box.shape)
    peaks, numbers = np.unique(_climb(density, starts), return_inverse=True)
    of_bin = np.zeros(counts.size, dtype=np.int16)
    of_bin[filled] = numbers
    return of_bin.take(bins), len(peaks)


def _merge(means: Reals, counts: NDArray[Any]) -> _Numbers:
    """Join the two nearest groups until none are nearer than MERGED; returns the final number of each group."""
    home = np.arange(len(means))
    means, weights = means.copy(), counts.astype(float)
    apart = difference(means[:, None], means[None, :])
    np.fill_diagonal(apart, np.inf)
    while apart.size and apart.min() < MERGED:
        one, other = np.unravel_index(int(np.argmin(apart)), apart.shape)
        both = weights[one] + weights[other]
        means[one] = (weights[one] * means[one] + weights[other] * means[other]) / both
        weights[one] = both
        home[home == other] = one
        apart[other], apart[:, other] = np.inf, np.inf
        alive = np.isfinite(apart[one])
        apart[one, alive] = difference(means[one], means[alive])
        apart[alive, one] = apart[one, alive]
    return _renumbered(home)


def _renumbered(home: _Numbers) -> _Numbers:
    """Numbers 0, 1, 2 ... in place of scattered ones."""
    return np.unique(home, return_inverse=True)[1]


def find_colours(lab: Reals, ink: Mask, contrast: Contrast | None = None) -> Colours:
    """The colours that cover more than 0.5 % of the marks.

    Parameters
    ----------
    lab : array of shape (H, W, 3)
    ink : mask of shape (H, W)
        The marks.
    contrast : Contrast, optional
        Distance from the paper; without it only even areas vote.
    """
    labels = np.full(ink.shape, -1, dtype=np.int16)
    if not ink.any():
        return Colours(np.empty((0, 3)), np.empty(0), 0.0, labels, np.array([-1], dtype=np.int16))
    places = np.flatnonzero(_cores(lab, ink, contrast))
    pixels = at(lab, places)
    peak, count = _peaks(_bins(pixels))
    parts = parted(pixels, peak, count)
    sizes = np.array([part.shape[1] for part in parts])
    home = _merge(np.array([part.mean(axis=1, dtype=float) for part in parts]), sizes)
    labels.reshape(-1)[places] = home.astype(np.int16).take(peak)
    labels, edges = spread_to(labels, ink)
    groups = [np.concatenate([parts[n] for n in np.flatnonzero(home == m)], axis=1) for m in range(home.max() + 1)]
    labs = np.array([[median_of(plane) for plane in group] for group in groups], dtype=float)
    counts = np.bincount(home, sizes) + np.bincount(edges, minlength=len(labs))
    return _finished(labels, counts, labs, _spread(groups, labs), None if contrast is None else contrast.paper)


def _spread(groups: list[Reals], labs: Reals) -> float:
    """Root mean square distance of all pixels from the colour of their group."""
    squares = 0.0
    for group, lab in zip(groups, labs, strict=True):
        for plane, middle in zip(group, lab, strict=True):
            off = plane - middle
            squares += float(off @ off)
    return float(np.sqrt(squares / sum(group.shape[1] for group in groups)))


def _finished(
    labels: NDArray[np.int16], counts: _Numbers, labs: Reals, spread: float, paper: tuple[float, float, float] | None
) -> Colours:
    """Join hairlines, drop what is too small, and put the largest first.

    Equal shares are ordered by their L*a*b* values, so by nothing but the colour.
    """
    shares = np.asarray(counts / counts.sum())
    home = joined(labels, counts, labs, paper)
    kept = home >= 0
    shares = np.asarray(np.bincount(home[kept], weights=shares[kept], minlength=len(labs)), dtype=float)
    order = sorted(np.flatnonzero(shares > LEAST_SHARE), key=lambda n: (-shares[n], *labs[n]))
    place = np.full(len(labs), -1)
    place[order] = np.arange(len(order))
    final = np.append(np.append(place, -1)[home], -1).astype(np.int16)  # the last one is reached by label -1
    return Colours(labs[order], shares[order], spread, labels, final)
