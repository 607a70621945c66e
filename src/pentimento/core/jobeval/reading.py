"""Read a scheme from a parsed file. Nothing is half read: one fault refuses the whole, naming its row and column."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeVar

from pentimento.core.kernel.errors import Invalid, PentimentoError

from .bands import Band
from .levels import read_points, whole
from .scheme import CONFIRMED, UNCONFIRMED, Cell, Factor, Level, Profile, Rules, Scheme

FORMAT = "pentimento-job-evaluation/1"
MOST = {"factors": 40, "levels": 20, "bands": 60, "profiles": 200}
LONGEST = {"title": 200, "label": 120, "name": 40, "words": 1000, "about": 600, "origin": 1000, "edition": 120}
KEY = re.compile(r"[a-z0-9][a-z0-9-]{0,59}")
_NOT_TEXT = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")
Row = Mapping[str, Any]
Answer = TypeVar("Answer")


def scheme_from(table: Any) -> Scheme:
    """Check a parsed TOML or JSON file and make it a scheme.

    Raises
    ------
    Invalid
        For the first fault, as in: *In row 3 of the profile “Senior”, column level: factor 3 has no level 9.*
        A row is counted from 1 in its own table.
    """
    if not isinstance(table, Mapping) or table.get("format") != FORMAT:
        raise Invalid("This is not a grading scheme: its first entry must be format = “{format}”.", format=FORMAT)
    top = Place("the scheme itself")
    factors = _factors(table)
    bands = _bands(table)
    numbers = {factor.number: factor for factor in factors}
    return Scheme(
        key=top.take(table, "key", key),
        title=top.take(table, "title", text),
        factors=factors,
        bands=bands,
        profiles=_profiles(table, numbers),
        rules=rules_from(table.get("rules", {}), numbers),
        country=top.take(table, "country", text, ""),
        edition=top.take(table, "edition", text, ""),
        origin=top.take(table, "origin", text, ""),
        max_total=top.take(table, "max_total", whole, 0),
    )


class Place:
    """A row of the file, so that a fault can say where it is."""

    def __init__(self, words: str) -> None:
        self.words = words

    def take(self, row: Row, column: str, read: Callable[..., Answer], otherwise: Any = ...) -> Answer:
        """One column of a row, read; ``otherwise`` where it may be left out."""
        if column not in row:
            if otherwise is ...:
                raise self.fault(column, "is missing")
            return otherwise  # type: ignore[no-any-return]
        try:
            if read is text:
                return read(row[column], longest=LONGEST.get(column, 200))
            return read(row[column])
        except PentimentoError as error:
            raise self.fault(column, str(error)) from None

    def fault(self, column: str, what: str) -> Invalid:
        """The sentence that names row and column."""
        return Invalid("In {place}, column {column}: {what}.", place=self.words, column=column, what=what.rstrip("."))


def text(value: Any, *, longest: int = 200) -> str:
    """Text of a sensible length without control characters."""
    if not isinstance(value, str) or len(value) > longest or _NOT_TEXT.search(value):
        raise Invalid("it must be text of at most {longest} characters", longest=longest)
    return value.strip()


def key(value: Any) -> str:
    """A short name for addresses and files."""
    if not isinstance(value, str) or not KEY.fullmatch(value):
        raise Invalid("it must be small letters, digits and hyphens, at most 60")
    return value


def rows_of(table: Row, name: str, *, inside: str = "") -> Sequence[Row]:
    """A list of rows, none missing, none too many."""
    rows = table.get(name)
    where = f"{inside}, {name}" if inside else f"the table {name}"
    if not isinstance(rows, list) or not rows:
        raise Invalid("{where}: there are no rows.", where=where[0].upper() + where[1:])
    most = MOST.get(name, MOST["factors"])
    if len(rows) > most:
        raise Invalid("{where}: at most {most} rows.", where=where[0].upper() + where[1:], most=most)
    for number, row in enumerate(rows, start=1):
        if not isinstance(row, Mapping):
            raise Invalid("In row {row} of {where}: this is not a row with columns.", row=number, where=where)
    return rows


def _factors(table: Row) -> tuple[Factor, ...]:
    found: list[Factor] = []
    for place, row in _placed(rows_of(table, "factors"), "the factors"):
        number = place.take(row, "number", whole)
        if number in {factor.number for factor in found}:
            raise place.fault("number", f"there is a factor {number} already")
        label = place.take(row, "label", text)
        if not label:
            raise place.fault("label", "it is empty")
        about = place.take(row, "about", text, "")
        found.append(Factor(number, label, _levels(row, number), about))
    return tuple(found)


def _levels(factor: Row, number: int) -> tuple[Level, ...]:
    where = f"factor {number}"
    found: list[Level] = []
    for place, row in _placed(rows_of(factor, "levels", inside=where), f"the levels of {where}"):
        name = place.take(row, "level", _level_name)
        if name in {level.name for level in found}:
            raise place.fault("level", f"there is a level {name} already")
        points = place.take(row, "points", whole)
        if found and points <= found[-1].points:
            raise place.fault("points", f"{points} is not more than the {found[-1].points} of the level before")
        found.append(Level(name, points, place.take(row, "words", text, "")))
    return tuple(found)


def _level_name(value: Any) -> str:
    if isinstance(value, int) and not isinstance(value, bool):
        value = str(value)
    if not isinstance(value, str) or not re.fullmatch(r"(?:[0-9]{1,2}|[A-Z])\+?", value):
        raise Invalid("“{value}” is no name of a level; write a number or a capital letter", value=str(value)[:40])
    return value


def _bands(table: Row) -> tuple[Band, ...]:
    found: list[Band] = []
    for place, row in _placed(rows_of(table, "bands"), "the bands"):
        name = place.take(row, "name", text)
        if not name or name in {band.name for band in found}:
            raise place.fault("name", f"there is a band {name} already" if name else "it is empty")
        low, high = place.take(row, "low", whole), place.take(row, "high", whole)
        if high < low:
            raise place.fault("high", f"{high} is less than the lowest total of this band, {low}")
        if found and low <= found[-1].high:
            raise place.fault("low", f"{low} lies in band {found[-1].name}, which goes up to {found[-1].high}")
        if found and low > found[-1].high + 1:
            raise place.fault("low", f"totals from {found[-1].high + 1} to {low - 1} would be in no band")
        found.append(Band(name, low, high))
    return tuple(found)


def _placed(rows: Sequence[Row], where: str) -> list[tuple[Place, Row]]:
    return [(Place(f"row {number} of {where}"), row) for number, row in enumerate(rows, start=1)]


def _profiles(table: Row, factors: Mapping[int, Factor]) -> tuple[Profile, ...]:
    if "profiles" not in table:
        return ()
    found: list[Profile] = []
    for place, row in _placed(rows_of(table, "profiles"), "the profiles"):
        named = place.take(row, "key", key)
        if named in {profile.key for profile in found}:
            raise place.fault("key", f"there is a profile {named} already")
        title = place.take(row, "title", text)
        found.append(
            Profile(
                key=named,
                title=title,
                cells=_cells(row, title, factors),
                printed_total=place.take(row, "printed_total", _range, None),
                printed_band=place.take(row, "printed_band", text, ""),
            )
        )
    return tuple(found)


def _range(value: Any) -> tuple[int, int]:
    points = read_points(value)
    if len(points) > 2 or points[-1] < points[0]:
        raise Invalid("it must be one total, or the lowest and the highest")
    return points[0], points[-1]


def _cells(row: Row, title: str, factors: Mapping[int, Factor]) -> tuple[Cell, ...]:
    where = f"the profile “{title}”"
    found: dict[int, Cell] = {}
    for place, cell in _placed(rows_of(row, "cells", inside=where), where):
        number = place.take(cell, "factor", whole)
        if number not in factors:
            raise place.fault("factor", f"this scheme has no factor {number}")
        if number in found:
            raise place.fault("factor", f"factor {number} stands there twice")
        levels = place.take(cell, "level", factors[number].read)
        found[number] = Cell(number, levels, place.take(cell, "points", read_points))
    if missing := [str(number) for number in factors if number not in found]:
        raise Invalid(
            "In {where}, column factor: there is no row for {missing}.", where=where, missing=", ".join(missing)
        )
    return tuple(found[number] for number in factors)


def rules_from(row: Any, factors: Mapping[int, Factor]) -> Rules:
    """The rules of matching. What is left out is as Pentimento ships it; anything not confirmed says so."""
    place, plain = Place("the rules"), Rules()
    if not isinstance(row, Mapping):
        raise Invalid("The rules are not a row with columns.")
    fixed = place.take(row, "may_not_vary", read_points, ()) if row.get("may_not_vary") else ()
    if unknown := [number for number in fixed if number not in factors]:
        raise place.fault("may_not_vary", f"this scheme has no factor {unknown[0]}")
    least = place.take(row, "panel_least", whole, plain.panel_least)
    most = place.take(row, "panel_most", whole, plain.panel_most)
    if not 1 <= least <= most <= 20:
        raise place.fault("panel_most", "a panel has from 1 to 20 people, and at least as many at most as at least")
    return Rules(
        max_level_distance=place.take(row, "max_level_distance", whole, plain.max_level_distance),
        max_varied_factors=place.take(row, "max_varied_factors", whole, plain.max_varied_factors),
        may_not_vary=frozenset(fixed),
        stay_in_band=bool(row.get("stay_in_band", plain.stay_in_band)),
        panel_least=least,
        panel_most=most,
        appeal_within_days=place.take(row, "appeal_within_days", whole, plain.appeal_within_days),
        status=CONFIRMED if row.get("status") == CONFIRMED else UNCONFIRMED,
        source=place.take(row, "source", _source, ""),
    )


def _source(value: Any) -> str:
    return text(value, longest=1000)
