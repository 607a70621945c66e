"""Sessions are opened once, closed once, reopened until sealed."""

from __future__ import annotations

from datetime import timedelta

import pytest

import factories
from apps.encounters.cast_of_encounters import booked, wrote
from factories import NOON
from pentimento.core.kernel.errors import Conflict, Invalid, NotFound, Refused, TooLarge
from pentimento.practice.encounters import actions, queries
from pentimento.practice.encounters.models import Appointment
from pentimento.trust import audit
from pentimento.trust.audit import Event
from pentimento.trust.identifiers import new_public_id
from pentimento.trust.people.roles import Role

pytestmark = pytest.mark.django_db


def test_opening_says_who_came_and_what_for() -> None:
    therapist = factories.person()
    one, objective = booked(factories.client(therapist), therapist), new_public_id()
    session = actions.open_session(
        appointment=one, by=therapist, at=NOON, directive=" Draw a bridge.\x00 ", aims=[(objective, "Stay with it")]
    )
    one = queries.appointment_for(therapist, session.chart, one.public_id)
    assert (one.status, session.directive) == (Appointment.Status.ATTENDED, "Draw a bridge.")
    assert [(aim.objective, aim.words) for aim in queries.aims_of(therapist, session)] == [(objective, "Stay with it")]
    assert audit.events_of(session) == [Event.SESSION_OPENED, Event.AIM_LINKED]


def test_opening_twice_is_the_same_session() -> None:
    therapist = factories.person()
    one = booked(factories.client(therapist), therapist)
    assert len({actions.open_session(appointment=one, by=therapist, at=NOON).pk for _ in range(2)}) == 1


@pytest.mark.parametrize("how", [actions.cancel, actions.miss])
def test_what_did_not_take_place_is_not_opened(how: object) -> None:
    therapist = factories.person()
    one = booked(factories.client(therapist), therapist)
    how(appointment=one, by=therapist, at=NOON)  # type: ignore[operator]
    with pytest.raises(Refused, match="Restore it"):
        actions.open_session(appointment=one, by=therapist, at=NOON)


def test_a_session_is_not_opened_the_day_before() -> None:
    therapist = factories.person()
    one = booked(factories.client(therapist), therapist)
    with pytest.raises(Refused, match="not due yet"):
        actions.open_session(appointment=one, by=therapist, at=NOON - timedelta(days=1))


def test_what_took_place_is_not_cancelled() -> None:
    therapist = factories.person()
    session = factories.encounter(factories.client(therapist), therapist)
    for how in (actions.cancel, actions.miss, actions.restore):
        with pytest.raises(Refused):
            how(appointment=session.appointment, by=therapist, at=NOON)


def test_a_supervisor_does_not_open_close_or_point_a_session() -> None:
    supervisor, therapist = factories.person(Role.SUPERVISOR), factories.person()
    factories.supervise(supervisor, therapist)
    client = factories.client(therapist)
    session, one = factories.encounter(client, therapist), booked(client, therapist, starts_at=NOON + timedelta(days=1))
    by = {"by": supervisor, "at": NOON}
    for refused in (
        lambda: actions.open_session(appointment=one, **by),
        lambda: actions.close_session(encounter=session, **by),
        lambda: actions.set_directive(encounter=session, words="x", version=1, **by),
        lambda: actions.set_aims(encounter=session, aims=[], **by),
        lambda: actions.note_medium(encounter=session, medium="Clay", **by),
    ):
        with pytest.raises(Refused):
            refused()


def test_a_session_is_closed_once_and_reopened() -> None:
    therapist = factories.person()
    session = factories.encounter(factories.client(therapist), therapist)
    actions.close_session(encounter=session, by=therapist, at=NOON)
    with pytest.raises(Refused, match="closed already"):
        actions.close_session(encounter=session, by=therapist, at=NOON)
    assert actions.reopen_session(encounter=session, by=therapist, at=NOON).is_open
    with pytest.raises(Refused, match="open already"):
        actions.reopen_session(encounter=session, by=therapist, at=NOON)
    assert audit.events_of(session) == [Event.SESSION_CLOSED, Event.SESSION_REOPENED]


def test_a_sealed_session_is_closed_for_good() -> None:
    therapist = factories.person()
    session = factories.encounter(factories.client(therapist), therapist)
    for _ in range(2):
        sealed = actions.seal_encounter(encounter=session, by=therapist, at=NOON)
    assert (sealed.closed_at, sealed.sealed_at) == (NOON, NOON)
    with pytest.raises(Refused, match="sealed"):
        actions.reopen_session(encounter=session, by=therapist, at=NOON)
    with pytest.raises(Refused, match="sealed"):
        wrote(session, therapist)
    assert audit.events_of(session) == [Event.SESSION_CLOSED]


