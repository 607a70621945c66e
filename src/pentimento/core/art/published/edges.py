"""Edges and their orientations: how many, how evenly they point, and how they point relative to one another.

Redies, Brachmann and Wagemans 2017, Vision Res. 133:130; Grebenkina, Brachmann, Bertamini, Kaduhm and Redies 2018,
Front. Neurosci. 12:678. Two dozen odd Gabor filters on a picture of 120,000 pixels.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np
import scipy.fft
from numpy.typing import NDArray

from .planes import Planes, Reals, entropy, resized

PIXELS = 300 * 400
ORIENTATIONS = 24
FILTER = 31  # px
STRONGEST = 10_000  # edge pixels that count for the entropies
LEAST = 1e-4  # the smallest answer there can be

Places = NDArray[np.intp]


@dataclass(frozen=True, slots=True)
class Edges:
    """Strength and orientation of the strongest filter in each pixel of the small picture."""

    strength: Reals  # shape (h, w)
    orientation: Places  # shape (h, w), 0..23, steps of 15 degrees over the full turn

    def strongest(self) -> Reals:
        """Strengths, with all but the strongest pixels set to nothing."""
        return np.where(self.strength < _cut(self.strength), 0.0, self.strength)


def edges(planes: Planes) -> Edges:
    """Find the edges of one picture."""
    height, width = planes.grey.shape
    scale = np.sqrt(PIXELS / float(width * height))
    small = resized(planes.grey, int(width * scale), int(height * scale)).astype(np.float64)
    padded = np.pad(small, FILTER // 2, mode="symmetric")
    answers = _answers(padded)
    # A filter turned by half a turn answers with the opposite sign.
    strength = np.abs(answers)
    best = strength.argmax(axis=0)
    largest = np.take_along_axis(strength, best[None], axis=0)[0]
    tied = ((strength == largest).sum(axis=0) > 1) & (largest >= max(_cut(largest), LEAST))
    best[tied] = _as_summed(padded, *np.nonzero(tied))
    sign = np.take_along_axis(answers, best[None], axis=0)[0]
    return Edges(largest, np.where(sign >= 0, best, best + ORIENTATIONS // 2))


def density(found: Edges) -> float:
    """Mean strength of the edges over all pixels; no upper end."""
    return float(found.strength.mean())


def first_order_entropy(found: Edges) -> float:
    """Entropy of the orientations of the strongest edges, weighted by strength; 0..4.58 bits."""
    strength = found.strongest()
    return entropy(np.bincount(found.orientation.ravel(), strength.ravel(), ORIENTATIONS))


def _cut(strength: Reals) -> float:
    """The strength from which on an edge pixel counts."""
    if strength.size <= STRONGEST:
        return 0.0
    return float(np.partition(strength.ravel(), -STRONGEST)[-STRONGEST])


def _answers(padded: Reals) -> Reals:
    """The answers of the first half turn of filters, shape (12, h, w), exact."""
    shape = tuple(scipy.fft.next_fast_len(length + FILTER - 1, real=True) for length in padded.shape)
    picture = scipy.fft.rfft2(padded, shape)
    height, width = (length - FILTER + 1 for length in padded.shape)
    window = np.s_[FILTER - 1 : FILTER - 1 + height, FILTER - 1 : FILTER - 1 + width]
    answers = np.empty((ORIENTATIONS // 2, height, width))
    for turn in range(ORIENTATIONS // 2):
        answers[turn] = scipy.fft.irfft2(picture * scipy.fft.rfft2(_filter(turn), shape), shape)[window]
    # Codes are whole and filters have four decimals, so every true answer has four: ties become ties again.
    return np.asarray(np.round(answers, 4), dtype=np.float64)


def _as_summed(padded: Reals, rows: Places, columns: Places) -> Places:
    """The filters that win ties in the published program: there the last bits of a running sum decide."""
    windows = np.lib.stride_tricks.sliding_window_view(padded, (FILTER, FILTER))
    winners = np.empty(len(rows), dtype=np.intp)
    for start in range(0, len(rows), 500):
        some = np.s_[start : start + 500]
        seen = windows[rows[some], columns[some]].reshape(-1, FILTER * FILTER)
        sums = [
            np.abs(np.cumsum(seen * _filter(t)[::-1, ::-1].ravel(), axis=1)[:, -1]) for t in range(ORIENTATIONS // 2)
        ]
        winners[some] = np.argmax(sums, axis=0)
    return winners


@cache
def _filter(turn: int) -> Reals:
    return gabor(turn * 2 * np.pi / ORIENTATIONS)


def gabor(turn: float) -> Reals:
    """One odd Gabor filter, turned by ``turn`` radians; 8 px a wave, rounded to four decimals as published."""
    frequency, bandwidth = 0.5**3, 4.0
    sigma = 1 / (np.pi * frequency) * np.sqrt(np.log(2) / 2) * (2.0**bandwidth + 1) / (2.0**bandwidth - 1)
    along = np.arange(-(FILTER // 2), FILTER // 2 + 1, dtype=np.float64)
    x, y = np.meshgrid(along, along)
    envelope = np.round(np.exp(-(x * x + y * y) / (2 * sigma * sigma)), 4)
    wave = x * (2 * np.pi * frequency * np.sin(turn)) + y * (2 * np.pi * frequency * np.cos(turn))
    return np.asarray(np.round(envelope * np.cos(wave + np.pi / 2), 4), dtype=np.float64)
