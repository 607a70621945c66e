"""sRGB to CIE L*a*b* and back, and how far two colours are apart.

Sources: IEC 61966-2-1:1999 (sRGB); CIE 15:2018 (L*a*b*); Sharma, Wu and Dalal 2005, Color Res. Appl. 30:21-30
(CIEDE2000). The white point is the sum of the matrix rows, so that an equal mix of R, G and B has a chroma of
exactly zero; tables that round the white separately give greys a chroma of about 0.01.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

Rgb = NDArray[np.uint8]
"""Array of shape (H, W, 3): red, green, blue, 0 to 255, sRGB."""
Reals = NDArray[np.floating[Any]]

_TO_XYZ = np.array(
    [[0.4124564, 0.3575761, 0.1804375], [0.2126729, 0.7151522, 0.0721750], [0.0193339, 0.1191920, 0.9503041]]
)
_WHITE = _TO_XYZ.sum(axis=1)
_TO_SHARES = (_TO_XYZ / _WHITE[:, None]).T  # linear RGB to X/Xn, Y/Yn, Z/Zn
_FROM_SHARES = np.linalg.inv(_TO_SHARES)
_EPSILON, _KAPPA = 216 / 24389, 24389 / 27  # the exact fractions of CIE 15, not their rounded decimals


def _decoded() -> NDArray[np.float32]:
    """Linear light for each of the 256 sRGB codes."""
    code = np.arange(256) / 255
    return np.where(code <= 0.04045, code / 12.92, ((code + 0.055) / 1.055) ** 2.4).astype(np.float32)


_LINEAR = _decoded()
# Two codes at a time, so that a picture takes half as many look-ups: the light of each pair as 8 bytes.
_PAIRS = _LINEAR[np.arange(1 << 16, dtype=np.uint16).view(np.uint8).reshape(-1, 2)].view(np.uint64).ravel()
_AT_ONCE = 1 << 15  # pairs or pixels: what is worked on stays in the processor's cache


def linear(rgb: Rgb) -> NDArray[np.float32]:
    """Undo the sRGB curve: codes 0..255 to light 0..1, same shape."""
    codes = np.ascontiguousarray(rgb).reshape(-1)
    light = np.empty(codes.size, dtype=np.float32)
    even = codes.size // 2 * 2
    pairs, lit = codes[:even].view(np.uint16), light[:even].view(np.uint64)
    for start in range(0, pairs.size, _AT_ONCE):
        part = slice(start, start + _AT_ONCE)
        _PAIRS.take(pairs[part], out=lit[part], mode="clip")
    light[even:] = _LINEAR[codes[even:]]
    return light.reshape(rgb.shape)


def lab_of_light(light: Reals) -> Reals:
    """CIE L*a*b* (D65, 2 degrees) of linear RGB.

    Parameters
    ----------
    light : array of shape (..., 3)
        Linear red, green and blue, 0 to 1.

    Returns
    -------
    array of shape (..., 3), in the precision given
        L* 0..100; a* about -86..98 and b* about -108..94 inside sRGB. Each of the three lies in memory as a whole
        plane, so that ``lab[..., 0]`` is quick to walk through.
    """
    pixels = light.reshape(-1, 3)
    to_shares = np.ascontiguousarray(_TO_SHARES.T, dtype=light.dtype)
    planes = np.empty((3, len(pixels)), dtype=light.dtype)
    for start in range(0, len(pixels), _AT_ONCE):
        part = slice(start, start + _AT_ONCE)
        _bend(to_shares @ pixels[part].T, planes[:, part])
    return np.moveaxis(planes.reshape(3, *light.shape[:-1]), 0, -1)


def _bend(shares: Reals, lab: Reals) -> None:
    """Fill in L*, a* and b* of shares of the white point; both of shape (3, N)."""
    dark = shares <= _EPSILON
    straight = (_KAPPA * shares[dark] + 16) / 116
    x, y, z = np.cbrt(shares, out=shares)
    shares[dark] = straight
    np.multiply(y, 116, out=lab[0])
    np.subtract(x, y, out=lab[1])
    np.subtract(y, z, out=lab[2])
    lab[0] -= 16
    lab[1] *= 500
    lab[2] *= 200


def lab_of(rgb: Rgb) -> Reals:
    """CIE L*a*b* of sRGB codes.

    >>> np.round(lab_of(np.array([[255, 0, 0]], np.uint8)).astype(float), 1).tolist()
    [[53.2, 80.1, 67.2]]
    """
    return lab_of_light(linear(rgb))


def rgb_of(lab: Reals) -> Rgb:
    """sRGB codes nearest to L*a*b*; what lies outside sRGB is clipped. Shape (..., 3)."""
    y = (np.asarray(lab, dtype=float)[..., 0] + 16) / 116
    bent = np.stack([y + lab[..., 1] / 500, y, y - lab[..., 2] / 200], axis=-1)
    shares = np.where(bent**3 > _EPSILON, bent**3, (116 * bent - 16) / _KAPPA)
    light = np.clip(shares @ _FROM_SHARES, 0, 1)
    code = np.where(light <= 0.0031308, 12.92 * light, 1.055 * light ** (1 / 2.4) - 0.055)
    return np.asarray(np.rint(code * 255), dtype=np.uint8)


def hex_of(lab: Reals) -> str:
    """The colour as ``#rrggbb``."""
    red, green, blue = rgb_of(np.asarray(lab, dtype=float))
    return f"#{red:02x}{green:02x}{blue:02x}"


