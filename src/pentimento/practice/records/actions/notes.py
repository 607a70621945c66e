"""Notes are drafted from what was recorded, changed, sealed, co-signed and amended."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from pentimento.practice.encounters.actions import seal_encounter
from pentimento.practice.encounters.models import Encounter
from pentimento.practice.encounters.rules import cleaned
from pentimento.practice.records.models import Amendment, Note
from pentimento.practice.records.queries.layers import amendment_content, content_of
from pentimento.practice.records.queries.notes import recorded_in, rests_on, usual_template
from pentimento.practice.records.rules import notes as rules
from pentimento.practice.records.rules.assembly import Assembled, assemble
from pentimento.practice.records.rules.templates import template as template_named
from pentimento.trust import activity, audit
from pentimento.trust.identifiers import new_public_id
from pentimento.trust.people.actions import confirm
from pentimento.trust.people.models import Person
from pentimento.trust.people.queries import supervises
from pentimento.trust.signing.models import Meaning, Seal
from pentimento.trust.signing.sealing import seal

from .own import check_on_team, local_day


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
    note = _held(note)
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
    note = _held(note)
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
    note = _held(note)
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
    _ask_again(note, password, by=by, at=at)
    return sign_note(note=note, by=by, at=at)


@transaction.atomic
def cosign_note(*, note: Note, by: Person, at: datetime) -> Seal:
    """A supervisor answers for a trainee's note. It is sealed beside the trainee's own seal."""
    seals = Seal.of_chart(note.chart_id).filter(kind="note", subject_id=note.public_id)
    rules.check_can_cosign(
        signed=note.is_signed,
        needed=note.needs_cosign,
        cosigned=seals.filter(meaning=Meaning.COSIGNED).exists(),
        supervises=supervises(by, note.author, on=local_day(at)),
    )
    content = {"note": content_of(note), "seal": seals.get(meaning=Meaning.AUTHOR).digest}
    cosigned = seal(
        kind="note",
        subject_id=note.public_id,
        chart=note.chart,
        content=content,
        meaning=Meaning.COSIGNED,
        by=by,
        at=at,
    )
    audit.record(audit.Event.NOTE_COSIGNED, by=by, at=at, chart=note.chart, subject=note)
    activity.report("cosign", person=by, at=at, about=("note", note.public_id))
    return cosigned


def cosign_note_with_password(*, note: Note, password: str, by: Person, at: datetime) -> Seal:
    """Co-sign once the password was given again."""
    _ask_again(note, password, by=by, at=at)
    return cosign_note(note=note, by=by, at=at)


@transaction.atomic
def amend_note(*, note: Note, words: str, reason: str, by: Person, at: datetime, entry_key: str = "") -> Amendment:
    """Lay a sealed layer over a sealed note. Both stay readable. Sent twice with one key it is one layer."""
    check_on_team(by, note.chart)
    said, why = cleaned(words).strip(), cleaned(reason).strip()
    rules.check_can_amend(signed=note.is_signed, words=said, reason=why)
    layers = Amendment.of_chart(note.chart_id)
    if entry_key and (made := layers.filter(public_id=entry_key, note=note).first()) is not None:
        return made
    key = entry_key or new_public_id()
    layer = Amendment.add(chart=note.chart, public_id=key, note=note, author=by, words=said, reason=why, amended_at=at)
    content = amendment_content(layer)
    seal(kind="amendment", subject_id=key, chart=note.chart, content=content, meaning=Meaning.AMENDED, by=by, at=at)
    audit.record(audit.Event.NOTE_AMENDED, by=by, at=at, chart=note.chart, subject=note)
    return layer


def amend_note_with_password(
    *, note: Note, words: str, reason: str, password: str, by: Person, at: datetime, entry_key: str = ""
) -> Amendment:
    """Amend once the password was given again: an amendment is sealed as it is written."""
    _ask_again(note, password, by=by, at=at)
    return amend_note(note=note, words=words, reason=reason, by=by, at=at, entry_key=entry_key)


def _ask_again(note: Note, password: str, *, by: Person, at: datetime) -> None:
    confirm(person=by, password=password, at=at, chart=note.chart, subject=note)


def _locked(encounter: Encounter) -> Note | None:
    rows = Note.of_chart(encounter.chart_id).select_for_update(of=("self",)).filter(encounter=encounter)
    return rows.select_related("encounter", "chart", "author").first()


def _held(note: Note) -> Note:
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
