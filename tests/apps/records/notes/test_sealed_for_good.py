"""A sealed note cannot be changed through any door: action, page, row or the database's own language."""

from __future__ import annotations

import sqlite3

import pytest
from django.db import Error, connection, transaction
from django.urls import reverse

import factories
from factories import NOON
from pentimento.core.kernel.canonical import canonical
from pentimento.core.kernel.errors import Conflict, Refused
from pentimento.practice.records import actions, queries
from pentimento.practice.records.models import Amendment, GoalRating, Note, Plan
from pentimento.practice.records.queries.layers import content_of
from pentimento.trust.signing.models import Seal
from pentimento.trust.signing.sealing import is_whole

SEALED = "This is sealed"


def sql(statement, *values):
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, values)


def unchanged(sealed):
    note = Note.scoped(sealed.therapist).get(pk=sealed.note.pk)
    assert queries.layers_of(sealed.therapist, note).whole
    return note.sections == sealed.note.sections


def test_the_actions_refuse(sealed):
    with pytest.raises(Conflict, match="already sealed"):
        actions.save_note(note=sealed.note, sections={"plan": "x"}, version=1, by=sealed.therapist, at=NOON)
    with pytest.raises(Conflict, match="already sealed"):
        actions.rebuild_note(note=sealed.note, template="soap", version=1, by=sealed.therapist, at=NOON)
    with pytest.raises(Conflict, match="already sealed"):
        actions.sign_note(note=sealed.note, by=sealed.therapist, at=NOON)
    assert unchanged(sealed)


def test_the_pages_change_nothing(sealed, client):
    client.force_login(sealed.therapist)
    at = [sealed.chart.public_id, sealed.encounter.public_id]
    typed = {"template": "art-therapy", "version": 1, "section_plan": "slipped in", "password": factories.PASSWORD}
    for name in ("note-save", "note-sign", "note-rebuild"):
        assert client.post(reverse(f"records:{name}", args=at), typed).status_code in {302, 409}
    assert unchanged(sealed)


def test_the_rows_refuse(sealed):
    rows = Note.scoped(sealed.therapist).filter(pk=sealed.note.pk)
    sealed.note.template = "soap"
    for attempt in (lambda: rows.update(version=9), lambda: rows.delete(), sealed.note.save):
        with pytest.raises(Error, match=SEALED), transaction.atomic():
            attempt()
    assert Note.scoped(sealed.therapist).get(pk=sealed.note.pk).template == "art-therapy"


@pytest.mark.parametrize("statement", [
    "UPDATE records_note SET sections = '[]' WHERE id = %s",
    "UPDATE records_note SET signed_at = NULL, signed_by_id = NULL WHERE id = %s",
    "DELETE FROM records_note WHERE id = %s",
])  # fmt: skip
def test_the_database_refuses_in_its_own_language(sealed, statement):
    with pytest.raises(Error, match=SEALED):
        sql(statement, sealed.note.pk)
    assert unchanged(sealed)


COLUMNS = (
    "id, public_id, chart_id, encounter_id, author_id, template, sections, rests_on, drafted_at, changed_at, version, "
    "needs_cosign"
)


@pytest.mark.parametrize("keep", ["id", "public_id", "encounter_id"])
def test_replacing_a_sealed_row_is_refused_by_whichever_key(sealed, keep):
    if connection.vendor != "sqlite":
        pytest.skip("INSERT OR REPLACE is SQLite's; PostgreSQL has ON CONFLICT, which asks the UPDATE trigger")
    other = factories.encounter(sealed.client, sealed.therapist)
    fresh = {"id": "99999", "public_id": "'a-key-nobody-ever-had'", "encounter_id": str(other.pk)}
    taken = ", ".join(name.strip() if name.strip() == keep else fresh.get(name.strip(), name.strip())
                      for name in COLUMNS.split(","))  # fmt: skip
    with pytest.raises(Error, match=SEALED):
        sql(
            f"INSERT OR REPLACE INTO records_note ({COLUMNS}) SELECT {taken} FROM records_note WHERE id = %s",
            sealed.note.pk,
        )
    assert unchanged(sealed)


def test_another_row_cannot_push_a_sealed_one_away(sealed):
    if connection.vendor != "sqlite":
        pytest.skip("UPDATE OR REPLACE is SQLite's")
    other = factories.encounter(sealed.client, sealed.therapist)
    draft = actions.draft_note(encounter=other, by=sealed.therapist, at=NOON)
    with pytest.raises(Error, match=SEALED):
        sql("UPDATE OR REPLACE records_note SET encounter_id = %s WHERE id = %s", sealed.encounter.pk, draft.pk)
    assert unchanged(sealed)


