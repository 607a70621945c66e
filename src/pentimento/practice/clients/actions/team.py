"""Colleagues join and leave a care team, and the lead is handed over."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction

from pentimento.core.kernel.errors import Invalid, NotFound
from pentimento.practice.clients import rules
from pentimento.practice.clients.models import Episode
from pentimento.trust import audit
from pentimento.trust.access import Permission
from pentimento.trust.access.actions import let_in, let_out, team_of
from pentimento.trust.access.door import is_own_chart
from pentimento.trust.access.models import Capacity, Chart, Grant
from pentimento.trust.people.models import Person

from .gates import day_of


@transaction.atomic
def join_team(*, chart: Chart, person: Person, by: Person, at: datetime) -> Grant:
    """Let a colleague in: a trainee as a trainee, anybody else as a member."""
    _check_keeps_team(by, chart)
    if not person.may(Permission.CHART_READ):
        raise Invalid("This colleague does not work with clients.")
    capacity = Capacity.TRAINEE if person.is_trainee else Capacity.MEMBER
    return let_in(chart=chart, person=person, capacity=capacity, since=day_of(at), by=by, at=at)


@transaction.atomic
def leave_team(*, chart: Chart, person: Person, by: Person, at: datetime) -> Grant:
    """Let a colleague out, now. Who joined only today keeps reading until midnight: access is kept by days."""
    grants = _team_for_change(chart, by)
    grant = _grant_of(grants, person)
    rules.check_can_leave(
        leads=grant.capacity == Capacity.LEAD,
        qualified_left=sum(1 for other in grants if other.pk != grant.pk and not other.person.is_trainee),
    )
    return _let_out(grant, by=by, at=at)


@transaction.atomic
def hand_over(*, chart: Chart, to: Person, by: Person, at: datetime) -> Grant:
    """Make a qualified colleague of the team the lead; whoever led stays as a member."""
    grants = _team_for_change(chart, by)
    theirs = _grant_of(grants, to)
    rules.check_can_lead(clinical=to.may(Permission.CHART_WRITE), trainee=to.is_trainee)
    if theirs.capacity == Capacity.LEAD:
        return theirs
    leading = [grant for grant in grants if grant.capacity == Capacity.LEAD]
    since = day_of(at)
    _let_out(theirs, by=by, at=at)
    lead = let_in(chart=chart, person=to, capacity=Capacity.LEAD, since=since, by=by, at=at)
    for grant in leading:
        _let_out(grant, by=by, at=at)
        let_in(chart=chart, person=grant.person, capacity=Capacity.MEMBER, since=since, by=by, at=at)
    for episode in Episode.of_chart(chart).filter(closed_on__isnull=True):
        episode.lead = to
        episode.save(update_fields=["lead"])
    audit.record(audit.Event.LEAD_CHANGED, by=by, at=at, chart=chart, subject=lead)
    return lead


def _check_keeps_team(by: Person, chart: Chart) -> None:
    rules.check_can_keep_team(on_team=is_own_chart(by, chart), trainee=by.is_trainee)


def _team_for_change(chart: Chart, by: Person) -> list[Grant]:
    _check_keeps_team(by, chart)
    Chart.objects.select_for_update().get(pk=chart.pk)  # two leaving at once would both see the other
    return team_of(chart)


def _grant_of(grants: list[Grant], person: Person) -> Grant:
    found = next((grant for grant in grants if grant.person_id == person.pk), None)
    if found is None:
        raise NotFound("This colleague is not on the care team.")
    return found


def _let_out(grant: Grant, *, by: Person, at: datetime) -> Grant:
    # A grant is in force up to and including its last day: yesterday shuts the door now.
    until = max(grant.since, day_of(at) - timedelta(days=1))
    return let_out(grant=grant, until=until, by=by, at=at)
