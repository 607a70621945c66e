"""The ledger as a table, and one task of it with everything behind its figures."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from pentimento.core.exposure.ledger import Evidence, Inputs, Row, rows_of
from pentimento.core.exposure.published import corpus_mean, work_shares
from pentimento.core.exposure.scores import Score, sensitivity, weightings
from pentimento.core.kernel.errors import NotFound
from pentimento.core.occupations.profile import ART_THERAPIST
from pentimento.profession.ledger.models import Policy
from pentimento.trust import activity
from pentimento.trust.people.models import Person

from .inventory import tasks_of
from .policies import policies_of, versions_of
from .tables import labels_of, raters_from, usage_of
from .time import Spent, time_of
from .trials import Shown, trials_of, tried_of


@dataclass(frozen=True, slots=True)
class Line:
    """A row with what the page draws beside it: minutes by month and the policy in force."""

    row: Row
    series: list[float]
    minutes: float
    policy: Policy | None


@dataclass(frozen=True, slots=True)
class Ledger:
    """The whole table, and whose time it is."""

    occupation: str
    lines: list[Line]
    spent: Spent
    scores: list[Score]
    raters: Mapping[str, str]
    everybody: bool


@dataclass(frozen=True, slots=True)
class TaskPage:
    """One task with everything behind its figures."""

    line: Line
    ledger: Ledger
    versions: list[Policy]
    trials: list[Shown]
    usage: list[dict[str, Any]]


def ledger_for(viewer: Person, *, today: date, occupation: str = ART_THERAPIST, everybody: bool = False) -> Ledger:
    """All tasks, most important first. Six statements.

    Time is the viewer's own, or everybody's for the head of service; trials and uses are everybody's, in numbers.
    """
    tasks, labels = tasks_of(occupation), labels_of(occupation)
    spent = time_of(viewer, today=today, everybody=everybody)
    policies = policies_of(occupation)
    hours = {task: amount for task, amount in spent.hours().items() if task in tasks}
    evidence = _evidence(occupation, tasks, policies, spent)
    rows = rows_of(Inputs(tasks, labels, corpus_mean(), hours, evidence))
    lines = [
        Line(row, spent.series(key), spent.by_task.get(key, 0.0), policies.get(key))
        for key, row in zip(tasks, rows, strict=True)
    ]
    scores = sensitivity([labels[key] for key in tasks if key in labels], weightings(tasks.values()))
    return Ledger(occupation, lines, spent, scores, raters_from(occupation), everybody)


def _evidence(
    occupation: str, tasks: Mapping[str, Any], policies: Mapping[str, Policy], spent: Spent
) -> dict[str, Evidence]:
    tried, uses = tried_of(occupation), _uses(spent)
    found = {}
    for key in tasks:
        one, policy = tried.get(key), policies.get(key)
        helped, reviewed = uses.get(key, (0.0, 0.0))
        found[key] = Evidence(
            succeeded=one.succeeded if one else 0,
            failed=one.failed if one else 0,
            done_by_ai=reviewed + (one.reviewed if one else 0),
            helped_by_ai=helped + (one.helped if one else 0),
            stance=policy.stance if policy else None,
        )
    return found


def _uses(spent: Spent) -> dict[str, tuple[float, float]]:
    """Everybody's uses of AI by task: helped, and done by AI. Counts without a name, over the same months."""
    found: dict[str, tuple[float, float]] = {}
    for kind, mode, times in activity.uses(frm=spent.months[0]):
        for task, share in work_shares().get(kind, {}).items():
            helped, done = found.get(task, (0.0, 0.0))
            found[task] = (helped + share * times, done) if mode == "helped" else (helped, done + share * times)
    return found


def task_for(viewer: Person, task_id: str, *, today: date, everybody: bool = False) -> TaskPage:
    """One task.

    Raises
    ------
    NotFound
        When it is not in the list.
    """
    if task_id not in tasks_of(ART_THERAPIST):
        raise NotFound
    ledger = ledger_for(viewer, today=today, everybody=everybody)
    line = next(line for line in ledger.lines if line.row.task.task_id == task_id)
    return TaskPage(line, ledger, versions_of(task_id), trials_of(viewer, task_id), usage_of(task_id))
