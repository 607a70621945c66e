"""Totals among bands: one row for each thing compared, a mark for every total it attains, nothing between."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pentimento.core.figures.svg import NAMESPACE, Node, Svg, element, finished
from pentimento.core.jobeval.bands import Band
from pentimento.core.jobeval.scheme import Scheme

TOP, FOOT = 30.0, 22.0  # pixels above and below the rows
TICK, TALL = 2.0, 14.0  # pixels of the mark of one total: thin, so that neighbours stay apart
NARROWEST = 26.0  # pixels a band needs for its name


@dataclass(frozen=True, slots=True)
class Format:
    """Pixels of the drawing: its width, the room beside the totals, a row, and how far its label stands above it."""

    name: str
    width: float
    left: float
    right: float
    row: float
    label_above: float = 0.0


PAGE = Format("page", width=720.0, left=120.0, right=20.0, row=34.0)
PHONE = Format("phone", width=340.0, left=14.0, right=14.0, row=52.0, label_above=17.0)


@dataclass(frozen=True, slots=True)
class Reach:
    """One row: a label, the totals that can be attained, and a tone of the page or none."""

    label: str
    totals: Sequence[int]
    tone: str = ""


def draw(scheme: Scheme, reaches: Sequence[Reach], *, label: str, form: Format = PAGE) -> Svg:
    """Draw the bands from just below the lowest total to just above the highest, and every total.

    Parameters
    ----------
    reaches : sequence of Reach
        Rows from top to bottom; a row without totals is left out.
    label : str
        What a screen reader says of the whole; each row says its own ends.
    form : Format
        ``PHONE`` sets each label above its row, so that its letters are as large as on a page.
    """
    shown = [reach for reach in reaches if reach.totals]
    bands = _bands(scheme, [total for reach in shown for total in reach.totals])
    height = TOP + form.row * len(shown) + FOOT
    size = {"viewBox": f"0 0 {form.width:.0f} {height:.0f}", "width": f"{form.width:.0f}", "height": f"{height:.0f}"}
    spoken, class_ = _spoken(label, shown), f"chart-svg ruler for-{form.name}"
    root = element(None, "svg", xmlns=NAMESPACE, class_=class_, role="img", aria_label=spoken, **size)
    if not bands:
        return finished(root)
    scale = _Scale(bands[0].low, bands[-1].high, form)
    for turn, band in enumerate(bands):
        _band(root, band, scale, height, odd=turn % 2 == 1)
    for turn, reach in enumerate(shown):
        _row(root, reach, scale, TOP + form.row * (turn + 0.5))
    return finished(root)


def draw_both(scheme: Scheme, reaches: Sequence[Reach], *, label: str) -> tuple[Svg, Svg]:
    """The same for a page and for a phone; the style sheet shows one of them."""
    return draw(scheme, reaches, label=label), draw(scheme, reaches, label=label, form=PHONE)


@dataclass(frozen=True, slots=True)
class _Scale:
    low: int
    high: int
    form: Format

    def x(self, total: float) -> float:
        room = self.form.width - self.form.left - self.form.right
        return self.form.left + (total - self.low) / max(self.high - self.low, 1) * room


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
    above = scale.form.label_above
    element(root, "text", reach.label, x=0, y=y + 4 - above, class_="lane-name")
    y += above / 3
    low, high = min(reach.totals), max(reach.totals)
    element(group, "line", x1=scale.x(low), x2=scale.x(high), y1=y, y2=y)
    for total in reach.totals:
        mark = element(group, "rect", x=scale.x(total) - TICK / 2, y=y - TALL / 2, width=TICK, height=TALL)
        element(mark, "title", f"{reach.label}: {total}")


def _spoken(label: str, shown: Sequence[Reach]) -> str:
    ends = [f"{one.label} {min(one.totals)}–{max(one.totals)}" for one in shown]
    return f"{label}: {'; '.join(ends)}"
