"""Filled area: the share of the sheet that carries marks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from pentimento.core.art.element import PALE, PENZES, SHADOW, Agreement, Element
from pentimento.core.art.marks import marks_in
from pentimento.core.art.overlay import Overlay, tinted
from pentimento.core.art.results import Found, Surface, Unmeasured
from pentimento.core.art.sheet import Sheet

_STRICTER, _LOOSER = 1.5, 0.67


@dataclass(frozen=True, slots=True)
class FilledArea(Found):
    headline: ClassVar[str] = "share"

    share: float  # % of the sheet
    low: float  # % when a mark must differ half as much again from the paper
    high: float  # % when it need differ only two thirds as much
    third: int  # 1 under 33 %, 2 from 33 to 66 %, 3 over 66 % (Diagnostic Drawing Series)
    quarter: int  # 1 up to 25 %, 2 up to 50 %, 3 up to 75 %, 4 above (Formal Elements Art Therapy Scale)


def third_of(share: float) -> int:
    """The Diagnostic Drawing Series' step for a share in percent."""
    return 1 + (share >= 33) + (share > 66)


def quarter_of(share: float) -> int:
    """The quarter of the sheet a share in percent falls into, as in the Formal Elements Art Therapy Scale."""
    return 1 + (share > 25) + (share > 50) + (share > 75)


def filled_area(sheet: Sheet) -> FilledArea | Unmeasured:
    """Share of marked pixels among all pixels, 0..100 %. A blank, light sheet is 0 %; without paper, "cannot tell"."""
    if (why := sheet.why_no_shape()) and not _is_blank_paper(sheet):
        return why
    contrast = sheet.contrast
    if contrast is None:
        raise AssertionError("a sheet with sure paper has a contrast")
    low, share, high = (
        100 * float(mask.mean())
        for mask in (marks_in(contrast, strictness=_STRICTER), sheet.ink, marks_in(contrast, strictness=_LOOSER))
    )
    share = round(share, 1)
    return FilledArea(share, min(low, share), max(high, share), third_of(share), quarter_of(share))


def _is_blank_paper(sheet: Sheet) -> bool:
    return sheet.is_bare and sheet.paper is not None and sheet.paper.likeness >= 0.4


def draw(sheet: Sheet, _found: FilledArea) -> Overlay:
    """The marks, tinted."""
    return Overlay(mask=tinted(sheet.ink))


ELEMENT = Element(
    key="filled-area",
    label="Filled area",
    unit="%",
    low=0,
    high=100,
    method="filled-area/1",
    definition="Share of the sheet that carries marks.",
    cannot_tell=(SHADOW, PALE, "Paper left white on purpose, such as a snowfield, counts as bare."),
    agreement=Agreement(0.82, "filled area (round 2 of the study)", PENZES),
    surface=Surface.SHEET,
    kind=FilledArea,
    measure=filled_area,
    draw=draw,
)
