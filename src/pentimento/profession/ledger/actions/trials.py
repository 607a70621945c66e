"""AI is tried on a task, and how it went is kept."""

from __future__ import annotations

from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.utils import timezone

from pentimento.core.kernel.errors import Conflict, Invalid
from pentimento.profession.ledger import rules
from pentimento.profession.ledger.models import Trial
from pentimento.profession.ledger.queries import policy_for, tasks_of
from pentimento.trust import audit
from pentimento.trust.people.models import Person


@transaction.atomic
def record_trial(
    *,
    occupation: str,
    task_id: str,
    on: date,
    usual_minutes: int,
    minutes: int,
    result: str,
    mode: str,
    entry_key: str,
    by: Person,
    at: datetime,
) -> Trial:
    """Keep one trial. The same ``entry_key`` again is a repeat, unless it says something else.

    Raises
    ------
    Refused
        Where the studio's policy keeps the task for people.
    """
    rules.check_entry_key(entry_key)
    _check_choices(occupation, task_id, result, mode)
    rules.check_trial(on=on, today=timezone.localdate(at), usual_minutes=usual_minutes, minutes=minutes)
    said = {"occupation": occupation, "task_id": task_id, "on": on, "result": result, "mode": mode}
    said |= {"usual_minutes": usual_minutes, "minutes": minutes}
    if kept := Trial.scoped(by).filter(entry_key=entry_key).first():
        return _same(kept, said)
    rules.check_stance_allows_trial(stance=policy_for(task_id, occupation=occupation).stance, mode=mode)
    try:
        with transaction.atomic():
            made = Trial.add(person=by, entry_key=entry_key, recorded_at=at, **said)
    except IntegrityError:  # the same form, sent twice at once
        return _same(Trial.scoped(by).get(entry_key=entry_key), said)
    audit.record(audit.Event.TRIAL_RECORDED, by=by, at=at, subject=made, task=task_id)
    return made


def _check_choices(occupation: str, task_id: str, result: str, mode: str) -> None:
    if task_id not in tasks_of(occupation):
        raise Invalid("There is no task {task} in {occupation}.", task=task_id, occupation=occupation)
    if result not in Trial.Result.values or mode not in Trial.Mode.values:
        raise Invalid("Choose how AI was used and what became of the result.")


def _same(kept: Trial, said: dict[str, object]) -> Trial:
    if any(getattr(kept, name) != value for name, value in said.items()):
        raise Conflict("This trial was kept already, with other answers. Load the page again.")
    return kept


@transaction.atomic
def withdraw_trial(*, trial: Trial, by: Person, at: datetime) -> Trial:
    """Let one's own trial no longer count. Twice is a repeat."""
    row = Trial.scoped(by).select_for_update().get(pk=trial.pk)
    if row.withdrawn_at is None:
        row.withdrawn_at = at
        row.save(update_fields=["withdrawn_at"])
        audit.record(audit.Event.TRIAL_WITHDRAWN, by=by, at=at, subject=row, task=row.task_id)
    return row


@transaction.atomic
def restore_trial(*, trial: Trial, by: Person, at: datetime) -> Trial:
    """Let it count again."""
    row = Trial.scoped(by).select_for_update().get(pk=trial.pk)
    if row.withdrawn_at is not None:
        row.withdrawn_at = None
        row.save(update_fields=["withdrawn_at"])
        audit.record(audit.Event.TRIAL_RESTORED, by=by, at=at, subject=row, task=row.task_id)
    return row
