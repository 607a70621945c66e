"""Pages on which a claim and the record meet: choosing evidence, and reading it without names."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from pentimento.core.kernel.errors import Invalid, NotFound, Refused
from pentimento.profession.portfolio.actions import claims as actions
from pentimento.profession.portfolio.queries import claims as queries
from pentimento.profession.portfolio.rules import claims as rules
from pentimento.trust.access import Permission, needs
from pentimento.trust.access.asking import Asking
from pentimento.trust.forms import say

from . import evidence as found


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.PORTFOLIO_KEEP)
def claim_link(request: Asking, claim: str) -> HttpResponse:
    """Choose a client, then something of theirs; only opaque references go to the claim."""
    row = queries.claim_for(request.user, claim)
    rules.check_can_write(is_owner=row.owner_id == request.user.pk, state=row.state)
    asked = (request.POST or request.GET).get("client", "")
    problem, status = "", 200
    if request.method == "POST":
        try:
            return _linked(request, row, asked)
        except (Invalid, Refused) as error:
            problem, status = say(error), 422
    chart = found.opened_for_linking(request.user, asked, at=timezone.now()) if asked else None
    search = request.GET.get("search", "")[:100]
    context = {
        "claim": row,
        "chart": chart,
        "problem": problem,
        "search": search,
        "choices": found.choices_in(request.user, chart) if chart else [],
        "clients": [] if chart else found.own_clients(request.user, search=search),
    }
    return render(request, "web/claim_link.html", context, status=status)


def _linked(request: Asking, row: Any, client: str) -> HttpResponse:
    now = timezone.now()
    chart = found.opened_for_linking(request.user, client, at=now)
    kind, _separator, reference = request.POST.get("piece", "").partition(":")
    if not reference:
        raise Invalid("Choose one of the pieces first.")
    found.check_is_there(request.user, chart, kind, reference)
    actions.link(
        claim=row, kind=kind, reference=reference, place=chart.public_id,
        words=request.POST.get("words", ""), by=request.user, at=now,
    )  # fmt: skip
    messages.success(request, _("Linked. Your supervisor sees it without names."))
    return redirect("portfolio:claim", row.public_id)


@require_safe
@needs(Permission.PORTFOLIO_KEEP)
def claim_evidence(request: Asking, claim: str, evidence: str) -> HttpResponse:
    """One piece of evidence, names replaced, as far as the record and the client's consent allow."""
    row = queries.claim_for(request.user, claim)
    piece = queries.evidence_for(request.user, row, evidence)
    if not piece.reference:
        raise NotFound
    now = timezone.now()
    shown = found.without_names(request.user, piece, at=now)
    if not shown.why_not and row.owner_id != request.user.pk:
        actions.read_without_names(evidence=piece, by=request.user, at=now)
    context = {"claim": row, "evidence": piece, "shown": shown, "is_owner": row.owner_id == request.user.pk}
    return render(request, "web/claim_evidence.html", context)
