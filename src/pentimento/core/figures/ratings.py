"""Geometry of the small drawings beside a task or an activity: a point on a scale, and seven bars for how often."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pentimento.core.kernel.errors import OutOfRange

LENGTH = 100  # of a scale, in the units of its picture
HEIGHT = 24  # of the tallest bar
STEP = 12  # from one bar to the next


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar from its upper left corner; at least one unit high where anybody gave this answer."""

    x: int
    y: int
    height: int
    share: float


def place_on(value: float, *, least: float, most: float) -> int:
    """Where a value lies on a scale drawn 100 long.

    >>> place_on(3, least=1, most=5)
    50
    """
    if not least <= value <= most:
        raise OutOfRange("A value on this scale", value, f"from {least:g} to {most:g}")
    return round((value - least) / (most - least) * LENGTH)


def bars(shares: Sequence[float]) -> tuple[Bar, ...]:
    """Shares in per cent as bars, the largest as tall as the picture.

    >>> [bar.height for bar in bars([0, 50, 100])]
    [0, 12, 24]
    """
    tallest = max(shares, default=0) or 1
    heights = [max(1, round(share / tallest * HEIGHT)) if share > 0 else 0 for share in shares]
    return tuple(
        Bar(place * STEP, HEIGHT - height, height, share)
        for place, (share, height) in enumerate(zip(shares, heights, strict=True))
    )
