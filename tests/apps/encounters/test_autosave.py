"""The room saves as one types: versions, repeats, two windows, and what is not to be kept."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client as Browser
from django.utils import timezone

import factories
from apps.encounters.cast_of_encounters import address, running, signed_in
from pentimento.practice.encounters import actions, queries
from pentimento.practice.encounters.models import Encounter
from pentimento.practice.encounters.rules import PADS
from pentimento.trust.people.models import Person
from pentimento.trust.people.roles import Role

pytestmark = pytest.mark.django_db
SCRIPT = {"Accept": "application/json"}


@pytest.fixture
def therapist() -> Person:
    return factories.person()


@pytest.fixture
def session(therapist: Person) -> Encounter:
    return running(factories.client(therapist), therapist)


@pytest.fixture
def browser(therapist: Person) -> Browser:
    return signed_in(therapist)


def saved(browser: Browser, session: Encounter, *, script: bool = True, **fields: Any) -> Any:
    sent = {"pad": "seen", "text": "A red house.", "client_key": "k1", "version": "0", "finish": "0"}
    sent["stamped_at"] = session.opened_at.isoformat()
    url = address("sessions", session.chart, session.public_id, "save")
    return browser.post(url, {**sent, **fields}, headers=SCRIPT if script else {})


@pytest.mark.parametrize("pad", PADS)
def test_a_saving_answers_with_the_next_version(browser: Browser, session: Encounter, pad: str) -> None:
    first = saved(browser, session, pad=pad).json()
    assert (first["client_key"], first["version"]) == ("k1", 1)
    assert abs(timezone.datetime.fromisoformat(first["saved_at"]) - timezone.now()) < timedelta(minutes=1)  # type: ignore[attr-defined]
    assert saved(browser, session, pad=pad, text="A red house with", version=1).json()["version"] == 2


@pytest.mark.parametrize("pad", PADS)
def test_a_lost_answer_is_asked_for_again(browser: Browser, session: Encounter, therapist: Person, pad: str) -> None:
    assert [saved(browser, session, pad=pad).json()["version"] for _ in range(3)] == [1, 1, 1]
    assert len(queries.entries_of(therapist, session)[pad]) == 1


@pytest.mark.parametrize("pad", PADS)
def test_two_windows_get_both_texts(browser: Browser, session: Encounter, pad: str) -> None:
    saved(browser, session, pad=pad)
    saved(browser, session, pad=pad, text="This window.", version=1)
    answer = saved(browser, session, pad=pad, text="That window.", version=1)
    assert answer.status_code == 409
    assert (answer.json()["theirs"], answer.json()["version"]) == ("This window.", 2)
    assert saved(browser, session, pad=pad, text="Both windows.", version=2).json()["version"] == 3


def test_a_colleague_never_gets_my_response_back(session: Encounter, browser: Browser, therapist: Person) -> None:
    colleague = factories.person()
    factories.Grant.objects.create(chart=session.chart, person=colleague, capacity="member", since=factories.LONG_AGO)
    saved(browser, session, pad="response", text="I felt small.")
    other = signed_in(colleague)
    for version in (0, 1, 7):
        answer = saved(other, session, pad="response", text=f"Probing {version}", version=version)
        assert "small" not in answer.text
    assert [entry.text for entry in queries.responses_of(therapist, session)] == ["I felt small."]


def test_a_reload_finds_the_unfinished_words_under_the_pen(session: Encounter, browser: Browser) -> None:
    saved(browser, session, text="Half a sen")
    saved(browser, session, text="Whole.", client_key="k2", finish="1")
    page = browser.get(address("sessions", session.chart, session.public_id, "room")).text
    assert '<input type="hidden" name="client_key" value="k1">' in page
    assert ">Half a sen</textarea>" in page
    assert page.count('data-client-key="k2"') == 1
    assert 'data-client-key="k1"' not in page


def test_emptied_before_it_was_kept_is_nothing(session: Encounter, browser: Browser, therapist: Person) -> None:
    assert saved(browser, session, text="").json()["version"] == 0
    assert not any(queries.entries_of(therapist, session, struck=True).values())


@pytest.mark.parametrize(("wrong", "status"), [
    ({"text": " ", "finish": "1"}, 422),
    ({"text": "\x00", "finish": "1"}, 422),
    ({"text": "x" * 1_000_000}, 413),
    ({"pad": "note"}, 422),
    ({"pad": ""}, 422),
    ({"pad": "seen\x00"}, 422),
    ({"client_key": "k" * 37}, 422),
    ({"client_key": "../../k"}, 422),
    ({"client_key": "k\x00"}, 422),
    ({"version": "-1"}, 422),
    ({"version": "many"}, 422),
    ({"version": "9" * 40}, 422),
    ({"stamped_at": "3026-05-04T12:00:00Z"}, 422),
    ({"stamped_at": "0001-01-01T00:00:00+14:00"}, 422),
    ({"stamped_at": "soon"}, 422),
])  # fmt: skip
@pytest.mark.parametrize("script", [True, False])
def test_what_cannot_be_right_is_said_and_not_kept(
    session: Encounter, browser: Browser, therapist: Person, wrong: dict[str, str], status: int, script: bool
) -> None:
    answer = saved(browser, session, script=script, **wrong)
    assert answer.status_code == status
    assert answer.json()["error"] if script else 'role="alert"' in answer.text
    assert not any(queries.entries_of(therapist, session, struck=True).values())


def test_a_stamp_some_hours_off_is_taken(session: Encounter, browser: Browser) -> None:
    ahead = (timezone.now() + timedelta(hours=23)).isoformat()
    assert saved(browser, session, stamped_at=ahead).status_code == 200


def test_without_script_words_come_back_to_the_room(session: Encounter, browser: Browser, therapist: Person) -> None:
    plain = {"script": False, "client_key": "", "finish": "1", "stamped_at": ""}
    answers = [saved(browser, session, pad="said", text="It is mine.", **plain) for _ in range(2)]  # sent twice
    room = address("sessions", session.chart, session.public_id, "room")
    assert {answer.headers["Location"] for answer in answers} == {f"{room}#pad-said"}
    assert "It is mine." in browser.get(room).text
    assert 1 <= len(queries.entries_of(therapist, session)["said"]) <= 2  # two only where the minute turned between


def test_without_script_a_conflict_shows_both_texts(session: Encounter, browser: Browser) -> None:
    saved(browser, session, text="Theirs <b>.")
    page = saved(browser, session, script=False, text="Mine & more.", version="0")
    assert page.status_code == 409
    assert all(
        words in page.text for words in ("Theirs &lt;b&gt;.", "Mine &amp; more.</textarea>", 'name="version" value="1"')
    )


@pytest.mark.parametrize("script", [True, False])
def test_words_that_come_after_closing_are_not_lost_silently(
    session: Encounter, browser: Browser, therapist: Person, script: bool
) -> None:
    actions.close_session(encounter=session, by=therapist, at=timezone.now())
    answer = saved(browser, session, script=script)
    assert answer.status_code == 403
    assert "closed" in answer.text
    assert script or "A red house.</textarea>" in answer.text


def test_a_supervisor_does_not_save(session: Encounter, therapist: Person) -> None:
    supervisor = factories.person(Role.SUPERVISOR)
    factories.supervise(supervisor, therapist)
    for script in (True, False):
        assert saved(signed_in(supervisor), session, script=script).status_code == 403


def test_saving_without_the_token_of_the_page_is_refused(session: Encounter, therapist: Person) -> None:
    strict = Browser(enforce_csrf_checks=True)
    strict.force_login(therapist)
    assert saved(strict, session).status_code == 403
