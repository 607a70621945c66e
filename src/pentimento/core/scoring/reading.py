"""Reading an instrument's file, strictly: a slip in a scoring file would be a slip in every score."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any, NoReturn, TypeVar

from pentimento.core.kernel.errors import Invalid
from pentimento.core.kernel.provenance import Source
from pentimento.core.scoring.structure import (
    Band,
    Direction,
    Instrument,
    Item,
    Licence,
    Missing,
    Reliability,
    Safety,
    Threshold,
)

Kind = TypeVar("Kind")
WHOLE_FILE = """
    key title full_title about weeks version direction answers total caseness caseness_source bands_source
    items bands missing change loinc licence
"""
CHANGE = "points source population reliability reliability_source sd sd_source others"
NEEDED = frozenset(WHOLE_FILE.split())
ALLOWED = NEEDED | {"safety"}


def read_instrument(raw: Mapping[str, Any], source: Source) -> Instrument:
    """Turn a parsed file into an instrument.

    Raises
    ------
    Invalid
        For a missing or unknown key, a value of the wrong kind, items that are not numbered 1..n,
        bands that do not begin at the lowest total or do not ascend, a total range that the answers
        cannot produce, a cut outside the range, a reliability outside 0..1 and the like.
    """
    sheet = _Sheet(raw, str(raw.get("key", "without a key")))
    sheet.only(NEEDED, ALLOWED)
    found = _instrument(sheet, source)
    _check_range(sheet, found)
    _check_bands(sheet, found)
    _check_rules(sheet, found)
    return found


class _Sheet:
    """One table of the file, which names the instrument and the key when something is wrong."""

    def __init__(self, raw: Mapping[str, Any], name: str) -> None:
        self.raw, self.name = raw, name

    def wrong(self, problem: str) -> NoReturn:
        raise Invalid("The instrument file {name} is wrong: {problem}.", name=self.name, problem=problem)

    def only(self, needed: frozenset[str] | set[str], allowed: frozenset[str] | set[str] | None = None) -> None:
        if lacking := needed - self.raw.keys():
            self.wrong(f"it lacks {', '.join(sorted(lacking))}")
        if unknown := self.raw.keys() - (allowed or needed):
            self.wrong(f"it has unknown entries: {', '.join(sorted(unknown))}")

    def text(self, key: str) -> str:
        value = self._of(key, str)
        return value if value.strip() else self.wrong(f"{key} is empty")

    def whole(self, key: str) -> int:
        return self._of(key, int)

    def number(self, key: str) -> float:
        value = self.raw[key]
        if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
            self.wrong(f"{key} is not a number")
        return float(value)

    def wholes(self, key: str) -> tuple[int, ...]:
        values = self._of(key, list)
        if any(type(value) is not int for value in values):
            self.wrong(f"{key} holds something that is not a whole number")
        return tuple(values)

    def table(self, key: str) -> _Sheet:
        return _Sheet(self._of(key, dict), f"{self.name}, {key}")

    def tables(self, key: str) -> list[_Sheet]:
        rows = self._of(key, list)
        if any(not isinstance(row, dict) for row in rows):
            self.wrong(f"{key} is not a list of tables")
        return [_Sheet(row, f"{self.name}, {key}") for row in rows]

    def _of(self, key: str, kind: type[Kind]) -> Kind:
        value = self.raw[key]
        if type(value) is not kind:
            self.wrong(f"{key} is not of the right kind")
        return value


def _instrument(sheet: _Sheet, source: Source) -> Instrument:
    total = sheet.wholes("total")
    if len(total) != 2:
        sheet.wrong("total is not a lowest and a highest value")
    codes, licence = sheet.table("loinc"), sheet.table("licence")
    codes.only({"panel", "total"})
    licence.only({"holder", "terms"})
    return Instrument(
        key=sheet.text("key"),
        title=sheet.text("title"),
        full_title=sheet.text("full_title"),
        about=sheet.text("about"),
        weeks=sheet.whole("weeks"),
        version=sheet.text("version"),
        direction=_direction(sheet),
        items=tuple(_item(row) for row in sheet.tables("items")),
        answers=sheet.wholes("answers"),
        lowest=total[0],
        highest=total[1],
        bands=tuple(_band(row) for row in sheet.tables("bands")),
        bands_source=sheet.text("bands_source"),
        caseness=sheet.number("caseness"),
        caseness_source=sheet.text("caseness_source"),
        missing=_missing(sheet.table("missing")),
        change=_reliability(sheet.table("change")),
        safety=_safety(sheet.table("safety")) if "safety" in sheet.raw else None,
        panel=codes.text("panel"),
        total_code=codes.text("total"),
        licence=Licence(licence.text("holder"), licence.text("terms")),
        source=source,
    )


def _direction(sheet: _Sheet) -> Direction:
    stated = sheet.text("direction")
    if stated not in set(Direction):
        sheet.wrong("direction is neither 'higher is worse' nor 'higher is better'")
    return Direction(stated)


def _item(row: _Sheet) -> Item:
    row.only({"number", "key", "loinc"})
    return Item(row.whole("number"), row.text("key"), row.text("loinc"))


def _band(row: _Sheet) -> Band:
    row.only({"key", "from"})
    return Band(row.text("key"), row.number("from"))


def _missing(row: _Sheet) -> Missing:
    row.only({"most", "source"})
    return Missing(row.whole("most"), row.text("source"))


def _threshold(row: _Sheet) -> Threshold:
    row.only({"points", "source"})
    return Threshold(row.number("points"), row.text("source"))


def _safety(row: _Sheet) -> Safety:
    row.only({"item", "from"})
    return Safety(row.whole("item"), row.whole("from"))


def _reliability(row: _Sheet) -> Reliability:
    row.only(frozenset(CHANGE.split()))
    return Reliability(
        threshold=Threshold(row.number("points"), row.text("source")),
        population=row.text("population"),
        reliability=row.number("reliability"),
        reliability_source=row.text("reliability_source"),
        sd=row.number("sd"),
        sd_source=row.text("sd_source"),
        others=tuple(_threshold(other) for other in row.tables("others")),
    )


def _check_range(sheet: _Sheet, found: Instrument) -> None:
    if not found.items or [item.number for item in found.items] != list(range(1, len(found.items) + 1)):
        sheet.wrong("its items are not numbered 1, 2, 3 and so on")
    if _repeats([item.key for item in found.items]) or _repeats([item.loinc for item in found.items]):
        sheet.wrong("two of its items share a key or a code")
    if len(found.answers) < 2 or list(found.answers) != sorted(set(found.answers)):
        sheet.wrong("its answers do not ascend")
    if found.weeks < 1:
        sheet.wrong("weeks is not 1 or more")
    possible = (found.answers[0] * len(found.items), found.answers[-1] * len(found.items))
    if (found.lowest, found.highest) != possible:
        sheet.wrong(f"its answers give totals from {possible[0]} to {possible[1]}, not the range it states")


def _check_bands(sheet: _Sheet, found: Instrument) -> None:
    starts = [band.lowest for band in found.bands]
    if not starts or starts != sorted(set(starts)) or starts[0] != found.lowest or starts[-1] > found.highest:
        sheet.wrong("its bands do not ascend from the lowest total within the range")
    if _repeats([band.key for band in found.bands]):
        sheet.wrong("two of its bands share a name")
    if not found.lowest < found.caseness <= found.highest:
        sheet.wrong("its cut lies outside the range")


def _check_rules(sheet: _Sheet, found: Instrument) -> None:
    if not 0 <= found.missing.most < len(found.items) / 2:
        sheet.wrong("it would make a total from fewer than half of its items")
    if not 0 <= found.change.reliability < 1 or found.change.sd <= 0:
        sheet.wrong("its reliability is not from 0 up to 1, or its standard deviation is not above 0")
    thresholds = (found.change.threshold, *found.change.others)
    if any(not 0 < threshold.points <= found.highest - found.lowest for threshold in thresholds):
        sheet.wrong("a change threshold is not between 0 and the width of the range")
    safety = found.safety
    if safety and (safety.item not in {item.number for item in found.items} or safety.lowest not in found.answers):
        sheet.wrong("its safety item or the answer that raises it does not exist")


def _repeats(values: Sequence[str]) -> bool:
    return len(set(values)) < len(values)
