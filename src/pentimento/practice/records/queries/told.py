"""Rows of the lower rooms, told as evidence. Each function is one statement, in a fixed order.

Every function takes the viewer, the chart and filters on its own table.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import date, datetime
from typing import Any

from django.utils import formats, timezone
from django.utils.translation import gettext as _

from pentimento.core.kernel.canonical import digest
from pentimento.core.scoring.instruments import instrument
from pentimento.core.scoring.score import written_total
from pentimento.practice.artworks.models import Artwork, Disposition
from pentimento.practice.artworks.queries import seen_works
from pentimento.practice.encounters.models import Aim, Appointment, Encounter, MediumUse, Observation
from pentimento.practice.outcomes.models import Giving
from pentimento.practice.records.models import Amendment, GoalRating, GoalReview, Note
from pentimento.practice.records.rules.shown import Shown
from pentimento.practice.records.rules.wording import materials, quoted, signed
from pentimento.trust.access.models import Chart


def told_sessions(viewer: Any, chart: Chart, **only: Any) -> list[Shown]:
    """Sessions: when, how long, what was proposed."""
    rows = (
        Encounter.scoped(viewer).filter(chart=chart, **only).select_related("appointment").order_by("opened_at", "pk")
    )
    return [_session(chart, row) for row in rows]


def _session(chart: Chart, row: Encounter) -> Shown:
    minutes = row.appointment.minutes
    words = _("Session of %(minutes)d minutes.") % {"minutes": minutes}
    said = {"opened_at": row.opened_at, "minutes": minutes, "directive": row.directive}
    facts = {"minutes": minutes, "directive": row.directive}
    return _shown("session", chart, row, row.opened_at, words, said, session=row.public_id, facts=facts)


def told_missed(viewer: Any, chart: Chart, **only: Any) -> list[Shown]:
    """Booked times at which no session took place: cancelled, or nobody came."""
    missed = (Appointment.Status.CANCELLED, Appointment.Status.MISSED)
    rows = Appointment.scoped(viewer).filter(chart=chart, **only).order_by("starts_at", "pk")
    return [
        _shown(
            "appointment",
            chart,
            row,
            row.starts_at,
            str(row.get_status_display()),
            {"starts_at": row.starts_at, "status": row.status},
            withdrawn=row.status not in missed,
            facts={"status": row.status},
        )
        for row in rows
    ]


def told_reviews(viewer: Any, chart: Chart, **only: Any) -> list[Shown]:
    """What became of goals, as it was said together at the end. One that says nothing yet is withdrawn."""
    rows = GoalReview.scoped(viewer).filter(chart=chart, **only).select_related("goal", "discharge")
    return [_review(chart, row) for row in rows.order_by("discharge__begun_at", "goal__position", "pk")]


def _review(chart: Chart, row: GoalReview) -> Shown:
    level = signed(row.level) if row.level is not None else ""
    words = f"{quoted(row.goal.words)}: " + ", ".join(part for part in (level, row.words) if part)
    said = {"goal": row.goal.words, "level": row.level, "words": row.words}
    facts = {"goal": row.goal.words, "level": row.level, "lineage": row.goal.lineage}
    empty = row.level is None and not row.words
    return _shown("review", chart, row, row.discharge.begun_at, words, said, withdrawn=empty, facts=facts)


def told_decisions(viewer: Any, chart: Chart, **only: Any) -> list[Shown]:
    """What is to become of works, as it was decided together at the end. One that is open still is withdrawn."""
    rows = Disposition.scoped(viewer).filter(chart=chart, artwork__in=seen_works(viewer, chart), **only)
    return [_decision(chart, row) for row in rows.select_related("artwork").order_by("artwork__made_on", "pk")]


def _decision(chart: Chart, row: Disposition) -> Shown:
    title = quoted(row.artwork.title) if row.artwork.title else _("Untitled")
    said = ", ".join(part for part in (row.get_choice_display(), row.words) if part)
    says = {"work": row.artwork.public_id, "choice": row.choice, "words": row.words}
    when, facts = row.decided_at or row.opened_at, {"choice": row.choice}
    return _shown("decision", chart, row, when, f"{title}: {said}", says, withdrawn=not row.choice, facts=facts)


def told_aims(viewer: Any, chart: Chart, **only: Any) -> list[Shown]:
    """Objectives that sessions worked on."""
    rows = Aim.scoped(viewer).filter(chart=chart, **only).select_related("encounter").order_by("encounter", "pk")
    return [
        _shown("aim", chart, row, row.encounter.opened_at, row.words, row.words, within=row.encounter) for row in rows
    ]


def told_media(viewer: Any, chart: Chart, **only: Any) -> list[Shown]:
    """Media in the order they were taken up, on their session's day."""
    rows = MediumUse.scoped(viewer).filter(chart=chart, **only).select_related("encounter")
    return [
        _shown("medium", chart, row, row.taken_at, row.medium, row.medium, within=row.encounter)
        for row in rows.order_by("encounter", "position")
    ]


