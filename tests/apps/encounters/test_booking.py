"""Times are booked, moved, cancelled, restored and missed; nobody is in two places."""

from __future__ import annotations

from datetime import timedelta

import pytest

import factories
from apps.encounters.cast_of_encounters import HOUR, booked
from factories import NOON
from pentimento.core.kernel.errors import Conflict, NotFound, Refused
from pentimento.practice.clients.models import Client
from pentimento.practice.encounters import actions, queries
from pentimento.practice.encounters.models import Appointment
from pentimento.trust import audit
from pentimento.trust.audit import Event
from pentimento.trust.people.roles import Role

pytestmark = pytest.mark.django_db
Status = Appointment.Status


def test_a_booking_is_kept_and_told() -> None:
    therapist = factories.person()
    one = booked(factories.client(therapist), therapist, place="  Studio\n1 ")
    assert (one.status, one.place, one.version) == (Status.BOOKED, "Studio 1", 1)
    assert audit.events_of(one) == [Event.APPOINTMENT_BOOKED]


def test_a_therapist_is_not_booked_twice_at_one_time() -> None:
    therapist, other = factories.person(name="Dana Reyes"), factories.client()
    del other
    booked(factories.client(therapist), therapist)
    with pytest.raises(Refused) as refused:
        booked(factories.client(therapist), therapist, starts_at=NOON + timedelta(minutes=30))
    assert str(refused.value) == "Dana Reyes already has a session from 12:00 to 12:50. Choose another time."
    assert Appointment.tally("status") == [{"status": "booked", "number": 1}]


def test_a_clash_on_a_chart_one_may_not_see_is_refused_without_its_name() -> None:
    therapist, colleague = factories.person(), factories.person()
    secret = factories.client(therapist, given_name="Zebedee")
    booked(secret, therapist)
    shared = factories.client(colleague, therapist)
    with pytest.raises(Refused) as refused:
        booked(shared, therapist, by=colleague)
    assert "Zebedee" not in str(refused.value)


def test_a_client_is_not_booked_with_two_therapists_at_one_time() -> None:
    first, second = factories.person(), factories.person()
    client = factories.client(first, second)
    booked(client, first)
    with pytest.raises(Refused, match="The client already has a session"):
        booked(client, second, by=first)


@pytest.mark.parametrize("minutes", [-50, 50])
def test_the_next_session_begins_as_the_last_one_ends(minutes: int) -> None:
    therapist = factories.person()
    booked(factories.client(therapist), therapist)
    booked(factories.client(therapist), therapist, starts_at=NOON + timedelta(minutes=minutes))


@pytest.mark.parametrize("how", [actions.cancel, actions.miss])
def test_a_time_given_up_is_free(how: object) -> None:
    therapist = factories.person()
    one = booked(factories.client(therapist), therapist)
    how(appointment=one, by=therapist, at=NOON)  # type: ignore[operator]
    booked(factories.client(therapist), therapist)


def test_sending_a_booking_twice_books_once() -> None:
    therapist = factories.person()
    client = factories.client(therapist)
    assert booked(client, therapist, entry_key="k1").pk == booked(client, therapist, entry_key="k1").pk


def test_the_front_desk_books_for_everybody() -> None:
    therapist, desk = factories.person(), factories.person(Role.FRONT_DESK)
    assert booked(factories.client(therapist), therapist, by=desk).pk


def test_who_is_not_on_the_team_does_not_book() -> None:
    therapist, stranger = factories.person(), factories.person()
    with pytest.raises(Refused, match="care team or the front desk"):
        booked(factories.client(therapist), therapist, by=stranger)


def test_a_supervisor_reads_the_calendar_and_does_not_change_it() -> None:
    supervisor, therapist = factories.person(Role.SUPERVISOR), factories.person()
    factories.supervise(supervisor, therapist)
    one = booked(factories.client(therapist), therapist)
    with pytest.raises(Refused):
        actions.cancel(appointment=one, by=supervisor, at=NOON)


def test_the_therapist_has_to_be_on_the_care_team() -> None:
    lead, stranger = factories.person(), factories.person(name="Sam Ode")
    with pytest.raises(Refused, match="Sam Ode is not on this client's care team"):
        booked(factories.client(lead), stranger, by=lead)


def test_nobody_is_booked_in_whose_therapy_has_ended() -> None:
    therapist = factories.person()
    with pytest.raises(Refused, match="new referral"):
        booked(factories.client(therapist, status=Client.Status.DISCHARGED), therapist)


def test_a_cancelled_time_is_restored() -> None:
    therapist = factories.person()
    one = booked(factories.client(therapist), therapist)
    actions.cancel(appointment=one, by=therapist, at=NOON)
    assert actions.restore(appointment=one, by=therapist, at=NOON).status == Status.BOOKED
    assert audit.events_of(one)[1:] == [Event.APPOINTMENT_CANCELLED, Event.APPOINTMENT_RESTORED]


def test_a_cancelled_time_that_was_taken_since_is_not_restored() -> None:
    therapist = factories.person()
    one = booked(factories.client(therapist), therapist)
    actions.cancel(appointment=one, by=therapist, at=NOON)
    booked(factories.client(therapist), therapist)
    with pytest.raises(Refused, match="already has a session"):
        actions.restore(appointment=one, by=therapist, at=NOON)


