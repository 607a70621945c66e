"""Totals among bands: one row for each thing compared, a mark for every total it attains, nothing between."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pentimento.core.figures.svg import NAMESPACE, Node, Svg, element, finished
from pentimento.core.jobeval.bands import Band
from pentimento.core.jobeval.scheme import Scheme

WIDTH, LEFT, RIGHT = 720.0, 120.0, 20.0  # pixels of the drawing
TOP, ROW, FOOT = 30.0, 34.0, 22.0
TICK, TALL = 2.0, 14.0  # pixels of the mark of one total: thin, so that neighbours stay apart
NARROWEST = 26.0  # pixels a band needs for its name


@dataclass(frozen=True, slots=True)
class Reach:
    """One row: a label, the totals that can be attained, and a tone of the page or none."""

    label: str
    totals: Sequence[int]
    tone: str = ""


def draw(scheme: Scheme, reaches: Sequence[Reach], *, label: str) -> Svg:
    """Draw the bands from just below the lowest total to just above the highest, and every total.

    Parameters
    ----------
    reaches : sequence of Reach
        Rows from top to bottom; a row without totals is left out.
    label : str
        What a screen reader says of the whole; each row says its own ends.
    """
    shown = [reach for reach in reaches if reach.totals]
    bands = _bands(scheme, [total for reach in shown for total in reach.totals])
    height = TOP + ROW * len(shown) + FOOT
    box = f"0 0 {WIDTH:.0f} {height:.0f}"
    root = element(None, "svg", xmlns=NAMESPACE, class_="chart-svg ruler", viewBox=box, width=f"{WIDTH:.0f}",
                   height=f"{height:.0f}", role="img", aria_label=_spoken(label, shown))  # fmt: skip
    if not bands:
        return finished(root)
    scale = _Scale(bands[0].low, bands[-1].high)
    for turn, band in enumerate(bands):
        _band(root, band, scale, height, odd=turn % 2 == 1)
    for turn, reach in enumerate(shown):
        _row(root, reach, scale, TOP + ROW * (turn + 0.5))
    return finished(root)


@dataclass(frozen=True, slots=True)
class _Scale:
    low: int
    high: int

    def x(self, total: float) -> float:
        return LEFT + (total - self.low) / max(self.high - self.low, 1) * (WIDTH - LEFT - RIGHT)


def _bands(scheme: Scheme, totals: Sequence[int]) -> list[Band]:
    """The bands with totals, and one more on each side."""
    if not totals:
        return []
    places = [n for n, band in enumerate(scheme.bands) if band.high >= min(totals) and band.low <= max(totals)]
    if not places:
        return []
    return list(scheme.bands[max(places[0] - 1, 0) : places[-1] + 2])


def _band(root: Node, band: Band, scale: _Scale, height: float, *, odd: bool) -> None:
    left, right = scale.x(band.low - 0.5), scale.x(band.high + 0.5)
    if odd:
        element(root, "rect", class_="noise", x=left, y=TOP, width=right - left, height=height - TOP - FOOT)
    element(root, "line", x1=left, x2=left, y1=TOP - 6, y2=height - FOOT + 5)
    if right - left >= NARROWEST:
        element(root, "text", band.name, x=(left + right) / 2, y=TOP - 11, text_anchor="middle", class_="lane-name")
    element(root, "text", str(band.low), x=left, y=height - 5, text_anchor="middle")


def _row(root: Node, reach: Reach, scale: _Scale, y: float) -> None:
    group = element(root, "g", class_="thing", data_tone=reach.tone or None)
    element(root, "text", reach.label, x=0, y=y + 4, class_="lane-name")
    low, high = min(reach.totals), max(reach.totals)
    element(group, "line", x1=scale.x(low), x2=scale.x(high), y1=y, y2=y)
    for total in reach.totals:
        mark = element(group, "rect", x=scale.x(total) - TICK / 2, y=y - TALL / 2, width=TICK, height=TALL)
        element(mark, "title", f"{reach.label}: {total}")


def _spoken(label: str, shown: Sequence[Reach]) -> str:
    ends = [f"{one.label} {min(one.totals)}–{max(one.totals)}" for one in shown]
    return f"{label}: {'; '.join(ends)}"
