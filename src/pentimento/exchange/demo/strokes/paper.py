"""The sheet itself: its tooth, its tone, and the light it was photographed in."""

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage

Pixels = NDArray[np.float32]

TILE = 512  # pixels; large enough that the eye does not find the repeat


def _ranked(field: NDArray[np.float64]) -> Pixels:
    """Spread values evenly over 0..1, so that a threshold of 0.3 catches 30 % of the surface."""
    ranks = np.empty(field.size, np.float32)
    ranks[np.argsort(field, axis=None)] = np.linspace(0, 1, field.size, dtype=np.float32)
    return ranks.reshape(field.shape)


@lru_cache(maxsize=1)
def tooth_tile() -> Pixels:
    """Height of cartridge paper, 0 valley to 1 peak, evenly spread; wraps round at its edges."""
    noise = np.random.Generator(np.random.PCG64(11)).standard_normal((TILE, TILE))
    fine = ndimage.gaussian_filter(noise, 0.75, mode="wrap")
    coarse = ndimage.gaussian_filter(noise[::-1], 2.2, mode="wrap")
    return _ranked(fine / fine.std() + 0.75 * coarse / coarse.std())


@lru_cache(maxsize=1)
def cloud_tile() -> Pixels:
    """Slow variation such as pigment settling in a wash, 0 to 1; wraps round at its edges."""
    noise = np.random.Generator(np.random.PCG64(12)).standard_normal((TILE, TILE))
    slow = ndimage.gaussian_filter(noise, 24, mode="wrap")
    middling = ndimage.gaussian_filter(noise[::-1], 7, mode="wrap")
    return _ranked(slow / slow.std() + 0.5 * middling / middling.std())


def laid_over(tile: Pixels, shape: tuple[int, int], offset: tuple[int, int]) -> Pixels:
    """The tile repeated over a sheet of that shape, starting at that offset."""
    down, right = offset[0] % tile.shape[0], offset[1] % tile.shape[1]
    times = (-(-(shape[0] + down) // tile.shape[0]), -(-(shape[1] + right) // tile.shape[1]))
    return np.tile(tile, times)[down : down + shape[0], right : right + shape[1]]


def bare(colour: Pixels, tooth: Pixels) -> Pixels:
    """A bare sheet, 0 to 1: the paper's colour with a breath of its tooth.

    Of shape (3, H, W): whole planes of colour are several times faster to work on than pixels of three.
    """
    tone = (tooth - 0.5) * 0.022 + 0.996
    return tone * colour[:, None, None]


def in_daylight(sheet: Pixels, rng: np.random.Generator) -> None:
    """Change the sheet to what a camera saw: light falling off from one side, a little warm."""
    height, width = sheet.shape[1:]
    angle = rng.uniform(0, 2 * np.pi)
    across = np.linspace(-1, 1, width, dtype=np.float32) * np.float32(np.cos(angle))
    down = np.linspace(-1, 1, height, dtype=np.float32) * np.float32(np.sin(angle))
    fall = across[None, :] + down[:, None]
    strength = np.float32(rng.uniform(0.025, 0.06))
    light = 0.955 + strength * fall - np.float32(0.02) * fall * fall
    for plane, warmth in zip(sheet, (1.008, 0.998, 0.972), strict=True):
        plane *= light
        plane *= np.float32(warmth)
