"""What changed between two releases: over all occupations, and for one in every figure."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import asdict, dataclass, field
from typing import Any

from pentimento.core.occupations import profile
from pentimento.core.occupations.crosswalk import resolve
from pentimento.core.occupations.differences import Differences, differences
from pentimento.profession.occupations import rules
from pentimento.profession.occupations.models import Occupation, Release, Sheaf, Task

from .releases import origin_of
from .tasks import tasks_from


@dataclass
class OccupationChange:
    """What changed for one occupation: numbers of tasks, and the tables whose figures differ."""

    code: str
    title: str
    added: int = 0
    removed: int = 0
    reworded: int = 0
    tables: list[str] = field(default_factory=list)
    is_new: bool = False
    is_gone: bool = False
    former_code: str = ""

    @property
    def tables_in_words(self) -> str:
        """The tables as people call them: ``work-context`` is “work context”."""
        return ", ".join(kind.replace("-", " ") for kind in self.tables)

    @property
    def is_empty(self) -> bool:
        """Whether it is the same in both."""
        return not (self.added or self.removed or self.reworded or self.tables or self.is_new or self.is_gone)


@dataclass(frozen=True, slots=True)
class TableChange:
    """One rating of an activity, a skill and so on that moved."""

    table: str
    name: str
    scale: str
    before: float | None
    after: float | None


@dataclass(frozen=True, slots=True)
class Detail:
    """Everything that changed for one occupation."""

    title: str
    tasks: Differences
    ratings: tuple[TableChange, ...]

    def to_json(self) -> dict[str, Any]:
        """Everything, for other programs."""
        return {"title": self.title, **self.tasks.to_json(), "ratings": [asdict(one) for one in self.ratings]}


def changes_between(old: Release, new: Release) -> list[OccupationChange]:
    """Every occupation that differs: the art therapist and its kin first, then those whose tasks changed most.

    Six statements; nothing is unpacked.

    Occupations are matched by the code of today, so that one which only changed its code is the same one.
    """
    before, after = _titles(old), _titles(new)
    changes = {
        code: OccupationChange(
            code=code,
            title=(after.get(code) or before[code])[1],
            is_new=code not in before,
            is_gone=code not in after,
            former_code=_former(before.get(code), after.get(code)),
        )
        for code in before.keys() | after.keys()
    }
    _count_tasks(changes, _sentences(old), _sentences(new))
    marks, near = (_marks(old), _marks(new)), profile.known()
    for code, kind in sorted(marks[0].keys() | marks[1].keys()):
        change = changes.get(code)
        differ = marks[0].get((code, kind)) != marks[1].get((code, kind))
        if change and differ and not (change.is_new or change.is_gone):
            change.tables.append(kind)
    differing = (change for change in changes.values() if not change.is_empty or change.former_code)
    return sorted(
        differing, key=lambda one: (one.code not in near, -(one.added + one.removed + one.reworded), one.code)
    )


def changes_of(code: str, old: str, new: str) -> Detail:
    """Everything that changed for one occupation, figure by figure.

    Raises
    ------
    NotFound
        Where one of the releases is not here, or does not have it.
    """
    before, after = origin_of(code, old), origin_of(code, new)
    title = resolve(code).code
    if after.release:
        title = Occupation.objects.get(release=after.release, code=after.code).title
    ratings = tuple(_moved(before.release, before.code, after.release, after.code))
    return Detail(title, differences(tasks_from(before), tasks_from(after)), ratings)


def _titles(release: Release) -> dict[str, tuple[str, str]]:
    rows = Occupation.objects.filter(release=release).values_list("code", "title")
    return {resolve(code).code: (code, title) for code, title in rows}


def _former(before: tuple[str, str] | None, after: tuple[str, str] | None) -> str:
    return before[0] if before and after and before[0] != after[0] else ""


def _sentences(release: Release) -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for code, task_id, mark in Task.objects.filter(release=release).values_list("code", "task_id", "fingerprint"):
        found[resolve(code).code][task_id] = mark
    return found


def _count_tasks(
    changes: dict[str, OccupationChange], old: dict[str, dict[str, str]], new: dict[str, dict[str, str]]
) -> None:
    for code, change in changes.items():
        before, after = old.get(code, {}), new.get(code, {})
        change.added, change.removed = len(after.keys() - before.keys()), len(before.keys() - after.keys())
        change.reworded = sum(before[task] != after[task] for task in before.keys() & after.keys())


def _marks(release: Release) -> dict[tuple[str, str], str]:
    rows = Sheaf.objects.filter(release=release).values_list("code", "kind", "digest")
    return {(resolve(code).code, kind): mark for code, kind, mark in rows}


def _moved(old: Release | None, old_code: str, new: Release | None, new_code: str) -> list[TableChange]:
    if old is None or new is None:
        return []
    before, after = _values(old, old_code), _values(new, new_code)
    names = {**old.elements, **new.elements}
    return [
        TableChange(kind, names.get(element, element), scale, before.get(key), after.get(key))
        for key in sorted(before.keys() | after.keys())
        if before.get(key) != after.get(key)
        for kind, element, scale in [key]
    ]


def _values(release: Release, code: str) -> dict[tuple[str, str, str], float | None]:
    """The figures of every table of elements, by table, element and scale; shares by category are left out."""
    found = {}
    for sheaf in Sheaf.objects.filter(release=release, code=code):
        columns = release.columns[sheaf.kind]
        if not {"Element ID", "Scale ID", "Data Value"} <= set(columns):
            continue
        element, scale, value = (columns.index(name) for name in ("Element ID", "Scale ID", "Data Value"))
        category = columns.index("Category") if "Category" in columns else -1
        for row in rules.unpack(bytes(sheaf.packed)):
            if category < 0 or row[category] is None:
                found[sheaf.kind, row[element], row[scale]] = row[value]
    return found
