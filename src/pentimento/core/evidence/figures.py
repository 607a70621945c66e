"""Finding the numbers and dates a sentence states, and checking that the evidence carries them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

MONTH_NAMES = "January February March April May June July August September October November December"
MONTHS = MONTH_NAMES.split()
# "May" only with its capital: "12 may have" is no date.
NAMED = "|".join(rf"(?i:{name[:3]}(?:t(?=\b|\.)|{name[3:]})?)" if name != "May" else "May|MAY" for name in MONTHS)
DATE = re.compile(
    r"(?<![\w.])(?:"
    r"(?P<y1>\d{4})-(?P<m1>\d{2})-(?P<d1>\d{2})"
    rf"|(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?(?:\s+of)?\s+(?P<n2>{NAMED})\b(?:\.?,?\s+(?P<y2>\d{{4}}))?"
    rf"|(?P<n3>{NAMED})\b\.?\s+(?P<d3>\d{{1,2}})(?:st|nd|rd|th)?(?!\d)(?:,?\s+(?P<y3>\d{{4}}))?"
    rf"|(?P<n4>{NAMED})\b\.?,?\s+(?P<y4>\d{{4}})"
    r"|(?P<d5>\d{1,2})(?P<mark>[/.])(?P<m5>\d{1,2})(?P=mark)(?P<y5>\d{4}|\d{2})"
    r")(?![\w/])"
)
TIME = re.compile(r"(?<![\w.:])(\d{1,2}):(\d{2})(?![\w:])")
MEASURE = re.compile(r"\b(?:PHQ|GAD|CORE|OM|SF|K)[\s-]?\d{1,2}\b")
# "COVID-19", "A4", "4B" and "3D" are names; "3rd", "10cm" and "40 %" state a number.
NUMBER = re.compile(
    r"(?<![\w.,/])(?<![A-Za-z][-‐‑])[-−]?"
    r"(?P<digits>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+,\d{1,2}|\d+(?:\.\d+)?)"
    r"(?P<unit>\s?%|(?:st|nd|rd|th|mm|cm|m|km|min|h|s|x|pm|am|kg|g|ml|yo)\b)?(?![\w]|[.,]\d)"
)
GROUPED = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?")
LIST_MARK = re.compile(r"\A\s*\d{1,3}[.)]\s+(?=\S)")
TEENS = "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen"
ONES = f"zero one two three four five six seven eight nine {TEENS}".split()
DECADES = "twenty thirty forty fifty sixty seventy eighty ninety"
TENS = DECADES.split()
SPELLED = re.compile(
    rf"(?<![\w-])(?:(?P<tens>{'|'.join(TENS)})(?:[-\s](?P<unit>{'|'.join(ONES[1:10])}))?"
    rf"|(?P<ones>{'|'.join(ONES[2:])}))(?![\w-]|\s+(?:hundred|thousand|million))",
    re.IGNORECASE,
)
LONGEST = 300  # digits; beyond that no number is meant


@dataclass(frozen=True, slots=True)
class Figure:
    """A number as a sentence states it."""

    text: str
    value: float
    places: int  # decimals written
    percent: bool = False


@dataclass(frozen=True, slots=True)
class Day:
    """A date as a sentence states it; what it leaves out is None."""

    text: str
    year: int | None
    month: int
    day: int | None

    def is_on(self, other: date) -> bool:
        """Whether a full date is this one, as far as this one is stated."""
        return (
            self.month == other.month
            and self.day in (None, other.day)
            and self.year in (None, other.year, other.year % 100)
        )


@dataclass(frozen=True, slots=True)
class Stated:
    """Everything countable that a text states."""

    figures: tuple[Figure, ...]
    days: tuple[Day, ...]
    times: tuple[str, ...]  # HH:MM


def stated(text: str) -> Stated:
    """The numbers, dates and times of day a text states.

    Not numbers: names with digits (``PHQ-9``, ``A4``, ``4B``), the mark of a list item, "one" and
    ordinals in words. Spelled numbers from two to ninety-nine are.

    >>> [figure.value for figure in stated("The PHQ-9 fell from 18 to 9.5, over twenty-one days.").figures]
    [18.0, 9.5, 21.0]
    """
    rest = LIST_MARK.sub(lambda mark: " " * len(mark.group()), text)
    days = [day for found in DATE.finditer(rest) if (day := _day(found))]
    rest = _blank(rest, [day.text for day in days])
    times = tuple(f"{int(found[1]):02d}:{found[2]}" for found in TIME.finditer(rest))
    for named in (TIME, MEASURE):
        rest = named.sub(lambda found: " " * len(found.group()), rest)
    figures = [_figure(found) for found in NUMBER.finditer(rest)]
    return Stated((*figures, *_spelled(rest)), tuple(days), times)


def carries(figure: Figure, numbers: Iterable[float]) -> bool:
    """Whether one of the numbers is the stated one, rounded as it is written.

    The sign does not matter (a change of -9 is "9 points lower"), and a share of 0.62 is 62 %.

    >>> carries(Figure("10.3", 10.3, 1), [10.29]), carries(Figure("10.4", 10.4, 1), [10.29])
    (True, False)
    """
    slack = 0.5 * 10.0**-figure.places + 1e-9
    known = [abs(number) for number in numbers]
    if figure.percent:
        known += [number * 100 for number in known if number <= 1]
    return any(abs(number - abs(figure.value)) <= slack for number in known)


def _figure(found: re.Match[str]) -> Figure:
    written, unit = found["digits"][:LONGEST], (found["unit"] or "").strip()
    digits = written.replace(",", "" if GROUPED.fullmatch(written) else ".")
    return Figure(found.group().strip(), float(digits), len(digits.partition(".")[2]), unit == "%")


def _spelled(text: str) -> Iterator[Figure]:
    for found in SPELLED.finditer(text):
        if found["tens"]:
            value = 20 + 10 * TENS.index(found["tens"].lower())
            value += ONES.index(found["unit"].lower()) if found["unit"] else 0
        else:
            value = ONES.index(found["ones"].lower())
        yield Figure(found.group(), float(value), 0)


def _day(found: re.Match[str]) -> Day | None:
    part = {key[0]: value for key, value in found.groupdict().items() if value and key != "mark"}
    day, year = int(part["d"]) if "d" in part else None, int(part["y"]) if "y" in part else None
    month = _month(part["n"]) if "n" in part else int(part["m"])
    if not 1 <= month <= 12 or (day is not None and not 1 <= day <= 31):
        return None
    return Day(found.group(), year, month, day)


def _month(name: str) -> int:
    return next(place for place, month in enumerate(MONTHS, start=1) if month[:3].lower() == name[:3].lower())


def _blank(text: str, parts: list[str]) -> str:
    for part in parts:
        text = text.replace(part, " " * len(part), 1)
    return text
