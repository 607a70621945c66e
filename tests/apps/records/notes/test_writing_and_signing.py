"""Drafts are kept without loss, sealed once, by the right person; a trainee's note is answered for."""

from __future__ import annotations

from datetime import timedelta

import pytest

import factories
from factories import NOON, PASSWORD
from pentimento.core.kernel.errors import Conflict, Invalid, Refused, TooLarge
from pentimento.practice.encounters.models import Encounter
from pentimento.practice.records import actions, queries
from pentimento.practice.records.queries.notes import counts, desk_for
from pentimento.trust import audit
from pentimento.trust.people.roles import Role

from .conftest import full_session, observe


def texts_of(note):
    return {section["key"]: section["text"] for section in note.sections}


def test_opening_the_page_keeps_nothing_until_something_is_written(room):
    desk = desk_for(room.therapist, room.encounter, at=NOON)
    assert (desk.version, desk.edited, queries.note_of(room.therapist, room.encounter)) == (0, False, None)


def test_an_unedited_draft_follows_the_record_and_an_edited_one_stays(room):
    note = actions.draft_note(encounter=room.encounter, by=room.therapist, at=NOON)
    observe(room.encounter, room.therapist, "seen", "laid the brush down", 30)
    assert "Laid the brush down." in desk_for(room.therapist, room.encounter, at=NOON).sections[2]["text"]
    written = texts_of(note) | {"plan": "Ask about the empty seat."}
    actions.save_note(note=note, sections=written, version=1, by=room.therapist, at=NOON)
    observe(room.encounter, room.therapist, "seen", "hummed", 31)
    desk = desk_for(room.therapist, room.encounter, at=NOON, wanted="soap")
    assert (desk.edited, desk.template.key, desk.asked.key) == (True, "art-therapy", "soap")
    assert [one.words for one in desk.newer] == ["hummed"]
    assert desk.sections[-1]["text"] == "Ask about the empty seat."


def test_an_unedited_draft_switches_its_template_without_a_question(room):
    actions.draft_note(encounter=room.encounter, template="dap", by=room.therapist, at=NOON)
    desk = desk_for(room.therapist, room.encounter, at=NOON, wanted="birp")
    assert (desk.template.key, desk.asked) == ("birp", None)


def test_the_later_of_two_tabs_overwrites_nothing(room):
    note = actions.draft_note(encounter=room.encounter, by=room.therapist, at=NOON)
    mine, theirs = texts_of(note) | {"plan": "mine"}, texts_of(note) | {"plan": "theirs"}
    actions.save_note(note=note, sections=theirs, version=1, by=room.therapist, at=NOON)
    with pytest.raises(Conflict):
        actions.save_note(note=note, sections=mine, version=1, by=room.therapist, at=NOON)
    assert texts_of(queries.note_of(room.therapist, room.encounter))["plan"] == "theirs"


def test_the_same_words_sent_twice_are_one_change(room):
    note = actions.draft_note(encounter=room.encounter, by=room.therapist, at=NOON)
    words = texts_of(note) | {"plan": "once"}
    for _attempt in range(2):
        kept = actions.write_note(
            encounter=room.encounter, template="art-therapy", sections=words, version=1, by=room.therapist, at=NOON
        )
    assert kept.version == 2
    assert audit.events_of(note).count(audit.Event.NOTE_CHANGED) == 1


def test_control_characters_go_and_a_book_is_refused(room):
    note = actions.draft_note(encounter=room.encounter, by=room.therapist, at=NOON)
    kept = actions.save_note(note=note, sections={"plan": "a\x00b\x07c"}, version=1, by=room.therapist, at=NOON)
    assert texts_of(kept)["plan"] == "abc"
    with pytest.raises(TooLarge):
        actions.save_note(note=kept, sections={"plan": "x" * 60_001}, version=2, by=room.therapist, at=NOON)


def test_signing_seals_the_note_and_closes_the_session(sealed):
    session = Encounter.scoped(sealed.therapist).get(pk=sealed.encounter.pk)
    assert session.sealed_at == NOON and session.closed_at is not None
    assert audit.events_of(sealed.note)[-1] is audit.Event.NOTE_SIGNED
    assert queries.layers_of(sealed.therapist, sealed.note).whole


def test_a_wrong_password_seals_nothing_and_is_recorded(room):
    note = actions.draft_note(encounter=room.encounter, by=room.therapist, at=NOON)
    with pytest.raises(Refused, match="not your password"):
        actions.sign_note_with_password(note=note, password="guess", by=room.therapist, at=NOON)
    assert audit.events_of(note)[-1] is audit.Event.REAUTHENTICATION_FAILED
    assert not queries.note_of(room.therapist, room.encounter).is_signed
    assert actions.sign_note_with_password(note=note, password=PASSWORD, by=room.therapist, at=NOON).is_signed


def test_an_empty_note_is_not_sealed(room):
    note = actions.draft_note(encounter=room.encounter, by=room.therapist, at=NOON)
    blank = actions.save_note(note=note, sections={}, version=1, by=room.therapist, at=NOON)
    with pytest.raises(Refused, match="empty"):
        actions.sign_note(note=blank, by=room.therapist, at=NOON)


def test_only_whoever_held_the_session_writes_its_note(room):
    colleague, supervisor = factories.person(), factories.person(Role.SUPERVISOR)
    factories.Grant.objects.create(chart=room.chart, person=colleague, capacity="member", since=factories.LONG_AGO)
    factories.supervise(supervisor, room.therapist)
    with pytest.raises(Refused, match="held the session"):
        actions.draft_note(encounter=room.encounter, by=colleague, at=NOON)
    with pytest.raises(Refused, match="care team"):
        actions.draft_note(encounter=room.encounter, by=supervisor, at=NOON)


