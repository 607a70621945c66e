"""One measure read, and corrected."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from pentimento.core.scoring.instruments import instrument as instrument_named
from pentimento.practice.outcomes import actions, queries, rules
from pentimento.practice.outcomes.forms import PaperSheet
from pentimento.trust.access import Permission, needs
from pentimento.trust.access.asking import Asking

from .found import client_page, opened, writing
from .giving import CAUGHT


@require_safe
@needs(Permission.CHART_READ)
def giving(request: Asking, chart: str, giving: str) -> HttpResponse:
    """Total, band, change since the last one with its noise, and the answers."""
    found = opened(request, chart, what="a measure")
    given = queries.giving_for(request.user, found, giving)
    context = client_page(request, found) | {
        "giving": given,
        "known": instrument_named(given.instrument),
        "reading": queries.reading_of(request.user, given),
        "latest": None if given.is_current else queries.latest_of(request.user, given),
    }
    return render(request, "outcomes/giving.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.MEASURE_GIVE)
def correct(request: Asking, chart: str, giving: str) -> HttpResponse:
    """Replace what was entered wrongly; the first entry stays readable."""
    found = writing(request, chart, what="a measure")
    given = queries.giving_for(request.user, found, giving)
    known, status = instrument_named(given.instrument), 200
    sheet = PaperSheet(request.POST or None, known=known, initial=PaperSheet.initial_of(given.answers, given.given_on))
    if request.method == "POST":
        status = 422
        if sheet.is_valid():
            try:
                return _corrected(request, chart, given, sheet)
            except CAUGHT as error:
                status = sheet.refuse(error)
    else:
        rules.check_can_correct(current=given.is_current)
    context = client_page(request, found) | {"giving": given, "known": known, "form": sheet}
    return render(request, "outcomes/correct.html", context, status=status)


def _corrected(request: Asking, chart: str, given: Any, sheet: PaperSheet) -> HttpResponse:
    new = actions.correct(
        giving=given,
        answers=sheet.answers(),
        given_on=sheet.cleaned_data["given_on"],
        entry_key=sheet.cleaned_data["entry_key"],
        by=request.user,
        at=timezone.now(),
    )
    messages.success(request, _("Corrected. The earlier entry stays readable."))
    return redirect("outcomes:giving", chart, new.public_id)
