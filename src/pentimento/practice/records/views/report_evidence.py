"""What one sentence rests on: a list of everything in the period, to search and to tick."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from pentimento.core.kernel.errors import Conflict, Invalid, NotFound
from pentimento.practice.records import actions
from pentimento.practice.records.forms.reports import pairs
from pentimento.practice.records.queries import reports as queries
from pentimento.practice.records.rules.reports import sentence_in
from pentimento.trust.access import Permission, needs
from pentimento.trust.access.asking import Asking
from pentimento.trust.access.door import chart_for
from pentimento.trust.access.reading import open_chart

from .report_cards import choices_of
from .reports import may_write
from .speaking import spoken, with_header

MOST = 150  # ticks on one page; a search or a kind narrows it


@require_safe
@needs(Permission.REPORT_WRITE)
def report_evidence(request: Asking, chart: str, report: str, sentence: str) -> HttpResponse:
    """Everything the sentence could rest on, what it rests on ticked."""
    opened = open_chart(request.user, chart, at=timezone.now(), what="a report")
    found = queries.report_for(request.user, opened, report)
    if found.is_signed or not may_write(request, opened):
        raise NotFound
    return picking_page(request, found, sentence)


def picking_page(request: Asking, report: Any, sentence: str, *, why: str = "", status: int = 200) -> HttpResponse:
    """The list with its search; after a conflict, with why nothing was kept."""
    one = sentence_in(report.body, sentence)
    search, kind = request.GET.get("q", "")[:200], request.GET.get("kind", "")
    shown, counts = queries.could_rest_on(request.user, report, search=search, kind=kind)
    chosen = {(e["kind"], e["id"]) for e in one["evidence"]}
    if request.method == "POST":
        chosen |= set(pairs(request.POST.getlist("evidence")))
    ordered = sorted(shown, key=lambda s: (s.kind, s.public_id) not in chosen)
    listed = ordered[:MOST]
    works = (s.public_id for s in listed if s.kind == "artwork")
    pictures = queries.pictures_of(request.user, report.chart, works)
    context = {
        "report": report,
        "sentence": one,
        "choices": choices_of(listed, chosen, pictures),
        "more": max(0, len(ordered) - MOST),
        "counts": [(key, queries.kind_name(key), number) for key, number in counts.items()],
        "all": sum(counts.values()),
        "q": search,
        "kind": kind,
        "why": why,
    }
    page = with_header(request, report.chart, "reports", **context)
    return render(request, "records/report_evidence.html", page, status=status)


@require_POST
@needs(Permission.REPORT_WRITE)
def report_evidence_save(request: Asking, chart: str, report: str, sentence: str) -> HttpResponse:
    """Keep the ticks."""
    found = queries.report_for(request.user, chart_for(request.user, chart), report)
    version = request.POST.get("version", "")
    if not (version.isdecimal() and len(version) < 10):
        raise Invalid("This form is not complete. Load the page again.")
    listed, chosen = pairs(request.POST.getlist("listed")), pairs(request.POST.getlist("evidence"))
    try:
        actions.choose_evidence(
            report=found,
            sentence=sentence,
            listed=listed,
            chosen=chosen,
            version=int(version),
            by=request.user,
            at=timezone.now(),
        )
    except Conflict as conflict:
        if found.is_signed:
            messages.info(request, _("This report is sealed. Nothing was changed."))
            return redirect("records:report", chart, report)
        return picking_page(request, found, sentence, why=spoken(conflict), status=409)
    response = redirect("records:report", chart, report)
    response.headers["Location"] += f"#{sentence}"
    return response
