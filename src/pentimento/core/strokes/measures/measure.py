"""What every measure of a drawing's making says about itself, and what it hands back."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from .record import Record

Json = dict[str, Any]
Values = Mapping[str, float | None]  # None where one number of several cannot be told

WATCHED = "A hand that knows it is recorded may move otherwise."
SCREEN = "Lengths are pixels of the sheet: the same hand on a larger screen draws fewer or more of them."


class Reason(StrEnum):
    """Why a number would be wrong. Stored by its code; the sentence is shown."""

    NOTHING = "nothing"
    NO_STROKE = "no-stroke"
    TOO_FEW = "too-few"
    ONE_MOMENT = "one-moment"
    NO_PRESSURE = "no-pressure"
    NO_COLOUR = "no-colour"

    @property
    def sentence(self) -> str:
        return SENTENCES[self]


SENTENCES: dict[Reason, str] = {
    Reason.NOTHING: "Cannot tell: nothing was done on this sheet.",
    Reason.NO_STROKE: "Cannot tell: no stroke was drawn on this sheet.",
    Reason.TOO_FEW: "Cannot tell: there are too few readings of the pen.",
    Reason.ONE_MOMENT: "Cannot tell: readings of the pen have no time between them.",
    Reason.NO_PRESSURE: "Cannot tell: all readings have the same pressure, as from a mouse, a finger or a key.",
    Reason.NO_COLOUR: "Cannot tell: nothing was drawn in a colour.",
}


@dataclass(frozen=True, slots=True)
class Unmeasured:
    """ "Cannot tell" as a value."""

    reason: Reason

    @property
    def sentence(self) -> str:
        return self.reason.sentence


@dataclass(frozen=True, slots=True)
class Measure:
    """One measure. All texts are there to be shown and translated."""

    key: str
    label: str
    parts: Mapping[str, str]  # the numbers it gives, each with its unit; the first is shown first
    low: float  # of the range of the first
    high: float | None  # None where there is no end
    method: str  # goes up when the arithmetic changes
    definition: str
    cannot_tell: tuple[str, ...]
    references: tuple[str, ...]
    take: Callable[[Record], Values | Unmeasured]

    @property
    def unit(self) -> str:
        return next(iter(self.parts.values()))

    @property
    def headline(self) -> str:
        return next(iter(self.parts))

    def of(self, record: Record) -> Result:
        """Measure one drawing."""
        return Result(self, self.take(record))


@dataclass(frozen=True, slots=True)
class Result:
    """One measure of one drawing, ready to be shown or written."""

    about: Measure
    found: Values | Unmeasured

    @property
    def value(self) -> float | None:
        """The number shown first, or None for "cannot tell"."""
        return None if isinstance(self.found, Unmeasured) else self.found[self.about.headline]

    @property
    def reason(self) -> Reason | None:
        return self.found.reason if isinstance(self.found, Unmeasured) else None

    def columns(self) -> dict[str, float | None]:
        """Each number under the key of its measure and its own name."""
        found = dict.fromkeys(self.about.parts) if isinstance(self.found, Unmeasured) else self.found
        return {f"{self.about.key} {part}": found[part] for part in self.about.parts}

    def to_json(self) -> Json:
        """Stable keys; ``found`` is null exactly when ``unmeasured`` is not."""
        about, why = self.about, self.reason
        return {
            "measure": about.key,
            "method": about.method,
            "units": dict(about.parts),
            "range": [about.low, about.high],
            "value": self.value,
            "found": None if isinstance(self.found, Unmeasured) else dict(self.found),
            "unmeasured": None if why is None else {"reason": why.value, "sentence": why.sentence},
            "cannot_tell": list(about.cannot_tell),
        }
