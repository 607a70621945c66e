"""Colours that nobody used: those of lines too thin to show their own.

A line one or two pixels wide is never seen pure. Smoothing blends it with what lies beside it, and JPEG keeps its
lightness but washes out its hue. A colour found only on such hairlines is joined to the one it came from.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from pentimento.core.art.colour import Reals, difference, lab_of, lab_of_light, linear, rgb_of
from pentimento.core.art.windows import largest_around, smallest_around

_SOLID = 0.05  # share of its pixels with nothing else next to them; below, a colour is all hairlines
_NEAR = 16.0  # CIEDE2000
_SAME_HUE, _SAME_LIGHTNESS = 15.0, 15.0  # degrees, L*
_FAINT = 12.0  # L*a*b* units from the paper: what JPEG leaves beside a strong line
_BLEND = 8.0  # CIEDE2000 from the straight way between two colours
_SMALL = 0.03  # of the marks: a blend of two colours of marks is never more
_WAY = np.linspace(0.1, 0.9, 9)[:, None]


def solidity(labels: NDArray[np.int16], counts: NDArray[np.intp]) -> Reals:
    """For every colour the share of its pixels whose eight neighbours all have the same colour."""
    small = labels.astype(np.int8) if len(counts) < 128 else labels
    mixed = np.flatnonzero(largest_around(small, 1) != smallest_around(small, 1))
    rim = np.bincount(small.reshape(-1).take(mixed) + 1, minlength=len(counts) + 1)[1:]
    return np.asarray((counts - rim) / np.maximum(counts, 1))


def _ways_between(one: Reals, others: Reals) -> Reals:
    """Colours on the way from one to each of M others, mixed as sRGB codes (software) and as light (cameras).

    Shape (M, 18, 3).
    """
    first, last = rgb_of(one), rgb_of(others)[:, None]
    codes = np.rint(first + _WAY * (last.astype(float) - first)).astype(np.uint8)
    light = linear(first) + _WAY * (linear(last) - linear(first))
    return np.concatenate([lab_of(codes), lab_of_light(light)], axis=1)


def _blends(lab: Reals, one: Reals, others: Reals) -> NDArray[np.bool_]:
    """Whether a colour lies on the way from one to each of some others; shape (M,)."""
    return np.asarray(difference(_ways_between(one, others), lab).min(axis=1) < _BLEND)


def _is_washed_out(lab: Reals, from_lab: Reals) -> bool:
    """Near enough, or of the same hue and lightness and only paler."""
    if float(difference(lab, from_lab)) < _NEAR:
        return True
    hue, from_hue = np.degrees(np.arctan2(lab[2], lab[1])), np.degrees(np.arctan2(from_lab[2], from_lab[1]))
    turn = abs((hue - from_hue + 180) % 360 - 180)
    pale = 10 < np.hypot(*lab[1:]) < np.hypot(*from_lab[1:])
    return bool(pale and turn < _SAME_HUE and abs(lab[0] - from_lab[0]) < _SAME_LIGHTNESS)


def _origin(n: int, labs: Reals, donors: list[int], share: float, paper: Reals | None) -> int | None:
    """The colour a hairline's colour came from, or None when it is its own. ``donors``: nearest colour first."""
    for m in donors:
        if _is_washed_out(labs[n], labs[m]):
            return m
    if paper is not None and donors and (blends := _blends(labs[n], paper, labs[donors])).any():
        return donors[int(blends.argmax())]
    if share < _SMALL:
        for place, m in enumerate(donors[:-1]):
            if _blends(labs[n], labs[m], labs[donors[place + 1 :]]).any():
                return m
    return None


def joined(labels: NDArray[np.int16], counts: NDArray[np.intp], labs: Reals, paper: Any = None) -> NDArray[np.intp]:
    """The colour each colour belongs to in the end, or -1 for ringing; shape (K,), smallest shares decided first.

    Parameters
    ----------
    labels : array of shape (H, W)
        Number of the colour at each pixel, -1 where there is none.
    counts : array of shape (K,)
        Pixels of each colour.
    labs : array of shape (K, 3)
    paper : L*a*b* of the bare paper, optional
    """
    home, shares = np.arange(len(labs)), counts / counts.sum()
    thin = solidity(labels, counts) < _SOLID
    ground = None if paper is None else np.asarray(paper, dtype=float)
    for n in np.argsort(shares, kind="stable"):
        if not thin[n]:
            continue
        if ground is not None and np.linalg.norm(labs[n] - ground) < _FAINT:
            home[n] = -1
            continue
        nearest = np.argsort(difference(labs, labs[n]), kind="stable")
        donors = [int(m) for m in nearest if m != n and home[m] == m and (not thin[m] or shares[m] > shares[n])]
        if (found := _origin(int(n), labs, donors, float(shares[n]), ground)) is not None:
            home[n] = found
    while not np.array_equal(further := np.where(home < 0, -1, home[home]), home):
        home = further
    return home
