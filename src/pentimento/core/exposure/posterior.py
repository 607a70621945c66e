"""Beta and Dirichlet posteriors and products of them: means and middle 80 %."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from statistics import fmean
from typing import Any

import numpy as np

from pentimento.core.kernel.errors import Incomplete, Invalid, OutOfRange

from .formulas import AUTOMATION, CAPABILITY, CENTRAL, LOCAL_RISK, RISK, TIME, Figure
from .labels import TaskLabels

DRAWS = 20_000
PSEUDO_HOURS = 40.0
HUMAN_ONLY, HUMAN_WITH_AI, AI_WITH_REVIEW = "human_only", "human_with_ai", "ai_with_review"
MOST_AUTOMATED: Mapping[str, float] = {HUMAN_ONLY: 0.0, HUMAN_WITH_AI: 0.5, AI_WITH_REVIEW: 1.0}

Shape = tuple[float, float]  # the two parameters of a Beta distribution, neither below 0


def middle(shape: Shape) -> tuple[float, float]:
    """The middle 80 % of a Beta distribution. A parameter of 0 puts everything at one end."""
    from scipy.special import betaincinv

    a, b = shape
    if a <= 0 or b <= 0:
        return (0.0, 0.0) if a <= 0 else (1.0, 1.0)
    edge = (1 - CENTRAL) / 2
    return float(betaincinv(a, b, edge)), float(betaincinv(a, b, 1 - edge))


def capability_shape(labels: TaskLabels, *, corpus_mean: float, successes: int = 0, failures: int = 0) -> Shape:
    """Prior of strength 1 + number of raters, and one observation for each trial.

    >>> capability_shape(TaskLabels("1", {"a": "E0", "b": "E1"}), corpus_mean=0.25, failures=2)
    (1.25, 3.75)
    """
    if not 0 <= corpus_mean <= 1:
        raise OutOfRange("the mean of all published labels", corpus_mean, "from 0 to 1")
    _check_counts(successes, failures)
    values = labels.exposure_values
    towards = sum(values) + corpus_mean
    return towards + successes, 1 + len(values) - towards + failures


def capability(labels: TaskLabels, *, corpus_mean: float, successes: int = 0, failures: int = 0) -> Figure:
    """How far AI could do a task, 0 to 1. Source of the labels: Eloundou et al. 2023, or an imported set."""
    shape = capability_shape(labels, corpus_mean=corpus_mean, successes=successes, failures=failures)
    inputs = {
        "labels": dict(labels.exposure),
        "corpus_mean": corpus_mean,
        "trials_succeeded": successes,
        "trials_failed": failures,
    }
    return _beta(shape, CAPABILITY.key, inputs)


def automation_shape(labels: TaskLabels, *, done_by_ai: float = 0, helped_by_ai: float = 0) -> Shape:
    """Prior of strength 1 + number of raters around the mean of their labels, and one observation for each use.

    Raises
    ------
    Incomplete
        Without any label: there is nothing to begin from.
    """
    _check_counts(done_by_ai, helped_by_ai)
    values = labels.automation_values
    if not values:
        raise Incomplete("labelling of automation", labels.task_id)
    mean, strength = fmean(values), 1 + len(values)
    return mean * strength + done_by_ai, (1 - mean) * strength + helped_by_ai


def automation(labels: TaskLabels, *, done_by_ai: float = 0, helped_by_ai: float = 0) -> Figure:
    """The share of the work AI would do alone, 0 to 1."""
    shape = automation_shape(labels, done_by_ai=done_by_ai, helped_by_ai=helped_by_ai)
    inputs = {
        "labels": dict(labels.automation),
        "uses_done_by_ai": round(done_by_ai, 4),
        "uses_helped_by_ai": round(helped_by_ai, 4),
    }
    return _beta(shape, AUTOMATION.key, inputs)


def risk(capable: Shape, automated: Shape, *, seed: int, stance: str | None = None) -> Figure:
    """Capability times automation share, by draws.

    Parameters
    ----------
    seed : int
        The same seed and shapes give the same figure.
    stance : str, optional
        The studio's policy for the task: ``human_only``, ``human_with_ai`` or ``ai_with_review``.
        Left out for the figure that no policy touches.
    """
    if stance is not None and stance not in MOST_AUTOMATED:
        raise Invalid("There is no such policy: {stance}.", stance=stance)
    most = 1.0 if stance is None else MOST_AUTOMATED[stance]
    value, low, high = _product(capable, automated, most, seed)
    inputs: dict[str, Any] = {"capability": list(capable), "automation": list(automated), "draws": DRAWS, "seed": seed}
    if stance is not None:
        inputs |= {"policy": stance, "most_automated": most}
    return Figure(value, low, high, RISK.key if stance is None else LOCAL_RISK.key, inputs)


@lru_cache(maxsize=4096)
def _product(capable: Shape, automated: Shape, most: float, seed: int) -> tuple[float, float, float]:
    chance = np.random.default_rng(seed)
    drawn = _draws(chance, capable) * np.minimum(_draws(chance, automated), most)
    edge = (1 - CENTRAL) / 2
    low, high = np.quantile(drawn, [edge, 1 - edge])
    return float(drawn.mean()), float(low), float(high)


def _draws(chance: np.random.Generator, shape: Shape) -> Any:
    a, b = shape
    if a <= 0 or b <= 0:
        return np.full(DRAWS, 0.0 if a <= 0 else 1.0)
    return chance.beta(a, b, DRAWS)


def time_shares(
    prior: Mapping[str, float], hours: Mapping[str, float], *, pseudo_hours: float = PSEUDO_HOURS
) -> dict[str, Figure]:
    """The share of working time of each task, 0 to 1; together 1.

    Parameters
    ----------
    prior
        How often each task comes, in any unit; only proportions count.
    hours
        Hours in the log by task. A task the prior does not know is refused.
    """
    total = sum(prior.values())
    if total <= 0 or min(prior.values()) < 0:
        raise Invalid("The published frequencies are missing, so that there is nothing to begin from.")
    if unknown := hours.keys() - prior.keys():
        raise Invalid("The log has hours for tasks that are not in the list: {tasks}.", tasks=", ".join(unknown))
    if any(spent < 0 for spent in hours.values()):
        raise Invalid("The log has less than nothing for a task.")
    weight = pseudo_hours + sum(hours.values())
    found = {}
    for task, often in prior.items():
        towards = pseudo_hours * often / total + hours.get(task, 0.0)
        inputs = {
            "prior_share": round(often / total, 6),
            "pseudo_hours": pseudo_hours,
            "hours": round(hours.get(task, 0.0), 4),
            "hours_of_all_tasks": round(weight - pseudo_hours, 4),
        }
        found[task] = _beta((towards, weight - towards), TIME.key, inputs)
    return found


def _beta(shape: Shape, formula: str, inputs: Mapping[str, Any]) -> Figure:
    low, high = middle(shape)
    return Figure(shape[0] / sum(shape), low, high, formula, {**inputs, "shape": [round(part, 6) for part in shape]})


def _check_counts(*counts: float) -> None:
    if any(count < 0 for count in counts):
        raise Invalid("A count cannot be less than nothing.")
