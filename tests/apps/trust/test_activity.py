"""Work done is kept once, belongs to its person, and never holds anything of a client."""

from __future__ import annotations

from datetime import timedelta

import pytest

import factories
from factories import NOON
from pentimento.core.exposure.published import work_shares
from pentimento.core.kernel.errors import Conflict, Invalid, NotFound, OutOfRange, Refused
from pentimento.practice.encounters import actions as encounters
from pentimento.trust import activity
from pentimento.trust.activity.models import Activity, Basis, Kind
from pentimento.trust.people.models import Person
from pentimento.trust.people.roles import Role

pytestmark = pytest.mark.django_db
DAY = NOON.date()
UNCLASSIFIED = {"supervision_had", "travel", "office", "other"}


@pytest.fixture
def therapist() -> Person:
    return factories.person()


def logged(person: Person, **said: object) -> Activity:
    said = {"kind": "supplies", "on": DAY, "minutes": 25, "mode": "alone", "entry_key": "one", **said}
    return activity.log(person=person, at=NOON, **said)[0]


def test_a_session_counts_when_it_is_closed_and_once_however_often(therapist: Person) -> None:
    client = factories.client(therapist)
    session = factories.encounter(client, therapist)
    for _turn in range(2):
        session = encounters.close_session(encounter=session, by=therapist, at=NOON + timedelta(hours=1))
        session = encounters.reopen_session(encounter=session, by=therapist, at=NOON + timedelta(hours=1))
    row = Activity.objects.get()
    assert (row.kind, row.minutes, row.basis, row.person) == ("session", 50, Basis.COUNTED, therapist)
    assert (row.reference_kind, row.reference_id) == ("session", session.public_id)


def test_a_group_counts_once_for_the_therapist(therapist: Person) -> None:
    group = encounters.form_group(name="Tuesday", therapist=therapist, by=therapist, at=NOON)
    for _member in range(3):
        chart = factories.client(therapist).chart
        encounters.join_group(group=group, chart=chart, by=therapist, at=NOON)
    later = NOON + timedelta(days=2)
    booked = encounters.book_meeting(
        group=group, starts_at=later, minutes=90, place="Studio", entry_key="m", by=therapist, at=NOON
    )
    for appointment in booked:
        session = encounters.open_session(appointment=appointment, by=therapist, at=later)
        encounters.close_session(encounter=session, by=therapist, at=later + timedelta(minutes=90))
    row = Activity.objects.get()
    assert (row.kind, row.minutes) == ("group_session", 90)


def test_where_the_record_does_not_say_how_long_a_usual_length_is_marked(therapist: Person) -> None:
    row = activity.report("report", person=therapist, at=NOON, about=("report", "x" * 22))
    assert (row.minutes, row.basis) == (60, Basis.USUAL)
    assert activity.minutes_between(NOON, NOON + timedelta(minutes=12), most=60) == 12
    assert activity.minutes_between(NOON, NOON + timedelta(days=1), most=60) is None


def test_a_form_sent_twice_is_one_entry_and_other_minutes_are_a_conflict(therapist: Person) -> None:
    assert logged(therapist) == logged(therapist)
    with pytest.raises(Conflict):
        logged(therapist, minutes=30)


def test_what_cannot_be_is_refused(therapist: Person) -> None:
    for wrong in ({"kind": "dancing"}, {"mode": "magic"}, {"on": DAY + timedelta(days=1)}, {"entry_key": ""}):
        with pytest.raises(Invalid):
            logged(therapist, **wrong)
    for minutes in (0, 1441):
        with pytest.raises(OutOfRange):
            logged(therapist, minutes=minutes)
    assert not Activity.objects.exists()


def test_everybody_sees_their_own_and_only_the_head_of_service_the_sums(therapist: Person) -> None:
    other, head = factories.person(), factories.person(Role.HEAD)
    row = logged(therapist)
    logged(other, minutes=40)
    span = {"frm": DAY, "to": DAY}
    assert [one.minutes for one in activity.own(therapist, **span)] == [25]
    assert activity.own_entry(therapist, row.public_id) == row
    with pytest.raises(NotFound):
        activity.own_entry(other, row.public_id)
    assert [one.minutes for one in activity.sums(therapist, **span)] == [25]
    assert [one.minutes for one in activity.sums(head, everybody=True, **span)] == [65]
    for somebody in (therapist, factories.person(Role.SUPERVISOR), factories.person(Role.FRONT_DESK)):
        with pytest.raises(Refused):
            activity.sums(somebody, everybody=True, **span)


def test_an_entry_taken_back_does_not_count_and_can_count_again(therapist: Person) -> None:
    row, span = logged(therapist), {"frm": DAY, "to": DAY}
    assert activity.take_back(entry=row, by=therapist, at=NOON)
    assert not activity.take_back(entry=row, by=therapist, at=NOON)
    assert activity.sums(therapist, **span) == []
    assert activity.take_up(entry=row, by=therapist)
    assert len(activity.sums(therapist, **span)) == 1


def test_what_the_record_shows_cannot_be_taken_back_by_hand(therapist: Person) -> None:
    row = activity.report("note", person=therapist, at=NOON, about=("note", "x" * 22), minutes=9)
    with pytest.raises(Refused):
        activity.take_back(entry=row, by=therapist, at=NOON)
    with pytest.raises(Refused):
        activity.take_back(entry=logged(therapist), by=factories.person(), at=NOON)


def test_every_kind_of_work_belongs_to_tasks_or_is_known_to_belong_to_none() -> None:
    assert set(work_shares()) == set(Kind.values) - UNCLASSIFIED


def test_nothing_of_a_client_fits_into_a_row() -> None:
    """Ids, kinds, days and numbers: no text that somebody types, and no way to a chart."""
    fields = {field.name: field for field in Activity._meta.fields}
    assert "chart" not in fields and "client" not in fields
    assert not [field for field in fields.values() if field.get_internal_type() == "TextField"]
