"""The Fourier spectrum of a picture: how fast contrast falls with fineness, and how straight that line is."""

from __future__ import annotations

import numpy as np
import scipy.fft

from .planes import Grey, Planes, Reals, resized

SIDE = 1024  # px of the padded square
CYCLES = (10, 256)  # per picture, of the straight part
BIN = 2  # cycles


def sigma_and_slope(planes: Planes, *, cycles: tuple[int, int] = CYCLES) -> tuple[float, float]:
    """Spread about, and slope of, the line through log power against log frequency.

    Redies, Hasenstein and Denzler 2007, Spat. Vis. 21:137: the long side becomes 1,024 px, the rest is filled with
    the mean grey. Half-way sizes are rounded to 1,024 here; the toolbox sometimes makes 1,023, which puts its rings
    off centre and sigma out by several per cent.
    """
    power = _ring_means(_squared_spectrum(_padded(planes.grey).astype(np.float64)))
    low, high = cycles[0], min(cycles[1], len(power))
    centres, means = _binned(power, low, high)
    slope, offset = _line(np.log10(centres), np.log10(means))
    frequencies = np.arange(low, high + 1)
    off = slope * np.log10(frequencies) + offset - np.log10(power[low - 1 : high])
    return float(np.var(off)), slope


def slope_of_amplitude(planes: Planes) -> float:
    """Slope of log amplitude against log frequency, over the middle power-of-two square.

    Isherwood, Clifford, Schira, Roberts and Spehar 2021, Vision Res. 181:47: frequencies that pull the straight line
    through amplitude and frequency (Cook's distance above 4/n) are left out first; they are the lowest ones.
    """
    square = _even_square(planes.grey).astype(np.float64)
    amplitude = _ring_means(_half_spectrum(square))[1:]
    frequency = np.arange(1, len(amplitude) + 1, dtype=np.float64)
    kept = _cooks_distance(frequency, amplitude) <= 4 / len(frequency)
    return _line(np.log(frequency[kept]), np.log(amplitude[kept]))[0]


def slope_of_lightness(planes: Planes) -> float:
    """Slope of log amplitude against log frequency of L*, over the middle power-of-two square.

    Mather 2014, Perception 43:1183: from a 25th to half of the highest frequency, every frequency for itself.
    """
    height, width = planes.grey.shape
    half = 2 ** int(np.floor(np.log2(min(height, width)))) // 2
    top, left = height // 2 - half, width // 2 - half
    lightness = planes.lab[top : top + 2 * half, left : left + 2 * half, 0] / 100.0 * 255.0
    power = _ring_means(_squared_spectrum(lightness.astype(np.uint8).astype(np.float64) / 255))
    low, high = round(half / 25), round(half * 0.5)
    frequency = np.arange(low - 1, high)
    return _line(np.log(frequency), np.log(power[low - 1 : high]))[0] / 2


def _even_square(grey: Grey) -> Grey:
    """The middle square whose side is a power of two; a square with an even side as it is."""
    height, width = (length - length % 2 for length in grey.shape)
    if height == width:
        return grey[:height, :width]
    half = 2 ** int(np.log2(min(height, width))) // 2
    return grey[height // 2 - half : height // 2 + half, width // 2 - half : width // 2 + half]


def _cooks_distance(x: Reals, y: Reals) -> Reals:
    """How far each point pulls the least-squares line (Cook 1977, Technometrics 19:15)."""
    slope, offset = _line(x, y)
    off = y - slope * x - offset
    away = x - x.mean()
    leverage = 1 / len(x) + away**2 / (away**2).sum()
    variance = (off**2).sum() / (len(x) - 2)
    return np.asarray(off**2 / (2 * variance) * leverage / (1 - leverage) ** 2)


def _padded(grey: Grey) -> Grey:
    """The picture in the middle of a square of its mean grey, long side ``SIDE``."""
    height, width = grey.shape
    scale = SIDE / max(height, width)
    small = resized(grey, _scaled(width, scale), _scaled(height, scale))
    high, wide = small.shape
    square = np.full((SIDE, SIDE), np.uint8(np.round(grey.mean())))
    top, left = SIDE // 2 - high // 2, SIDE // 2 - wide // 2
    square[top : top + high, left : left + wide] = small
    return square


def _scaled(length: int, scale: float) -> int:
    exact = length * scale
    return round(exact) if abs(exact - round(exact)) < 1e-6 else int(exact)


def _half_spectrum(plane: Reals) -> tuple[Reals, Reals]:
    """Amplitudes of one half of the spectrum of a real picture, and how often each stands in the whole."""
    half = np.abs(scipy.fft.rfft2(plane))
    weight = np.full((1, half.shape[1]), 2.0)
    weight[0, 0] = 1
    if plane.shape[1] % 2 == 0:
        weight[0, -1] = 1
    return half, weight


def _squared_spectrum(square: Reals) -> tuple[Reals, Reals]:
    amplitude, weight = _half_spectrum(square)
    return amplitude**2, weight


def _ring_means(spectrum: tuple[Reals, Reals]) -> Reals:
    """Mean over each ring of whole radius, from 0 to half the side."""
    values, weight = spectrum
    side = len(values)
    radius = np.hypot(np.arange(values.shape[1])[None, :], np.fft.fftfreq(side, 1 / side)[:, None])
    ring = np.round(radius).astype(np.int64).ravel()
    total = np.bincount(ring, (values * weight).ravel())
    count = np.bincount(ring, np.broadcast_to(weight, values.shape).ravel())
    return (total / count)[: side // 2 + 1]


def _binned(power: Reals, low: int, high: int) -> tuple[Reals, Reals]:
    """Mean frequency and mean power in bins of equal width in the logarithm; neighbours share their border."""
    bins = int(np.ceil((high - low) / BIN))
    width = (np.log10(high) - np.log10(low)) / bins
    borders = np.floor(10 ** (np.log10(low) + np.arange(bins + 1) * width)).astype(int)
    pairs: list[tuple[float, float]] = []
    for start, stop in zip(borders[:-1], np.minimum(borders[1:], len(power)), strict=True):
        pairs.append(((start + stop) / 2, float(power[start - 1 : stop].mean())))
    table = np.array(pairs)
    return table[:, 0], table[:, 1]


def _line(x: Reals, y: Reals) -> tuple[float, float]:
    slope, offset = np.polyfit(x, y, 1)
    return float(slope), float(offset)