def at(lab: Reals, places: NDArray[np.intp]) -> Reals:
    """The colours at these places, counted row by row from the top left; planes of shape (3, N)."""
    planes = np.empty((3, places.size), dtype=lab.dtype)
    for channel, plane in enumerate(planes):
        lab[..., channel].reshape(-1).take(places, out=plane, mode="clip")
    return planes


def chroma_of(lab: Reals) -> Reals:
    """C*ab: distance from grey. 0 for grey, at most 133.8 (pure blue) inside sRGB."""
    if lab.dtype != np.float32:
        return np.hypot(lab[..., 1], lab[..., 2])
    # Squares of single precision lose nothing in double: the same numbers as from hypot, in a quarter of the time.
    green_red, blue_yellow = (lab[..., i].reshape(-1) for i in (1, 2))
    chroma = np.empty(green_red.size, dtype=lab.dtype)
    for start in range(0, chroma.size, _AT_ONCE):
        part = slice(start, start + _AT_ONCE)
        a, b = green_red[part].astype(float), blue_yellow[part].astype(float)
        a *= a
        b *= b
        a += b
        chroma[part] = np.sqrt(a, out=a)
    return chroma.reshape(lab.shape[:-1])


def _hue(a: Reals, b: Reals) -> Reals:
    return np.where((a == 0) & (b == 0), 0.0, np.degrees(np.arctan2(b, a)) % 360)


def difference(first: Reals, second: Reals) -> Reals:
    """CIEDE2000 difference of L*a*b* colours; arrays broadcast over all but the last axis.

    About 1 is just noticeable side by side; 10 is plain at a glance.
    """
    light1, a1, b1 = np.moveaxis(np.asarray(first, dtype=float), -1, 0)
    light2, a2, b2 = np.moveaxis(np.asarray(second, dtype=float), -1, 0)
    mean7 = ((np.hypot(a1, b1) + np.hypot(a2, b2)) / 2) ** 7
    stretch = 1.5 - 0.5 * np.sqrt(mean7 / (mean7 + 25.0**7))
    a1, a2 = a1 * stretch, a2 * stretch
    chroma1, chroma2 = np.hypot(a1, b1), np.hypot(a2, b2)
    hue1, hue2 = _hue(a1, b1), _hue(a2, b2)
    coloured = chroma1 * chroma2 > 0
    turn = np.where(coloured, (hue2 - hue1 + 180) % 360 - 180, 0.0)
    middle = np.where(coloured, (hue1 + turn / 2) % 360, hue1 + hue2)
    return _weighted(
        (light1 + light2) / 2, light2 - light1, (chroma1 + chroma2) / 2, chroma2 - chroma1, middle,
        2 * np.sqrt(chroma1 * chroma2) * np.sin(np.radians(turn / 2)),
    )  # fmt: skip


def _weighted(light: Reals, d_light: Reals, chroma: Reals, d_chroma: Reals, hue: Reals, d_hue: Reals) -> Reals:
    """The weighting half of CIEDE2000, in the order of Sharma's equations 14 to 22."""
    angle = np.radians(hue)
    t = 1 - 0.17 * np.cos(angle - np.pi / 6) + 0.24 * np.cos(2 * angle)
    t += 0.32 * np.cos(3 * angle + np.radians(6)) - 0.20 * np.cos(4 * angle - np.radians(63))
    bend = 2 * np.sqrt(chroma**7 / (chroma**7 + 25.0**7))
    blue = -np.sin(np.radians(60 * np.exp(-(((hue - 275) / 25) ** 2)))) * bend
    s_light = 1 + 0.015 * (light - 50) ** 2 / np.sqrt(20 + (light - 50) ** 2)
    l_part = d_light / s_light
    c_part = d_chroma / (1 + 0.045 * chroma)
    h_part = d_hue / (1 + 0.015 * chroma * t)
    square = l_part**2 + c_part**2 + h_part**2 + blue * c_part * h_part
    return np.asarray(np.sqrt(np.maximum(square, 0)))
