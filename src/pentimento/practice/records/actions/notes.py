"""Notes are drafted from what was recorded, changed and sealed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from pentimento.practice.encounters.actions import seal_encounter
from pentimento.practice.encounters.models import Encounter
from pentimento.practice.records.models import Note
from pentimento.practice.records.queries.layers import content_of
from pentimento.practice.records.queries.notes import recorded_in, rests_on, usual_template
from pentimento.practice.records.rules import notes as rules
from pentimento.practice.records.rules.assembly import Assembled, assemble
from pentimento.practice.records.rules.templates import template as template_named
from pentimento.trust import activity, audit
from pentimento.trust.people.actions import confirm
from pentimento.trust.people.models import Person
from pentimento.trust.signing.models import Meaning
from pentimento.trust.signing.sealing import seal

from .own import check_on_team


@transaction.atomic
def draft_note(*, encounter: Encounter, template: str = "", by: Person, at: datetime) -> Note:
    """Put a draft together from what was recorded and keep it; where there is a note, that one."""
    if (note := _locked(encounter)) is not None:
        return note
    return _begin(encounter, template or usual_template(by, encounter), None, by=by, at=at)


@transaction.atomic
def write_note(
    *, encounter: Encounter, template: str, sections: Mapping[str, str], version: int, by: Person, at: datetime
) -> Note:
    """Keep what was written on the note's page: its first words, or a change. ``version`` 0: nothing kept yet.

    Raises
    ------
    Conflict
        If the note was changed meanwhile, unless to the very same words.
    """
    note = _locked(encounter)
    if note is None:
        return _begin(encounter, template, sections, by=by, at=at)
    return save_note(note=note, sections=sections, version=version, by=by, at=at, template=template)


@transaction.atomic
def save_note(
    *, note: Note, sections: Mapping[str, str], version: int, by: Person, at: datetime, template: str = ""
) -> Note:
    """Change a draft. ``sections`` is the text of each section by its key."""
    note = held(note)
    _check_writer(note.encounter, signed=note.is_signed, by=by)
    # Another template is taken over only while nobody has written in the draft.
    key = template if template and not rules.is_edited(note.sections) else note.template
    fresh = _assembled(note.encounter, key, by=by, at=at)
    kept = {s["key"]: s["drafted"] for s in note.sections} if rules.is_edited(note.sections) else {}
    written = rules.sections_of(template_named(key), sections, drafted=fresh.texts)
    for section in written:
        section["drafted"] = kept.get(section["key"], section["drafted"])
    if key == note.template and rules.same_words(written, note.sections):
        return note
    rules.check_version(theirs=note.version, ours=version)
    note.template, note.sections, note.rests_on = key, written, rests_on(fresh)
    return _changed(note, by=by, at=at)


@transaction.atomic
def rebuild_note(*, note: Note, template: str, version: int, by: Person, at: datetime) -> Note:
    """Put a draft together anew, as another kind of note perhaps. What was written in it goes; ask first."""
    note = held(note)
    _check_writer(note.encounter, signed=note.is_signed, by=by)
    rules.check_version(theirs=note.version, ours=version)
    fresh = _assembled(note.encounter, template, by=by, at=at)
    note.template = template
    note.sections = rules.sections_of(template_named(template), fresh.texts, drafted=fresh.texts)
    note.rests_on = rests_on(fresh)
    return _changed(note, by=by, at=at)


@transaction.atomic
def sign_note(*, note: Note, by: Person, at: datetime) -> Note:
    """Seal a note and its session. From now on it can be amended, never edited."""
    note = held(note)
    check_on_team(by, note.chart)
    texts = [section["text"] for section in note.sections]
    rules.check_can_sign(author=note.author_id, signed=note.is_signed, by=by.pk, texts=texts)
    note.signed_at, note.signed_by, note.needs_cosign = at, by, by.is_trainee
    note.save(update_fields=["signed_at", "signed_by", "needs_cosign"])
    content = content_of(note)
    seal(
        kind="note", subject_id=note.public_id, chart=note.chart, content=content, meaning=Meaning.AUTHOR, by=by, at=at
    )
    seal_encounter(encounter=note.encounter, by=by, at=at)
    audit.record(audit.Event.NOTE_SIGNED, by=by, at=at, chart=note.chart, subject=note)
    sitting = activity.minutes_between(note.drafted_at, at, most=60)
    activity.report("note", person=by, at=at, about=("note", note.public_id), minutes=sitting)
    return note


def sign_note_with_password(*, note: Note, password: str, by: Person, at: datetime) -> Note:
    """Seal a note once the password was given again."""
    confirm(person=by, password=password, at=at, chart=note.chart, subject=note)
    return sign_note(note=note, by=by, at=at)


def _locked(encounter: Encounter) -> Note | None:
    rows = Note.of_chart(encounter.chart_id).select_for_update(of=("self",)).filter(encounter=encounter)
    return rows.select_related("encounter", "chart", "author").first()


def held(note: Note) -> Note:
    """The note as it is now; nobody else changes it or its layers before this is done."""
    rows = Note.of_chart(note.chart_id).select_for_update(of=("self",))
    return rows.select_related("encounter__chart", "chart", "author").get(pk=note.pk)


def _check_writer(encounter: Encounter, *, signed: bool, by: Person) -> None:
    check_on_team(by, encounter.chart)
    rules.check_can_write(therapist=encounter.therapist_id, by=by.pk, signed=signed)


def _begin(encounter: Encounter, key: str, texts: Mapping[str, str] | None, *, by: Person, at: datetime) -> Note:
    _check_writer(encounter, signed=False, by=by)
    fresh = _assembled(encounter, key, by=by, at=at)
    sections = rules.sections_of(template_named(key), fresh.texts if texts is None else texts, drafted=fresh.texts)
    note = Note.add(
        chart=encounter.chart,
        encounter=encounter,
        author=by,
        template=key,
        sections=sections,
        rests_on=rests_on(fresh),
        drafted_at=at,
        changed_at=at,
    )
    audit.record(audit.Event.NOTE_DRAFTED, by=by, at=at, chart=encounter.chart, subject=note, template=key)
    return note


def _assembled(encounter: Encounter, key: str, *, by: Person, at: datetime) -> Assembled:
    return assemble(template_named(key), recorded_in(by, encounter, at=at))


def _changed(note: Note, *, by: Person, at: datetime) -> Note:
    note.version, note.changed_at = note.version + 1, at
    note.save(update_fields=["template", "sections", "rests_on", "version", "changed_at"])
    audit.record(audit.Event.NOTE_CHANGED, by=by, at=at, chart=note.chart, subject=note)
    return note
