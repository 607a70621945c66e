"""The tasks a ledger is kept of, as the room below knows them: shipped, or from the newest imported release."""

from __future__ import annotations

from collections.abc import Mapping

from pentimento.core.exposure.inventory import Task, ledger_tasks
from pentimento.core.exposure.wording import History, Recognised
from pentimento.core.occupations.profile import ART_THERAPIST
from pentimento.profession.occupations import queries as occupations


def tasks_of(occupation: str = ART_THERAPIST) -> Mapping[str, Task]:
    """The tasks of an occupation by id, most important first. At most five statements.

    Raises
    ------
    Invalid, NotFound
        For what is not a code, or an occupation nothing is known of.
    """
    return ledger_tasks(occupations.tasks_of(occupation))


def attribution_for(occupation: str = ART_THERAPIST) -> str:
    """The line that stands under every page and in every export with these tasks."""
    return occupations.origin_of(occupation).attribution


class Wordings(History):
    """The wordings of an occupation's tasks, imported releases included."""

    def find(self, text: str) -> Recognised | None:
        """The task that has, or had, this text, and everybody it is shared with. A statement for each task found."""
        known = super().find(text)
        if known is None:
            return None
        others = (one for one in occupations.tasks_with(text) if one.task_id != known.task_id)
        shared = {*known.shared_with, *(f"{one.code} {one.task_id}" for one in others)}
        return Recognised(known.task_id, known.likeness, known.release, tuple(sorted(shared)))


def history_of(occupation: str) -> Wordings:
    """The wordings by which its tasks are recognised."""
    statements = {task.task_id: task.statement for task in occupations.tasks_of(occupation)}
    return Wordings(occupation, statements)
