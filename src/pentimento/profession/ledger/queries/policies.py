"""What the studio lets AI do: the one place the rest of the product asks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from pentimento.core.occupations.profile import ART_THERAPIST
from pentimento.profession.ledger.models import Policy
from pentimento.trust.people.models import Person

from .inventory import tasks_of


@dataclass(frozen=True, slots=True)
class Standing:
    """What holds for a task. Nothing written means human only: AI is off until a policy says yes."""

    task_id: str
    stance: str
    policy: Policy | None = None

    @property
    def may_help(self) -> bool:
        """Whether AI may be used at all."""
        return self.stance != Policy.Stance.HUMAN_ONLY

    @property
    def may_do(self) -> bool:
        """Whether AI may do the work, with a person reviewing it."""
        return self.stance == Policy.Stance.AI_WITH_REVIEW


def policy_for(task_id: str, *, occupation: str = ART_THERAPIST) -> Standing:
    """What AI may do of a task now. One statement."""
    newest = (
        Policy.objects.filter(occupation=occupation, task_id=task_id)
        .select_related("answers", "written_by")
        .order_by("-number")
        .first()
    )
    return Standing(task_id, newest.stance if newest else Policy.Stance.HUMAN_ONLY, newest)


def policies_of(occupation: str = ART_THERAPIST) -> Mapping[str, Policy]:
    """The policy in force for each task that has one. One statement."""
    rows = Policy.objects.filter(occupation=occupation).select_related("answers").order_by("number")
    return {row.task_id: row for row in rows}


def policy_history(occupation: str = ART_THERAPIST) -> Mapping[str, list[Policy]]:
    """Every version for each task that has one, oldest first. One statement."""
    found: dict[str, list[Policy]] = {}
    for row in Policy.objects.filter(occupation=occupation).select_related("answers").order_by("number"):
        found.setdefault(row.task_id, []).append(row)
    return found


def answered_by(policy: Policy | None, *, besides: Person) -> str:
    """The name of the colleague who answers for a policy; empty where there is none, or they have left."""
    if policy is None or policy.answers == besides or not policy.answers.is_active:
        return ""
    return policy.answers.name


def versions_of(task_id: str, *, occupation: str = ART_THERAPIST) -> list[Policy]:
    """Every version for a task, newest first."""
    rows = Policy.objects.filter(occupation=occupation, task_id=task_id)
    return list(rows.select_related("answers", "written_by").order_by("-number"))


@dataclass(frozen=True, slots=True)
class Due:
    """A policy whose day of review has come, and the task it is about."""

    policy: Policy
    task: Any


def reviews_due(*, on: date, occupation: str = ART_THERAPIST) -> list[Due]:
    """Policies in force whose day of review has come, oldest first."""
    tasks = tasks_of(occupation)
    due = sorted((p for p in policies_of(occupation).values() if p.review_on <= on), key=lambda p: p.review_on)
    return [Due(policy, tasks[policy.task_id]) for policy in due if policy.task_id in tasks]


def stance_name(stance: str) -> str:
    """What a stance is called."""
    return str(Policy.Stance(stance).label)
