"""A picture, read once for all measures: its colours, its bare paper and its marks."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from pentimento.core.art import clusters, light, marks
from pentimento.core.art.colour import Reals, Rgb, at, lab_of_light, linear
from pentimento.core.art.marks import Contrast, Mask, distance
from pentimento.core.art.paper import Paper, find_paper, share_near
from pentimento.core.art.results import MeasuredOn, Reason, Surface, Unmeasured
from pentimento.core.kernel.errors import Unmeasurable

MEASURING_SIDE = 1024
"""Long side, in pixels, to which the caller shrinks a picture before measuring. Smaller ones are never enlarged."""
LEAST_SIDE = 32
MOST_PIXELS = 4_000_000
MOST_SLENDER = 20
_GAIN = 0.05  # evening the light must uncover this share of the sheet as bare paper,
_QUIETER = 0.85  # or bring the noise of the paper down to this part
_CLEAN = 0.5  # L*a*b* units: no photograph is as even as that


@dataclass(frozen=True)
class Sheet:
    """One picture of one sheet, cropped to its edges. Arrays are (H, W, 3) or (H, W)."""

    rgb: Rgb
    lab: Reals  # after evening the light
    paper: Paper | None
    away: Reals | None  # distance of every pixel from the paper, L*a*b* units; None without paper
    evened: bool
    scale: float

    @cached_property
    def contrast(self) -> Contrast | None:
        if self.paper is None or self.away is None:
            return None
        return marks.contrast_with(self.away, self.paper.lab, self.paper.noise)

    @cached_property
    def ink(self) -> Mask:
        """Where the marks are. Everywhere, when there is no paper to tell them from."""
        if self.contrast is None or not self.has_sure_paper:
            return np.ones(self.rgb.shape[:2], dtype=bool)
        return marks.marks_in(self.contrast)

    @cached_property
    def marks(self) -> Reals:
        """L*a*b* of every pixel of the marks; shape (N, 3), each of the three a whole plane."""
        return at(self.lab, np.flatnonzero(self.ink)).T

    @property
    def has_sure_paper(self) -> bool:
        return self.paper is not None and self.paper.is_sure

    @cached_property
    def colours(self) -> clusters.Colours:
        """The distinct colours of the marks."""
        use = self.contrast if self.has_sure_paper else None
        return clusters.find_colours(self.lab, self.ink, use)

    @cached_property
    def is_bare(self) -> bool:
        return self.has_sure_paper and not self.ink.any()

    def why_no_shape(self) -> Unmeasured | None:
        """Why nothing can be said about where the marks are, or None when something can."""
        if self.paper is None:
            return Unmeasured(Reason.NO_PAPER)
        return self.why_no_colour() if self.has_sure_paper else Unmeasured(Reason.UNSURE_PAPER)

    def why_no_colour(self) -> Unmeasured | None:
        """Why nothing can be said about the colours of the marks, or None when something can."""
        if not self.is_bare:
            return None
        looks_like_paper = self.paper is not None and self.paper.likeness >= 0.4
        return Unmeasured(Reason.BLANK if looks_like_paper else Reason.ONE_TONE)

    def why_no_count(self) -> Unmeasured | None:
        """Why the colours of the marks cannot be told apart, or None when they can."""
        if why := self.why_no_colour():
            return why
        return Unmeasured(Reason.BLENDED) if self.colours.spread > clusters.BLENDED else None

    def measured_on(self, surface: Surface) -> MeasuredOn:
        """What a number was taken over. Marks become the whole picture when no paper was found."""
        if surface is Surface.MARKS and not self.has_sure_paper:
            surface = Surface.WHOLE
        height, width = self.rgb.shape[:2]
        paper, sure = (self.paper.hex, round(self.paper.confidence, 2)) if self.paper else (None, 0.0)
        return MeasuredOn(width, height, round(self.scale, 4), surface, self.evened, paper, sure)


def read_sheet(rgb: Rgb, *, original: tuple[int, int] | None = None) -> Sheet:
    """Find the paper and get ready to measure.

    Parameters
    ----------
    rgb : uint8 array of shape (H, W, 3)
        sRGB, decoded, turned upright, flattened onto white where it was transparent, cropped to the sheet and shrunk
        to a long side of ``MEASURING_SIDE``.
    original : (width, height) in px before shrinking, if known

    Raises
    ------
    Unmeasurable
        When the array is not such a picture.
    """
    check_measurable(rgb)
    scale = 1.0 if original is None else max(rgb.shape[:2]) / max(original)
    flat = linear(rgb)
    lab = lab_of_light(flat)
    paper = find_paper(lab)
    away = None if paper is None else distance(lab, paper.lab)
    better = _in_even_light(flat, paper, away)
    if better is not None:
        return Sheet(rgb, *better, True, scale)
    return Sheet(rgb, lab, paper, away, False, scale)


def _in_even_light(flat: Reals, paper: Paper | None, away: Reals | None) -> tuple[Reals, Paper, Reals] | None:
    """Colours, paper and distances from it after evening the light, where that uncovers clearly more neutral paper."""
    bare, noise = (0.0, np.inf) if paper is None or away is None else (share_near(away), paper.noise)
    if noise < _CLEAN and bare > 0.5:
        return None
    if (even := light.evened(flat)) is None:
        return None
    even_lab = lab_of_light(even)
    found = find_paper(even_lab)
    if found is None or found.likeness < 0.4:
        return None
    even_away = distance(even_lab, found.lab)
    uncovered = share_near(even_away)
    quieter = uncovered >= bare and found.noise < _QUIETER * noise
    return (even_lab, found, even_away) if uncovered > 0.25 and (quieter or uncovered > bare + _GAIN) else None


def check_measurable(rgb: Any) -> None:
    """Refuse, in a sentence, what is not a picture of a sheet at measuring size."""
    if not isinstance(rgb, np.ndarray) or rgb.ndim != 3 or rgb.shape[2] != 3:
        raise Unmeasurable("This cannot be measured: a picture needs rows, columns and three colours.")
    if rgb.dtype != np.uint8:
        raise Unmeasurable("This cannot be measured: colours must be whole numbers from 0 to 255.")
    height, width = rgb.shape[:2]
    if min(height, width) < LEAST_SIDE:
        raise Unmeasurable(
            "This picture is too small to measure: {width} by {height} pixels. Each side needs at least {least}.",
            width=width, height=height, least=LEAST_SIDE,
        )  # fmt: skip
    if max(height, width) > MOST_SLENDER * min(height, width):
        raise Unmeasurable(
            "This picture is too long and narrow to measure: {width} by {height} pixels. Crop it to the sheet.",
            width=width, height=height,
        )  # fmt: skip
    if height * width > MOST_PIXELS:
        raise Unmeasurable(
            "This picture has too many pixels to measure at once: {width} by {height}. "
            "Shrink it to a long side of {side} first.",
            width=width, height=height, side=MEASURING_SIDE,
        )  # fmt: skip
