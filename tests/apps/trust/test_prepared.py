"""A statement kept in the database's own words asks and writes what the models would."""

from __future__ import annotations

from datetime import timedelta
from itertools import product

import pytest
from django.db import transaction

import factories
from pentimento.practice.clients.models import Client
from pentimento.trust import audit
from pentimento.trust.access.door import charts_of
from pentimento.trust.access.models import Chart, Grant
from pentimento.trust.access.openness import OpenTo, grants_of, grants_open_to, is_on_team
from pentimento.trust.audit.models import Entry, Head
from pentimento.trust.audit.trail import digest_of
from pentimento.trust.people.roles import Role

pytestmark = pytest.mark.django_db


@pytest.fixture
def teams():
    """Two therapists with a client each, one of them ending, and a supervisor of the first."""
    first, second, supervisor = factories.person(), factories.person(), factories.person(Role.SUPERVISOR)
    charts = [factories.chart(first), factories.chart(second), factories.chart(first, second)]
    factories.supervise(supervisor, first)
    grant = Grant.objects.get(person=second, chart=charts[1])
    Grant.objects.filter(pk=grant.pk).update(until=grant.since + timedelta(days=30))
    days = [grant.since + timedelta(days=n) for n in (-1, 0, 30, 31)]
    return (first, second, supervisor), charts, days


def test_the_door_opens_the_same_charts_as_the_grants_say_for_everybody_and_every_day(teams):
    people, _, days = teams
    opened = set()
    for person, day in product(people, days):
        kept = set(Chart.objects.filter(OpenTo("pk", person.pk, day)).values_list("pk", flat=True))
        assert kept == set(grants_open_to(person.pk, on=day).values_list("chart", flat=True))
        opened.add(frozenset(kept))
    assert len(opened) > 2


def test_who_is_on_a_team_is_told_for_each_person_chart_and_day(teams):
    people, charts, days = teams
    asked = list(product(people, charts, days))
    told = [is_on_team(person.pk, chart.pk, on=day) for person, chart, day in asked]
    assert told == [grants_of(person.pk, chart.pk, on=day).exists() for person, chart, day in asked]
    assert set(told) == {True, False}


def test_the_door_can_be_asked_for_what_is_not_open(teams):
    (first, second, _), _, _ = teams
    mine = factories.client(first)
    theirs = factories.client(second)
    everybody = Client.scoped(first) | Client.scoped(second)
    closed = everybody.exclude(pk__in=Client.scoped(second))
    assert mine in closed and theirs not in closed
    assert charts_of(first).filter(chart=mine.chart).exists()


def test_an_entry_on_the_trail_is_the_row_the_models_read_back(teams):
    (first, *_), charts, _ = teams
    with transaction.atomic():
        made = audit.record(
            audit.Event.CHART_READ,
            by=first,
            at=factories.NOON,
            chart=charts[0],
            subject=charts[1],
            what="a",
            n=2,
            so=True,
        )
        other = audit.record(audit.Event.SIGNED_OUT, by=None, at=factories.NOON)
    read = Entry.objects.get(pk=made.pk)
    assert {f.attname: getattr(read, f.attname) for f in Entry._meta.fields} == {
        f.attname: getattr(made, f.attname) for f in Entry._meta.fields
    }
    assert digest_of(read) == read.digest
    head = Head.objects.get(pk=1)
    assert (head.sequence, head.digest) == (other.sequence, other.digest) == (made.sequence + 1, other.digest)
    assert Entry.objects.get(pk=other.pk).previous == made.digest
