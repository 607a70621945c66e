"""Where a total stands among the bands."""

from __future__ import annotations

from dataclasses import dataclass

from .scheme import Scheme


@dataclass(frozen=True, slots=True)
class Standing:
    """Where one total stands. ``to_lower``: fewest points less that leave the band; ``to_higher``: fewest more.

    Either is None at the end of the scheme, or where the bands leave a gap.
    """

    total: int
    band: str
    to_lower: int | None
    to_higher: int | None


def standing(total: int, scheme: Scheme) -> Standing:
    """How far a total is from the bands beside its own.

    A total of 540 in a band from 540 to 584 is one point above the band below and 45 points below the band above.
    """
    band = scheme.band_of(total)
    if band is None:
        return Standing(total, "", None, None)
    place = scheme.bands.index(band)
    below, above = place > 0, place + 1 < len(scheme.bands)
    return Standing(
        total=total,
        band=band.name,
        to_lower=total - scheme.bands[place - 1].high if below else None,
        to_higher=scheme.bands[place + 1].low - total if above else None,
    )
