"""The one access door: no grant, no rows, for any table, purpose or role."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.apps import apps
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

import factories
from pentimento.core.kernel.errors import NotFound
from pentimento.practice.clients.models import Client, Referral
from pentimento.practice.encounters.models import Observation
from pentimento.trust.access.door import chart_for, charts_of
from pentimento.trust.access.models import ChartModel, Door, Grant, Purpose
from pentimento.trust.people.roles import Role

pytestmark = pytest.mark.django_db

TABLES = [m for m in apps.get_models() if issubclass(m, ChartModel)]


@pytest.fixture
def full_house():
    therapist = factories.person()
    client = factories.client(therapist)
    session = factories.encounter(client, therapist)
    Observation.add(
        chart=client.chart,
        encounter=session,
        kind="seen",
        words="Red over blue.",
        stamped_at=factories.NOON,
        author=therapist,
        client_key="k1",
    )
    factories.consent(client, by=therapist)
    return therapist, client


@pytest.mark.parametrize("role", [*Role.values, "nobody", "left"])
def test_who_was_given_nothing_sees_nothing_in_any_table_for_any_purpose(full_house, role):
    made = {"nobody": AnonymousUser, "left": lambda: factories.person(is_active=False)}
    viewer = made[role]() if role in made else factories.person(role)
    seen = {(t, purpose) for t in TABLES for purpose in Purpose if t.scoped(viewer, purpose).exists()}
    desk = {(t, Purpose.OPERATIONS) for t in TABLES if t.door is Door.PRACTICAL and t._unscoped.exists()}
    assert seen == (desk if role == Role.FRONT_DESK else set())


def test_the_care_team_sees_its_client_and_no_other(full_house):
    therapist, client = full_house
    factories.client(factories.person())
    assert [c.pk for c in Client.scoped(therapist)] == [client.pk]


def test_the_front_desk_sees_names_and_nothing_clinical(full_house):
    _, client = full_house
    desk = factories.person(Role.FRONT_DESK)
    assert client in Client.scoped(desk, Purpose.OPERATIONS)
    assert not Client.scoped(desk).exists()
    assert not Observation.scoped(desk, Purpose.OPERATIONS).exists()
    assert not Referral.scoped(desk, Purpose.OPERATIONS).exists()


def test_a_supervisor_sees_what_those_they_answer_for_see(full_house):
    therapist, client = full_house
    supervisor = factories.person(Role.SUPERVISOR)
    assert not Client.scoped(supervisor, Purpose.SUPERVISION).exists()
    factories.supervise(supervisor, therapist)
    assert client in Client.scoped(supervisor, Purpose.SUPERVISION)


@pytest.mark.parametrize("days, sees", [(-1, False), (0, True), (1, True)])
def test_access_ends_when_the_grant_does(full_house, days, sees):
    therapist, client = full_house
    Grant.objects.filter(person=therapist).update(until=timezone.localdate() + timedelta(days=days))
    assert Client.scoped(therapist).filter(pk=client.pk).exists() is sees


def test_access_does_not_begin_before_the_grant_does(full_house):
    therapist, _ = full_house
    Grant.objects.filter(person=therapist).update(since=timezone.localdate() + timedelta(days=1))
    assert not charts_of(therapist).exists()


def test_somebody_elses_chart_cannot_be_told_from_one_that_is_not_there(full_house):
    _, client = full_house
    stranger = factories.person()
    with pytest.raises(NotFound) as not_yours:
        chart_for(stranger, client.chart.public_id)
    with pytest.raises(NotFound) as not_there:
        chart_for(stranger, "x" * 22)
    assert str(not_yours.value) == str(not_there.value)


def test_an_ended_supervision_opens_nothing(full_house):
    therapist, _ = full_house
    supervisor = factories.person(Role.SUPERVISOR)
    supervision = factories.supervise(supervisor, therapist)
    supervision.until = date(2021, 1, 1)
    supervision.save()
    assert not charts_of(supervisor, Purpose.SUPERVISION).exists()
