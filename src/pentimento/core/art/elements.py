"""The eight formal elements, in the order they are shown, and the one call that measures them all.

Arrays come in already decoded: core reads no files. Nothing here says what a picture means.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from pentimento.core.art import (
    brightness,
    filled_area,
    number_of_colours,
    palette,
    rotation,
    saturation,
    symmetry,
    used_space,
)
from pentimento.core.art.colour import Rgb
from pentimento.core.art.element import Element
from pentimento.core.art.overlay import Overlay
from pentimento.core.art.results import Json, MeasuredOn, Reason, Result, Unmeasured
from pentimento.core.art.sheet import Sheet, read_sheet
from pentimento.core.kernel.errors import Invalid

ELEMENTS: dict[str, Element] = {
    room.ELEMENT.key: room.ELEMENT
    for room in (
        filled_area,
        used_space,
        number_of_colours,
        palette,
        saturation,
        brightness,
        symmetry,
        rotation,
    )
}
SCHEMA = "measurement/1"
_KINDS = {element.method: element.kind for element in ELEMENTS.values()}


@dataclass(frozen=True, slots=True)
class Measurement:
    """All elements of one picture, by key."""

    results: tuple[Result, ...]

    def __getitem__(self, key: str) -> Result:
        return next(result for result in self.results if result.element == key)

    def __iter__(self) -> Iterator[Result]:
        return iter(self.results)

    def to_json(self) -> Json:
        return {"schema": SCHEMA, "results": [result.to_json() for result in self.results]}

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> Measurement:
        """A stored measurement. Raises Invalid when it is damaged or from a method this version does not know."""
        if stored.get("schema") != SCHEMA:
            raise Invalid("This stored measurement is in a form this version does not know.")
        return cls(tuple(result_from_json(result) for result in stored["results"]))


def result_from_json(stored: Mapping[str, Any]) -> Result:
    """One stored result, whole. Raises Invalid when it is damaged or its method unknown."""
    try:
        kind = _KINDS[stored["method"]]
        missing = stored["unmeasured"]
        found = Unmeasured(Reason(missing["reason"])) if missing else kind.from_json(stored["found"])
        low, high = stored["range"]
        on, texts = MeasuredOn.from_json(stored["on"]), tuple(stored["cannot_tell"])
        return Result(stored["element"], stored["method"], stored["unit"], low, high, found, on, texts)
    except (KeyError, TypeError, ValueError) as error:
        raise Invalid("This stored measurement is damaged; measure the picture again.") from error


def measure(rgb: Rgb, *, original: tuple[int, int] | None = None) -> Measurement:
    """Measure all elements of one picture.

    Parameters
    ----------
    rgb : uint8 array of shape (H, W, 3)
        See `read_sheet`: sRGB, upright, cropped, long side ``MEASURING_SIDE``.
    original : (width, height) in px before shrinking, if known

    Raises
    ------
    Unmeasurable
        When the array is not a picture of a sheet.
    """
    return measure_sheet(read_sheet(rgb, original=original))


def measure_sheet(sheet: Sheet) -> Measurement:
    """Measure all elements of a sheet already read."""
    return Measurement(tuple(element.of(sheet) for element in ELEMENTS.values()))


def overlay(sheet: Sheet, result: Result) -> Overlay:
    """What to draw over the picture for one result; empty for "cannot tell"."""
    if isinstance(result.found, Unmeasured):
        return Overlay()
    return ELEMENTS[result.element].draw(sheet, result.found)