def test_the_triggers_hold_without_the_pragma_of_our_connection(sealed):
    if connection.vendor != "sqlite":
        pytest.skip("recursive_triggers is SQLite's")
    with connection.cursor() as cursor:
        assert cursor.execute("PRAGMA recursive_triggers").fetchone() == (1,)
        cursor.execute("PRAGMA recursive_triggers = OFF")
        try:
            with pytest.raises(Error, match=SEALED):
                sql(
                    f"INSERT OR REPLACE INTO records_note ({COLUMNS}) SELECT {COLUMNS} FROM records_note WHERE id = %s",
                    sealed.note.pk,
                )
        finally:
            cursor.execute("PRAGMA recursive_triggers = ON")
    assert unchanged(sealed)


def test_a_note_is_never_born_sealed(room):
    with pytest.raises(Error, match=SEALED), transaction.atomic():
        Note.add(
            chart=room.chart,
            encounter=room.encounter,
            author=room.therapist,
            template="soap",
            drafted_at=NOON,
            changed_at=NOON,
            signed_at=NOON,
            signed_by=room.therapist,
        )


def test_the_canonical_bytes_are_those_that_were_signed(sealed):
    seal = Seal.scoped(sealed.therapist).get(subject_id=sealed.note.public_id)
    assert is_whole(seal)
    assert canonical(content_of(sealed.note)).decode() in seal.content
    seal.content = seal.content.replace("bench", "table")
    assert not is_whole(seal)


def test_a_row_changed_past_the_triggers_is_noticed_and_said(sealed, client):
    for verb in ("update", "update_over"):
        sql(
            f'DROP TRIGGER IF EXISTS "records_note_sealed_{verb}"'
            + ("" if connection.vendor == "sqlite" else " ON records_note")
        )
    Note.scoped(sealed.therapist).filter(pk=sealed.note.pk).update(
        sections=[{"key": "plan", "heading": "Plan", "text": "forged"}]
    )
    client.force_login(sealed.therapist)
    page = client.get(reverse("records:note", args=[sealed.chart.public_id, sealed.encounter.public_id]))
    assert "Seal broken" in page.content.decode()
    assert "Seal whole" not in page.content.decode()


def test_an_amendment_is_a_layer_and_both_stay_readable_and_sealed(sealed):
    key = "k" * 22
    first = actions.amend_note(
        note=sealed.note,
        words="Ten minutes, not twenty.",
        reason="Misread",
        by=sealed.therapist,
        at=NOON,
        entry_key=key,
    )
    again = actions.amend_note(
        note=sealed.note,
        words="Ten minutes, not twenty.",
        reason="Misread",
        by=sealed.therapist,
        at=NOON,
        entry_key=key,
    )
    assert first == again
    layers = queries.layers_of(sealed.therapist, sealed.note)
    assert (layers.whole, len(layers.later)) == (True, 1)
    with pytest.raises(Error, match=SEALED), transaction.atomic():
        Amendment.scoped(sealed.therapist).update(words="something else")
    assert unchanged(sealed)


def test_sealing_the_note_seals_the_session_and_its_ratings(sealed):
    goal = queries.goals_of(sealed.therapist, sealed.chart)[0]
    with pytest.raises(Refused, match="sealed"):
        actions.rate_goal(goal=goal, level=-2, on=NOON.date(), by=sealed.therapist, at=NOON, encounter=sealed.encounter)
    with pytest.raises(Error, match=SEALED), transaction.atomic():
        GoalRating.scoped(sealed.therapist).update(level=2)


def test_an_agreed_plan_is_frozen_but_for_being_replaced(sealed):
    plan = queries.plan_of(sealed.therapist, sealed.chart).plan
    rows = Plan.scoped(sealed.therapist).filter(pk=plan.pk)
    for change in ({"agreed_with": "Nobody"}, {"status": "draft"}, {"status": "superseded", "number": 7}):
        with pytest.raises(Error, match=SEALED), transaction.atomic():
            rows.update(**change)
    for table in ("need", "goal", "objective", "intervention"):
        with pytest.raises(Error, match=SEALED):
            sql(f"UPDATE records_{table} SET words = 'other' WHERE chart_id = %s", sealed.chart.pk)
        with pytest.raises(Error, match=SEALED):
            sql(f"DELETE FROM records_{table} WHERE chart_id = %s", sealed.chart.pk)
    assert rows.update(status="superseded") == 1
    with pytest.raises(Error, match=SEALED), transaction.atomic():
        rows.update(status="agreed")


def test_the_engine_speaks_of_triggers_as_this_test_believes():
    # If SQLite changed what REPLACE asks, the two tests above would pass for the wrong reason.
    memory = sqlite3.connect(":memory:")
    memory.execute("CREATE TABLE t (id INTEGER PRIMARY KEY, kept TEXT)")
    memory.execute("CREATE TRIGGER g BEFORE DELETE ON t BEGIN SELECT RAISE(ABORT, 'sealed'); END")
    memory.execute("INSERT INTO t VALUES (1, 'old')")
    memory.execute("INSERT OR REPLACE INTO t VALUES (1, 'new')")
    assert memory.execute("SELECT kept FROM t").fetchone() == ("new",)
