"""Charts are opened, and colleagues let in and out."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from pentimento.core.kernel.errors import Refused
from pentimento.trust import audit
from pentimento.trust.people.models import Person

from .models import Chart, Grant


@transaction.atomic
def open_new_chart(*, by: Person, at: datetime) -> Chart:
    """Begin a record. The caller records what for."""
    del by
    return Chart.objects.create(opened_at=at)


@transaction.atomic
def let_in(*, chart: Chart, person: Person, capacity: str, since: date, by: Person, at: datetime) -> Grant:
    """Give a colleague access to one chart."""
    if Grant.objects.filter(chart=chart, person=person, until__isnull=True).exists():
        raise Refused("This colleague is already on the care team.")
    grant = Grant.objects.create(chart=chart, person=person, capacity=capacity, since=since)
    audit.record(audit.Event.TEAM_JOINED, by=by, at=at, chart=chart, subject=grant, capacity=str(capacity))
    return grant


@transaction.atomic
def let_out(*, grant: Grant, until: date, by: Person, at: datetime) -> Grant:
    """End a colleague's access. A chart always keeps somebody who answers for it."""
    others = Grant.objects.filter(chart=grant.chart_id, until__isnull=True).exclude(pk=grant.pk)
    if not others.exists():
        raise Refused("Somebody has to answer for this client. Add a colleague first.")
    grant.until = until
    grant.save(update_fields=["until"])
    audit.record(audit.Event.TEAM_LEFT, by=by, at=at, chart=grant.chart, subject=grant)
    return grant


def team_of(chart: Chart) -> list[Grant]:
    """Everybody on the care team now, lead first."""
    order = {"lead": 0, "member": 1, "trainee": 2}
    grants = Grant.objects.filter(chart=chart, until__isnull=True).select_related("person")
    return sorted(grants, key=lambda g: (order.get(g.capacity, 9), g.person.name))