@pytest.fixture
def trained(db):
    trainee, supervisor = factories.person(Role.TRAINEE), factories.person(Role.SUPERVISOR)
    factories.supervise(supervisor, trainee)
    client = factories.client(trainee)
    factories.agreed_plan(client, trainee)
    encounter = full_session(trainee, client)
    note = actions.draft_note(encounter=encounter, by=trainee, at=NOON)
    return trainee, supervisor, actions.sign_note(note=note, by=trainee, at=NOON)


def test_a_trainees_note_waits_for_the_supervisor_and_is_cosigned_once(trained):
    trainee, supervisor, note = trained
    assert [one.row for one in queries.to_cosign_for(supervisor)] == [note]
    assert queries.to_cosign_for(trainee) == []
    with pytest.raises(Refused, match="not your password"):
        actions.cosign_note_with_password(note=note, password="guess", by=supervisor, at=NOON)
    actions.cosign_note_with_password(note=note, password=PASSWORD, by=supervisor, at=NOON)
    layers = queries.layers_of(supervisor, note)
    assert layers.whole and layers.note.cosigned.signed_by == supervisor
    assert queries.to_cosign_for(supervisor) == []
    assert actions.cosign_note(note=note, by=supervisor, at=NOON) == [], "pressed twice it is one co-signature"
    second = factories.person(Role.SUPERVISOR)
    factories.supervise(second, trainee)
    with pytest.raises(Refused, match="already been co-signed"):
        actions.cosign_note(note=note, by=second, at=NOON)


def amended(note, by, words="Ten minutes, not twenty."):
    return actions.amend_note(note=note, words=words, reason="Misread", by=by, at=NOON)


def test_a_trainees_amendment_waits_for_the_supervisor_like_the_note(trained):
    trainee, supervisor, note = trained
    actions.cosign_note(note=note, by=supervisor, at=NOON)
    layer = amended(note, trainee)
    assert [(one.row, one.is_amendment) for one in queries.to_cosign_for(supervisor)] == [(layer, True)]
    assert queries.list_of(trainee, note.chart)[0].awaits
    actions.cosign_note(note=note, by=supervisor, at=NOON)
    layers = queries.layers_of(supervisor, note)
    assert layers.whole and layers.later[0].cosigned.signed_by == supervisor
    assert queries.to_cosign_for(supervisor) == []
    assert not queries.list_of(trainee, note.chart)[0].awaits


def test_an_amendment_laid_over_a_note_after_it_was_read_is_not_answered_for(trained):
    trainee, supervisor, note = trained
    layer = amended(note, trainee)
    actions.cosign_note(note=note, by=supervisor, at=NOON, shown=[note.public_id])
    assert [one.row for one in queries.to_cosign_for(supervisor)] == [layer]
    assert len(actions.cosign_note(note=note, by=supervisor, at=NOON)) == 1


def test_a_trainees_amendment_of_a_therapists_note_waits_too_and_a_therapists_does_not(sealed):
    trainee, supervisor = factories.person(Role.TRAINEE), factories.person(Role.SUPERVISOR)
    factories.supervise(supervisor, trainee)
    factories.Grant.objects.create(chart=sealed.chart, person=trainee, capacity="trainee", since=factories.LONG_AGO)
    amended(sealed.note, sealed.therapist)
    assert queries.to_cosign_for(supervisor) == []
    amended(sealed.note, trainee)
    assert [one.author for one in queries.to_cosign_for(supervisor)] == [trainee]
    assert len(actions.cosign_note(note=sealed.note, by=supervisor, at=NOON)) == 1


def test_nobody_but_the_supervisor_cosigns(trained):
    trainee, _supervisor, note = trained
    for somebody in (trainee, factories.person(Role.SUPERVISOR)):
        with pytest.raises(Refused, match="supervisor of the author"):
            actions.cosign_note(note=note, by=somebody, at=NOON)


def test_a_therapists_note_needs_no_second_name(sealed):
    supervisor = factories.person(Role.SUPERVISOR)
    factories.supervise(supervisor, sealed.therapist)
    with pytest.raises(Refused, match="needs no co-signature"):
        actions.cosign_note(note=sealed.note, by=supervisor, at=NOON)


def test_an_amendment_needs_words_and_a_reason_and_a_sealed_note(room):
    note = actions.draft_note(encounter=room.encounter, by=room.therapist, at=NOON)
    with pytest.raises(Refused, match="not sealed yet"):
        actions.amend_note(note=note, words="w", reason="r", by=room.therapist, at=NOON)
    signed = actions.sign_note(note=note, by=room.therapist, at=NOON)
    for words, reason in (("", "r"), ("w", " "), ("\x00", "r")):
        with pytest.raises(Invalid):
            actions.amend_note(note=signed, words=words, reason=reason, by=room.therapist, at=NOON)


def test_what_is_owed_is_listed_until_it_is_sealed(room, django_assert_num_queries):
    with django_assert_num_queries(1):
        owed = queries.unsigned_for(room.therapist)
    assert [one.session for one in owed] == [room.encounter.public_id]
    note = actions.draft_note(encounter=room.encounter, by=room.therapist, at=NOON)
    assert queries.unsigned_for(room.therapist)[0].begun
    actions.sign_note(note=note, by=room.therapist, at=NOON)
    assert queries.unsigned_for(room.therapist) == []


def test_the_service_is_counted_without_names(sealed):
    factories.encounter(sealed.client, sealed.therapist, opened_at=NOON + timedelta(days=1))
    day = NOON.date()
    assert counts(day, day) == {"sealed_notes": 1, "unsealed_notes": 0}
    assert counts(day, day + timedelta(days=1)) == {"sealed_notes": 1, "unsealed_notes": 1}
