"""Evidence of a claim: chosen by its owner in the record, read by a supervisor without names.

The portfolio knows only a kind and a reference; here the access door is asked what they are.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from pentimento.core.evidence.masking import Piece, masked, names_as
from pentimento.core.kernel.errors import NotFound, Refused
from pentimento.practice.artworks import queries as artworks
from pentimento.practice.clients import queries as clients
from pentimento.practice.records import queries as records
from pentimento.trust.access import naming
from pentimento.trust.access.door import is_own_chart
from pentimento.trust.access.models import Chart, Purpose
from pentimento.trust.access.reading import open_chart
from pentimento.trust.consent import gate
from pentimento.trust.consent.models import Act
from pentimento.trust.people.models import Person

SHOWN_MOST = 40


@dataclass(frozen=True, slots=True)
class Choice:
    """Something in the record that can be linked."""

    kind: str
    public_id: str
    title: str
    on: Any


def choices_in(viewer: Person, chart: Chart) -> list[Choice]:
    """Sealed notes and reports of the viewer's own hand, and works, latest first."""
    notes = [
        Choice("note", note.public_id, _("Session note"), timezone.localtime(note.encounter.opened_at).date())
        for note in records.notes_of(viewer, chart)
        if note.author_id == viewer.pk
    ]
    reports = [
        Choice("report", report.public_id, report.title, report.period_to)
        for report in records.reports_of(viewer, chart)
        if report.author_id == viewer.pk and report.signed_at is not None
    ]
    works = [
        Choice("work", work.public_id, work.title or _("Without a title"), work.made_on)
        for work in artworks.works_of(viewer, chart)
    ]
    found = sorted([*reports, *notes, *works], key=lambda one: str(one.on), reverse=True)
    return found[:SHOWN_MOST]


def opened_for_linking(viewer: Person, chart_id: str, *, at: datetime) -> Chart:
    """A chart whose record the viewer may show as their own work: they are on its care team."""
    chart = open_chart(viewer, chart_id, at=at, what="evidence for a claim")
    if not is_own_chart(viewer, chart):
        raise Refused("Evidence comes from your own work: only from clients on whose care team you are.")
    return chart


def check_is_there(viewer: Person, chart: Chart, kind: str, reference: str) -> None:
    """NotFound unless this is something the viewer can link."""
    if not any((one.kind, one.public_id) == (kind, reference) for one in choices_in(viewer, chart)):
        raise NotFound


@dataclass(frozen=True, slots=True)
class Passage:
    """A heading and the words under it, names masked."""

    heading: str
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Shown:
    """A piece of evidence without names, or the sentence that says why it is not shown."""

    title: str = ""
    on: Any = None
    passages: list[Passage] = field(default_factory=list)
    picture: Any = None
    chart: Chart | None = None
    why_not: str = ""


def without_names(viewer: Person, evidence: Any, *, at: datetime) -> Shown:
    """What a viewer of the claim may read of its evidence, now: the record's door and the client's consent decide."""
    try:
        chart = open_chart(
            viewer, evidence.place, at=at, what="evidence of a claim, without names", purpose=Purpose.SUPERVISION
        )
    except NotFound:
        return Shown(
            why_not=_(
                "This record is not open to you. Judge the claim by its words, or ask to be shown it in supervision."
            )
        )
    consent = gate.allows(chart, Act.SUPERVISE, on=timezone.localtime(at).date())
    if not consent and not is_own_chart(viewer, chart):
        return Shown(
            why_not=_(
                "The client has not agreed, or no longer agrees, that this is shown in supervision. It stays closed."
            )
        )
    try:
        return _opened(viewer, chart, evidence)
    except NotFound:
        return Shown(why_not=_("This is no longer in the record as it was when it was linked."))


def _opened(viewer: Person, chart: Chart, evidence: Any) -> Shown:
    if evidence.kind == "note":
        note = next((one for one in records.notes_of(viewer, chart) if one.public_id == evidence.reference), None)
        if note is None:
            raise NotFound
        texts = [(part["heading"], part["text"]) for part in note.sections if part.get("text")]
        on = timezone.localtime(note.encounter.opened_at).date()
        return Shown(_("Session note"), on, _passages(viewer, chart, texts), chart=chart)
    if evidence.kind == "report":
        report = records.report_for(viewer, chart, evidence.reference)
        texts = [
            (part["heading"], " ".join(sentence["text"] for sentence in part["sentences"]))
            for part in report.body
            if part.get("sentences")
        ]
        return Shown(report.get_kind_display(), report.period_to, _passages(viewer, chart, texts), chart=chart)
    work = artworks.work_for(viewer, chart, evidence.reference)
    if work.retracted_at is not None:
        raise NotFound
    texts = [(_("Title"), work.title), (_("Media"), work.media)]
    passages = _passages(viewer, chart, [(heading, text) for heading, text in texts if text])
    return Shown(_("Artwork"), work.made_on, passages, picture=artworks.front_of(viewer, work), chart=chart)


def _passages(viewer: Person, chart: Chart, texts: list[tuple[str, str]]) -> list[Passage]:
    whole = "\n".join(text for _heading, text in texts)
    names = names_as(naming.names_in(viewer, whole), _("somebody"))
    names |= names_as([one.name for one in clients.contacts_of(viewer, chart)], _("a colleague"))
    names |= names_as([one.name for one in clients.guardians_of(viewer, chart)], _("a carer"))
    client = clients.client_of(viewer, chart)
    own = [client.given_name, client.family_name, client.preferred_name, client.number]
    names |= names_as(own, _("the client"))
    return [Passage(heading, masked(text, names, unknown="…")) for heading, text in texts]


def own_clients(viewer: Person, *, search: str) -> list[Any]:
    """Clients on whose care team the viewer is, for choosing evidence."""
    found = clients.list_for(viewer, search=search)
    return [client for client in found.object_list if is_own_chart(viewer, client.chart)]
