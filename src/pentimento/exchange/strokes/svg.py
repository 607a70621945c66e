"""Recordings as SVG: paths and polylines of straight pieces that carry a time for each of their points."""

from __future__ import annotations

import re

from pentimento.core.kernel.errors import Invalid

from .columns import number
from .markup import Element, elements
from .recording import BLACK, Point, Recording, Stroke

TIMES, PRESSURES = "data-times", "data-pressures"
PIECE = re.compile(r"([A-Za-z])|([-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?)|[\s,]+|(.)", re.S)
COLOUR = re.compile(r"#([0-9a-fA-F]{6})$")
HIDDEN = {"defs", "clipPath", "mask", "pattern", "symbol", "marker"}
Place = tuple[float, float]


def read_svg(content: bytes) -> Recording:
    """Read each path (M, L, H, V, Z and small letters) and polyline as a stroke.

    ``data-times`` holds a time in ms for each of its points, ``data-pressures`` a pressure from 0 to 1; ``stroke`` a
    colour as #rrggbb, ``stroke-width`` its width. The sheet is the ``viewBox``.

    Raises
    ------
    Invalid
        Names the line. Curves are refused: between two times nobody knows where the pen was.
    """
    strokes, sheet = [], None
    for one in elements(content):
        if one.name == "svg" and not one.inside:
            sheet = _sheet(one)
        if HIDDEN.isdisjoint(one.inside) and one.name in {"path", "polyline"} and TIMES in one.attributes:
            strokes.append(_stroke(one))
    if not strokes:
        raise Invalid("There is no path with times in this file: each needs {name}.", name=TIMES)
    return Recording(strokes, sheet)


def _sheet(svg: Element) -> tuple[float, float, float, float] | None:
    box = [number(words, svg.line) for words in re.split(r"[\s,]+", svg.attributes.get("viewBox", "").strip()) if words]
    return (box[0], box[1], box[2], box[3]) if len(box) == 4 and min(box[2:]) > 0 else None


def _stroke(one: Element) -> Stroke:
    if "transform" in one.attributes:
        raise Invalid("Line {line}: this path is moved by a transform. Save it with its true places.", line=one.line)
    places = _path(one) if one.name == "path" else _polyline(one)
    times = _numbers(one, TIMES)
    pressures = _numbers(one, PRESSURES) if PRESSURES in one.attributes else [None] * len(times)
    if not len(places) == len(times) == len(pressures) or not places:
        raise Invalid("Line {line}: there are {places} points and {times} times.", line=one.line,
                      places=len(places), times=min(len(times), len(pressures)))  # fmt: skip
    colour = COLOUR.match(one.attributes.get("stroke", "").strip())
    width = one.attributes.get("stroke-width")
    return Stroke(
        [Point(x, y, t, p, one.line) for (x, y), t, p in zip(places, times, pressures, strict=True)],
        int(colour[1], 16) if colour else BLACK,
        number(width.strip().removesuffix("px"), one.line) if width else None,
    )


def _numbers(one: Element, name: str) -> list[float]:
    return [number(words, one.line) for words in re.split(r"[\s,]+", one.attributes[name].strip()) if words]


def _polyline(one: Element) -> list[Place]:
    flat = _numbers(one, "points") if "points" in one.attributes else []
    if len(flat) % 2:
        raise Invalid("Line {line}: a place has no second number.", line=one.line)
    return list(zip(flat[::2], flat[1::2], strict=True))


def _path(one: Element) -> list[Place]:
    places: list[Place] = []
    way, letter = _Way(one.line), ""
    waiting: list[float] = []
    for found in PIECE.finditer(one.attributes.get("d", "")):
        if found[3]:
            raise Invalid("Line {line}: “{sign}” cannot stand in a path.", line=one.line, sign=found[3])
        if found[1]:
            way.check_none(waiting)
            letter = found[1]
            if letter in "Zz":
                places.append(way.closes())
        elif found[2]:
            waiting.append(float(found[2]))
            if len(waiting) == way.needs(letter):
                places.append(way.goes(letter, waiting, first=not places))
                letter, waiting = {"M": "L", "m": "l"}.get(letter, letter), []
    way.check_none(waiting)
    return places


class _Way:
    """Where a path has come to."""

    def __init__(self, line: int) -> None:
        self._line, self._at, self._start = line, (0.0, 0.0), (0.0, 0.0)

    def needs(self, letter: str) -> int:
        if letter not in set("MmLlHhVv"):
            what = "a curve" if letter in set("CcSsQqTtAa") else "something else than straight pieces"
            raise Invalid("Line {line}: this path draws {what} ({letter}); only straight pieces have a time for each "
                          "point.", line=self._line, what=what, letter=letter or "none")  # fmt: skip
        return 1 if letter in "HhVv" else 2

    def goes(self, letter: str, numbers: list[float], *, first: bool) -> Place:
        if letter in "Mm" and not first:
            raise Invalid("Line {line}: this path is lifted in its middle. Make two of it.", line=self._line)
        x, y = self._at
        start = (x, y) if letter.islower() else (0.0, 0.0)
        kind = letter.upper()
        to = {"H": lambda: (start[0] + numbers[0], y), "V": lambda: (x, start[1] + numbers[0])}.get(
            kind, lambda: (start[0] + numbers[0], start[1] + numbers[-1])
        )()
        self._at = to
        if kind == "M":
            self._start = to
        return to

    def closes(self) -> Place:
        self._at = self._start
        return self._at

    def check_none(self, waiting: list[float]) -> None:
        if waiting:
            raise Invalid("Line {line}: a place has no second number.", line=self._line)
