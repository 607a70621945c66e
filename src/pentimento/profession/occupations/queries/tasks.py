"""The tasks of an occupation, for this room and the ones above it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from pentimento.core.kernel.errors import NotFound
from pentimento.core.occupations import profile
from pentimento.core.occupations.crosswalk import resolve
from pentimento.core.occupations.tasks import Task
from pentimento.core.occupations.wordings import fingerprint, wordings_of
from pentimento.profession.occupations import rules
from pentimento.profession.occupations.models import Task as TaskRow

from .releases import Origin, origin_of, rows_of


@dataclass(frozen=True, slots=True)
class Match:
    """A task that an official sentence belongs to.

    ``is_current`` False: the sentence is an older wording. ``is_shared``: the tasks of other occupations have it
    too, so a figure keyed by the sentence is about all of them.
    """

    code: str
    task_id: str
    release: str
    is_current: bool = True
    is_shared: bool = False


def tasks_of(code: str, release: str | None = None) -> tuple[Task, ...]:
    """The tasks of an occupation with their ratings, most important first; without ratings last.

    Our own name and label where we have worded the task; the official sentence where a release was imported.
    At most five statements, however many tasks.

    Raises
    ------
    Invalid, NotFound
        As ``origin_of``.
    """
    return tasks_from(origin_of(code, release))


def tasks_from(origin: Origin) -> tuple[Task, ...]:
    """The same, where it is known which tables answer."""
    if origin.release is None:
        return _with_statements(profile.tasks(origin.code)) if origin.is_whole else ()
    worded = labels_of()
    ratings: dict[str, list[dict[str, Any]]] = {}
    for row in rows_of(origin, "task-ratings"):
        ratings.setdefault(row["Task ID"], []).append(row)
    kept = TaskRow.objects.filter(release=origin.release, code=origin.code)
    found = (_task(row, ratings.get(row.task_id, []), worded.get(row.task_id)) for row in kept)
    return tuple(sorted(found, key=lambda task: (-(task.importance or 0), -(task.relevance or 0), task.task_id)))


def task_of(code: str, task_id: str, release: str | None = None) -> Task:
    """One task by its number.

    Raises
    ------
    NotFound
        Where the occupation has no such task.
    """
    found = next((task for task in tasks_of(code, release) if task.task_id == task_id), None)
    if found is None:
        raise NotFound("{code} has no task {task}.", code=code[:12], task=task_id[:12])
    return found


def labels_of() -> dict[str, Task]:
    """The tasks that we have worded ourselves, by number."""
    return {task.task_id: task for task in profile.tasks()}


def tasks_with(statement: str) -> tuple[Match, ...]:
    """Every task that has, or had, this official sentence: by shipped fingerprints and by imported releases.

    One statement. More than one task with another number means that the sentence is shared.
    """
    found = {
        (one.code, one.task_id): Match(one.code, one.task_id, one.release, one.is_current, bool(one.shared_with))
        for one in wordings_of(statement)
    }
    rows = TaskRow.objects.filter(fingerprint=fingerprint(statement)).select_related("release")
    for row in sorted(rows, key=lambda row: rules.newer(row.release.version), reverse=True):
        found.setdefault((row.code, row.task_id), Match(row.code, row.task_id, row.release.version))
    if len({task_id for _code, task_id in found}) < 2:
        return tuple(found.values())
    return tuple(replace(match, is_shared=True) for match in found.values())


def _with_statements(tasks: Iterable[Task]) -> tuple[Task, ...]:
    """Shipped tasks, with the official sentence where any imported release has that very sentence."""
    tasks = tuple(tasks)
    rows = TaskRow.objects.filter(task_id__in=[task.task_id for task in tasks]).select_related("release")
    newest: dict[str, TaskRow] = {}
    for row in sorted(rows, key=lambda row: rules.newer(row.release.version)):
        if any(one.task_id == row.task_id and one.is_current for one in wordings_of(row.statement)):
            newest[row.task_id] = row
    return tuple(replace(t, statement=newest[t.task_id].statement) if t.task_id in newest else t for t in tasks)


def _task(row: TaskRow, ratings: list[dict[str, Any]], worded: Task | None) -> Task:
    by_scale = {rating["Scale ID"]: rating for rating in ratings if rating.get("Category") is None}
    shares = {rating["Category"]: rating for rating in ratings if rating["Scale ID"] == "FT"}
    importance, relevance = by_scale.get("IM", {}), by_scale.get("RT", {})
    whole = len(shares) == 7 and all(share["Data Value"] is not None for share in shares.values())
    is_ours = resolve(row.code).code == profile.ART_THERAPIST
    return Task(
        task_id=row.task_id,
        kind=row.kind if row.kind in {"core", "supplemental"} else "",
        name=worded.name if worded and is_ours else "",
        label=worded.label if worded and is_ours else "",
        statement=row.statement,
        importance=_float(importance.get("Data Value")),
        importance_n=importance.get("N"),
        relevance=_float(relevance.get("Data Value")),
        relevance_n=relevance.get("N"),
        frequency=tuple(float(shares[place]["Data Value"]) for place in range(1, 8)) if whole else (),
        frequency_n=shares[1].get("N") if whole else None,
        date=importance.get("Date") or row.date,
        source=importance.get("Domain Source") or row.source,
    )


def _float(value: float | None) -> float | None:
    return float(value) if value is not None else None
