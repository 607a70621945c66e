"""One row of the ledger for each task: capability, automation share, risk, time, and how good the evidence is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from . import posterior
from .formulas import GRADE, Figure
from .grades import grade
from .inventory import Task
from .labels import TaskLabels

SEED = 20260101  # one for all: a row's figure depends on its task alone, not on the order of rows


@dataclass(frozen=True, slots=True)
class Evidence:
    """What the practice itself adds about one task. Counts of trials and uses; hours of work."""

    succeeded: int = 0
    failed: int = 0
    done_by_ai: float = 0
    helped_by_ai: float = 0
    stance: str | None = None

    @property
    def trials(self) -> int:
        """Local trials in all."""
        return self.succeeded + self.failed


@dataclass(frozen=True, slots=True)
class Row:
    """One task's line. A figure is None where nothing was published to begin from."""

    task: Task
    labels: TaskLabels
    evidence: Evidence
    time: Figure
    grade: str
    capability: Figure | None = None
    automation: Figure | None = None
    risk: Figure | None = None
    local_risk: Figure | None = None

    def to_json(self) -> dict[str, Any]:
        """For other programs: every figure with its formula and inputs."""
        figures = {
            name: figure.to_json() if (figure := getattr(self, name)) else None
            for name in ("capability", "automation", "risk", "local_risk", "time")
        }
        return {
            "task_id": self.task.task_id,
            "task": self.task.words,
            "type": self.task.kind,
            "category": self.task.category,
            "group": self.task.group,
            "labels": {"exposure": dict(self.labels.exposure), "automation": dict(self.labels.automation)},
            "raters_agree": self.labels.agree,
            "trials": self.evidence.trials,
            "policy": self.evidence.stance,
            "grade": self.grade,
            "grade_formula": GRADE.key,
            **figures,
        }


@dataclass(frozen=True, slots=True)
class Inputs:
    """Everything a ledger is drawn from."""

    tasks: Mapping[str, Task]
    labels: Mapping[str, TaskLabels]
    corpus_mean: float
    hours: Mapping[str, float] = field(default_factory=dict)
    evidence: Mapping[str, Evidence] = field(default_factory=dict)


def rows_of(inputs: Inputs) -> list[Row]:
    """The ledger, in the order of the list of tasks."""
    shares = posterior.time_shares({key: task.often for key, task in inputs.tasks.items()}, inputs.hours)
    return [_row(task, inputs, shares[key]) for key, task in inputs.tasks.items()]


def _row(task: Task, inputs: Inputs, time: Figure) -> Row:
    labels = inputs.labels.get(task.task_id, TaskLabels(task.task_id))
    known = inputs.evidence.get(task.task_id, Evidence())
    letter = grade(labels, trials=known.trials)
    figures = _figures(task, labels, known, inputs.corpus_mean)
    return Row(task, labels, known, time, letter, **figures)


def _figures(task: Task, labels: TaskLabels, known: Evidence, corpus_mean: float) -> dict[str, Figure]:
    found: dict[str, Figure] = {}
    tried: dict[str, Any] = {"successes": known.succeeded, "failures": known.failed}
    used: dict[str, Any] = {"done_by_ai": known.done_by_ai, "helped_by_ai": known.helped_by_ai}
    if labels.exposure or known.trials:
        found["capability"] = posterior.capability(labels, corpus_mean=corpus_mean, **tried)
    if labels.automation:
        found["automation"] = posterior.automation(labels, **used)
    if len(found) == 2:
        capable = posterior.capability_shape(labels, corpus_mean=corpus_mean, **tried)
        automated = posterior.automation_shape(labels, **used)
        seed = SEED + int(task.task_id) if task.task_id.isdigit() else SEED
        found["risk"] = posterior.risk(capable, automated, seed=seed)
        if known.stance is not None:
            found["local_risk"] = posterior.risk(capable, automated, seed=seed, stance=known.stance)
    return found
