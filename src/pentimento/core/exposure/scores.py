"""Scores of a whole occupation: alpha, beta and gamma, and how much they hang on weighting and rater."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from pentimento.core.kernel.errors import Incomplete

from .inventory import Task
from .labels import TaskLabels, raters_of

COUNTS: Mapping[str, Mapping[str, float]] = {
    "alpha": {"E0": 0.0, "E1": 1.0, "E2": 0.0},
    "beta": {"E0": 0.0, "E1": 1.0, "E2": 0.5},
    "gamma": {"E0": 0.0, "E1": 1.0, "E2": 1.0},
}
CORE_WEIGHT, SUPPLEMENTAL_WEIGHT = 2.0, 1.0


@dataclass(frozen=True, slots=True)
class Score:
    """Alpha, beta and gamma, each from 0 to 1, of one rater under one weighting."""

    rater: str
    weighting: str
    alpha: float
    beta: float
    gamma: float

    def to_json(self) -> dict[str, float | str]:
        """For other programs."""
        return {name: getattr(self, name) for name in ("rater", "weighting", "alpha", "beta", "gamma")}


def published_weights(types: Mapping[str, str]) -> dict[str, float]:
    """Weight of each task as in the publication: core 2, supplemental 1.

    >>> published_weights({"1": "Core", "2": "Supplemental"})
    {'1': 2.0, '2': 1.0}
    """
    return {task: CORE_WEIGHT if kind == "Core" else SUPPLEMENTAL_WEIGHT for task, kind in types.items()}


def weightings(tasks: Iterable[Task]) -> dict[str, dict[str, float]]:
    """The published weighting beside three that somebody might prefer: all alike, by importance, by frequency."""
    rows = list(tasks)
    return {
        "published": published_weights({task.task_id: task.kind for task in rows}),
        "all alike": {task.task_id: 1.0 for task in rows},
        "by importance": {task.task_id: task.importance for task in rows},
        "by frequency": {task.task_id: task.often for task in rows},
    }


def score(labels: Iterable[TaskLabels], *, rater: str, weights: Mapping[str, float], weighting: str = "") -> Score:
    """The occupation's score by one rater.

    Raises
    ------
    Incomplete
        When this rater left out a task that has a weight: a part is not the whole.
    """
    given = {task.task_id: task.exposure[rater] for task in labels if rater in task.exposure}
    if missing := {task for task, weight in weights.items() if weight > 0} - given.keys():
        raise Incomplete(f"labelling by {rater}", missing)
    total = sum(weights.values())
    if total <= 0:
        raise Incomplete("weighting", "every weight is nothing")
    found = {
        name: sum(weight * counts[given[task]] for task, weight in weights.items() if weight > 0) / total
        for name, counts in COUNTS.items()
    }
    return Score(rater, weighting, **found)


def sensitivity(labels: Iterable[TaskLabels], weightings: Mapping[str, Mapping[str, float]]) -> list[Score]:
    """Every rater under every weighting. Raters who left tasks out are not scored, rather than scored on a part."""
    rows, found = list(labels), []
    for rater in raters_of(rows):
        for name, weights in weightings.items():
            try:
                found.append(score(rows, rater=rater, weights=weights, weighting=name))
            except Incomplete:
                continue
    return found
