"""Recordings as InkML (W3C, 2011): traces whose format names X, Y, a time T, and perhaps a force F."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pentimento.core.kernel.errors import Invalid

from .columns import number
from .markup import Element, elements
from .recording import Point, Recording, Stroke

TO_MS = {"": 1.0, "ms": 1.0, "s": 1000.0, "us": 0.001, "ns": 0.000001}
VALUE = re.compile(r"""\s*([!'"]?)\s*([-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?)""")


@dataclass(frozen=True, slots=True)
class Channel:
    """One number of each point."""

    name: str
    factor: float = 1.0  # to ms, or to a force from 0 to 1


def read_inkml(content: bytes) -> Recording:
    """Read every trace as a stroke; explicit values, and differences of first and second order.

    Raises
    ------
    Invalid
        Names the line. Without a channel of time there is nothing to import.
    """
    channels: list[Channel] = []
    strokes = []
    for one in elements(content):
        if one.name == "traceFormat":
            channels = []
        elif one.name == "channel" and "traceFormat" in one.inside:
            channels.append(_channel(one))
        elif one.name == "trace" and one.attributes.get("type", "penDown") == "penDown" and one.text.strip():
            strokes.append(_trace(one, channels))
    if not strokes:
        raise Invalid("There is no trace in this file.")
    return Recording(strokes)


def _channel(one: Element) -> Channel:
    name, units = one.attributes.get("name", ""), one.attributes.get("units", "")
    if name == "T":
        if units not in TO_MS:
            raise Invalid("Line {line}: “{units}” is no unit of time known here.", line=one.line, units=units)
        return Channel(name, TO_MS[units])
    if name == "F":
        most = number(one.attributes.get("max", "1"), one.line)
        if most <= 0:
            raise Invalid("Line {line}: the greatest force must be above 0.", line=one.line)
        return Channel(name, 1 / most)
    return Channel(name)


def _trace(one: Element, channels: list[Channel]) -> Stroke:
    at = {channel.name: place for place, channel in enumerate(channels)}
    if not {"X", "Y", "T"} <= set(at):
        raise Invalid("Line {line}: this trace has no time. Its format must name X, Y and T.", line=one.line)
    line = one.line
    points, reader = [], _Values(len(channels))
    for words in one.text.split(","):
        before = len(words) - len(words.lstrip())
        line += words.count("\n", 0, before)
        values = reader.take(words, line)
        force = values[at["F"]] * channels[at["F"]].factor if "F" in at else None
        points.append(Point(values[at["X"]], values[at["Y"]], values[at["T"]] * channels[at["T"]].factor, force, line))
        line += words.count("\n", before)
    return Stroke(points)


class _Values:
    """The numbers of one point after the other. A sign before a number holds for its channel until another comes."""

    def __init__(self, count: int) -> None:
        self._ways = ["!"] * count
        self._values, self._changes = [0.0] * count, [0.0] * count

    def take(self, words: str, line: int) -> list[float]:
        found = list(VALUE.finditer(words))
        if "".join(one[0] for one in found).strip() != words.strip():
            raise Invalid("Line {line}: “{words}” cannot be read as a point.", line=line, words=words.strip()[:40])
        if len(found) != len(self._values):
            raise Invalid("Line {line}: a point has {is} numbers, and the format names {names}.", line=line,
                          names=len(self._values), **{"is": len(found)})  # fmt: skip
        for place, one in enumerate(found):
            self._ways[place] = one[1] or self._ways[place]
            self._step(place, float(one[2]))
        return list(self._values)

    def _step(self, place: int, value: float) -> None:
        way, before = self._ways[place], self._values[place]
        if way == "!":
            self._values[place] = value
            self._changes[place] = value - before
            return
        self._changes[place] = value if way == "'" else self._changes[place] + value
        self._values[place] = before + self._changes[place]
