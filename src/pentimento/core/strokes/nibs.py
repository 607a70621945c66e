"""How each tool behaves: whole numbers, and the marks a nib leaves. The browser holds the same numbers.

Change nothing here without a new version of the rasteriser: pictures would no longer be what was drawn.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache

import numpy as np
from numpy.typing import NDArray

from .events import UNIT, UPRIGHT, Texture, Tool

Bytes2 = NDArray[np.uint8]
RASTERISER = "strokes/1"
LARGEST, SMALLEST = 64 * UNIT, 6  # radius of a stamp, in units
FINE = 8 * UNIT  # below this radius stamps lie on quarters of a pixel, above on halves
TILE = 256  # px; the grain repeats


@dataclass(frozen=True, slots=True)
class Nib:
    """The behaviour of one tool; shares are of 256.

    ``thin`` share of the width that is left at no pressure; ``core`` share of the radius that is full; ``step``
    distance of stamps as a share of the radius; ``flow`` strength at no pressure, of 255; ``tooth`` how far the
    paper's valleys stay bare, of 255; ``gain`` how fast what lies above the tooth becomes full; ``lean`` how much
    wider the mark of a pen that lies flat; ``under`` darkens what is there rather than covering it; ``rim`` dries
    darker at its edge; ``scatters`` drops instead of a line.
    """

    thin: int
    core: int
    step: int
    flow: int
    tooth: int = 0
    gain: int = 1
    lean: int = 0
    under: bool = False
    rim: bool = False
    scatters: bool = False


NIBS: dict[Tool, Nib] = {
    Tool.PENCIL: Nib(160, 96, 64, 110, tooth=160, gain=2, lean=512),
    Tool.INK: Nib(48, 236, 48, 255),
    Tool.MARKER: Nib(224, 236, 64, 255, tooth=24, under=True),
    Tool.CHALK: Nib(176, 160, 64, 120, tooth=235, gain=2, lean=384),
    Tool.WASH: Nib(128, 96, 64, 255, tooth=48, under=True, rim=True),
    Tool.SPRAY: Nib(256, 0, 96, 110, scatters=True),
    Tool.ERASER: Nib(128, 224, 64, 255),
}


def radius_of(nib: Nib, width: int, pressure: int, tilt_x: int, tilt_y: int) -> int:
    """Radius of a stamp in units, on the steps there are."""
    radius = width * (nib.thin * 255 + (256 - nib.thin) * pressure) // (2 * 256 * 255)
    radius += radius * nib.lean * max(abs(tilt_x), abs(tilt_y)) // (256 * UPRIGHT)
    radius = min(max(radius, SMALLEST), LARGEST)
    return radius // 2 * 2 if radius < FINE else radius // 8 * 8


def strength_of(nib: Nib, pressure: int) -> int:
    """How full a stamp is, 0 to 255."""
    return nib.flow + (255 - nib.flow) * pressure // 255


@cache
def phases(radius: int) -> int:
    """Into how many places a pixel is divided for stamps of this radius, to each side."""
    return 4 if radius < FINE else 2


@lru_cache(maxsize=8192)
def stamp(radius: int, core: int, phase_x: int, phase_y: int) -> Bytes2:
    """Coverage of one stamp, 0 to 255; shape (n, n), n odd, its middle pixel holding the point."""
    half, part = (radius + 31) // UNIT + 1, UNIT // phases(radius)
    inner, outer = max(0, min(radius * core // 256, radius - 8)) ** 2, (radius + 8) ** 2
    at = np.arange(-half, half + 1, dtype=np.int64) * UNIT + UNIT // 2
    dx, dy = at - (phase_x * part + part // 2), at - (phase_y * part + part // 2)
    far = dx[None, :] ** 2 + dy[:, None] ** 2
    covered: Bytes2 = np.clip((outer - far) * 255 // (outer - inner), 0, 255).astype(np.uint8)
    return covered


@cache
def grain(texture: Texture) -> Bytes2:
    """The tooth of a paper, shape (256, 256): 255 where it stands highest, 0 in its valleys. Repeats seamlessly."""
    if texture is Texture.SMOOTH:
        return np.full((TILE, TILE), 255, np.uint8)
    with np.errstate(over="ignore"):
        mixed = np.arange(TILE * TILE, dtype=np.uint32) + np.uint32(texture * TILE * TILE)
        mixed *= np.uint32(0x9E3779B1)
        mixed ^= mixed >> np.uint32(15)
        mixed *= np.uint32(0x85EBCA77)
        mixed ^= mixed >> np.uint32(13)
        mixed *= np.uint32(0xC2B2AE3D)
        mixed ^= mixed >> np.uint32(16)
    tooth = (mixed >> np.uint32(24)).astype(np.int64).reshape(TILE, TILE)
    for _again in range(1 if texture is Texture.CARTRIDGE else 2):
        around = [np.roll(tooth, (down, right), (0, 1)) for down in (-1, 0, 1) for right in (-1, 0, 1)]
        tooth = np.sum(around, axis=0) // 9
    steep = 3 if texture is Texture.CARTRIDGE else 6
    return np.clip((tooth - 127) * steep + 144, 0, 255).astype(np.uint8)


@cache
def tone(rim: bool) -> Bytes2:
    """How strong a mark is for how far it is covered, 256 numbers. A wash dries darker at its edge."""
    covered = np.arange(256, dtype=np.int64)
    if not rim:
        return covered.astype(np.uint8)
    dried = np.where(covered < 48, covered * 190 // 48, 190 - 80 * (covered - 48) // 48)
    return np.where(covered > 96, 110, dried).astype(np.uint8)


@cache
def scaled(strength: int) -> Bytes2:
    """Coverage times a strength, for each of 256 coverages."""
    return ((np.arange(256, dtype=np.int64) * strength + 127) // 255).astype(np.uint8)
