"""How a drawing was made on screen: its measures, and maps of its time and its order."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from pentimento.practice.artworks import queries
from pentimento.trust.access import Permission, needs
from pentimento.trust.access.asking import Asking
from pentimento.trust.downloads import shut_in

from .found import client_page, drawn_work, is_partial


@require_safe
@needs(Permission.CHART_READ)
def making(request: Asking, chart: str, work: str) -> HttpResponse:
    """The measures of a drawing's strokes, as a part of its page or as a page of their own."""
    found, drawn = drawn_work(request, chart, work)
    context = {"work": found, "chart": found.chart, "making": queries.making_of(drawn)}
    if is_partial(request):
        return render(request, "artworks/_making.html", context)
    return render(request, "artworks/making.html", client_page(request, found.chart) | context)


@require_safe
@needs(Permission.CHART_READ)
def figure(request: Asking, chart: str, work: str, which: str) -> HttpResponse:
    """A map of a drawing, as SVG: where its time went, or in which order it was drawn."""
    _found, drawn = drawn_work(request, chart, work)
    return shut_in(HttpResponse(queries.map_of(drawn, which), content_type="image/svg+xml"))
