"""The tasks a ledger is kept of."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from pentimento.core.exposure.inventory import Task, ledger_tasks
from pentimento.core.exposure.wording import History
from pentimento.core.occupations import profile


@cache
def tasks_of(occupation: str = profile.ART_THERAPIST) -> Mapping[str, Task]:
    """The tasks of an occupation by id, most important first.

    Raises
    ------
    NotFound
        Where its tasks are not known here.
    """
    return ledger_tasks(profile.tasks(occupation))


def history_of(occupation: str) -> History:
    """The wordings by which its tasks are recognised."""
    return History(occupation)