def test_nothing_changes_in_a_closed_session() -> None:
    therapist = factories.person()
    session = factories.encounter(factories.client(therapist), therapist)
    entry = wrote(session, therapist)
    actions.close_session(encounter=session, by=therapist, at=NOON)
    by = {"by": therapist, "at": NOON}
    for refused in (
        lambda: wrote(session, therapist, words="Another."),
        lambda: wrote(session, therapist, words="Changed.", client_key=entry.client_key, version=1),
        lambda: actions.strike(entry=entry, **by),
        lambda: actions.note_medium(encounter=session, medium="Clay", **by),
        lambda: actions.set_directive(encounter=session, words="x", version=1, **by),
        lambda: actions.set_aims(encounter=session, aims=[(new_public_id(), "x")], **by),
    ):
        with pytest.raises(Refused, match="closed"):
            refused()


def test_the_directive_is_not_overwritten_unseen() -> None:
    therapist = factories.person()
    session = factories.encounter(factories.client(therapist), therapist)
    by = {"by": therapist, "at": NOON}
    assert actions.set_directive(encounter=session, words="Draw.", version=1, **by).version == 2
    assert actions.set_directive(encounter=session, words="Draw.", version=1, **by).version == 2  # a repeat
    with pytest.raises(Conflict):
        actions.set_directive(encounter=session, words="Paint.", version=1, **by)
    with pytest.raises(TooLarge):
        actions.set_directive(encounter=session, words="x" * 2001, version=2, **by)
    assert audit.events_of(session) == [Event.SESSION_DIRECTIVE_CHANGED]


def test_aims_are_replaced_and_keep_the_words_they_had() -> None:
    therapist = factories.person()
    session = factories.encounter(factories.client(therapist), therapist)
    first, second, by = new_public_id(), new_public_id(), {"by": therapist, "at": NOON}
    actions.set_aims(encounter=session, aims=[(first, "As it was")], **by)
    aims = actions.set_aims(encounter=session, aims=[(first, "As it is"), (second, "New")], **by)
    assert [aim.words for aim in aims] == ["As it was", "New"]
    assert [aim.objective for aim in actions.set_aims(encounter=session, aims=[(second, "New")], **by)] == [second]
    linked, gone = Event.AIM_LINKED, Event.AIM_REMOVED
    assert audit.events_of(session) == [linked, linked, gone]


@pytest.mark.parametrize("aim", [("short", "words"), (new_public_id(), " "), (new_public_id(), "x" * 601)])
def test_an_aim_comes_from_a_plan(aim: tuple[str, str]) -> None:
    therapist = factories.person()
    session = factories.encounter(factories.client(therapist), therapist)
    with pytest.raises(Invalid):
        actions.set_aims(encounter=session, aims=[aim], by=therapist, at=NOON)


def test_sessions_are_found_by_their_days() -> None:
    therapist = factories.person()
    client = factories.client(therapist)
    for days in (0, 1, 2):
        factories.encounter(client, therapist, opened_at=NOON + timedelta(days=days))
    days = [
        session.opened_at.day
        for session in queries.sessions_of(therapist, client.chart, frm=NOON.date(), to=NOON.date() + timedelta(days=1))
    ]
    assert days == [5, 4]


def test_a_session_is_found_through_its_own_client_only() -> None:
    therapist, stranger = factories.person(), factories.person()
    session = factories.encounter(factories.client(therapist), therapist)
    for viewer, chart in ((therapist, factories.client(therapist).chart), (stranger, session.chart)):
        with pytest.raises(NotFound):
            queries.session_for(viewer, chart, session.public_id)


def test_media_stand_in_order_of_use() -> None:
    therapist = factories.person()
    session = factories.encounter(factories.client(therapist), therapist)
    turns = (("clay", True), ("Ink", True), ("Clay", False), ("nail varnish", True), ("CLAY", True))
    orders = [
        actions.note_medium(encounter=session, medium=medium, used=used, by=therapist, at=NOON)
        for medium, used in turns
    ]
    assert orders[-1] == ["Ink", "nail varnish", "Clay"]
    assert orders[2] == ["Ink"]
    assert [use.medium for use in queries.media_of(therapist, session)] == orders[-1]


@pytest.mark.parametrize("used", [True, False])
def test_saying_twice_that_a_medium_is_used_or_put_away_is_saying_it_once(used: bool) -> None:
    therapist = factories.person()
    session = factories.encounter(factories.client(therapist), therapist)
    by = {"encounter": session, "by": therapist, "at": NOON}
    actions.note_medium(medium="Ink", **by)
    orders = [actions.note_medium(medium="Clay", used=used, **by) for _ in range(2)]
    assert orders == [["Ink", "Clay"] if used else ["Ink"]] * 2
    assert len(queries.media_of(therapist, session)) == 1 + used
