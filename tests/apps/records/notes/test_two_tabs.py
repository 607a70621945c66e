"""A note sealed in one tab while somebody types in another: nothing typed is lost, nothing sealed is changed."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from factories import NOON, PASSWORD
from pentimento.core.kernel.errors import Refused
from pentimento.practice.records import actions, queries
from pentimento.practice.records.models import Amendment, Note
from pentimento.trust.signing.models import Seal

from .test_note_pages import at, typed

LATE = "From the second tab: she asked for the long brush.\n\n  Twice."


@pytest.fixture
def browser(client: Client, room: Any) -> Client:
    client.force_login(room.therapist)
    return client


@pytest.fixture
def late(browser: Client, room: Any) -> dict[str, Any]:
    """What the second tab would send after the first one has sealed."""
    sent = typed(browser.get(at(room, "note")), section_plan=LATE)
    browser.post(at(room, "note-sign"), typed(browser.get(at(room, "note"))))
    assert Note.scoped(room.therapist).get().is_signed
    return sent


@pytest.mark.parametrize("door", ["note-save", "note-sign"])
def test_words_typed_in_the_other_tab_come_back_whole_beside_the_sealed_note(
    browser: Client, room: Any, late: dict[str, Any], door: str
) -> None:
    answer = browser.post(at(room, door), late)
    text = answer.content.decode()
    assert answer.status_code == 409
    assert f"\n{LATE}</textarea>" in text, "whole, as typed, in a field to copy from"
    assert "Seal whole" in text and 'href="#amend"' in text
    assert answer.context["amend"]["words"].value() == LATE
    assert LATE not in str(Note.scoped(room.therapist).get().sections)


def test_the_late_words_become_an_amendment_with_a_reason_and_the_password(
    browser: Client, room: Any, late: dict[str, Any]
) -> None:
    form = browser.post(at(room, "note-save"), late).context["amend"]
    sent = {field.html_name: field.value() for field in form} | {"amend-reason": "Two tabs", "amend-password": PASSWORD}
    assert browser.post(at(room, "note-amend"), sent).status_code == 302
    assert Amendment.scoped(room.therapist).get().words == LATE


def test_words_too_long_for_an_amendment_come_back_whole_all_the_same(
    browser: Client, room: Any, late: dict[str, Any]
) -> None:
    answer = browser.post(at(room, "note-save"), late | {"section_plan": "word " * 14_000})
    assert answer.status_code == 409
    assert ("word " * 14_000).strip() in answer.content.decode()
    assert answer.context["amend"]["words"].value() == ""


def test_autosave_says_that_the_note_was_sealed_elsewhere(browser: Client, room: Any, late: dict[str, Any]) -> None:
    answer = browser.post(at(room, "note-save"), late, headers={"HX-Request": "true"})
    assert answer.status_code == 422 and "Sealed in another tab" in answer.content.decode()


def test_the_same_words_sent_again_are_simply_the_sealed_note(browser: Client, room: Any) -> None:
    sent = typed(browser.get(at(room, "note")))
    for door in ("note-sign", "note-sign", "note-save"):
        assert browser.post(at(room, door), sent).status_code == 302
    assert Seal.scoped(room.therapist).filter(kind="note").count() == 1


def test_putting_a_sealed_note_together_again_leads_to_it(browser: Client, room: Any, late: dict[str, Any]) -> None:
    answer = browser.post(at(room, "note-rebuild"), {"template": "soap", "version": 1}, follow=True)
    assert "already sealed" in answer.content.decode()
    assert Note.scoped(room.therapist).get().template == "art-therapy"


def test_two_seals_pressed_in_the_same_moment_are_one(browser: Client, room: Any, monkeypatch: Any) -> None:
    sent = typed(browser.get(at(room, "note")))
    real = actions.sign_note_with_password

    def sealed_by_the_other_tab_first(**given: Any) -> Any:
        real(**given)
        return real(**given)

    monkeypatch.setattr(actions, "sign_note_with_password", sealed_by_the_other_tab_first)
    assert browser.post(at(room, "note-sign"), sent).status_code == 302
    assert Seal.scoped(room.therapist).filter(kind="note").count() == 1


def test_somebody_else_is_told_that_the_note_is_not_theirs_to_write(sealed: Any) -> None:
    import factories

    colleague = factories.person()
    factories.Grant.objects.create(chart=sealed.chart, person=colleague, capacity="member", since=factories.LONG_AGO)
    with pytest.raises(Refused, match="held the session"):
        actions.save_note(note=sealed.note, sections={"plan": "x"}, version=1, by=colleague, at=NOON)
    assert queries.layers_of(sealed.therapist, sealed.note).whole


def test_cosigning_from_the_page_twice_is_one_cosignature(client: Client, db: None) -> None:
    import factories

    from .conftest import full_session

    trainee, supervisor = factories.person("trainee"), factories.person("supervisor")
    factories.supervise(supervisor, trainee)
    someone = factories.client(trainee)
    factories.agreed_plan(someone, trainee)
    encounter = full_session(trainee, someone)
    note = actions.sign_note(note=actions.draft_note(encounter=encounter, by=trainee, at=NOON), by=trainee, at=NOON)
    layer = actions.amend_note(note=note, words="Ten minutes.", reason="Misread", by=trainee, at=NOON)
    client.force_login(supervisor)
    address = reverse("records:note", args=[someone.chart.public_id, encounter.public_id])
    page = client.get(address).content.decode()
    assert f'name="layer" value="{note.public_id}"' in page and f'name="layer" value="{layer.public_id}"' in page
    assert "answer for the amendment" in page
    sent = {"cosign-password": PASSWORD, "layer": [note.public_id, layer.public_id]}
    for _twice in range(2):
        assert client.post(f"{address}cosign/", sent).status_code == 302
    assert Seal.scoped(supervisor).filter(meaning="cosigned").count() == 2
    assert "awaits a supervisor" not in client.get(address).content.decode()
