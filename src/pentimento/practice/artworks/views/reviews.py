"""The review of works at the end of therapy, and the receipt for those that go back."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from pentimento.core.kernel.errors import PentimentoError
from pentimento.practice.artworks import actions, queries
from pentimento.practice.artworks.forms import DecisionForm
from pentimento.trust.access import Permission, needs
from pentimento.trust.access.asking import Asking
from pentimento.trust.access.door import chart_for
from pentimento.trust.access.reading import open_chart

from .found import client_page
from .uploads import status_of


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.CHART_READ)
def review(request: Asking, chart: str) -> HttpResponse:
    """Every work with what becomes of it; sent, the review is opened."""
    if request.method == "POST":
        found = chart_for(request.user, chart)
        actions.open_review(chart=found, by=request.user, at=timezone.now())
        return redirect("artworks:review", chart)
    found = open_chart(request.user, chart, at=timezone.now(), what="the artwork review")
    return _page(request, found)


def _page(
    request: Asking, chart: Any, *, sent: DecisionForm | None = None, of: Any = None, status: int = 200
) -> HttpResponse:
    rows = queries.review_of(request.user, chart)
    lines = [(one, sent if sent and of == one.disposition else _form_of(one.disposition)) for one in rows]
    works = queries.works_of(request.user, chart)
    context = client_page(request, chart)
    context |= {
        "lines": lines,
        "open": [one for one in rows if not one.is_decided],
        "returned": [one for one in rows if one.disposition.choice == "return"],
        "is_complete": queries.review_is_complete(request.user, chart),
        "has_works": bool(works),
        "can_open": context["can_write"] and len(works) > len(rows),
    }
    return render(request, "artworks/review.html", context, status=status)


def _form_of(disposition: Any) -> DecisionForm:
    initial = {"choice": disposition.choice, "words": disposition.words}
    return DecisionForm(initial=initial, prefix=disposition.public_id)


@require_POST
@needs(Permission.ARTWORK_KEEP)
def decide(request: Asking, chart: str, disposition: str) -> HttpResponse:
    """Record what becomes of one work."""
    opened = chart_for(request.user, chart)
    found = queries.disposition_for(request.user, opened, disposition)
    form = DecisionForm(request.POST, prefix=found.public_id)
    if not form.is_valid():
        return _page(request, opened, sent=form, of=found, status=422)
    try:
        actions.decide_artwork(disposition=found, by=request.user, at=timezone.now(), **form.cleaned_data)
    except PentimentoError as error:
        form.refuse(error)
        return _page(request, opened, sent=form, of=found, status=status_of(error))
    messages.success(request, _("Decision recorded."))
    return redirect("artworks:review", chart)


@require_safe
@needs(Permission.CHART_READ)
def receipt(request: Asking, chart: str) -> HttpResponse:
    """What goes back to the client, to print and sign."""
    found = open_chart(request.user, chart, at=timezone.now(), what="the receipt for artworks")
    returned = queries.returned_of(request.user, found)
    return render(request, "artworks/receipt.html", {"returned": returned, **client_page(request, found)})
