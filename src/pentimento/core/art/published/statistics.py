"""The published statistics by name, each with its unit, its range and its source, and the call for them all."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from pentimento.core.kernel.errors import Invalid

from . import balance, colour, edge_pairs, edges, fractals, gradients, spectrum
from .planes import Planes

Value = float | tuple[float, ...]


class Subject(Planes):
    """A picture with what several statistics share, found once."""

    @cached_property
    def edges(self) -> edges.Edges:
        return edges.edges(self)


@dataclass(frozen=True, slots=True)
class Statistic:
    """One published image statistic. Taken over the whole photograph; it says nothing about who made the picture."""

    key: str  # as in the published tables, so that values can be laid side by side
    label: str
    unit: str
    range: str
    source: str
    parts: tuple[str, ...]  # names of several values; empty for one
    measure: Callable[[Subject], Value]
    version: int = 1

    @property
    def method(self) -> str:
        return f"{self.key.replace('_', '-')}/{self.version}"


_HUEBNER = "Hübner and Fillinger 2016, Front. Psychol. 7:335"
_REDIES = "Redies et al. 2025, Behav. Res. 57:117"
_RGB, _LAB, _HSV = ("R", "G", "B"), ("L*", "a*", "b*"), ("hue", "saturation", "value")


STATISTICS: dict[str, Statistic] = {
    one.key: one
    for one in (
        Statistic(
            "size_wh", "Size", "px", "from 64", _REDIES, ("width", "height"), lambda p: p.rgb.shape[1::-1]
        ),
        Statistic("mean_rgb", "Mean of red, green, blue", "code", "0..255", _REDIES, _RGB, colour.mean_rgb),
        Statistic("mean_lab", "Mean of L*, a*, b*", "CIE L*a*b*", "L* 0..100", _REDIES, _LAB, colour.mean_lab),
        Statistic("mean_hsv", "Mean of hue, saturation, value", "share", "0..1", _REDIES, _HSV, colour.mean_hsv),
        Statistic("std_rgb", "Spread of red, green, blue", "code", "0..127.5", _REDIES, _RGB, colour.std_rgb),
        Statistic("std_lab", "Spread of L*, a*, b*", "CIE L*a*b*", "from 0", _REDIES, _LAB, colour.std_lab),
        Statistic("std_hsv", "Spread of hue, saturation, value", "share", "from 0", _REDIES, _HSV, colour.std_hsv),
        Statistic(
            "shannon_entropy_hue", "Entropy of the hue", "bit", "0..8", "Geller et al. 2022, i-Perception 13(3)", (),
            colour.hue_entropy,
        ),
        Statistic(
            "shannon_entropy_L", "Entropy of the lightness", "bit", "0..8",
            "Sidhu, McDougall, Jalava and Bodner 2018, PLoS ONE 13:e0191139", (), colour.lightness_entropy,
        ),
        Statistic(
            "edge_first_order_entropy", "Edge orientation entropy, first order", "bit", "0..4.585",
            "Redies, Brachmann and Wagemans 2017, Vision Res. 133:130", (),
            lambda p: edges.first_order_entropy(p.edges),
        ),
        Statistic(
            "edge_second_order_entropy", "Edge orientation entropy, second order", "bit", "0..4.585",
            "Redies, Brachmann and Wagemans 2017, Vision Res. 133:130", (),
            lambda p: edge_pairs.second_order_entropy(p.edges),
        ),
        Statistic(
            "edge_density", "Edge density", "filter response", "from 0",
            "Redies, Brachmann and Wagemans 2017, Vision Res. 133:130", (), lambda p: edges.density(p.edges),
        ),
        Statistic(
            "fourier_redies_sigma_slope", "Fourier sigma and slope", "log power", "sigma from 0, slope mostly -4..-1",
            "Redies, Hasenstein and Denzler 2007, Spat. Vis. 21:137", ("sigma", "slope"), spectrum.sigma_and_slope,
        ),
        Statistic(
            "fourier_slope_spehar", "Fourier slope of amplitude", "log amplitude", "mostly -2..-0.5",
            "Isherwood et al. 2021, Vision Res. 181:47", (), spectrum.slope_of_amplitude,
        ),
        Statistic(
            "fourier_slope_mather", "Fourier slope of lightness", "log amplitude", "mostly -2..-0.5",
            "Mather 2014, Perception 43:1183", (), spectrum.slope_of_lightness,
        ),
        Statistic("balance", "Imbalance", "%", "0 (balanced)..100", _HUEBNER, (), balance.balance),
        Statistic(
            "dcm_distance_x_y", "Deviation of the centre of mass", "% and share of the sheet", "0..141, -0.5..0.5",
            _HUEBNER, ("distance", "x", "y"), balance.centre_of_mass,
        ),
        Statistic("mirror_symmetry", "Mirror symmetry", "%", "0..100", _HUEBNER, (), balance.mirror_symmetry),
        Statistic("homogeneity", "Homogeneity", "%", "0..100", _HUEBNER, (), balance.homogeneity),
        Statistic(
            "fractal_2d", "Fractal dimension of the outline", "dimension", "0..2",
            "Spehar, Clifford, Newell and Taylor 2003, Comput. Graph. 27:813", (), fractals.fractal_2d,
        ),
        Statistic(
            "fractal_3d", "Fractal dimension of the relief of greys", "dimension", "2..3", "Mather 2018, Vision 2:4",
            (), fractals.fractal_3d,
        ),
        Statistic(
            "phog_self_similarity_complexity_anisotropy", "Self-similarity, complexity and anisotropy of gradients",
            "share, code, share", "0..1, 0..181, from 0", "Braun et al. 2013, Front. Psychol. 4:808",
            ("self-similarity", "complexity", "anisotropy"), gradients.self_similarity_complexity_anisotropy,
        ),
    )
}  # fmt: skip


def measure(rgb: NDArray[np.uint8], *, keys: Iterable[str] | None = None) -> dict[str, Value | None]:
    """Take published statistics of one picture.

    Parameters
    ----------
    rgb : uint8 array of shape (H, W, 3)
        sRGB, upright, at the size it was taken: these statistics are defined on the whole picture, not a small copy.
    keys
        Which ones; all of `STATISTICS` where not said. Second-order entropy takes most of the time.

    Returns
    -------
    Values by key; None for "cannot tell", as with the spectrum of a blank picture.

    Raises
    ------
    Unmeasurable
        When the array is not a picture of at least 64 by 64 pixels.
    Invalid
        When a key is unknown.
    """
    wanted = list(STATISTICS if keys is None else keys)
    if unknown := [key for key in wanted if key not in STATISTICS]:
        raise Invalid("There is no published statistic named {key}.", key=unknown[0])
    subject = Subject(rgb)
    return {key: _taken(STATISTICS[key], subject) for key in wanted}


def columns(key: str, value: Value | None) -> dict[str, float | None]:
    """One statistic as columns of a table: its key, with the part's name where it has several values."""
    parts = STATISTICS[key].parts
    if not parts:
        return {key: value if isinstance(value, float) else None}
    numbers = value if isinstance(value, tuple) else (None,) * len(parts)
    return {f"{key} {part}": number for part, number in zip(parts, numbers, strict=True)}


def _taken(statistic: Statistic, subject: Subject) -> Value | None:
    # Where a spectrum has nothing in it there is no line through its logarithms: that is "cannot tell", not a number.
    with np.errstate(divide="raise", invalid="raise"):
        try:
            return _plain(statistic.measure(subject))
        except FloatingPointError:
            return None


def _plain(value: Any) -> Value:
    return tuple(float(part) for part in value) if isinstance(value, tuple) else float(value)
