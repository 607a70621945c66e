"""What changed for one occupation between two releases of the database."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from pentimento.core.occupations.tasks import Task
from pentimento.core.occupations.wordings import normalised

RATINGS = ("importance", "relevance")


@dataclass(frozen=True, slots=True)
class Moved:
    """One rating that is another number now. ``scale`` is ``importance``, ``relevance`` or ``frequency_1`` … 7."""

    task_id: str
    scale: str
    before: float | None
    after: float | None


@dataclass(frozen=True, slots=True)
class Reworded:
    """A task whose official sentence changed; its number is the same."""

    task_id: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Differences:
    """Everything that differs, in the order of the task numbers."""

    added: tuple[Task, ...] = ()
    removed: tuple[Task, ...] = ()
    reworded: tuple[Reworded, ...] = ()
    moved: tuple[Moved, ...] = ()
    regrouped: tuple[Moved, ...] = ()  # from supplemental (0) to core (1) or back

    @property
    def is_empty(self) -> bool:
        """Whether nothing changed."""
        return not (self.added or self.removed or self.reworded or self.moved or self.regrouped)

    def to_json(self) -> dict[str, Any]:
        """Everything, tasks as numbers with their sentence."""
        return {
            "added": [{"task_id": one.task_id, "task": one.shown} for one in self.added],
            "removed": [{"task_id": one.task_id, "task": one.shown} for one in self.removed],
            "reworded": [asdict(one) for one in self.reworded],
            "moved": [asdict(one) for one in self.moved],
            "regrouped": [asdict(one) for one in self.regrouped],
        }


def differences(before: Sequence[Task], after: Sequence[Task]) -> Differences:
    """Compare the tasks of one occupation in two releases. A task is the same when its number is.

    Wordings are compared as in ``wordings.normalised``: another space or full stop is not a new wording, and a
    task whose sentence is not known in one of the releases was not reworded.
    """
    old, new = ({task.task_id: task for task in tasks} for tasks in (before, after))
    both = [(old[key], new[key]) for key in sorted(old.keys() & new.keys(), key=_order)]
    return Differences(
        added=tuple(new[key] for key in sorted(new.keys() - old.keys(), key=_order)),
        removed=tuple(old[key] for key in sorted(old.keys() - new.keys(), key=_order)),
        reworded=tuple(Reworded(a.task_id, a.statement, b.statement) for a, b in both if _is_reworded(a, b)),
        moved=tuple(moved for pair in both for moved in _moved(*pair)),
        regrouped=tuple(
            Moved(a.task_id, "core", float(a.kind == "core"), float(b.kind == "core"))
            for a, b in both
            if a.kind and b.kind and a.kind != b.kind
        ),
    )


def _is_reworded(before: Task, after: Task) -> bool:
    known = before.statement and after.statement
    return bool(known) and normalised(before.statement) != normalised(after.statement)


def _moved(before: Task, after: Task) -> list[Moved]:
    found = [(name, getattr(before, name), getattr(after, name)) for name in RATINGS]
    if before.frequency or after.frequency:
        olds, news = ((task.frequency or (None,) * 7) for task in (before, after))
        found += [(f"frequency_{place}", a, b) for place, (a, b) in enumerate(zip(olds, news, strict=True), start=1)]
    return [Moved(before.task_id, name, a, b) for name, a, b in found if a != b]


def _order(task_id: str) -> tuple[int, str]:
    return (int(task_id), "") if task_id.isdecimal() else (2**62, task_id)