def told_observations(viewer: Any, chart: Chart, **only: Any) -> list[Shown]:
    """What was seen, said and supposed, on its session's day, whenever it was written up."""
    rows = Observation.scoped(viewer).filter(chart=chart, **only).select_related("encounter")
    return [
        _shown(
            row.kind,
            chart,
            row,
            row.stamped_at,
            row.words,
            {"kind": row.kind, "words": row.words},
            within=row.encounter,
            withdrawn=row.struck_at is not None,
        )
        for row in rows.order_by("stamped_at", "pk")
    ]


def told_artworks(viewer: Any, chart: Chart, **only: Any) -> list[Shown]:
    """Works by their title in the client's words, as far as the client shares them with this viewer."""
    rows = seen_works(viewer, chart).filter(**only).select_related("encounter")
    return [_artwork(chart, row) for row in rows.order_by("made_on", "pk")]


def _artwork(chart: Chart, row: Artwork) -> Shown:
    size = {"width_mm": row.width_mm, "height_mm": row.height_mm, "depth_mm": row.depth_mm}
    said = {"title": row.title, "made_on": row.made_on, "media": row.media, **size}
    facts = {"title": row.title, "titled_by_client": row.titled_by_client, "media": row.media, **size}
    words = row.title or ", ".join(part for part in (row.called, materials(row.media)) if part)
    session = row.encounter.public_id if row.encounter else ""
    gone = row.retracted_at is not None
    return _shown("artwork", chart, row, row.made_on, words, said, session=session, withdrawn=gone, facts=facts)


def told_scores(viewer: Any, chart: Chart, **only: Any) -> list[Shown]:
    """Measures with their total and published band."""
    rows = Giving.scoped(viewer).filter(chart=chart, **only).select_related("encounter")
    return [_score(chart, row) for row in rows.order_by("given_on", "pk")]


def _score(chart: Chart, row: Giving) -> Shown:
    measure = instrument(row.instrument)
    items = len(measure.items)
    facts: dict[str, Any] = {
        "instrument": row.instrument,
        "title": measure.title,
        "total": row.total,
        "highest": measure.highest,
        "items": items,
        "answered": items - row.missing,
        "prorated": row.prorated,
    }
    if row.total is not None:
        facts["band"] = measure.band_of(row.total).key
    words = _score_in_words(facts)
    said = {"instrument": row.instrument, "given_on": row.given_on, "answers": row.answers, "total": row.total}
    session = row.encounter.public_id if row.encounter else ""
    gone = not row.is_current
    return _shown("score", chart, row, row.given_on, words, said, session=session, withdrawn=gone, facts=facts)


def _score_in_words(facts: dict[str, Any]) -> str:
    if facts["total"] is None:
        return _("%(title)s without a total: only %(answered)d of %(items)d items were answered.") % facts
    said = facts | {"total": written_total(facts["total"]), "highest": f"{facts['highest']:g}"}
    if facts["prorated"]:
        words = _("%(title)s %(total)s of %(highest)s, prorated from %(answered)d of %(items)d answers")
        return words % said + _(", in the band “%(band)s”.") % said
    return _("%(title)s %(total)s of %(highest)s, in the band “%(band)s”.") % said


def told_ratings(viewer: Any, chart: Chart, **only: Any) -> list[Shown]:
    """Where goals stood, in the words of the plan then in force."""
    rows = GoalRating.scoped(viewer).filter(chart=chart, **only).select_related("goal", "encounter")
    return [_rating(chart, row) for row in rows.order_by("rated_on", "goal__need__position", "goal__position", "pk")]


