"""A statement kept in the database's own words asks and writes what the models would."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from itertools import product

import pytest
from django.db import transaction
from django.urls import reverse

import factories
from pentimento.practice.clients.models import Client
from pentimento.practice.encounters.models import Encounter
from pentimento.trust import audit
from pentimento.trust.access.door import charts_of
from pentimento.trust.access.models import Chart, Grant, Purpose
from pentimento.trust.access.openness import OpenTo, grants_of, grants_open_to, is_on_team
from pentimento.trust.access.questions import Question
from pentimento.trust.addresses import address, address_if_any
from pentimento.trust.audit.models import Entry, Head
from pentimento.trust.audit.trail import digest_of
from pentimento.trust.identifiers import new_public_id
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


FIRST_NAMES = Question(
    Client, lambda rows, chart, name: rows.filter(chart=chart, given_name=name).order_by("pk"), chart=int, name=str
)
READ = Question(
    Encounter,
    lambda rows, chart, since, day: rows.filter(
        chart=chart, opened_at__gte=since, appointment__starts_at__date__gte=day
    ),
    chart=int,
    since=datetime,
    day=date,
)


def test_a_question_gives_everybody_the_rows_that_the_door_gives_them(teams):
    people, _, _ = teams
    mine, theirs = factories.client(people[0]), factories.client(people[1])
    desk, stranger = factories.person(Role.FRONT_DESK), factories.person()
    told = {}
    for viewer, client in product((*people, desk, stranger, None), (mine, theirs)):
        asked = {"chart": client.chart.pk, "name": client.given_name}
        for purpose in Purpose:
            found = FIRST_NAMES.ask(viewer, purpose, **asked)
            assert found == list(Client.scoped(viewer, purpose).filter(chart=client.chart, given_name=asked["name"]))
            told[viewer and viewer.pk, client.pk, purpose] = len(found)
    assert told[people[0].pk, mine.pk, Purpose.CARE] == 1 and told[people[1].pk, mine.pk, Purpose.CARE] == 0
    assert told[desk.pk, mine.pk, Purpose.OPERATIONS] == 1 and told[desk.pk, mine.pk, Purpose.CARE] == 0
    assert told[stranger.pk, theirs.pk, Purpose.CARE] == 0 and told[None, mine.pk, Purpose.CARE] == 0


def test_a_question_answers_each_time_with_the_values_it_was_asked_with(teams):
    (first, *_), _, _ = teams
    client = factories.client(first)
    assert FIRST_NAMES.ask(first, chart=client.chart.pk, name="Somebody else") == []
    assert FIRST_NAMES.ask(first, chart=client.chart.pk, name=client.given_name) == [client]
    assert FIRST_NAMES.ask(first, chart=-1, name=client.given_name) == []


def test_a_question_may_ask_by_moment_and_by_day(teams):
    (first, *_), _, _ = teams
    session = factories.encounter(factories.client(first), first)
    asked = {"chart": session.chart.pk, "since": session.opened_at, "day": session.appointment.starts_at.date()}
    assert READ.ask(first, **asked) == [session]
    assert READ.ask(first, **asked | {"since": session.opened_at + timedelta(seconds=1)}) == []
    assert READ.ask(first, **asked | {"day": asked["day"] + timedelta(days=1)}) == []


def test_a_question_of_the_front_desk_about_clinical_words_is_not_answered(teams):
    (first, *_), _, _ = teams
    session = factories.encounter(factories.client(first), first)
    asked = {"chart": session.chart.pk, "since": session.opened_at, "day": session.appointment.starts_at.date()}
    assert READ.ask(factories.person(Role.FRONT_DESK), Purpose.OPERATIONS, **asked) == []


def test_addresses_are_those_that_the_pages_have():
    keys = [new_public_id() for _ in range(3)]
    assert address("chart", keys[0]) == reverse("chart", args=keys[:1])
    assert address("artworks:work", *keys[:2]) == reverse("artworks:work", args=keys[:2])
    picture = address("artworks:picture", *keys, last="thumb")
    assert picture == reverse("artworks:picture", args=[*keys, "thumb"])
    assert address_if_any("no:page", keys[0]) == ""