def test_cancelling_twice_is_one_cancellation() -> None:
    therapist = factories.person()
    one = booked(factories.client(therapist), therapist)
    for _ in range(2):
        actions.cancel(appointment=one, by=therapist, at=NOON)
    assert audit.events_of(one).count(Event.APPOINTMENT_CANCELLED) == 1


def test_moving_takes_the_place_of_the_old_time() -> None:
    therapist = factories.person()
    one = booked(factories.client(therapist), therapist)
    moved = actions.move(
        appointment=one, starts_at=NOON + timedelta(minutes=20), minutes=60, place="", version=1, by=therapist, at=NOON
    )
    assert (moved.starts_at, moved.minutes, moved.version) == (NOON + timedelta(minutes=20), 60, 2)
    assert audit.events_of(one)[-1] == Event.APPOINTMENT_MOVED


def test_moving_what_somebody_else_has_moved_is_a_conflict() -> None:
    therapist = factories.person()
    one = booked(factories.client(therapist), therapist)
    later = {"minutes": 50, "place": "", "version": 1, "by": therapist, "at": NOON}
    actions.move(appointment=one, starts_at=NOON + HOUR, **later)
    with pytest.raises(Conflict):
        actions.move(appointment=one, starts_at=NOON + 2 * HOUR, **later)


def test_moving_to_where_it_is_already_is_a_repeat() -> None:
    therapist = factories.person()
    one = booked(factories.client(therapist), therapist)
    times = {"starts_at": NOON + HOUR, "minutes": 50, "place": "", "version": 1, "by": therapist, "at": NOON}
    assert [actions.move(appointment=one, **times).version for _ in range(2)] == [2, 2]


def test_a_move_onto_another_session_is_refused() -> None:
    therapist = factories.person()
    one = booked(factories.client(therapist), therapist)
    booked(factories.client(therapist), therapist, starts_at=NOON + HOUR)
    with pytest.raises(Refused, match="already has a session"):
        actions.move(appointment=one, starts_at=NOON + HOUR, minutes=50, place="", version=1, by=therapist, at=NOON)


def test_a_shared_place_is_noticed_and_allowed() -> None:
    first, second = factories.person(), factories.person()
    one = booked(factories.client(first), first, place="Studio")
    assert queries.clash_of_place(one) is None
    two = booked(factories.client(second), second, place="studio", starts_at=NOON + timedelta(minutes=10))
    assert queries.clash_of_place(two) == (one.starts_at, one.ends_at)


def test_the_service_is_counted_without_names() -> None:
    therapist = factories.person()
    for hours in range(3):
        booked(factories.client(therapist), therapist, starts_at=NOON + hours * HOUR)
    actions.cancel(
        appointment=booked(factories.client(therapist), therapist, starts_at=NOON + 5 * HOUR), by=therapist, at=NOON
    )
    day = NOON.date()
    assert queries.counts(day, day) == {"booked": 3, "attended": 0, "cancelled": 1, "missed": 0}
    assert sum(queries.counts(day + timedelta(days=1), day + timedelta(days=9)).values()) == 0


def test_a_tally_refuses_to_tell_whose_it_is() -> None:
    for telling in ("chart", "public_id", "chart__public_id"):
        with pytest.raises(ValueError, match="may not ask"):
            Appointment.tally(telling)


def test_the_day_shows_what_is_mine_and_my_supervisees() -> None:
    supervisor, therapist, stranger = factories.person(Role.SUPERVISOR), factories.person(), factories.person()
    factories.supervise(supervisor, therapist)
    client = factories.client(therapist, given_name="Ann", family_name="Lee")
    booked(client, therapist)
    for viewer, names in ((therapist, ["Ann Lee"]), (supervisor, ["Ann Lee"]), (stranger, [])):
        assert [slot.client.name for slot in queries.day_for(viewer, NOON.date())] == names


def test_the_head_of_service_sees_no_names_but_on_the_team() -> None:
    head, therapist = factories.person(Role.HEAD), factories.person()
    booked(factories.client(therapist), therapist)
    assert queries.day_for(head, NOON.date()) == []
    booked(factories.client(therapist, head), head)
    assert len(queries.day_for(head, NOON.date())) == 1


def test_the_front_desk_sees_names_and_times_and_no_session() -> None:
    desk, therapist = factories.person(Role.FRONT_DESK), factories.person()
    factories.encounter(factories.client(therapist, given_name="Ann", family_name=""), therapist)
    (slot,) = queries.day_for(desk, NOON.date())
    assert (slot.client.name, slot.session) == ("Ann", None)


def test_the_week_has_seven_days_and_each_time_on_its_own() -> None:
    therapist = factories.person()
    client = factories.client(therapist)
    for days in (0, 2, 7):
        booked(client, therapist, starts_at=NOON + timedelta(days=days))
    week = queries.week_for(therapist, NOON.date() + timedelta(days=3))
    assert [len(day.slots) for day in week] == [1, 0, 1, 0, 0, 0, 0]
    assert week[0].date.weekday() == 0


def test_an_appointment_is_found_through_its_own_client_only() -> None:
    therapist = factories.person()
    one, other = booked(factories.client(therapist), therapist), factories.client(therapist)
    with pytest.raises(NotFound):
        queries.appointment_for(therapist, other.chart, one.public_id)
