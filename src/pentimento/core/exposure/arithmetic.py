"""Whether published figures can be what they say they are. Nothing is repaired: a figure that cannot be is reported."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import floor

from pentimento.core.kernel.errors import Invalid

HALF = 0.5 + 1e-9  # printed digits may have been rounded either way


@dataclass(frozen=True, slots=True)
class Check:
    """What was tried on a figure: ``holds`` is None where it cannot be tried."""

    holds: bool | None
    words: str


def share_of_whole(percent: float, *, whole: int, digits: int) -> Check:
    """Whether some whole number out of ``whole`` rounds to this percentage.

    Parameters
    ----------
    percent : float
        As printed, 0 to 100.
    whole : int
        How many there were, at least 1.
    digits : int
        Decimals printed.

    Examples
    --------
    >>> share_of_whole(5.6, whole=56, digits=1).holds
    False
    >>> share_of_whole(5.4, whole=56, digits=1).holds
    True
    """
    if whole < 1:
        raise Invalid("A share needs something that it is a share of.")
    below = floor(percent * whole / 100)
    near = [n for n in (below, below + 1) if 0 <= n <= whole]
    fits = [n for n in near if abs(100 * n / whole - percent) <= HALF * 10**-digits]
    if fits:
        return Check(True, f"{fits[0]} of {whole} is {100 * fits[0] / whole:.{digits}f} %.")
    tried = " and ".join(f"{n} of {whole} is {100 * n / whole:.{digits}f} %" for n in near)
    return Check(False, f"{percent:.{digits}f} % of {whole} fits no whole count: {tried}.")


def mean_of(value: float, parts: Sequence[float], *, digits: int) -> Check:
    """Whether a printed mean is the mean of its parts."""
    return _near(value, sum(parts) / len(parts), digits, f"The mean of the {len(parts)} parts is")


def sum_of(value: float, parts: Sequence[float], *, digits: int) -> Check:
    """Whether a printed sum is the sum of its parts."""
    return _near(value, sum(parts), digits, f"The {len(parts)} parts add up to")


def same(value: float, recomputed: float) -> Check:
    """Whether a published score is found again, to 0.000001."""
    holds = abs(value - recomputed) <= 1e-6
    return Check(holds, f"Computed again from the labels: {recomputed:.6f}.")


def _near(value: float, found: float, digits: int, begin: str) -> Check:
    holds = abs(value - found) <= HALF * 10**-digits
    return Check(holds, f"{begin} {found:.{digits + 2}f}; printed is {value:.{digits}f}.")
