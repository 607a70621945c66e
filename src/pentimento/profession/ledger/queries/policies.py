"""What the studio lets AI do: the one place the rest of the product asks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from pentimento.core.occupations.profile import ART_THERAPIST
from pentimento.profession.ledger.models import Policy


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


def versions_of(task_id: str, *, occupation: str = ART_THERAPIST) -> list[Policy]:
    """Every version for a task, newest first."""
    rows = Policy.objects.filter(occupation=occupation, task_id=task_id)
    return list(rows.select_related("answers", "written_by").order_by("-number"))


def reviews_due(*, on: date, occupation: str = ART_THERAPIST) -> list[Policy]:
    """Policies in force whose day of review has come, oldest first."""
    return sorted((p for p in policies_of(occupation).values() if p.review_on <= on), key=lambda p: p.review_on)
