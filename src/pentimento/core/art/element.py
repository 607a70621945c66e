"""What every measured element says about itself."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from pentimento.core.art.overlay import Overlay
from pentimento.core.art.results import Found, Result, Surface, Unmeasured
from pentimento.core.art.sheet import Sheet

SHADOW = (
    "Shadow, glare, stains, folds and the table beside the sheet count as marks. Compare only pictures taken alike."
)
PALE = "Marks hardly different from the paper are missed."
LAMP = "It is the colour in the picture, not on the sheet: lamp, camera and screen change it."
PENZES = "Pénzes et al. 2020, Front. Psychol. 11:572700"


@dataclass(frozen=True, slots=True)
class Agreement:
    """How far people agree when they judge this by eye: the ceiling for any measure of it."""

    kappa: float  # Cohen's kappa, -1..1
    judged: str  # what they were asked to judge
    source: str


@dataclass(frozen=True, slots=True)
class Element:
    """One formal element. All texts are there to be shown and translated."""

    key: str
    label: str
    unit: str
    low: float  # of the range of the headline value
    high: float
    method: str  # goes up when the arithmetic changes
    definition: str
    cannot_tell: tuple[str, ...]
    agreement: Agreement
    surface: Surface
    kind: type[Found]
    measure: Callable[[Sheet], Found | Unmeasured]
    draw: Callable[[Sheet, Any], Overlay]

    @property
    def slug(self) -> str:
        """The page about it: ``docs/measures/<slug>.md``."""
        return self.key

    def of(self, sheet: Sheet) -> Result:
        """Measure this element on one sheet."""
        on = sheet.measured_on(self.surface)
        found = self.measure(sheet)
        return Result(self.key, self.method, self.unit, self.low, self.high, found, on, self.cannot_tell)
