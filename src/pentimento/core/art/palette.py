"""Palette: which colours share the marks, and in what proportion."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import ClassVar

import numpy as np

from pentimento.core.art.colour import hex_of, rgb_of
from pentimento.core.art.element import LAMP, PENZES, Agreement, Element
from pentimento.core.art.names import nearest_names
from pentimento.core.art.overlay import Overlay
from pentimento.core.art.results import Found, Reason, Surface, Unmeasured
from pentimento.core.art.sheet import Sheet


@dataclass(frozen=True, slots=True)
class Swatch(Found):
    """One distinct colour."""

    headline: ClassVar[str] = "share"

    name: str  # nearest in our table of everyday names
    hex: str  # #rrggbb, sRGB
    lab: tuple[float, ...]  # CIE L*a*b*, D65
    share: float  # % of the marks


@dataclass(frozen=True, slots=True)
class Palette(Found):
    headline: ClassVar[str] = "largest"

    largest: float  # % of the marks in the most used colour
    swatches: tuple[Swatch, ...] = field(metadata={"kind": Swatch})  # largest first
    other: float  # % of the marks in colours each under 0.5 %


def swatches_of(sheet: Sheet) -> tuple[Swatch, ...]:
    """The distinct colours of the marks, largest share first."""
    colours = sheet.colours
    return tuple(
        Swatch(name, hex_of(lab), tuple(lab.tolist()), 100 * float(share))
        for name, lab, share in zip(nearest_names(colours.labs), colours.labs, colours.shares, strict=True)
    )


def palette(sheet: Sheet) -> Palette | Unmeasured:
    """Distinct colours with their shares; "cannot tell" for a blank sheet and for a single colour."""
    if why := sheet.why_no_count():
        return why
    swatches = swatches_of(sheet)
    if len(swatches) < 2:
        return Unmeasured(Reason.ONE_COLOUR)
    return Palette(swatches[0].share, swatches, 100 * max(0.0, 1 - float(sheet.colours.shares.sum())))


def draw_colours(sheet: Sheet, _found: Found) -> Overlay:
    """Every mark in its distinct colour; clear where there is none."""
    colours = sheet.colours
    flat = np.zeros((len(colours.labs) + 1, 4), dtype=np.uint8)  # the last row, reached by -1, stays clear
    flat[:-1, :3], flat[:-1, 3] = rgb_of(colours.labs), 255
    return Overlay(mask=flat[colours.labels])


ELEMENT = Element(
    key="palette",
    label="Palette",
    unit="%",
    low=0,
    high=100,
    method="palette/1",
    definition="The distinct colours of the marks, each with its share; the number is the share of the most used one.",
    cannot_tell=(
        LAMP,
        "A name is the nearest in a short table, not the name on the tube or pencil.",
        "Without bare paper the whole picture is taken for marks, the ground included.",
    ),
    agreement=Agreement(0.71, "hue, the nearest element that was judged", PENZES),
    surface=Surface.MARKS,
    kind=Palette,
    measure=palette,
    draw=draw_colours,
)
