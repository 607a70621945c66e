"""Saturation: how strongly coloured the marks are."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from pentimento.core.art.colour import chroma_of
from pentimento.core.art.element import LAMP, PENZES, Agreement, Element
from pentimento.core.art.medians import centre_and_spread
from pentimento.core.art.overlay import Overlay, shaded
from pentimento.core.art.results import Found, Surface, Unmeasured
from pentimento.core.art.sheet import Sheet

COLOURED = 10.0  # C*ab: below it a mark is called grey
MOST = 134.0  # C*ab of pure sRGB blue, rounded up


@dataclass(frozen=True, slots=True)
class Saturation(Found):
    headline: ClassVar[str] = "mean"

    mean: float  # C*ab over all marks, grey ones included
    median: float  # C*ab
    spread: float  # standard deviation, C*ab
    coloured: float  # % of the marks that are not grey
    mean_of_coloured: float | None  # C*ab over the marks that are not grey; None when all are


def saturation(sheet: Sheet) -> Saturation | Unmeasured:
    """CIE chroma C*ab of the marks: 0 grey, about 134 the strongest colour a screen shows."""
    if why := sheet.why_no_colour():
        return why
    chroma = chroma_of(sheet.marks)
    mean, median, spread = centre_and_spread(chroma)
    coloured = chroma >= COLOURED
    count = int(np.count_nonzero(coloured))
    return Saturation(
        mean=mean,
        median=median,
        spread=spread,
        coloured=100 * count / chroma.size,
        mean_of_coloured=float((chroma * coloured).sum(dtype=float)) / count if count else None,
    )


def draw(sheet: Sheet, _found: Saturation) -> Overlay:
    """The chroma of every mark as grey: black is grey, white the strongest colour."""
    return Overlay(mask=shaded(chroma_of(sheet.lab), sheet.ink, MOST))


ELEMENT = Element(
    key="saturation",
    label="Saturation",
    unit="C*ab",
    low=0,
    high=MOST,
    method="saturation/1",
    definition="Mean CIE chroma of the marks: how far their colours are from grey.",
    cannot_tell=(
        LAMP,
        "Strong yellow and strong blue reach different largest values, so pictures in different hues compare poorly.",
        "A thin wash on white paper and a paint mixed with white look the same.",
    ),
    agreement=Agreement(0.76, "colour saturation", PENZES),
    surface=Surface.MARKS,
    kind=Saturation,
    measure=saturation,
    draw=draw,
)
