"""What still lies ahead of one client: booked times and the groups they are in."""

from __future__ import annotations

from datetime import date, timedelta

from django.db.models import QuerySet

from pentimento.practice.encounters.models import Appointment, Membership
from pentimento.trust.access.door import practical_purpose
from pentimento.trust.access.models import Chart
from pentimento.trust.people.models import Person

from .days import midnight


def booked_after(viewer: Person, chart: Chart, *, day: date) -> QuerySet[Appointment]:
    """Every time booked for a client after a day, soonest first."""
    rows = Appointment.scoped(viewer, practical_purpose(viewer)).filter(chart=chart, status=Appointment.Status.BOOKED)
    return rows.filter(starts_at__gte=midnight(day + timedelta(days=1))).order_by("starts_at", "pk")


def groups_now(viewer: Person, chart: Chart) -> QuerySet[Membership]:
    """The memberships of a client that go on, with their groups."""
    rows = Membership.scoped(viewer, practical_purpose(viewer)).filter(chart=chart, until__isnull=True)
    return rows.select_related("group", "chart").order_by("group__name", "pk")
