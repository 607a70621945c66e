"""In which order the lines were drawn: coloured from the first to the last, with the pauses where they were made."""

from __future__ import annotations

from typing import Any

from pentimento.core.strokes.measures.pause_time import pauses
from pentimento.core.strokes.measures.record import SECOND, Record, Touch

from .stroke_lines import FAINT, Line, lines_of, sheet, way
from .svg import Node, Svg, element, finished

RAMP = ((0xE0, 0xA0, 0x30), (0xB8, 0x4A, 0x62), (0x22, 0x2A, 0x7A))  # first, half way, last: always darker
PAUSE, INK, HALO = "#1f6f5c", "#1c1b19", "#ffffff"
NUMBERED = 12  # strokes: more than these are not numbered but for the first and the last


def order_map(record: Record) -> Svg:
    """An SVG in px of the sheet. Lines taken back later are there; the eraser's way is broken and grey."""
    root, wide = sheet(record), record.long_side / 260
    drawn = [(touch, line) for touch, line in lines_of(record) if line]
    marks = [(touch, line) for touch, line in drawn if not touch.rubs]
    rubbed = "".join(way(line) for touch, line in drawn if touch.rubs)
    style: dict[str, Any] = {
        "fill": "none",
        "stroke_linecap": "round",
        "stroke_linejoin": "round",
        "stroke_width": wide,
    }
    if rubbed:
        element(root, "path", d=rubbed, stroke=FAINT, stroke_dasharray=f"{2 * wide:.4g} {3 * wide:.4g}", **style)
    for number, (_touch, line) in enumerate(marks):
        element(root, "path", d=way(line), stroke=ramp(number / max(len(marks) - 1, 1)), **style)
    _number(root, [line for _touch, line in marks], record.long_side)
    _mark_pauses(root, record, drawn)
    return finished(root)


def ramp(share: float) -> str:
    """The colour of a place in the order, 0 the first to 1 the last.

    >>> ramp(0), ramp(1)
    ('#e0a030', '#222a7a')
    """
    at = share * (len(RAMP) - 1)
    low = min(int(at), len(RAMP) - 2)
    mixed = (round(a + (b - a) * (at - low)) for a, b in zip(RAMP[low], RAMP[low + 1], strict=True))
    return "#" + "".join(f"{channel:02x}" for channel in mixed)


def _number(root: Node, lines: list[Line], side: int) -> None:
    named = range(len(lines)) if len(lines) <= NUMBERED else (0, len(lines) - 1)
    for number in named:
        x, y = lines[number][0]
        _write(root, str(number + 1), x, y - side / 90, side / 38, INK)


def _write(root: Node, words: str, x: float, y: float, size: float, colour: str) -> None:
    halo = {"stroke": HALO, "stroke_width": size / 5, "paint_order": "stroke", "stroke_linejoin": "round"}
    place = {"x": min(max(x, size), float(root.attributes["width"]) - size), "y": max(y, size), "text_anchor": "middle"}
    element(root, "text", words, font_family="sans-serif", font_size=size, fill=colour, **place, **halo)


def _mark_pauses(root: Node, record: Record, drawn: list[tuple[Touch, Line]]) -> None:
    """A ring where the pen was lifted, larger the longer it stayed away, with the seconds."""
    side = record.long_side
    for since, until in pauses(record):
        before = [line for touch, line in drawn if touch.until <= since]
        if before:
            x, y = before[-1][-1]
            seconds = (until - since) / SECOND
            radius = side / 90 * min(1 + seconds / 15, 3)
            element(root, "circle", cx=x, cy=y, r=radius, fill="none", stroke=PAUSE, stroke_width=side / 300)
            _write(root, f"{seconds:.0f} s", x, y + radius + side / 40, side / 45, PAUSE)
