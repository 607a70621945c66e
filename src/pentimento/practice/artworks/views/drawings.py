"""Drawing on screen: one address a sheet, so that a device in the client's hands opens it and nothing else."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from pentimento.core.kernel.errors import Invalid, PentimentoError
from pentimento.practice.artworks import actions, queries, rules
from pentimento.practice.encounters.queries import session_for
from pentimento.trust.access import Permission, needs
from pentimento.trust.access.asking import Asking
from pentimento.trust.access.door import chart_for, is_own_chart
from pentimento.trust.access.handing import close, hand_over
from pentimento.trust.access.reading import open_chart
from pentimento.trust.drafts import draft_key
from pentimento.trust.forms import say

from .found import drawn_work
from .uploads import status_of

LOG = "application/octet-stream"


@require_POST
@needs(Permission.ARTWORK_KEEP)
def begin(request: Asking, chart: str, session: str) -> HttpResponse:
    """Lay out a sheet in this session."""
    held = session_for(request.user, chart_for(request.user, chart), session)
    drawing = actions.begin_drawing(encounter=held, by=request.user, at=timezone.now())
    return redirect("artworks:drawing", chart, drawing.public_id)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.ARTWORK_KEEP)
def drawing(request: Asking, chart: str, drawing: str) -> HttpResponse:
    """The sheet. GET shows it, with ``?log`` what was drawn; POST adds to it, or finishes it."""
    sends = request.method == "POST" or "log" in request.GET
    opened = chart_for(request.user, chart) if sends else _opened(request, chart)
    rules.check_can_write(on_team=is_own_chart(request.user, opened))
    found = queries.drawing_for(request.user, opened, drawing)
    hand_over(request.session, request.path)
    if request.method == "POST":
        return _added(request, found) if request.content_type == LOG else _finished(request, found)
    if "log" in request.GET:
        return HttpResponse(queries.log_of(found), content_type=LOG)
    if found.artwork is not None:
        return redirect("artworks:work", chart, found.artwork.public_id)
    return _page(request, found)


def _opened(request: Asking, chart: str) -> Any:
    return open_chart(request.user, chart, at=timezone.now(), what="a sheet to draw on")


def _page(request: Asking, found: Any, *, sentence: str = "", status: int = 200) -> HttpResponse:
    context = {"drawing": found, "chart": found.chart, "sentence": sentence, "draft_key": draft_key(request)}
    return render(request, "artworks/drawing.html", context, status=status)


def _added(request: Asking, found: Any) -> HttpResponse:
    offset = request.GET.get("from", "")
    if not offset.isdecimal() or len(offset) > 9:
        raise Invalid("This page is out of date. Load it again.")
    grown = actions.add_to_drawing(
        drawing=found, offset=int(offset), content=request.body, by=request.user, at=timezone.now()
    )
    return JsonResponse({"length": grown.length})


def _finished(request: Asking, found: Any) -> HttpResponse:
    try:
        work = actions.finish_drawing(drawing=found, media=_("On screen"), by=request.user, at=timezone.now())
    except PentimentoError as error:
        return _page(request, found, sentence=say(error), status=status_of(error))
    messages.success(request, _("The drawing hangs on the wall."))
    onward = reverse("artworks:work", args=[found.chart.public_id, work.public_id])
    close(request.session, onward)
    return redirect(onward)


@require_safe
@needs(Permission.CHART_READ)
def strokes(request: Asking, chart: str, work: str) -> HttpResponse:
    """The log of a work that was drawn on screen, to watch it being made."""
    _work, drawn = drawn_work(request, chart, work)
    return HttpResponse(queries.log_of(drawn), content_type=LOG)
