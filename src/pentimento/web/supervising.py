"""Where supervision meets the record: bringing something, opening it at the table, what disagrees, what is read.

The portfolio keeps an opaque reference. Here the access door says what it is, and the consent gate is asked
each time somebody looks.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import groupby
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from pentimento.core.kernel.errors import NeedsConsent, NotFound, PentimentoError
from pentimento.practice.artworks.queries import work_for
from pentimento.practice.clients.queries import client_of, header_for
from pentimento.practice.encounters.queries import session_for
from pentimento.practice.records.queries.notes import note_of
from pentimento.practice.records.queries.plans import plan_of, ratings_of
from pentimento.practice.records.queries.raters import ratings_since
from pentimento.profession.portfolio.actions import library as library_actions
from pentimento.profession.portfolio.actions import supervision as actions
from pentimento.profession.portfolio.forms.speaking import CAUGHT
from pentimento.profession.portfolio.forms.supervision import BringForm
from pentimento.profession.portfolio.queries import library
from pentimento.profession.portfolio.queries import supervision as queries
from pentimento.profession.portfolio.rules.supervision import ratings_disagree
from pentimento.trust.access import Permission, needs
from pentimento.trust.access.asking import Asking
from pentimento.trust.access.door import chart_for
from pentimento.trust.access.reading import open_chart
from pentimento.trust.consent import gate
from pentimento.trust.consent.models import Act
from pentimento.trust.forms import say

BACK = timedelta(days=120)  # how far ratings are looked back for
AT_MOST = 8


@dataclass(frozen=True, slots=True)
class Thing:
    """Something of a record: what it is called and where it is."""

    label: str
    url: str
    chart: Any


@dataclass(frozen=True, slots=True)
class Apart:
    """Two ratings of one goal, by different people, that are far apart."""

    client: str
    chart: str
    lineage: str
    earlier: Any
    later: Any


def thing_of(viewer: Any, kind: str, place: str, reference: str) -> Thing:
    """Ask the door, and for a work the gate, what a reference is.

    Raises
    ------
    NotFound
        Also when it is not theirs to open.
    NeedsConsent
        When the client has not agreed that a work is shown in supervision.
    """
    chart = chart_for(viewer, place)
    name = client_of(viewer, chart).name
    if kind == "note":
        session = session_for(viewer, chart, reference)
        if note_of(viewer, session) is None:
            raise NotFound
        day = date_format(timezone.localtime(session.opened_at), "j F")
        url = reverse("records:note", args=[place, reference])
        return Thing(_("Note of %(day)s, %(name)s") % {"day": day, "name": name}, url, chart)
    if kind == "work":
        gate.check(chart, Act.SUPERVISE, on=timezone.localdate())
        work = work_for(viewer, chart, reference)
        title = f"“{work.title}”" if work.title else _("Untitled work")
        return Thing(f"{title}, {name}", reverse("artworks:work", args=[place, reference]), chart)
    if not any(rating.lineage == reference for rating in ratings_of(viewer, chart)):
        raise NotFound
    return Thing(_("Goal of %(name)s") % {"name": name}, reverse("records:plan", args=[place]), chart)


@require_safe
@needs(Permission.SUPERVISION_MEET)
def opened(request: Asking, matter: str) -> HttpResponse:
    """What a matter is: its name for a page that shows it, or the thing itself."""
    row = queries.matter_for(request.user, matter)
    part = request.headers.get("HX-Request") == "true"
    if not row.reference:
        raise NotFound
    try:
        thing = thing_of(request.user, row.kind, row.place, row.reference)
    except (NotFound, NeedsConsent) as refusal:
        if not part:
            raise
        return render(request, "web/supervision_thing.html", {"why_not": say(refusal)})
    if part:
        return render(request, "web/supervision_thing.html", {"thing": thing, "matter": row})
    actions.open_matter(matter=row, chart=thing.chart, by=request.user, at=timezone.now())
    return redirect(thing.url)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.SUPERVISION_MEET)
def bring(request: Asking, chart: str, kind: str, reference: str) -> HttpResponse:
    """Bring something of a record to supervision."""
    if kind not in {"note", "work", "ratings"}:
        raise NotFound
    thing = thing_of(request.user, kind, chart, reference)
    form, status = BringForm(request.POST or None), 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                _brought(request, kind, chart, reference, form.cleaned_data["words"])
                return redirect("portfolio:supervision")
            except CAUGHT as error:
                status = form.refuse(error)
    page = {"form": form, "thing": thing, "header": header_for(request.user, thing.chart)}
    page["waits"] = reference in queries.flagged(request.user, kind, [reference])
    return render(request, "web/supervision_bring.html", page, status=status)


def _brought(request: Asking, kind: str, chart: str, reference: str, words: str) -> None:
    has = bool(queries.supervisors_of(request.user, on=timezone.localdate()))
    told = {"kind": kind, "place": chart, "reference": reference, "words": words}
    actions.bring(**told, supervised=has, by=request.user, at=timezone.now())
    messages.success(request, _("It waits for the next meeting."))


@require_safe
@needs(Permission.SUPERVISION_MEET)
def suggested(request: Asking) -> HttpResponse:
    """Goals that two people rated differently: worth talking about, whoever is nearer."""
    found = disagreeing(request.user, today=timezone.localdate())
    part = request.headers.get("HX-Request") == "true"
    template = "web/supervision_apart.html" if part else "web/supervision_suggested.html"
    waits = queries.flagged(request.user, "ratings", [one.lineage for one in found])
    return render(request, template, {"apart": [(one, one.lineage in waits) for one in found]})


def disagreeing(viewer: Any, *, today: date) -> list[Apart]:
    """The newest pair of each goal that disagrees, newest first."""
    found = []
    for _lineage, rows in groupby(ratings_since(viewer, today - BACK), key=lambda row: row.lineage):
        if pair := _pair(list(rows)):
            chart = pair[0].chart
            found.append(Apart(client_of(viewer, chart).name, chart.public_id, pair[0].lineage, *pair))
    return sorted(found, key=lambda one: one.later.rated_on, reverse=True)[:AT_MOST]


def _pair(rows: list[Any]) -> tuple[Any, Any] | None:
    for later, earlier in zip(rows[::-1], rows[-2::-1], strict=False):
        days = (later.rated_on - earlier.rated_on).days
        others = (later.rated_by_id, later.by_client) != (earlier.rated_by_id, earlier.by_client)
        if others and ratings_disagree(earlier.level, later.level, days=days):
            return earlier, later
    return None


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.CHART_READ)
def literature(request: Asking, chart: str) -> HttpResponse:
    """What is read for a client's plan: tied from the library, searched in place."""
    found, now = _chart_of(request, chart), timezone.now()
    tree = plan_of(request.user, found)
    if tree is None:
        raise NotFound
    if request.method == "POST":
        return _tied(request, chart, tree.plan.public_id, now)
    search = request.GET.get("search", "")[:200]
    tied = library.literature_on(request.user, "plan", tree.plan.public_id)
    page = {
        "header": header_for(request.user, found, current="plan"),
        "chart": found,
        "tied": tied,
        "search": search,
        "found": list(library.shelf(search=search))[:12] if search else [],
    }
    return render(request, "web/plan_literature.html", page)


def _chart_of(request: Asking, chart: str) -> Any:
    if request.method == "POST":
        return chart_for(request.user, chart)
    return open_chart(request.user, chart, at=timezone.now(), what="the literature of the plan")


def _tied(request: Asking, chart: str, plan: str, now: datetime) -> HttpResponse:
    reference = library.reference_for(request.POST.get("reference", "")[:22])
    words = request.POST.get("words", "")
    try:
        library_actions.tie(
            to=reference, kind="plan", reference=plan, place=chart, words=words, by=request.user, at=now
        )
    except PentimentoError as refusal:
        messages.error(request, say(refusal))
    return redirect("plan-literature", chart)
