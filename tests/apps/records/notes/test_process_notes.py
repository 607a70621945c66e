"""A private process note is its author's alone: locked, unlisted, nobody's evidence."""

from __future__ import annotations

import pytest
from django.urls import reverse

import factories
from factories import NOON
from pentimento.core.kernel.errors import Conflict, Refused, TooLarge
from pentimento.practice.records import actions, queries
from pentimento.practice.records.models import ProcessNote
from pentimento.trust.keys import WrongKey

WORDS = "I found myself wanting to fill the empty seat"


@pytest.fixture
def kept(room):
    room.row = actions.write_process_note(encounter=room.encounter, words=WORDS, version=0, by=room.therapist, at=NOON)
    return room


def test_it_opens_for_its_author(kept):
    assert queries.process_note_of(kept.therapist, kept.encounter).words == WORDS


def test_the_words_are_not_in_the_row(kept):
    assert b"empty seat" not in bytes(kept.row.sealed_words)


def test_not_for_a_colleague_nor_a_supervisor(kept):
    colleague, supervisor = factories.person(), factories.person("supervisor")
    factories.Grant.objects.create(chart=kept.chart, person=colleague, capacity="member", since=factories.LONG_AGO)
    factories.supervise(supervisor, kept.therapist)
    for somebody in (colleague, supervisor):
        assert queries.process_note_of(somebody, kept.encounter).version == 0
        assert not ProcessNote.scoped(somebody).exists()


def test_locked_words_open_nowhere_else(kept):
    other = ProcessNote.scoped(kept.therapist).get()
    other.public_id = "x" * 22
    other.save()
    with pytest.raises(WrongKey):
        queries.process_note_of(kept.therapist, kept.encounter)


def test_it_is_no_evidence(kept):
    found = queries.everything_in(kept.therapist, kept.chart, NOON.date(), NOON.date())
    assert not [one for one in found if "empty seat" in one.words]


def test_two_tabs_lose_nothing(kept, client):
    actions.write_process_note(encounter=kept.encounter, words="second", version=1, by=kept.therapist, at=NOON)
    with pytest.raises(Conflict):
        actions.write_process_note(encounter=kept.encounter, words="third", version=1, by=kept.therapist, at=NOON)
    client.force_login(kept.therapist)
    address = reverse("records:process-note", args=[kept.chart.public_id, kept.encounter.public_id])
    page = client.post(address, {"words": "third", "version": 1})
    assert page.status_code == 409
    assert "third" in page.content.decode() and "second" in page.content.decode()


def test_a_supervisor_writes_none_and_a_book_is_refused(room):
    supervisor = factories.person("supervisor")
    factories.supervise(supervisor, room.therapist)
    with pytest.raises(Refused):
        actions.write_process_note(encounter=room.encounter, words="x", version=0, by=supervisor, at=NOON)
    with pytest.raises(TooLarge):
        actions.write_process_note(encounter=room.encounter, words="x" * 40_001, version=0, by=room.therapist, at=NOON)


def test_sealing_the_note_leaves_it_writable(sealed):
    row = actions.write_process_note(encounter=sealed.encounter, words=WORDS, version=0, by=sealed.therapist, at=NOON)
    assert row.version == 1
