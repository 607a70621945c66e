"""What a measure hands back: a value with all that belongs to it, or the reason why there is none."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from enum import StrEnum
from typing import Any, ClassVar, Self

from pentimento.core.kernel.errors import Invalid

Json = dict[str, Any]


class Reason(StrEnum):
    """Why a number would be wrong. Stored by its code; the sentence is shown."""

    NO_PAPER = "no-paper"
    UNSURE_PAPER = "unsure-paper"
    BLANK = "blank"
    ONE_TONE = "one-tone"
    ONE_COLOUR = "one-colour"
    BLENDED = "blended"
    FULL = "full"
    NO_AXIS = "no-axis"
    UNSTEADY_AXIS = "unsteady-axis"

    @property
    def sentence(self) -> str:
        return SENTENCES[self]


SENTENCES: dict[Reason, str] = {
    Reason.NO_PAPER: "Cannot tell: no bare paper was found, so marks and paper cannot be told apart.",
    Reason.UNSURE_PAPER: "Cannot tell: two colours could both be the bare paper.",
    Reason.BLANK: "Cannot tell: no marks were found on the sheet.",
    Reason.ONE_TONE: "Cannot tell: the whole picture is one colour. Bare coloured paper and a sheet covered from edge "
    "to edge look the same.",
    Reason.ONE_COLOUR: "Cannot tell: only one colour was found, and a palette needs at least two. The colour is named "
    "with the number of colours.",
    Reason.BLENDED: "Cannot tell: the colours run into each other without a break, so they cannot be counted.",
    Reason.FULL: "Cannot tell: marks cover so much of the sheet that any axis would seem to mirror them.",
    Reason.NO_AXIS: "Cannot tell: the marks reach about equally far in all directions, so they have no main axis.",
    Reason.UNSTEADY_AXIS: "Cannot tell: the main axis hangs on a few marks; without them it would turn a good deal.",
}


def _round(value: Any, digits: int) -> Any:
    if isinstance(value, tuple):
        return tuple(_round(part, digits) for part in value)
    # Adding 0.0 turns -0.0 into 0.0.
    return round(float(value), digits) + 0.0 if isinstance(value, float) else value


def _plain(value: Any) -> Any:
    if isinstance(value, Found):
        return value.to_json()
    return [_plain(part) for part in value] if isinstance(value, tuple) else value


def _frozen(value: Any, kind: type[Found] | None) -> Any:
    if isinstance(value, list):
        return tuple(_frozen(part, kind) for part in value)
    return kind.from_json(value) if kind is not None else value


@dataclass(frozen=True, slots=True)
class Found:
    """A measured value. Subclasses name their numbers; ``headline`` is the field shown first.

    Decimals beyond what is meaningful are dropped as soon as a value is made, so that stored and fresh ones are equal.
    """

    headline: ClassVar[str] = ""
    places: ClassVar[Mapping[str, int]] = {}  # decimals of a field; 1 where not said

    def __post_init__(self) -> None:
        for item in fields(self):
            object.__setattr__(self, item.name, _round(getattr(self, item.name), self.places.get(item.name, 1)))

    def to_json(self) -> Json:
        return {item.name: _plain(getattr(self, item.name)) for item in fields(self)}

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> Self:
        """The value from its stored form. Raises Invalid when a number is missing."""
        try:
            return cls(**{item.name: _frozen(stored[item.name], item.metadata.get("kind")) for item in fields(cls)})
        except (KeyError, TypeError, AttributeError) as error:
            raise Invalid("This stored measurement is damaged; measure the picture again.") from error


@dataclass(frozen=True, slots=True)
class Unmeasured:
    """ "Cannot tell" as a value."""

    reason: Reason

    @property
    def sentence(self) -> str:
        return self.reason.sentence


class Surface(StrEnum):
    """Which part of the picture a number was taken over."""

    SHEET = "sheet"
    MARKS = "marks"
    WHOLE = "whole"  # no bare paper found: everything was taken for marks


@dataclass(frozen=True, slots=True)
class MeasuredOn:
    """The pixels behind a number."""

    width: int  # px
    height: int  # px
    scale: float  # measured px per px of the original; 1 where the original was not named
    surface: Surface
    evened: bool  # uneven light was evened out first
    paper: str | None  # #rrggbb of the bare paper
    paper_confidence: float  # 0..1

    def to_json(self) -> Json:
        return {item.name: _plain(getattr(self, item.name)) for item in fields(self)}

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> MeasuredOn:
        values = {item.name: stored[item.name] for item in fields(cls)}
        return cls(**{**values, "surface": Surface(values["surface"])})


@dataclass(frozen=True, slots=True)
class Result:
    """One element of one picture, ready to be shown or stored."""

    element: str
    method: str
    unit: str
    low: float  # of the range the headline value can take
    high: float
    found: Found | Unmeasured
    on: MeasuredOn
    cannot_tell: tuple[str, ...]

    @property
    def value(self) -> float | None:
        """The headline number, or None for "cannot tell"."""
        return None if isinstance(self.found, Unmeasured) else getattr(self.found, self.found.headline)

    @property
    def reason(self) -> Reason | None:
        return self.found.reason if isinstance(self.found, Unmeasured) else None

    def to_json(self) -> Json:
        """Stable keys; ``found`` is null exactly when ``unmeasured`` is not."""
        why = self.reason
        return {
            "element": self.element,
            "method": self.method,
            "unit": self.unit,
            "range": [self.low, self.high],
            "value": self.value,
            "found": None if isinstance(self.found, Unmeasured) else self.found.to_json(),
            "unmeasured": None if why is None else {"reason": why.value, "sentence": why.sentence},
            "on": self.on.to_json(),
            "cannot_tell": list(self.cannot_tell),
        }
