"""What a hand did on a sheet: strokes of timed samples, and their canonical JSON."""

import json
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, NamedTuple

from pentimento.core.kernel.errors import Invalid

FORMAT = "pentimento-strokes/1"


class Tool(StrEnum):
    """What made the mark. ``PAPER`` and ``CLAY`` are closed outlines: a cut or torn scrap, a flattened piece."""

    PENCIL = "pencil"
    FELT = "felt pen"
    CRAYON = "wax crayon"
    PASTEL = "oil pastel"
    BRUSH = "brush"
    CHARCOAL = "charcoal"
    PAPER = "paper scrap"
    CLAY = "clay"


class Ground(StrEnum):
    """How the sheet came into the record."""

    SCANNED = "scanned"
    PHOTOGRAPHED = "photographed"


class Sample(NamedTuple):
    """One reading of the hand.

    ``x`` and ``y`` in millimetres from the sheet's top left corner, ``t`` in seconds from the first stroke,
    ``pressure`` from 0 to 1.
    """

    x: float
    y: float
    t: float
    pressure: float


@dataclass(frozen=True, slots=True)
class Stroke:
    """One touch of a tool: colour as ``#rrggbb``, width of the mark in millimetres at full pressure."""

    tool: Tool
    colour: str
    width: float
    samples: tuple[Sample, ...]


@dataclass(frozen=True, slots=True)
class Recording:
    """A whole drawing in the order it was made. ``seed`` settles the grain, so a recording always looks the same."""

    width_mm: float
    height_mm: float
    paper: str
    strokes: tuple[Stroke, ...]
    ground: Ground = Ground.SCANNED
    seed: int = 0

    @property
    def seconds(self) -> float:
        """Time from the first touch to the last lift, in seconds."""
        return max((stroke.samples[-1].t for stroke in self.strokes), default=0.0)

    def to_json(self) -> str:
        """Canonical text: sorted keys, no spaces, millimetres and seconds to three places."""
        return json.dumps(_as_plain(self), sort_keys=True, separators=(",", ":"), ensure_ascii=False)

    @classmethod
    def from_json(cls, text: str) -> "Recording":
        """Read what `to_json` wrote. Raises `Invalid` for anything else."""
        try:
            plain = json.loads(text)
            if plain["format"] != FORMAT:
                raise Invalid("This is not a drawing recorded by Pentimento.")
            return _from_plain(plain)
        except (KeyError, TypeError, ValueError) as problem:
            raise Invalid("This is not a drawing recorded by Pentimento.") from problem


def _as_plain(recording: Recording) -> dict[str, Any]:
    return {
        "format": FORMAT,
        "width_mm": recording.width_mm,
        "height_mm": recording.height_mm,
        "paper": recording.paper,
        "ground": recording.ground.value,
        "seed": recording.seed,
        "strokes": [
            {"tool": s.tool.value, "colour": s.colour, "width": s.width, "samples": [list(p) for p in s.samples]}
            for s in recording.strokes
        ],
    }


def _from_plain(plain: dict[str, Any]) -> Recording:
    strokes = tuple(
        Stroke(Tool(s["tool"]), s["colour"], s["width"], tuple(Sample(*p) for p in s["samples"]))
        for s in plain["strokes"]
    )
    return Recording(
        plain["width_mm"], plain["height_mm"], plain["paper"], strokes, Ground(plain["ground"]), plain["seed"]
    )
