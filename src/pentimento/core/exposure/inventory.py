"""The tasks of an occupation as the ledger needs them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from pentimento.core.occupations import profile
from pentimento.core.occupations import tasks as occupations
from pentimento.core.reference.shelf import shipped

from .labels import CORE, SUPPLEMENTAL

ART_THERAPISTS = profile.ART_THERAPIST
SHELF = "exposure"
GROUPS = {"4.A.1": "Taking in", "4.A.2": "Thinking", "4.A.3": "Producing", "4.A.4": "With others"}


@dataclass(frozen=True, slots=True)
class Task:
    """One task as the ledger needs it. ``often`` is events a year; name and words are our own where we have any."""

    task_id: str
    kind: str
    importance: float
    often: float
    name: str
    words: str
    category: str = ""
    group: str = ""


def ledger_tasks(known: Iterable[occupations.Task]) -> dict[str, Task]:
    """The tasks of an occupation as the ledger needs them, in their order. One nobody rated weighs nothing in time."""
    categories = _categories()
    return {
        task.task_id: Task(
            task.task_id,
            CORE if task.is_core else SUPPLEMENTAL,
            task.importance or 0.0,
            task.times_a_year or 0.0,
            task.name or task.shown,
            task.shown,
            *categories.get(task.task_id, ("", "")),
        )
        for task in known
    }


@cache
def tasks() -> Mapping[str, Task]:
    """The tasks of art therapists by id, most important first."""
    return ledger_tasks(profile.tasks(ART_THERAPISTS))


@cache
def _categories() -> Mapping[str, tuple[str, str]]:
    names = {one.element_id: one.label for one in profile.elements("activities", ART_THERAPISTS)}
    rows = shipped(SHELF).csv("categories.csv")
    return {row["task_id"]: (names[row["activity"]], GROUPS[row["activity"][:5]]) for row in rows}