def _rating(chart: Chart, row: GoalRating) -> Shown:
    step = row.goal.levels[row.level + 2] if len(row.goal.levels) == 5 else ""
    facts = {
        "goal": row.goal.words,
        "lineage": row.lineage,
        "level": row.level,
        "step": step,
        "weight": row.goal.weight,
        "by_client": row.by_client,
    }
    words = f"{quoted(row.goal.words)}: {signed(row.level)}" + (f", {step}" if step else "")
    said = {"goal": row.goal.words, "level": row.level, "step": step, "on": row.rated_on}
    session = row.encounter.public_id if row.encounter else ""
    gone = not row.is_current
    return _shown("rating", chart, row, row.rated_on, words, said, session=session, withdrawn=gone, facts=facts)


def told_notes(viewer: Any, chart: Chart, **only: Any) -> list[Shown]:
    """Sealed notes with their amendments: an amendment changes the digest. Two statements."""
    notes = list(
        Note.scoped(viewer)
        .filter(chart=chart, signed_at__isnull=False, **only)
        .select_related("encounter")
        .order_by("encounter__opened_at", "pk")
    )
    later: dict[int, list[Amendment]] = defaultdict(list)
    for layer in Amendment.scoped(viewer).filter(note__in=notes).order_by("amended_at", "pk"):
        later[layer.note_id].append(layer)
    return [_note(chart, row, later[row.pk]) for row in notes]


def _note(chart: Chart, row: Note, later: list[Amendment]) -> Shown:
    text = " ".join(section["text"] for section in row.sections if section["text"].strip())
    said = {
        "sections": [[section["key"], section["text"]] for section in row.sections],
        "amendments": [[layer.public_id, layer.words] for layer in later],
    }
    session = row.encounter.public_id
    facts = {"amended": len(later), "sections": row.sections}
    return _shown("note", chart, row, row.encounter.opened_at, text, said, session=session, facts=facts)


def _shown(
    kind: str,
    chart: Chart,
    row: Any,
    when: datetime | date,
    words: str,
    said: Any,
    *,
    session: str = "",
    within: Encounter | None = None,
    withdrawn: bool = False,
    facts: dict[str, Any] | None = None,
) -> Shown:
    """``within`` is the session whose day it has; without one, it has the day of its own moment."""
    dated = within.opened_at if within else when
    on = timezone.localtime(dated).date() if isinstance(dated, datetime) else dated
    session = within.public_id if within else session
    name, target = _place(kind, row, session)
    return Shown(
        kind=kind,
        public_id=row.public_id,
        words=words,
        when=when,
        on=on,
        label=_("%(kind)s, %(day)s") % {"kind": kind_name(kind), "day": formats.date_format(on, "j F Y")},
        url_name=name,
        url_args=(chart.public_id, *target),
        digest=digest({"kind": kind, "id": row.public_id, "says": said}),
        withdrawn=withdrawn,
        session=session,
        facts=facts or {},
    )


def _place(kind: str, row: Any, session: str) -> tuple[str, tuple[str, ...]]:
    if kind == "artwork":
        return "artworks:work", (row.public_id,)
    if kind == "score":
        return "outcomes:giving", (row.public_id,)
    if kind == "note":
        return "records:note", (session,)
    if kind == "appointment":
        return "encounters:appointment", (row.public_id,)
    if kind == "review":
        return "records:ending", ()
    if kind == "decision":
        return "artworks:review", ()
    if session:
        return "encounters:session", (session,)
    return "records:plan", ()


def kind_name(kind: str) -> str:
    """What a kind of evidence is called."""
    return {
        "session": _("Session"),
        "appointment": _("Appointment"),
        "aim": _("Objective"),
        "medium": _("Medium"),
        "seen": _("Seen"),
        "said": _("Said"),
        "hypothesis": _("Hypothesis"),
        "artwork": _("Artwork"),
        "score": _("Measure"),
        "rating": _("Goal"),
        "review": _("Goal, looked at together"),
        "decision": _("Decision on a work"),
        "note": _("Note"),
    }[kind]
