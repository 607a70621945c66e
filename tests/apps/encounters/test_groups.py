"""Groups form, meet together, and name nobody on another's record."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

import factories
from apps.encounters.cast_of_encounters import HOUR, address, booked, signed_in
from factories import NOON
from pentimento.core.kernel.errors import NotFound, Refused
from pentimento.practice.encounters import actions, queries
from pentimento.practice.encounters.models import Appointment, Group
from pentimento.trust import audit
from pentimento.trust.audit import Event
from pentimento.trust.people.models import Person
from pentimento.trust.people.roles import Role

pytestmark = pytest.mark.django_db


@pytest.fixture
def therapist() -> Person:
    return factories.person()


@pytest.fixture
def group(therapist: Person) -> Group:
    """Two members: Ann and Ben."""
    made = actions.form_group(name="Tuesday studio", therapist=therapist, by=therapist, at=NOON)
    for name in ("Ann", "Ben"):
        client = factories.client(therapist, given_name=name, family_name="")
        actions.join_group(group=made, chart=client.chart, by=therapist, at=NOON)
    return made


def met(group: Group, **fields: object) -> list[Appointment]:
    times = {"starts_at": NOON, "minutes": 90, "place": "Studio", "by": group.therapist, "at": NOON, **fields}
    return actions.book_meeting(group=group, **times)  # type: ignore[arg-type]


def names(viewer: Person, group: Group) -> list[str]:
    return [member.client.name for member in queries.members_of(viewer, group)]


def test_a_group_forms_once(therapist: Person) -> None:
    first, again = (actions.form_group(name="Clay", therapist=therapist, by=therapist, at=NOON) for _ in range(2))
    assert first.pk == again.pk
    assert audit.events_of(first) == [Event.GROUP_FORMED]
    with pytest.raises(Refused, match="this name already"):
        actions.form_group(name="Clay", therapist=therapist, by=therapist, at=NOON + timedelta(days=3))


def test_joining_twice_is_once_and_leaving_ends_it(therapist: Person, group: Group) -> None:
    member = queries.members_of(therapist, group)[0].membership
    actions.join_group(group=group, chart=member.chart, by=therapist, at=NOON)
    assert names(therapist, group) == ["Ann", "Ben"]
    actions.leave_group(membership=member, by=therapist, at=NOON)
    assert names(therapist, group) == ["Ben"]
    actions.join_group(group=group, chart=member.chart, by=therapist, at=NOON + timedelta(days=1))
    assert names(therapist, group) == ["Ann", "Ben"]


def test_a_client_joins_whose_team_the_therapist_is_on(group: Group) -> None:
    desk = factories.person(Role.FRONT_DESK)
    with pytest.raises(Refused, match="not on this client's care team"):
        actions.join_group(group=group, chart=factories.client(factories.person()).chart, by=desk, at=NOON)


def test_a_colleague_neither_sees_nor_changes_the_group(group: Group) -> None:
    colleague = factories.person()
    with pytest.raises(NotFound):
        queries.group_for(colleague, group.public_id)
    with pytest.raises(Refused, match="who runs this group"):
        met(group, by=colleague)


def test_a_meeting_is_one_time_for_each_member(therapist: Person, group: Group) -> None:
    meeting = met(group)
    assert len({one.meeting for one in meeting}) == 1
    assert len({one.chart_id for one in meeting}) == 2
    (slot,) = queries.day_for(therapist, NOON.date())
    assert sorted(member.client.name for member in slot.members) == ["Ann", "Ben"]


def test_sending_a_meeting_twice_books_it_once(group: Group) -> None:
    assert [one.pk for one in met(group, entry_key="k")] == [one.pk for one in met(group, entry_key="k")]


def test_a_meeting_is_booked_for_all_or_for_none(therapist: Person, group: Group) -> None:
    colleague = factories.person()
    ann = queries.members_of(therapist, group)[0].membership.chart
    factories.Grant.objects.create(chart=ann, person=colleague, capacity="member", since=factories.LONG_AGO)
    actions.book(chart=ann, therapist=colleague, starts_at=NOON, minutes=50, place="", by=colleague, at=NOON)
    with pytest.raises(Refused, match="The client already has a session"):
        met(group)
    assert not queries.meetings_of(therapist, group)


def test_a_meeting_takes_the_therapists_time(therapist: Person, group: Group) -> None:
    met(group)
    with pytest.raises(Refused, match="already has a session"):
        booked(factories.client(therapist), therapist, starts_at=NOON + HOUR)


def test_a_meeting_moves_and_is_cancelled_as_a_whole(therapist: Person, group: Group) -> None:
    one = met(group)[0]
    times = {"starts_at": NOON + HOUR, "minutes": 90, "place": "Hall", "by": therapist, "at": NOON}
    with pytest.raises(Refused, match="whole meeting"):
        actions.move(appointment=one, version=1, **times)
    moved = actions.move_meeting(group=group, meeting=one.meeting, **times)
    assert {(row.starts_at, row.place) for row in moved} == {(NOON + HOUR, "Hall")}
    actions.cancel_meeting(group=group, meeting=one.meeting, by=therapist, at=NOON)
    assert [meeting.coming for meeting in queries.meetings_of(therapist, group)] == [0]
    actions.restore(appointment=one, by=therapist, at=NOON)
    assert [meeting.coming for meeting in queries.meetings_of(therapist, group)] == [1]


def test_an_empty_or_ended_group_does_not_meet(therapist: Person, group: Group) -> None:
    with pytest.raises(Refused, match="Nobody is in this group"):
        met(actions.form_group(name="Empty", therapist=therapist, by=therapist, at=NOON))
    actions.end_group(group=group, by=therapist, at=NOON)
    with pytest.raises(Refused, match="has ended"):
        met(Group.objects.get(pk=group.pk))


def test_no_record_names_another_member(therapist: Person, group: Group) -> None:
    now = timezone.now()
    meeting = met(group, starts_at=now, at=now)
    browser = signed_in(therapist)
    clients = {member.membership.chart_id: member.client for member in queries.members_of(therapist, group)}
    for one in meeting:
        session = actions.open_session(appointment=one, by=therapist, at=now)
        others = [client.name for chart, client in clients.items() if chart != one.chart_id]
        for url in (
            address("appointments", one.chart, one.public_id),
            address("sessions", one.chart),
            address("sessions", one.chart, session.public_id),
            address("sessions", one.chart, session.public_id, "room"),
        ):
            page = browser.get(url)
            assert page.status_code == 200, url
            assert "Tuesday studio" in page.text
            assert not any(name in page.text for name in others), url


def test_the_meeting_page_leads_from_room_to_room(therapist: Person, group: Group) -> None:
    now = timezone.now()
    meeting = met(group, starts_at=now, at=now)
    browser, url = signed_in(therapist), f"/groups/{group.public_id}/meetings/{meeting[0].meeting}/"
    assert browser.get(url).text.count("Open session") == 2
    session = actions.open_session(appointment=meeting[0], by=therapist, at=now)
    page = browser.get(url)
    room = address("sessions", session.chart, session.public_id, "room")
    assert room in page.text
    assert url in browser.get(room).text


def test_who_does_not_keep_the_group_sees_their_own_clients_time(therapist: Person, group: Group) -> None:
    colleague = factories.person()
    meeting = met(group)
    factories.Grant.objects.create(
        chart=meeting[0].chart, person=colleague, capacity="member", since=factories.LONG_AGO
    )
    (slot,) = queries.day_for(colleague, NOON.date())
    assert (slot.members, slot.client.name) == ((), "Ann")
    assert signed_in(colleague).get(f"/groups/{group.public_id}/").status_code == 404


def test_forming_joining_and_meeting_work_as_plain_forms(therapist: Person) -> None:
    client, browser = factories.client(therapist, given_name="Ann", family_name="Lee"), signed_in(therapist)
    page = browser.post("/groups/new/", {"name": "Thursday clay"}, follow=True)
    assert "Thursday clay" in page.text
    group = queries.groups_for(therapist).get()
    url = f"/groups/{group.public_id}/"
    assert "Ann Lee" in browser.get(f"{url}join/").text
    assert "Ann Lee" in browser.post(f"{url}join/", {"client": client.chart.public_id}, follow=True).text
    times = {"day": "2026-12-01", "time": "10:00", "minutes": "90", "place": "Hall", "entry_key": "k"}
    late = (timezone.localdate() + timedelta(days=30)).isoformat()
    page = browser.post(f"{url}meet/", {**times, "day": late}, follow=True)
    assert "Meeting booked" in page.text
    assert browser.post(f"{url}meet/", {**times, "minutes": "3"}).status_code == 422
    clash = browser.post(f"{url}meet/", {**times, "day": late, "entry_key": "other"})
    assert (clash.status_code, "already has a session" in clash.text) == (422, True)


@pytest.mark.parametrize("name", ["", "x" * 121, "\x00\x00"])
def test_a_group_without_a_proper_name_is_not_formed(therapist: Person, name: str) -> None:
    assert signed_in(therapist).post("/groups/new/", {"name": name}).status_code == 422
    assert not Group.objects.exists()
