"""Reading notes: the draft as it stands, the sealed layers, and what is still owed."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Exists, OuterRef
from django.utils import timezone

from pentimento.core.kernel.errors import NotFound
from pentimento.practice.encounters.models import Appointment, Encounter
from pentimento.practice.records.models import Amendment, Goal, Note, Plan
from pentimento.practice.records.rules import notes as rules
from pentimento.practice.records.rules.assembly import Assembled, Recorded, assemble
from pentimento.practice.records.rules.shown import Shown
from pentimento.practice.records.rules.templates import FIRST, Template, template
from pentimento.trust.access.models import Chart
from pentimento.trust.people.models import Person, Supervision
from pentimento.trust.signing.models import Meaning, Seal

from .evidence import moment_of, of_session
from .told import told_scores


def note_of(viewer: Any, encounter: Encounter) -> Note | None:
    """The note of a session, draft or sealed. One statement."""
    rows = Note.scoped(viewer).filter(encounter=encounter)
    return rows.select_related("author", "signed_by", "chart", "encounter").first()


def notes_of(viewer: Any, chart: Chart, frm: date | None = None, to: date | None = None) -> list[Note]:
    """Sealed notes of a chart, oldest session first. One statement."""
    rows = Note.scoped(viewer).filter(chart=chart, signed_at__isnull=False)
    if frm is not None:
        rows = rows.filter(encounter__opened_at__gte=moment_of(frm))
    if to is not None:
        rows = rows.filter(encounter__opened_at__lt=moment_of(to + timedelta(days=1)))
    return list(rows.select_related("encounter", "author").order_by("encounter__opened_at", "pk"))


def recorded_in(viewer: Any, encounter: Encounter, *, at: datetime) -> Recorded:
    """Everything a draft of this session is made from. Ten statements at most."""
    chart = encounter.chart
    shown = of_session(viewer, chart, encounter)
    scaled = Goal.scoped(viewer).filter(chart=chart, plan__status=Plan.Status.AGREED).values_list("levels", flat=True)
    coming = Appointment.scoped(viewer).filter(chart=chart, status=Appointment.Status.BOOKED)
    coming = coming.filter(starts_at__gt=max(at, encounter.opened_at)).order_by("starts_at")
    upcoming = coming.values_list("starts_at", flat=True).first()
    return Recorded(
        shown=shown,
        earlier=_scores_before(viewer, chart, shown),
        goals=sum(1 for levels in scaled if levels),
        next_at=timezone.localtime(upcoming) if upcoming else None,
    )


def _scores_before(viewer: Any, chart: Chart, shown: list[Shown]) -> dict[str, Shown]:
    scores = [one for one in shown if one.kind == "score"]
    if not scores:
        return {}
    keys = {str(one.facts["instrument"]) for one in scores}
    earlier = told_scores(viewer, chart, instrument__in=keys, is_current=True, given_on__lt=max(s.on for s in scores))
    found = {}
    for one in scores:
        before = [e for e in earlier if e.facts["instrument"] == one.facts["instrument"] and e.on < one.on]
        if before:
            found[one.public_id] = before[-1]
    return found


@dataclass(frozen=True, slots=True)
class Desk:
    """What lies on the desk when a note is written."""

    note: Note | None
    template: Template
    sections: list[dict[str, str]]  # key, heading, text, drafted, hint
    evidence: list[Shown]
    edited: bool
    version: int  # 0 while nothing is kept yet
    newer: list[Shown] = field(default_factory=list)  # recorded or changed since an edited draft was put together
    asked: Template | None = None  # another template was asked for, and the draft was edited


def desk_for(viewer: Any, encounter: Encounter, *, at: datetime, wanted: str = "") -> Desk:
    """The draft: put together afresh while unedited, as it was left once somebody wrote in it."""
    note = note_of(viewer, encounter)
    recorded = recorded_in(viewer, encounter, at=at)
    key = wanted or (note.template if note else usual_template(viewer, encounter))
    chosen = template(key)
    if note is not None and rules.is_edited(note.sections):
        kept = template(note.template)
        fresh = assemble(kept, recorded)
        asked = chosen if chosen.key != kept.key else None
        newer = _newer(note, fresh)
        sections = _with_hints(kept, note.sections)
        return Desk(note, kept, sections, evidence_of(fresh), True, note.version, newer, asked)
    fresh = assemble(chosen, recorded)
    sections = _with_hints(chosen, rules.sections_of(chosen, fresh.texts, drafted=fresh.texts))
    return Desk(note, chosen, sections, evidence_of(fresh), False, note.version if note else 0)


def usual_template(viewer: Any, encounter: Encounter) -> str:
    """The template this therapist used last for this client, or the art therapy note."""
    last = Note.scoped(viewer).filter(chart=encounter.chart_id, author=encounter.therapist_id).order_by("-drafted_at")
    return last.values_list("template", flat=True).first() or FIRST


def evidence_of(fresh: Assembled) -> list[Shown]:
    """What a draft rests on, each thing once, in the order of its sections."""
    return list({(one.kind, one.public_id): one for _section, one in fresh.rests_on}.values())


def rests_on(fresh: Assembled) -> list[dict[str, str]]:
    """The evidence as it is kept with the note, with the section each thing went to."""
    return [one.as_evidence() | {"section": section} for section, one in fresh.rests_on]


def _newer(note: Note, fresh: Assembled) -> list[Shown]:
    known = {(one["kind"], one["id"], one["digest"]) for one in note.rests_on}
    return [one for one in evidence_of(fresh) if (one.kind, one.public_id, one.digest) not in known]


def _with_hints(chosen: Template, sections: list[dict[str, str]]) -> list[dict[str, str]]:
    hints = {section.key: section.hint for section in chosen.sections}
    return [section | {"hint": hints.get(section["key"], "")} for section in sections]


@dataclass(frozen=True, slots=True)
class Owed:
    """A session whose note is not sealed yet."""

    chart: Chart
    session: str
    opened_at: datetime
    is_open: bool
    begun: bool


def unsigned_for(viewer: Person, *, limit: int = 100) -> list[Owed]:
    """Sessions this person held that have no sealed note, oldest first. One statement."""
    notes = Note.scoped(viewer).filter(encounter=OuterRef("pk"))
    rows = (
        Encounter.scoped(viewer)
        .filter(therapist=viewer, sealed_at__isnull=True)
        .annotate(begun=Exists(notes), done=Exists(notes.filter(signed_at__isnull=False)))
        .filter(done=False)
        .select_related("chart")
        .order_by("opened_at", "pk")[:limit]
    )
    return [Owed(row.chart, row.public_id, row.opened_at, row.closed_at is None, row.begun) for row in rows]


def to_cosign_for(viewer: Person, *, limit: int = 100) -> list[Note]:
    """Sealed notes of the people this person supervises that await a co-signature, oldest first. One statement."""
    on = timezone.localdate()
    supervised = Supervision.objects.filter(supervisor=viewer, since__lte=on).exclude(until__lt=on)
    cosigned = Seal.scoped(viewer).filter(kind="note", subject_id=OuterRef("public_id"), meaning=Meaning.COSIGNED)
    rows = Note.scoped(viewer).filter(needs_cosign=True, signed_at__isnull=False)
    rows = rows.filter(author__in=supervised.values("supervisee")).filter(~Exists(cosigned))
    return list(rows.select_related("chart", "encounter", "author").order_by("signed_at", "pk")[:limit])


@dataclass(frozen=True, slots=True)
class Line:
    """One session in the list of notes."""

    encounter: Encounter
    note: Note | None
    cosigned: bool
    amended: bool


def list_of(viewer: Any, chart: Chart) -> list[Line]:
    """All sessions of a chart with the state of their notes, latest first. Three statements."""
    sessions = Encounter.scoped(viewer).filter(chart=chart).select_related("therapist", "appointment")
    notes = {note.encounter_id: note for note in Note.scoped(viewer).filter(chart=chart).select_related("author")}
    seals = Seal.scoped(viewer).filter(chart=chart, kind__in=["note", "amendment"])
    cosigned = {seal.subject_id for seal in seals.filter(meaning=Meaning.COSIGNED).only("subject_id")}
    amended = _amended(viewer, chart)
    lines = []
    for session in sessions.order_by("-opened_at", "-pk"):
        note = notes.get(session.pk)
        key = note.public_id if note else ""
        lines.append(Line(session, note, key in cosigned, note is not None and note.pk in amended))
    return lines


def _amended(viewer: Any, chart: Chart) -> set[int]:
    return set(Amendment.scoped(viewer).filter(chart=chart).values_list("note_id", flat=True))


def counts(frm: date, to: date) -> dict[str, int]:
    """Notes sealed, and sessions held without a sealed note, from one day to another, both counted.

    No names, and no way to any: for the head of service. Two statements.
    """
    begin, end = moment_of(frm), moment_of(to + timedelta(days=1))
    held = sum(row["number"] for row in Encounter.tally("therapist", opened_at__gte=begin, opened_at__lt=end))
    within = {"encounter__opened_at__gte": begin, "encounter__opened_at__lt": end}
    sealed = sum(row["number"] for row in Note.tally("author", signed_at__isnull=False, **within))
    return {"sealed_notes": sealed, "unsealed_notes": held - sealed}


def note_for(viewer: Any, encounter: Encounter) -> Note:
    """The sealed note of a session. NotFound if there is none."""
    note = note_of(viewer, encounter)
    if note is None or not note.is_signed:
        raise NotFound
    return note
