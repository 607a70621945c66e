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
from scipy import ndimage

from pentimento.core.art.colour import Reals, difference
from pentimento.core.art.hairlines import joined
from pentimento.core.art.marks import Contrast, Mask
from pentimento.core.art.windows import largest_around

_BIN = 3.0  # L*a*b* units
_WIDTH = 1.5  # bins: the smoothing, 4.5 units
_ORIGIN = np.array([-3.0, -114.0, -117.0])
_SHAPE = (37, 76, 76)
MERGED = 10.0  # CIEDE2000: colours nearer than this are one
LEAST_SHARE = 0.005  # of the marks
_FLAT = 6.0  # L*a*b* units across two pixels
_CREST = 0.25  # of the steepest slope nearby: the middle of a line, where its two sides cancel
_PEAK = 0.9  # of the largest contrast nearby: the ridge of a line
BLENDED = 18.0  # L*a*b* units of spread: above it the colours run into each other
_FEWEST_CORES = 0.02
_NEIGHBOURS = tuple(np.ndindex(3, 3, 3))


@dataclass(frozen=True, slots=True)
class Colours:
    """Distinct colours, largest share first."""

    labs: Reals  # (K, 3) median L*a*b*
    shares: Reals  # (K,) of the marks, 0..1; they add up to 1 minus the colours too small to count
    labels: NDArray[np.int16]  # (H, W), index of the colour; -1 where there is none
    spread: float  # root mean square distance of the marks' cores from their colour, L*a*b* units


def _cores(lab: Reals, ink: Mask, contrast: Contrast | None) -> Mask:
    """The pixels of marks that show their full colour: even areas and the ridges of lines."""
    slope = np.zeros(ink.shape, dtype=lab.dtype)
    for channel in range(3):
        one = lab[..., channel]
        slope[1:-1] += np.abs(one[2:] - one[:-2])
        slope[:, 1:-1] += np.abs(one[:, 2:] - one[:, :-2])
    crest = slope < _CREST * largest_around(slope, 2)
    cores = ink & ((slope < _FLAT) | crest)
    if contrast is not None:
        cores |= ink & (contrast.here >= _PEAK * contrast.largest)
    return cores if cores.sum() >= _FEWEST_CORES * ink.sum() else ink


def _climb(density: NDArray[Any], starts: NDArray[np.intp]) -> NDArray[np.intp]:
    """For these bins the flat index of the peak each climbs to; ``density`` has an empty rim."""
    flat = density.ravel()
    strides = (density.shape[1] * density.shape[2], density.shape[2], 1)
    around = [sum((step - 1) * stride for step, stride in zip(steps, strides, strict=True)) for steps in _NEIGHBOURS]
    here, moving = starts.copy(), np.arange(len(starts))
    while moving.size:
        best, top = here[moving], flat[here[moving]]
        for offset in around:
            there = here[moving] + offset
            higher = flat[there] > top
            best[higher], top[higher] = there[higher], flat[there[higher]]
        moved = best != here[moving]
        here[moving] = best
        moving = moving[moved]
    return here


def _groups(pixels: Reals) -> tuple[NDArray[np.intp], int]:
    """The peak each pixel climbs to, numbered from 0."""
    bins = np.zeros(len(pixels), dtype=np.intp)
    for channel, (origin, size) in enumerate(zip(_ORIGIN, _SHAPE, strict=True)):
        steps = ((pixels[:, channel] - origin) / _BIN).astype(np.intp)
        bins = bins * size + np.clip(steps, 1, size - 2)
    counts = np.bincount(bins, minlength=int(np.prod(_SHAPE))).reshape(_SHAPE).astype(float)
    density = ndimage.gaussian_filter(counts, _WIDTH, mode="constant", truncate=3)
    for axis in range(3):
        np.moveaxis(density, axis, 0)[[0, -1]] = 0
    filled = np.flatnonzero(counts)
    peaks, turn = np.unique(_climb(density, filled), return_inverse=True)
    number = np.zeros(counts.size, dtype=np.intp)
    number[filled] = turn
    return number[bins], len(peaks)


def _merge(means: Reals, counts: NDArray[Any]) -> NDArray[np.intp]:
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
    return home


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
        return Colours(np.empty((0, 3)), np.empty(0), labels, 0.0)
    cores = _cores(lab, ink, contrast)
    pixels = lab[cores]
    group, count = _groups(pixels)
    sizes = np.bincount(group, minlength=count)
    means = np.stack([np.bincount(group, pixels[:, i], count) for i in range(3)], axis=-1) / sizes[:, None]
    home = _merge(means, sizes)
    group = _renumbered(home)[group]
    labels[cores] = group
    _spread(labels, ink, cores)
    return _finished(labels, pixels, group, None if contrast is None else contrast.paper)


def _renumbered(home: NDArray[np.intp]) -> NDArray[np.intp]:
    """Numbers 0, 1, 2 ... in place of scattered ones."""
    return np.unique(home, return_inverse=True)[1]


def _spread(labels: NDArray[np.int16], ink: Mask, cores: Mask) -> None:
    """Give the blended edge of a mark the colour of its nearest core."""
    edges = ink & ~cores
    if edges.any():
        nearest = ndimage.distance_transform_edt(~cores, return_distances=False, return_indices=True)
        labels[edges] = labels[nearest[0][edges], nearest[1][edges]]


def _shares(labels: NDArray[np.int16]) -> Reals:
    counts = np.bincount(labels.ravel() + 1)[1:]
    return np.asarray(counts / counts.sum())


def _medians(pixels: Reals, group: NDArray[np.intp]) -> Reals:
    cuts = np.cumsum(np.bincount(group))[:-1]
    parts = np.split(pixels[np.argsort(group, kind="stable")], cuts)
    return np.array([np.median(part, axis=0) for part in parts], dtype=float)


def _finished(
    labels: NDArray[np.int16], pixels: Reals, group: NDArray[np.intp], paper: tuple[float, float, float] | None
) -> Colours:
    """Join hairlines, drop what is too small, and put the largest first.

    Equal shares are ordered by their L*a*b* values, so by nothing but the colour.
    """
    labs, shares = _medians(pixels, group), _shares(labels)
    home = joined(labels, labs, shares, paper)
    kept = home >= 0
    shares = np.asarray(np.bincount(home[kept], weights=shares[kept], minlength=len(labs)), dtype=float)
    order = sorted(np.flatnonzero(shares > LEAST_SHARE), key=lambda n: (-shares[n], *labs[n]))
    place = np.full(len(labs), -1)
    place[order] = np.arange(len(order))
    final = np.append(np.append(place, -1)[home], -1).astype(np.int16)  # the last one is reached by label -1
    spread = float(np.sqrt(np.mean(np.sum((pixels - labs[group]) ** 2, axis=-1))))
    return Colours(labs[order], shares[order], final[labels], spread)
