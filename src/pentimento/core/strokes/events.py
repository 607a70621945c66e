"""What happens on a sheet of paper on screen, one event after the other. Nothing is ever taken out of a log."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from typing import NamedTuple

UNIT = 16  # units of length in a pixel of the sheet
MOST_SIDE = 2048  # pixels
LEAST_SIDE = 64
REACH = 1 << 16  # a pen may leave the sheet by this many units to any side
LATEST = (1 << 31) - 1  # milliseconds, 24 days
MOST_TOGETHER = 4096  # samples in one event
WIDEST = 128 * UNIT  # diameter of a mark, in units
OPAQUE = 255
UPRIGHT = 90  # degrees that a pen may lean, to any side


class Tool(IntEnum):
    """What makes the mark. The numbers are written in logs: they are never given to another tool."""

    PENCIL = 1
    INK = 2
    MARKER = 3
    CHALK = 4
    WASH = 5
    SPRAY = 6
    ERASER = 7


class Texture(IntEnum):
    """The tooth of the paper. The numbers are written in logs."""

    SMOOTH = 1
    CARTRIDGE = 2
    ROUGH = 3


class Sample(NamedTuple):
    """One reading of the pen.

    ``x`` and ``y`` in 1/16 px of the sheet from its top left corner, right and down; ``t`` in milliseconds since
    the canvas was opened; ``pressure`` 0 to 255; ``tilt_x`` and ``tilt_y`` in degrees from upright, -90 to 90.
    """

    x: int
    y: int
    t: int
    pressure: int
    tilt_x: int = 0
    tilt_y: int = 0


@dataclass(frozen=True, slots=True)
class Paper:
    """The sheet that lies there. The first event of every log; later ones change its colour or tooth, not its size."""

    at: int  # ms
    width: int  # px
    height: int
    colour: int  # 0xRRGGBB
    texture: Texture


@dataclass(frozen=True, slots=True)
class Begin:
    """A tool touches the sheet."""

    at: int
    tool: Tool
    colour: int
    width: int  # diameter at full pressure, in 1/16 px
    opacity: int  # 1..255


@dataclass(frozen=True, slots=True)
class Samples:
    """Where it went, as far as it is known by now; a stroke has any number of these."""

    samples: tuple[Sample, ...]


@dataclass(frozen=True, slots=True)
class End:
    """It is lifted."""

    at: int


@dataclass(frozen=True, slots=True)
class Undo:
    """The last mark that is there is taken back. With no mark there, nothing happens."""

    at: int


@dataclass(frozen=True, slots=True)
class Redo:
    """The mark that was taken back last is there again. After a new mark there is none to bring back."""

    at: int


@dataclass(frozen=True, slots=True)
class Erase:
    """The whole sheet is wiped; can be undone."""

    at: int


@dataclass(frozen=True, slots=True)
class Fill:
    """An area of one colour is filled from a point."""

    at: int
    x: int  # px on the sheet
    y: int
    colour: int
    opacity: int


Event = Paper | Begin | Samples | End | Undo | Redo | Erase | Fill
Log = tuple[Event, ...]
