"""A safety prompt, until what was done is recorded."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from pentimento.core.scoring.instruments import instrument as instrument_named
from pentimento.practice.outcomes import actions, queries
from pentimento.practice.outcomes.forms import SafetyForm
from pentimento.trust.access import Permission, needs
from pentimento.trust.access.asking import Asking
from pentimento.trust.access.door import chart_for

from .found import client_page, opened
from .giving import CAUGHT


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.MEASURE_GIVE)
def safety(request: Asking, chart: str, prompt: str) -> HttpResponse:
    """Why it was raised, and what was done."""
    posted = request.method == "POST"
    found = chart_for(request.user, chart) if posted else opened(request, chart, what="a safety prompt")
    row = queries.prompt_for(request.user, found, prompt)
    form, status = SafetyForm(request.POST if posted else None), 200
    if posted:
        status = 422
        if form.is_valid():
            try:
                words = form.cleaned_data["what_was_done"]
                actions.answer_prompt(prompt=row, what_was_done=words, by=request.user, at=timezone.now())
                messages.success(request, _("Recorded what was done."))
                return redirect("outcomes:giving", chart, row.giving.public_id)
            except CAUGHT as error:
                status = form.refuse(error)
    known = instrument_named(row.giving.instrument)
    context = client_page(request, found) | {"prompt": row, "known": known, "form": form}
    return render(request, "outcomes/safety.html", context, status=status)
