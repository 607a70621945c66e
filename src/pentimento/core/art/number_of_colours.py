"""Number of colours: how many distinct colours the marks have."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import ClassVar

from pentimento.core.art.element import LAMP, PENZES, Agreement, Element
from pentimento.core.art.palette import Swatch, draw_colours, swatches_of
from pentimento.core.art.results import Found, Surface, Unmeasured
from pentimento.core.art.sheet import Sheet


@dataclass(frozen=True, slots=True)
class NumberOfColours(Found):
    headline: ClassVar[str] = "count"

    count: int
    colours: tuple[Swatch, ...] = field(metadata={"kind": Swatch})  # largest share first


def number_of_colours(sheet: Sheet) -> NumberOfColours | Unmeasured:
    """Distinct colours that each cover more than 0.5 % of the marks; black, grey and white marks count too."""
    if why := sheet.why_no_count():
        return why
    swatches = swatches_of(sheet)
    return NumberOfColours(len(swatches), swatches)


ELEMENT = Element(
    key="number-of-colours",
    label="Number of colours",
    unit="colours",
    low=1,
    high=199,
    method="number-of-colours/1",
    definition="Distinct colours that each cover more than half a percent of the marks.",
    cannot_tell=(
        "One pencil pressed lightly and hard may count twice; two pencils nearly alike may count once.",
        "Colours mixed on the sheet count as colours of their own.",
        LAMP,
    ),
    agreement=Agreement(0.83, "number of colours", PENZES),
    surface=Surface.MARKS,
    kind=NumberOfColours,
    measure=number_of_colours,
    draw=draw_colours,
)
