"""What can be undone is undone from the notice on the page where it was done."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.test import Client as Browser
from django.utils import timezone

import factories
from apps.encounters.cast_of_encounters import address, booked, running, signed_in, wrote
from pentimento.core.kernel.errors import Refused
from pentimento.practice.encounters import actions, queries
from pentimento.practice.encounters.models import Appointment, Group, Membership
from pentimento.trust.people.models import Person

pytestmark = pytest.mark.django_db
UNDO = re.compile(r'<form method="post" action="([^"]+)">(?:(?!</form>).)*>Undo<', re.DOTALL)


@pytest.fixture
def therapist() -> Person:
    return factories.person()


@pytest.fixture
def group(therapist: Person) -> Group:
    """One member: Ann."""
    made = actions.form_group(name="Tuesday studio", therapist=therapist, by=therapist, at=factories.NOON)
    ann = factories.client(therapist, given_name="Ann", family_name="Lee")
    actions.join_group(group=made, chart=ann.chart, by=therapist, at=factories.NOON)
    return made


def undone(browser: Browser, url: str) -> str:
    """Do it, press Undo on the page that comes back, and give the page after that."""
    page = browser.post(url, follow=True).text
    found = UNDO.search(page)
    assert found, "the page offers no way back"
    return browser.post(found[1], follow=True).text


def test_striking_an_entry_out_is_undone(therapist: Person) -> None:
    session = running(factories.client(therapist), therapist)
    entry = wrote(session, therapist)
    url = address("sessions", session.chart, session.public_id, "entries", entry.public_id, "strike")
    assert "Entry restored." in undone(signed_in(therapist), url)
    assert queries.observations_of(therapist, session)[0].struck_at is None


@pytest.mark.parametrize("what", ["cancel", "miss"])
def test_cancelling_a_session_and_not_attending_are_undone(therapist: Person, what: str) -> None:
    client = factories.client(therapist)
    one = booked(client, therapist, starts_at=timezone.now() - timedelta(minutes=20), at=timezone.now())
    undone(signed_in(therapist), address("appointments", client.chart, one.public_id, what))
    one = queries.appointment_for(therapist, client.chart, one.public_id)
    assert one.status == Appointment.Status.BOOKED


def test_leaving_a_group_is_undone_as_if_never_away(therapist: Person, group: Group) -> None:
    (member,) = queries.members_of(therapist, group)
    url = f"/groups/{group.public_id}/members/{member.membership.public_id}/leave/"
    page = undone(signed_in(therapist), url)
    assert "Ann Lee" in page
    (again,) = Membership.of_chart(member.membership.chart_id)
    assert (again.pk, again.since, again.until) == (member.membership.pk, member.membership.since, None)


def test_coming_back_twice_is_coming_back_once_and_not_into_a_group_that_ended(therapist: Person, group: Group) -> None:
    membership = queries.members_of(therapist, group)[0].membership
    now = {"by": therapist, "at": timezone.now()}
    left = actions.leave_group(membership=membership, **now)
    assert actions.return_to_group(membership=left, **now) == actions.return_to_group(membership=left, **now)
    actions.leave_group(membership=left, **now)
    actions.end_group(group=group, **now)
    left = queries.member_for(therapist, Group.objects.get(pk=group.pk), membership.public_id)
    with pytest.raises(Refused, match="has ended"):
        actions.return_to_group(membership=left, **now)


def test_a_meeting_offers_to_open_sessions_only_when_it_is_due(therapist: Person, group: Group) -> None:
    times = {"minutes": 60, "place": "Studio", "by": therapist, "at": timezone.now()}
    offered = []
    for days in (0, 3):
        starts_at = timezone.now() + timedelta(days=days, minutes=5)
        (one,) = actions.book_meeting(group=group, starts_at=starts_at, **times)
        page = signed_in(therapist).get(f"/groups/{group.public_id}/meetings/{one.meeting}/").text
        offered.append("Open session" in page)
    assert offered == [True, False]
