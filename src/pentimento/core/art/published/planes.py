"""One picture in the colour spaces that the published statistics are defined in, each made once."""

from __future__ import annotations

from functools import cache, cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from pentimento.core.kernel.errors import Unmeasurable

Grey = NDArray[np.uint8]
"""Array of shape (H, W): luma, 0 black to 255 white."""
Reals = NDArray[np.float64]

SMALLEST_SIDE = 64  # px; below it the pyramids and spectra have nothing left to count

# CIE XYZ under D65 with the rounded constants the published values were computed with.
_TO_XYZ = np.array([[0.412453, 0.357580, 0.180423], [0.212671, 0.715160, 0.072169], [0.019334, 0.119193, 0.950227]])
_WHITE = np.array([0.95047, 1.0, 1.08883])
_CODES = np.arange(256) / 255
_LINEAR = np.where(_CODES > 0.04045, ((_CODES + 0.055) / 1.055) ** 2.4, _CODES / 12.92)


class Planes:
    """One picture, upright, as the statistics read it.

    Parameters
    ----------
    rgb : uint8 array of shape (H, W, 3)
        sRGB codes, both sides at least ``SMALLEST_SIDE``.

    Raises
    ------
    Unmeasurable
        When the array is not such a picture.
    """

    def __init__(self, rgb: NDArray[np.uint8]) -> None:
        if rgb.ndim != 3 or rgb.shape[2] != 3 or rgb.dtype != np.uint8:
            raise Unmeasurable("Expected a picture with three channels of 8 bits, got {shape}.", shape=rgb.shape)
        if min(rgb.shape[:2]) < SMALLEST_SIDE:
            raise Unmeasurable("This picture is too small: {least} pixels a side are needed.", least=SMALLEST_SIDE)
        self.rgb = rgb

    @cached_property
    def grey(self) -> Grey:
        """Luma of ITU-R 601-2 in 16-bit fixed point, rounded: 0.299 R + 0.587 G + 0.114 B."""
        red, green, blue = (self.rgb[..., channel].astype(np.uint32) for channel in range(3))
        return ((red * 19595 + green * 38470 + blue * 7471 + 0x8000) >> 16).astype(np.uint8)

    @cached_property
    def lab(self) -> Reals:
        """CIE L*a*b*, shape (H, W, 3); L* 0..100."""
        shares = _LINEAR[self.rgb] @ (_TO_XYZ / _WHITE[:, None]).T
        bent = np.cbrt(shares)
        dark = shares <= 0.008856
        bent[dark] = 7.787 * shares[dark] + 16.0 / 116.0
        x, y, z = bent[..., 0], bent[..., 1], bent[..., 2]
        return np.stack([116.0 * y - 16.0, 500.0 * (x - y), 200.0 * (y - z)], axis=-1)

    @cached_property
    def hsv(self) -> Reals:
        """Hue, saturation and value, shape (H, W, 3), each 0..1; hue 0 where there is none."""
        red, green, blue = (self.rgb[..., channel].astype(np.int16) for channel in range(3))
        value = self.rgb.max(axis=-1)
        spread = (value - self.rgb.min(axis=-1)).astype(np.int16)
        over = np.where(blue == value, red - green, np.where(green == value, blue - red, green - blue))
        third = np.where(blue == value, 2, np.where(green == value, 1, 0))
        saturation = np.where(value > 0, spread / np.maximum(value, 1), 0.0)
        return np.stack([_hues()[third, over + 255, spread], saturation, value / 255.0], axis=-1)


@cache
def _hues() -> Reals:
    """Hue by the largest channel, the difference of the other two (from -255) and the spread of all three."""
    over, spread = np.arange(-255, 256)[:, None] / 255, np.arange(256)[None, :] / 255
    share = np.divide(over, spread, out=np.zeros((511, 256)), where=spread > 0)
    hues = (np.array([0.0, 2.0, 4.0])[:, None, None] + share) / 6.0 % 1.0
    hues[..., 0] = 0.0
    return hues


def resized(plane: Grey, width: int, height: int, *, smoothly: bool = False) -> Grey:
    """A plane at another size, by Lanczos' window, or by bicubic interpolation where ``smoothly``."""
    how = Image.Resampling.BICUBIC if smoothly else Image.Resampling.LANCZOS
    return np.asarray(Image.fromarray(plane).resize((width, height), how))


def entropy(counts: NDArray[Any]) -> float:
    """Shannon entropy in bits of a histogram; 0 for an empty one.

    >>> entropy(np.array([2, 2, 0]))
    1.0
    """
    total = counts.sum()
    if not total:
        return 0.0
    shares = counts[counts > 0] / total
    return float(-np.sum(shares * np.log2(shares)))
