"""Everyday and artists' names for colours, to say which one a swatch is nearest to.

Our own short table: the eleven basic colour terms of English (Berlin and Kay 1969), their plain light and dark forms,
and names printed on student paint boxes and pencils. Each value is our own choice of a typical sRGB colour for the
name; a pigment on paper varies by brand, paper and lamp, so the name is a help for talking, not an identification.
"""

from __future__ import annotations

from functools import cache

import numpy as np

from pentimento.core.art.colour import Reals, difference, lab_of

COLOUR_NAMES: dict[str, str] = {
    "black": "#000000", "charcoal": "#36393b", "dark grey": "#555555", "grey": "#808080", "silver grey": "#a9a9a9",
    "light grey": "#d3d3d3", "white": "#ffffff", "ivory": "#f6f0dc", "cream": "#fbeec2", "beige": "#dcc9a3",
    "red": "#ee1c1c", "vermilion": "#e8432a", "crimson": "#b0122f", "dark red": "#8b0d0d", "brick red": "#a8402f",
    "pink": "#f9a8c0", "bright pink": "#ff4fa0", "pale pink": "#fadadd", "magenta": "#f000f0", "salmon": "#f58a74",
    "flesh tint": "#f3c6a5", "orange": "#ff8c00", "light orange": "#ffb95a", "yellow": "#ffed00",
    "lemon yellow": "#fff44f", "pale yellow": "#fff8b0", "golden yellow": "#f9b900", "ochre": "#c9892b",
    "mustard": "#b8a02a", "raw sienna": "#b8743a", "brown": "#964b20", "burnt sienna": "#9c3f23", "rust": "#a52a2a",
    "light brown": "#b58863", "burnt umber": "#5f3a24", "dark brown": "#3f2817", "green": "#1f9d3a",
    "bright green": "#00f000", "light green": "#90e090", "pale green": "#d0f5d0", "yellow green": "#9acd32",
    "olive green": "#6b7a2a", "sap green": "#4a6b22", "viridian": "#2f7f66", "dark green": "#0b4a1f",
    "turquoise": "#30c8b8", "teal": "#0a7f80", "cyan": "#00eeff", "pale cyan": "#d2f7fa", "sky blue": "#7ec4f0",
    "pale blue": "#c9dff5", "blue": "#1f50e0", "cobalt blue": "#1747a6", "ultramarine": "#2a1fc0",
    "bright blue": "#0808f5", "dark blue": "#101f6b", "indigo": "#3a1a6b", "slate blue": "#5d6f8a",
    "violet": "#7a2fc4", "purple": "#9a28d8", "mauve": "#b58ad0", "lilac": "#d8bfe8", "plum": "#722050",
}  # fmt: skip
"""Name to ``#rrggbb``. The names are shown on screen and are there to be translated."""


@cache
def _labs() -> Reals:
    codes = [[int(code[i : i + 2], 16) for i in (1, 3, 5)] for code in COLOUR_NAMES.values()]
    return lab_of(np.array(codes, dtype=np.uint8)).astype(float)


def nearest_names(labs: Reals) -> list[str]:
    """For L*a*b* colours of shape (N, 3) the nearest names, by CIEDE2000.

    >>> nearest_names(np.array([[100.0, 0.0, 0.0]]))
    ['white']
    """
    names = list(COLOUR_NAMES)
    apart = difference(np.asarray(labs, dtype=float)[:, None], _labs())
    return [names[at] for at in apart.argmin(axis=1)]
