"""Who sees which page, what it shows, and that plain forms suffice."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

import factories
from apps.encounters.cast_of_encounters import address, booked, running, signed_in, today_at, wrote
from pentimento.practice.clients.models import Client, Precaution
from pentimento.practice.encounters import actions, queries
from pentimento.practice.encounters.models import Appointment, Encounter
from pentimento.trust import audit
from pentimento.trust.identifiers import new_public_id
from pentimento.trust.people.models import Person
from pentimento.trust.people.roles import Role

pytestmark = pytest.mark.django_db


@pytest.fixture
def therapist() -> Person:
    return factories.person()


@pytest.fixture
def client_(therapist: Person) -> Client:
    return factories.client(therapist, given_name="Ann", family_name="Lee")


@pytest.fixture
def session(client_: Client, therapist: Person) -> Encounter:
    return running(client_, therapist)


def pages_of(session: Encounter) -> list[str]:
    return [
        address("sessions", session.chart, session.public_id),
        address("sessions", session.chart, session.public_id, "room"),
    ]


def test_whose_client_it_is_not_finds_nothing(client_: Client, session: Encounter) -> None:
    stranger, head = factories.person(), factories.person(Role.HEAD)
    one = session.appointment
    urls = [
        *pages_of(session),
        address("sessions", client_.chart),
        address("appointments", client_.chart, one.public_id),
    ]
    for viewer in (stranger, head):
        for url in urls:
            assert signed_in(viewer).get(url).status_code == 404, url
        for what in ("save", "close", "media", "directive"):
            url = address("sessions", client_.chart, session.public_id, what)
            assert signed_in(viewer).post(url, {"pad": "seen", "text": "x", "version": 0}).status_code == 404, url
    assert not queries.observations_of(session.therapist, session)


def test_a_childs_id_under_another_client_finds_nothing(therapist: Person, session: Encounter) -> None:
    other, browser = factories.client(therapist), signed_in(therapist)
    for url in (
        address("sessions", other.chart, session.public_id),
        address("sessions", other.chart, session.public_id, "room"),
        address("appointments", other.chart, session.appointment.public_id),
        address("sessions", session.chart, new_public_id()),
    ):
        assert browser.get(url).status_code == 404, url


def test_the_front_desk_sees_times_and_nothing_clinical(client_: Client, session: Encounter) -> None:
    wrote(session, session.therapist, words="A clinical sight.")
    browser = signed_in(factories.person(Role.FRONT_DESK))
    for url in ("/calendar/", address("sessions", client_.chart),
                address("appointments", client_.chart, session.appointment.public_id)):  # fmt: skip
        page = browser.get(url)
        assert (page.status_code, "Ann Lee" in page.text) == (200, True), url
        assert session.public_id not in page.text
    for url in pages_of(session):
        assert browser.get(url).status_code == 403, url


def test_a_supervisor_reads_the_record_without_the_response(therapist: Person, session: Encounter) -> None:
    supervisor = factories.person(Role.SUPERVISOR)
    factories.supervise(supervisor, therapist)
    wrote(session, therapist, "seen", "A red house.")
    wrote(session, therapist, "response", "I felt small.")
    record, room = pages_of(session)
    browser = signed_in(supervisor)
    page = browser.get(record)
    assert ("A red house." in page.text, "I felt small." in page.text, "only you" in page.text) == (True, False, False)
    assert "Strike out" not in page.text
    assert browser.get(room).headers["Location"] == record
    assert "I felt small." in signed_in(therapist).get(record).text


def test_reading_a_session_is_in_the_trail(therapist: Person, session: Encounter) -> None:
    signed_in(therapist).get(pages_of(session)[0])
    readings = audit.readings_of(session.chart)
    assert [(entry.event, entry.detail["what"], entry.by) for entry in readings] == [
        ("CHART_READ", "a session", therapist)
    ]


def test_the_calendar_of_today_opens_a_session(client_: Client, therapist: Person) -> None:
    one = factories.appointment(client_, therapist, starts_at=timezone.now() - timedelta(minutes=1))
    browser = signed_in(therapist)
    page = browser.get("/calendar/", {"day": timezone.localdate(one.starts_at).isoformat()})
    url = address("appointments", client_.chart, one.public_id, "open")
    assert url in page.text
    room = browser.post(url, {"directive": "Draw a bridge."}, follow=True)
    assert room.redirect_chain[-1][0].endswith("/room/")
    assert "Draw a bridge." in room.text
    assert browser.post(url).status_code == 302  # sent twice
    assert Encounter.scoped(therapist).count() == 1


@pytest.mark.parametrize("query", [
    "day=2026-13-99", "day=9999-12-31", "day=0001-01-01", "span=year", "therapist=nobody", "state=%00", "day=%00",
    "page=x",
])  # fmt: skip
def test_nonsense_in_the_address_shows_today(therapist: Person, query: str) -> None:
    assert signed_in(therapist).get(f"/calendar/?{query}").status_code == 200


def test_the_calendar_is_narrowed_by_therapist_and_state(therapist: Person) -> None:
    colleague, desk = factories.person(), factories.person(Role.FRONT_DESK)
    noon = today_at(12)
    ann = factories.client(therapist, given_name="Ann", family_name="Lee")
    ben = factories.client(colleague, given_name="Ben", family_name="Fox")
    factories.appointment(ann, therapist, starts_at=noon)
    factories.appointment(ben, colleague, starts_at=noon, status=Appointment.Status.CANCELLED)
    browser = signed_in(desk)
    for query, seen in (
        ({}, {"Ann Lee", "Ben Fox"}),
        ({"span": "week"}, {"Ann Lee", "Ben Fox"}),
        ({"therapist": therapist.public_id}, {"Ann Lee"}),
        ({"state": "cancelled"}, {"Ben Fox"}),
        ({"state": "missed"}, set()),
    ):
        page = browser.get("/calendar/", query).text
        assert {name for name in ("Ann Lee", "Ben Fox") if name in page} == seen, query


def test_booking_works_as_a_plain_form_and_clashes_are_told(client_: Client, therapist: Person) -> None:
    browser, chart = signed_in(therapist), client_.chart
    day = (timezone.localdate() + timedelta(days=7)).isoformat()
    assert "Ann Lee" in browser.get("/calendar/new/").text
    assert "Ann Lee" in browser.get("/calendar/new/", {"client": chart.public_id, "day": day}).text
    sent = {"client": chart.public_id, "therapist": therapist.public_id, "day": day, "time": "10:00", "minutes": "50",
            "place": "Studio", "entry_key": "k"}  # fmt: skip
    assert "Session booked." in browser.post("/calendar/new/", sent, follow=True).text
    assert browser.post("/calendar/new/", sent).status_code == 302  # sent twice
    clash = browser.post("/calendar/new/", {**sent, "entry_key": "other"})
    assert (clash.status_code, "already has a session from 10:00 to 10:50" in clash.text) == (422, True)
    assert Appointment.scoped(therapist).count() == 1


@pytest.mark.parametrize("wrong", [
    {"day": ""}, {"day": "yesterday"}, {"time": "25:00"}, {"minutes": "-5"}, {"minutes": "9" * 11},
    {"place": "x" * 81},
    {"therapist": "nobody"}, {"entry_key": "x" * 99}, {"day": "1066-10-14"}, {"day": "9999-12-31"},
])  # fmt: skip
def test_a_booking_that_cannot_be_right_is_not_kept(client_: Client, therapist: Person, wrong: dict[str, str]) -> None:
    day = (timezone.localdate() + timedelta(days=7)).isoformat()
    sent = {"client": client_.chart.public_id, "therapist": therapist.public_id, "day": day, "time": "10:00",
            "minutes": "50", "place": "", "entry_key": "k", **wrong}  # fmt: skip
    assert signed_in(therapist).post("/calendar/new/", sent).status_code == 422
    assert not Appointment.scoped(therapist).exists()


@pytest.mark.parametrize("chosen", ["x", "\x00" * 22, "a" * 22, "../../etc", "x" * 100_000])
def test_booking_for_nobody_finds_nothing(therapist: Person, chosen: str) -> None:
    browser = signed_in(therapist)
    assert browser.post("/calendar/new/", {"client": chosen}).status_code == 404


def test_an_appointment_is_cancelled_and_restored_by_plain_forms(client_: Client, therapist: Person) -> None:
    one = booked(client_, therapist, starts_at=timezone.now() + timedelta(days=1), at=timezone.now())
    browser = signed_in(therapist)
    page = browser.post(address("appointments", client_.chart, one.public_id, "cancel"), follow=True)
    restore = address("appointments", client_.chart, one.public_id, "restore")
    assert ("Cancelled" in page.text, restore in page.text) == (True, True)
    assert "Session restored." in browser.post(restore, follow=True).text


def test_a_stale_move_keeps_what_was_typed_and_shows_what_is_there(client_: Client, therapist: Person) -> None:
    now = timezone.now()
    one = booked(client_, therapist, starts_at=now + timedelta(days=1), at=now)
    there = {"starts_at": now + timedelta(days=2), "minutes": 50, "place": "Garden", "version": 1}
    actions.move(appointment=one, by=therapist, at=now, **there)
    day = (timezone.localdate() + timedelta(days=9)).isoformat()
    sent = {
        "therapist": therapist.public_id,
        "day": day,
        "time": "08:15",
        "minutes": "50",
        "place": "Attic",
        "version": 1,
    }
    url = address("appointments", client_.chart, one.public_id, "move")
    browser = signed_in(therapist)
    page = browser.post(url, sent)
    assert page.status_code == 409
    assert all(words in page.text for words in ("Attic", "08:15", "Garden", 'name="version" value="2"'))
    assert browser.post(url, {**sent, "version": 2}).status_code == 302


def test_the_room_shows_what_to_mind_and_hangs_its_parts(therapist: Person, session: Encounter) -> None:
    Precaution.add(
        chart=session.chart, kind="sharps", words="Counts scissors", noted_on=timezone.localdate(), noted_by=therapist
    )
    page = signed_in(therapist).get(pages_of(session)[1]).text
    for part in ("Counts scissors", "data-room", f'data-session="{session.public_id}"', "data-save-url",
                 "data-draft-key",
                 'data-pad="seen"', 'data-pad="said"', 'data-pad="hypothesis"', 'data-pad="response"', "data-media",
                 'value="Oil pastel"'):  # fmt: skip
        assert part in page, part


def test_the_key_for_drafts_belongs_to_one_sign_in(session: Encounter, therapist: Person) -> None:
    import base64
    import re

    room = pages_of(session)[1]
    browser, other = signed_in(therapist), signed_in(therapist)
    found = [re.search('data-draft-key="([^"]+)"', one.get(room).text) for one in (browser, browser, other)]
    keys = [match.group(1) for match in found if match]
    assert keys[0] == keys[1] != keys[2]
    assert {len(base64.b64decode(key)) for key in keys} == {32}


def test_a_closed_session_is_read_and_not_entered(therapist: Person, session: Encounter) -> None:
    record, room = pages_of(session)
    browser = signed_in(therapist)
    for _ in range(2):  # sent twice
        assert browser.post(f"{record}close/").headers["Location"] == record
    assert browser.get(room).headers["Location"] == record
    assert "Reopen session" in browser.get(record).text
    assert browser.post(f"{record}reopen/").headers["Location"] == room
    actions.seal_encounter(encounter=session, by=therapist, at=timezone.now())
    assert "Reopen session" not in browser.get(record).text
    assert browser.post(f"{record}reopen/").status_code == 403


def test_entries_are_struck_and_restored_by_plain_forms(therapist: Person, session: Encounter) -> None:
    entry, record = wrote(session, therapist, "response", "I felt small."), pages_of(session)[0]
    browser = signed_in(therapist)
    page = browser.post(f"{record}entries/{entry.public_id}/strike/", follow=True).text
    assert "<s class" in page
    assert "<s class" not in browser.post(f"{record}entries/{entry.public_id}/restore/", follow=True).text
    assert browser.post(f"{record}entries/{new_public_id()}/strike/").status_code == 404


def test_media_are_noted_with_and_without_script(therapist: Person, session: Encounter) -> None:
    url, browser = f"{pages_of(session)[0]}media/", signed_in(therapist)
    script = {"Accept": "application/json"}
    assert browser.post(url, {"medium": "Clay"}, headers=script).json() == {"order": ["Clay"]}
    assert browser.post(url, {"medium": "Nail varnish"}).status_code == 302
    assert browser.post(url, {"medium": "Clay"}, headers=script).json() == {"order": ["Clay", "Nail varnish"]}
    for _ in range(2):
        assert browser.post(url, {"put_away": "Clay"}, headers=script).json() == {"order": ["Nail varnish"]}
    page = browser.get(pages_of(session)[1]).text
    assert '<button name="put_away" value="Nail varnish" data-chip aria-pressed="true"' in page
    assert '<button name="medium" value="Clay" data-chip aria-pressed="false"' in page
    for medium in ("", "\x00", "x" * 81):
        assert browser.post(url, {"medium": medium}).status_code == 422


def test_the_list_of_sessions_teaches_while_it_is_empty(client_: Client, therapist: Person) -> None:
    assert "No session yet" in signed_in(therapist).get(address("sessions", client_.chart)).text


@pytest.mark.parametrize("path", ["/calendar/", "/calendar/new/", "/groups/", "/groups/new/"])
def test_nobody_gets_in_without_signing_in(path: str) -> None:
    from django.test import Client as Browser

    assert Browser().get(path).headers["Location"].startswith("/sign-in/")


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31", "2020-02-29"])
def test_a_day_that_cannot_be_booked_is_said_beside_it_and_nothing_typed_is_lost(
    client_: Client, therapist: Person, day: str
) -> None:
    times = {"day": day, "time": "10:00", "minutes": "50", "place": "Long table"}
    sent = {"client": client_.chart.public_id, "therapist": therapist.public_id, "entry_key": "k", **times}
    answer = signed_in(therapist).post("/calendar/new/", sent)
    assert answer.status_code == 422
    assert "Check the date." in answer.context["form"].errors["day"][0]
    assert 'value="Long table"' in answer.text and f'value="{day}"' in answer.text


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
def test_a_meeting_on_an_impossible_day_comes_back_with_what_was_typed(
    client_: Client, therapist: Person, day: str
) -> None:
    group = actions.form_group(name="Clay", therapist=therapist, by=therapist, at=timezone.now())
    actions.join_group(group=group, chart=client_.chart, by=therapist, at=timezone.now())
    sent = {"day": day, "time": "10:00", "minutes": "50", "place": "Long table", "entry_key": "k"}
    answer = signed_in(therapist).post(f"/groups/{group.public_id}/meet/", sent)
    assert answer.status_code == 422 and "day" in answer.context["form"].errors
    assert 'value="Long table"' in answer.text


def test_words_written_up_later_stand_beside_the_session_s_day(client_: Client, therapist: Person) -> None:
    week_ago = today_at(10) - timedelta(days=7)
    one = booked(client_, therapist, starts_at=week_ago, at=timezone.now())
    session = actions.open_session(appointment=one, by=therapist, at=timezone.now())
    entry = wrote(session, therapist, stamped_at=timezone.now(), at=timezone.now())
    actions.note_medium(encounter=session, medium="Clay", by=therapist, at=timezone.now())
    record, room = (signed_in(therapist).get(url).content.decode() for url in pages_of(session))
    day = f"{week_ago:%-d %b}"
    assert record.count(f">{day}</time>") == 2 and f">{day}</time>" in room
    clock = f">{timezone.localtime(entry.stamped_at):%H:%M}</time>"
    assert clock not in record and clock not in room
    assert "Written up later. What you stamp here has the session’s day" in room
    assert f'data-day="{week_ago:%Y-%m-%d}"' in room


def test_words_of_the_hour_keep_their_minute(session: Encounter, therapist: Person) -> None:
    entry = wrote(session, therapist)
    for page in (signed_in(therapist).get(url).content.decode() for url in pages_of(session)):
        assert f">{timezone.localtime(entry.stamped_at):%H:%M}</time>" in page
        assert "Written up" not in page
