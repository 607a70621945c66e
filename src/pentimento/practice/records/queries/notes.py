"""Reading notes: the draft as it stands, the sealed layers, and what is still owed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Exists, OuterRef, Q
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


def is_other_than(desk: Desk, texts: Mapping[str, str]) -> bool:
    """Whether texts by section say something else than what lies on the desk."""
    return any(rules.mark_of(texts.get(s["key"], "")) != rules.mark_of(s["text"]) for s in desk.sections)


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


@dataclass(frozen=True, slots=True)
class Awaiting:
    """Something a trainee sealed that nobody has answered for yet: a note, or an amendment of one."""

    row: Note | Amendment

    @property
    def is_amendment(self) -> bool:
        return isinstance(self.row, Amendment)

    @property
    def chart(self) -> Chart:
        return self.row.chart

    @property
    def author(self) -> Person:
        return self.row.author

    @property
    def encounter(self) -> Encounter:
        return self.row.note.encounter if isinstance(self.row, Amendment) else self.row.encounter

    @property
    def signed_at(self) -> datetime:
        return self.row.amended_at if isinstance(self.row, Amendment) else self.row.signed_at or self.row.changed_at


def to_cosign_for(viewer: Person, *, limit: int = 100) -> list[Awaiting]:
    """What the people this person supervises have sealed and await a co-signature for, oldest first. Two statements."""
    on = timezone.localdate()
    supervised = Supervision.objects.filter(supervisor=viewer, since__lte=on).exclude(until__lt=on)
    cosigned = Seal.scoped(viewer).filter(subject_id=OuterRef("public_id"), meaning=Meaning.COSIGNED)
    asked = Q(needs_cosign=True, author__in=supervised.values("supervisee"))
    notes = Note.scoped(viewer).filter(asked, ~Exists(cosigned), signed_at__isnull=False)
    layers = Amendment.scoped(viewer).filter(asked, ~Exists(cosigned))
    found: list[Note | Amendment] = [
        *notes.select_related("chart", "encounter", "author").order_by("signed_at", "pk")[:limit],
        *layers.select_related("chart", "note__encounter", "author").order_by("amended_at", "pk")[:limit],
    ]
    return sorted(map(Awaiting, found), key=lambda one: one.signed_at)[:limit]


@dataclass(frozen=True, slots=True)
class Line:
    """One session in the list of notes."""

    encounter: Encounter
    note: Note | None
    awaits: bool  # a co-signature, for itself or for an amendment
    amended: bool


def list_of(viewer: Any, chart: Chart) -> list[Line]:
    """All sessions of a chart with the state of their notes, latest first. Four statements."""
    sessions = Encounter.scoped(viewer).filter(chart=chart).select_related("therapist", "appointment")
    notes = {note.encounter_id: note for note in Note.scoped(viewer).filter(chart=chart).select_related("author")}
    seals = Seal.scoped(viewer).filter(chart=chart, kind__in=["note", "amendment"])
    cosigned = set(seals.filter(meaning=Meaning.COSIGNED).values_list("subject_id", flat=True))
    layers = list(Amendment.scoped(viewer).filter(chart=chart).only("note_id", "public_id", "needs_cosign"))
    amended = {layer.note_id for layer in layers}
    waiting = {one.note_id for one in layers if one.needs_cosign and one.public_id not in cosigned}
    waiting |= {one.pk for one in notes.values() if one.needs_cosign and one.public_id not in cosigned}
    return [
        Line(session, note, note is not None and note.pk in waiting, note is not None and note.pk in amended)
        for session in sessions.order_by("-opened_at", "-pk")
        for note in [notes.get(session.pk)]
    ]


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
