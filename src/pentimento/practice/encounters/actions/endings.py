"""What the end of therapy frees in the calendar: booked times and places in groups."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from pentimento.practice.encounters.models import Appointment, Membership
from pentimento.practice.encounters.queries.coming import booked_after, groups_now
from pentimento.trust import audit
from pentimento.trust.access.models import Chart
from pentimento.trust.people.models import Person

from .diary import cancel
from .team import check_keeper


@transaction.atomic
def free_calendar(*, chart: Chart, last_day: date, by: Person, at: datetime) -> list[Appointment]:
    """Cancel every time booked for a client after the last day of therapy, and end their places in groups.

    A client who is no longer in care would otherwise keep times from others, and a group from being booked.
    Returns the times that were cancelled.
    """
    check_keeper(by, chart)
    for membership in groups_now(by, chart).select_for_update(of=("self",)):
        _leave(membership, last_day=last_day, by=by, at=at)
    return [cancel(appointment=row, by=by, at=at) for row in booked_after(by, chart, day=last_day)]


def _leave(membership: Membership, *, last_day: date, by: Person, at: datetime) -> None:
    membership.until = max(last_day, membership.since)
    membership.save(update_fields=["until"])
    audit.record(audit.Event.GROUP_LEFT, by=by, at=at, chart=membership.chart, subject=membership)
