"""Every formula of the ledger by its name and version: a figure says which one made it and from what."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

CENTRAL = 0.80  # the share of a posterior that a drawn interval holds


@dataclass(frozen=True, slots=True)
class Formula:
    """How a figure comes about. ``key`` is stored with every figure; it changes when the arithmetic does."""

    key: str
    words: str


CAPABILITY = Formula(
    "capability/1",
    "Beta posterior. Prior: each rater's label (E0 = 0, E2 = 0.5, E1 = 1) counts as one observation, and the mean of "
    "all published labels as one more, so that its strength is 1 + number of raters. Evidence: each local trial is "
    "one observation; it is a success when at least half the time was saved and the result was accepted without a "
    "major edit. Shown: the mean and the middle 80 %.",
)
AUTOMATION = Formula(
    "automation/1",
    "Beta posterior. Prior: the mean of the automation labels (T0 = 0, T1 = 0.25, T2 = 0.5, T3 = 0.75, T4 = 1), "
    "of strength 1 + number of raters; two files by the same rater are averaged and count once. Evidence: each use "
    "of AI in the practice's own log; a success when AI did the work and a person reviewed it, a failure when AI "
    "only helped. Shown: the mean and the middle 80 %.",
)
RISK = Formula(
    "risk/1",
    "Capability times automation share, by 20,000 draws from the two posteriors with a fixed seed. "
    "Shown: the mean of the products and their middle 80 %.",
)
LOCAL_RISK = Formula(
    "local-risk/1",
    "The same draws under the studio's own policy. Human only: nothing. Human with AI: a person does at least half, "
    "so that each drawn automation share counts as at most 0.5. AI with review: unchanged. The figure without the "
    "policy is never touched.",
)
TIME = Formula(
    "time-share/1",
    "Dirichlet posterior. Prior: the published frequency of each task as events a year, as a share of all tasks, "
    "worth 40 hours. Evidence: the hours in the log, divided among tasks as the table of kinds of work says; "
    "minutes of no kind stay out. Shown: the mean and the middle 80 %.",
)
SCORE = Formula(
    "occupation-score/1",
    "Weighted mean over tasks. Alpha counts E1; beta counts E1 and half of E2; gamma counts E1 and E2. "
    "Core tasks weigh 2, supplemental ones 1.",
)
GRADE = Formula(
    "grade/1", "A from 20 local trials, B from 5. With fewer: C where the published raters agree, D where they do not."
)
FORMULAS = {one.key: one for one in (CAPABILITY, AUTOMATION, RISK, LOCAL_RISK, TIME, SCORE, GRADE)}


@dataclass(frozen=True, slots=True)
class Figure:
    """A value from 0 to 1 with its middle 80 %, the formula it came from and what went in."""

    value: float
    low: float
    high: float
    formula: str
    inputs: Mapping[str, Any] = field(default_factory=dict)

    def to_json(self) -> dict[str, Any]:
        """For other programs; rounded to six decimals."""
        return {
            "value": round(self.value, 6),
            "low": round(self.low, 6),
            "high": round(self.high, 6),
            "interval": CENTRAL,
            "formula": self.formula,
            "inputs": dict(self.inputs),
        }
