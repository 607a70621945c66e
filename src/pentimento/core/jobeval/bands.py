"""Bands of totals, and how they are printed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pentimento.core.kernel.errors import Invalid

from .levels import DASHES


@dataclass(frozen=True, slots=True)
class Band:
    """Totals from ``low`` to ``high``, both included."""

    name: str
    low: int
    high: int


def bands_named(bands: Sequence[Band], printed: str) -> tuple[str, ...]:
    """The bands a printed cell means, lowest first: ``8a-b`` is 8a to 8b, ``7`` is 7.

    Raises
    ------
    Invalid
        When a part is no band, or the last comes before the first.
    """
    names = [band.name for band in bands]
    parts = re.split(rf"\s*[{DASHES}]\s*", printed.strip())
    first = _found(names, parts[0], printed)
    if len(parts) == 1:
        return (first,)
    stem = re.match(r"\d*", first)
    last = parts[-1] if parts[-1] in names else (stem[0] if stem else "") + parts[-1]
    low, high = names.index(first), names.index(_found(names, last, printed))
    if len(parts) > 2 or high < low:
        raise Invalid("“{printed}” is not a range of bands", printed=printed)
    return tuple(names[low : high + 1])


def _found(names: Sequence[str], name: str, printed: str) -> str:
    if name not in names:
        raise Invalid("“{printed}” names no band of this scheme", printed=printed)
    return name
