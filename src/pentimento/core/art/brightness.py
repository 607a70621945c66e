"""Brightness: how light the marks and the sheet are."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from pentimento.core.art.element import PENZES, Agreement, Element
from pentimento.core.art.medians import centre_and_spread
from pentimento.core.art.overlay import Overlay, shaded
from pentimento.core.art.results import Found, Surface, Unmeasured
from pentimento.core.art.sheet import Sheet


@dataclass(frozen=True, slots=True)
class Brightness(Found):
    headline: ClassVar[str] = "mean"

    mean: float  # L* over the marks
    median: float  # L*
    spread: float  # standard deviation, L*
    sheet: float  # mean L* over the whole sheet, paper included
    paper: float | None  # L* of the bare paper; None when it was not found


def brightness(sheet: Sheet) -> Brightness | Unmeasured:
    """CIE lightness L* of the marks: 0 black, 100 white."""
    if why := sheet.why_no_colour():
        return why
    mean, median, spread = centre_and_spread(sheet.marks[..., 0])
    return Brightness(
        mean=mean,
        median=median,
        spread=spread,
        sheet=float(sheet.lab[..., 0].mean(dtype=float)),
        paper=sheet.paper.lab[0] if sheet.paper and sheet.has_sure_paper else None,
    )


def draw(sheet: Sheet, _found: Brightness) -> Overlay:
    """The lightness of every mark, without its colour."""
    return Overlay(mask=shaded(sheet.lab[..., 0], sheet.ink, 100))


ELEMENT = Element(
    key="brightness",
    label="Brightness",
    unit="L*",
    low=0,
    high=100,
    method="brightness/1",
    definition="Mean CIE lightness of the marks: 0 black, 100 white.",
    cannot_tell=(
        "It is the lightness in the picture: a dark room or a short exposure darkens it. Compare it with the paper's.",
        "Pencil drawn lightly, and paper showing through a thin wash, read as lighter colour.",
    ),
    agreement=Agreement(0.80, "colour brightness", PENZES),
    surface=Surface.MARKS,
    kind=Brightness,
    measure=brightness,
    draw=draw,
)
