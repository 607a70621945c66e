"""Work that no record shows is logged by whoever did it."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db import transaction

from pentimento.profession.ledger import rules
from pentimento.trust import activity, audit
from pentimento.trust.activity.models import Activity
from pentimento.trust.people.models import Person


@transaction.atomic
def log_work(
    *, kind: str, on: date, minutes: int, mode: str, entry_key: str, by: Person, at: datetime, beside: int = 0
) -> Activity:
    """Keep minutes of one's own. The same ``entry_key`` again is a repeat.

    Parameters
    ----------
    beside : int
        Minutes of the same kind and day, counted from the record, on top of which these come.

    Raises
    ------
    Conflict
        When the key came before with other minutes.
    activity.Counted
        When more counts from the record that day than ``beside``.
    """
    rules.check_entry_key(entry_key)
    said: dict[str, Any] = {
        "kind": kind,
        "on": on,
        "minutes": minutes,
        "mode": mode,
        "entry_key": entry_key,
        "beside": beside,
    }
    row, made = activity.log(person=by, at=at, **said)
    if made:
        audit.record(audit.Event.WORK_LOGGED, by=by, at=at, subject=row, kind=kind, minutes=minutes)
    return row


@transaction.atomic
def take_work_back(*, entry: Activity, by: Person, at: datetime) -> Activity:
    """Let an entry of one's own no longer count; it can count again."""
    if activity.take_back(entry=entry, by=by, at=at):
        audit.record(audit.Event.WORK_TAKEN_BACK, by=by, at=at, subject=entry)
    return entry


@transaction.atomic
def take_work_up(*, entry: Activity, by: Person, at: datetime) -> Activity:
    """Let it count again."""
    if activity.take_up(entry=entry, by=by):
        audit.record(audit.Event.WORK_TAKEN_UP, by=by, at=at, subject=entry)
    return entry


@transaction.atomic
def settle_work(*, entry: Activity, minutes: int, by: Person, at: datetime) -> Activity:
    """Say how many minutes of an entry come on top of what the record counts; they count from now on."""
    row = activity.settle(entry=entry, by=by, minutes=minutes)
    audit.record(audit.Event.WORK_SETTLED, by=by, at=at, subject=row, kind=row.kind, minutes=minutes)
    return row
