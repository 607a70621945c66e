"""The studio decides what AI may do of a task."""

from __future__ import annotations

from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.utils import timezone

from pentimento.core.kernel.errors import Conflict, Invalid
from pentimento.core.kernel.words import cleaned
from pentimento.profession.ledger import rules
from pentimento.profession.ledger.models import Policy
from pentimento.profession.ledger.queries import answered_by, tasks_of
from pentimento.trust import audit
from pentimento.trust.people.models import Person
from pentimento.trust.people.roles import Role


@transaction.atomic
def write_policy(
    *,
    occupation: str,
    task_id: str,
    stance: str,
    reason: str,
    review_on: date,
    answers: Person,
    number: int,
    by: Person,
    at: datetime,
) -> Policy:
    """Write the next version for a task. ``number`` is the version that was read, 0 where there was none.

    Raises
    ------
    Refused
        When a colleague answers for the version in force, or is to answer for this one; not for the head of service.
    Conflict
        When somebody wrote another version since; the same decision again is a repeat.
    """
    rules.check_can_keep(role=by.role)
    _check_choices(occupation, task_id, stance)
    words = cleaned(reason)
    role = answers.role if answers.is_active else ""
    rules.check_policy(reason=words, review_on=review_on, today=timezone.localdate(at), answering_role=role)
    rows = Policy.objects.filter(occupation=occupation, task_id=task_id).order_by("-number")
    newest = rows.select_for_update().first()
    said = (stance, words, review_on, answers.pk)
    if newest and newest.number == number + 1 and said == _said(newest):
        return newest
    rules.check_version(theirs=newest.number if newest else 0, ours=number)
    rules.check_who_decides(
        is_head=by.role == Role.HEAD, answers_self=answers == by, answered_by=answered_by(newest, besides=by)
    )
    decided = {"stance": stance, "reason": words, "review_on": review_on, "answers": answers}
    place = {"occupation": occupation, "task_id": task_id, "number": number + 1}
    made = _kept(Policy(**place, **decided, written_by=by, written_at=at))
    audit.record(audit.Event.AI_POLICY_WRITTEN, by=by, at=at, subject=made, task=task_id, stance=stance)
    return made


def _kept(row: Policy) -> Policy:
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError:
        raise Conflict("Somebody wrote a policy for this task meanwhile. Read theirs, then decide again.") from None
    return row


def _check_choices(occupation: str, task_id: str, stance: str) -> None:
    if task_id not in tasks_of(occupation):
        raise Invalid("There is no task {task} in {occupation}.", task=task_id, occupation=occupation)
    if stance not in Policy.Stance.values:
        raise Invalid("Choose what AI may do: nothing, help, or do it with review.")


def _said(policy: Policy) -> tuple[object, ...]:
    return policy.stance, policy.reason, policy.review_on, policy.answers_id
