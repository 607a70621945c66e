"""Means, spreads and entropies of the colour channels."""

from __future__ import annotations

import numpy as np

from .planes import Planes, Reals, entropy

Three = tuple[float, float, float]


def mean_rgb(planes: Planes) -> Three:
    """Mean of red, green and blue, each 0..255."""
    return _three(planes.rgb.mean(axis=(0, 1)))


def std_rgb(planes: Planes) -> Three:
    """Standard deviation of red, green and blue."""
    return _three(planes.rgb.std(axis=(0, 1)))


def mean_lab(planes: Planes) -> Three:
    """Mean of L*, a* and b*."""
    return _three(planes.lab.mean(axis=(0, 1)))


def std_lab(planes: Planes) -> Three:
    """Standard deviation of L*, a* and b*; the first is the RMS contrast."""
    return _three(planes.lab.std(axis=(0, 1)))


def mean_hsv(planes: Planes) -> Three:
    """Circular mean of the hue, means of saturation and value, each 0..1."""
    _, saturation, value = _three(planes.hsv.mean(axis=(0, 1)))
    return float(np.angle(_resultant(planes)) / (2 * np.pi) % 1), saturation, value


def std_hsv(planes: Planes) -> Three:
    """Circular standard deviation of the hue (in turns), deviations of saturation and value."""
    _, saturation, value = _three(planes.hsv.std(axis=(0, 1)))
    length = min(abs(_resultant(planes)), 1.0)
    return float(np.sqrt(-2 * np.log(length)) / (2 * np.pi)) if length else float("inf"), saturation, value


def hue_entropy(planes: Planes) -> float:
    """Shannon entropy of the hue in 256 steps of its largest value, 0..8 bits."""
    return _entropy_of(planes.hsv[..., 0])


def lightness_entropy(planes: Planes) -> float:
    """Shannon entropy of L* in 256 steps of its largest value, 0..8 bits."""
    return _entropy_of(planes.lab[..., 0])


def _entropy_of(channel: Reals) -> float:
    largest = channel.max()
    steps = np.rint((channel / largest if largest > 0 else channel) * 255).astype(np.int64)
    return entropy(np.bincount(steps.ravel() - steps.min()))


def _resultant(planes: Planes) -> complex:
    return complex(np.exp(2j * np.pi * planes.hsv[..., 0]).mean())


def _three(values: Reals) -> Three:
    first, second, third = (float(value) for value in values)
    return first, second, third
