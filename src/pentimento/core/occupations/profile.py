"""The occupations that ship: the art therapist in full, its neighbours by name. Nothing has to be imported."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

from pentimento.core.kernel.errors import NotFound
from pentimento.core.occupations.tasks import Task
from pentimento.core.reference.shelf import shipped

SHELF = "occupations"
ART_THERAPIST = "29-1129.01"
RELEASE = "30.1"  # the release the shipped facts were taken from


@dataclass(frozen=True, slots=True)
class Known:
    """An occupation we know by name. ``is_full``: its tasks and ratings ship too."""

    code: str
    title: str
    parent: str
    parent_title: str
    taxonomy: str
    summary: str
    is_full: bool


@dataclass(frozen=True, slots=True)
class Title:
    """A name under which people work. ``reported``: somebody who was asked said it is theirs."""

    title: str
    short: str = ""
    reported: bool = False
    shown_first: bool = False


@dataclass(frozen=True, slots=True)
class Related:
    """A neighbouring occupation, nearest first."""

    code: str
    title: str
    tier: str
    place: int


@dataclass(frozen=True, slots=True)
class Element:
    """An activity, a skill or a field of knowledge. ``importance`` 1 to 5, ``level`` 0 to 7; None: not published."""

    element_id: str
    label: str
    importance: float | None
    level: float | None
    raters: int | None = None
    date: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class Tool:
    """A program or thing that is worked with, and the class of goods it belongs to."""

    example: str
    commodity_code: str
    commodity: str
    hot: bool = False
    in_demand: bool = False


def attribution() -> str:
    """The line that stands under every page and in every export with figures from O*NET."""
    return str(shipped(SHELF).toml("attribution.toml")["shipped"])


def attribution_of(release: str) -> str:
    """The same line for another release, whose wording is shown as it was published."""
    return str(shipped(SHELF).toml("attribution.toml")["imported"]).format(release=release)


@cache
def known() -> dict[str, Known]:
    """The occupations known by name, by code."""
    return {
        row["code"]: Known(**{k: v for k, v in row.items() if k != "detail"}, is_full=row["detail"] == "full")
        for row in shipped(SHELF).csv("occupations.csv")
    }


@cache
def names() -> dict[str, str]:
    """Titles by code: occupations known by name and the neighbours they mention."""
    near = {row["related_code"]: row["related_title"] for row in shipped(SHELF).csv("related.csv")}
    return near | {code: one.title for code, one in known().items()}


@cache
def tasks(code: str = ART_THERAPIST) -> tuple[Task, ...]:
    """The tasks of a shipped occupation, most important first.

    Raises
    ------
    NotFound
        Where the tasks of this occupation do not ship.
    """
    found = tuple(_task(row) for row in shipped(SHELF).csv("tasks.csv") if row["code"] == code)
    if not found:
        raise NotFound("The tasks of {code} do not ship with Pentimento. Import an O*NET release.", code=code)
    return found


def titles(code: str = ART_THERAPIST) -> tuple[Title, ...]:
    """Other titles of a shipped occupation."""
    return tuple(
        Title(row["title"], row["short"], row["reported"] == "yes", row["shown_first"] == "yes")
        for row in _rows("titles.csv", code)
    )


@cache
def pointers() -> tuple[tuple[str, str, str], ...]:
    """Titles that have no code of their own: the title, the code they fall under, and a sentence that says so."""
    return tuple((row["title"], row["code"], row["note"]) for row in shipped(SHELF).csv("pointers.csv"))


def related(code: str = ART_THERAPIST) -> tuple[Related, ...]:
    """Neighbouring occupations, nearest first."""
    rows = _rows("related.csv", code)
    return tuple(Related(row["related_code"], row["related_title"], row["tier"], int(row["place"])) for row in rows)


def elements(kind: str, code: str = ART_THERAPIST) -> tuple[Element, ...]:
    """``activities``, ``skills`` or ``knowledge``, most important first."""
    rows = (row for row in _rows("elements.csv", code) if row["set"] == kind)
    found = (
        Element(
            element_id=row["element_id"],
            label=row["label"],
            importance=number(row["importance"]),
            level=number(row["level"]),
            raters=whole(row["raters"]),
            date=row["date"],
            source=row["source"],
        )
        for row in rows
    )
    return tuple(sorted(found, key=lambda one: (-(one.importance or 0), one.label)))


def technology(code: str = ART_THERAPIST) -> tuple[Tool, ...]:
    """Programs that are worked with."""
    return tuple(
        Tool(row["example"], row["commodity_code"], row["commodity"], row["hot"] == "Y", row["in_demand"] == "Y")
        for row in _rows("technology.csv", code)
    )


def tools(code: str = ART_THERAPIST) -> tuple[Tool, ...]:
    """Things that are worked with."""
    return tuple(Tool(row["example"], row["commodity_code"], row["commodity"]) for row in _rows("tools.csv", code))


def crosswalks(code: str = ART_THERAPIST) -> dict[str, Any]:
    """What other systems call it: programmes of study, ISCO, military titles, apprenticeships, employment.

    Empty where nothing ships for this code.
    """
    table = shipped(SHELF).toml("crosswalks.toml")
    return table if table["code"] == code else {}


@cache
def scales() -> dict[str, tuple[str, float, float]]:
    """Name, least and most of every scale, by its id."""
    rows = shipped(SHELF).csv("scales.csv")
    return {row["scale"]: (row["name"], float(row["least"]), float(row["most"])) for row in rows}


def number(text: str) -> float | None:
    """A published figure, or None where the cell is empty."""
    return float(text) if text.strip() else None


def whole(text: str) -> int | None:
    """A published count, or None where the cell is empty."""
    return int(text) if text.strip() else None


def _rows(name: str, code: str) -> list[dict[str, str]]:
    return [row for row in shipped(SHELF).csv(name) if row["code"] == code]


def _task(row: dict[str, str]) -> Task:
    return Task(
        task_id=row["task_id"],
        kind=row["kind"],
        name=row["name"],
        label=row["label"],
        importance=number(row["importance"]),
        importance_n=whole(row["importance_n"]),
        relevance=number(row["relevance"]),
        relevance_n=whole(row["relevance_n"]),
        frequency=tuple(float(row[f"frequency_{place}"]) for place in range(1, 8)),
        frequency_n=whole(row["frequency_n"]),
        date=row["date"],
        source=row["source"],
    )
