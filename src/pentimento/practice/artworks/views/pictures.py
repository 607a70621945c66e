"""The bytes of pictures, turning them, measuring them, and what is laid over them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.http import HttpResponse, HttpResponseBase, JsonResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import parse_etags
from django.views.decorators.http import require_POST, require_safe

from pentimento.core.kernel.errors import Invalid, NotFound
from pentimento.practice.artworks import actions, queries, rules
from pentimento.practice.artworks.forms import TurnForm
from pentimento.trust.access import Permission, needs
from pentimento.trust.access.asking import Asking
from pentimento.trust.access.door import chart_for
from pentimento.trust.downloads import shut_in

from .found import client_page, is_partial

IN_ONE_PIECE = 32_000_000  # bytes


def _photograph(request: Asking, chart: str, work: str, photograph: str) -> Any:
    found = queries.work_for(request.user, chart_for(request.user, chart), work)
    return queries.photograph_for(request.user, found, photograph)


def _turned(request: Asking) -> int | None:
    words = request.GET.get("turned", "")
    return int(words) if words in {str(turn) for turn in rules.TURNS} else None


@require_safe
@needs(Permission.CHART_READ)
def picture(request: Asking, chart: str, work: str, photograph: str, size: str) -> HttpResponseBase:
    """One size of a picture. Small ones are shown; the original is handed out as a file, and that is noted."""
    found = _photograph(request, chart, work, photograph)
    content = queries.content_of(found, size, turned=_turned(request))
    if _has(request, content.tag):
        return _sealed(HttpResponse(status=304), content.tag)
    if content.name:
        actions.note_viewing(subject=found, by=request.user, at=timezone.now(), size=size)
    response = _sealed(_answer(content.opened(), content.size, content.media_type), content.tag)
    kind = f'attachment; filename="{content.name}"' if content.name else "inline"
    response.headers["Content-Disposition"] = kind
    return response


def _answer(pieces: Iterable[bytes], size: int | None, media_type: str) -> HttpResponseBase:
    if size is None or size <= IN_ONE_PIECE:
        return HttpResponse(b"".join(pieces), content_type=media_type)
    response = StreamingHttpResponse(pieces, content_type=media_type)
    response.headers["Content-Length"] = str(size)
    return response


def _has(request: Asking, tag: str) -> bool:
    held = parse_etags(request.headers.get("If-None-Match", ""))
    return f'"{tag}"' in [one.removeprefix("W/") for one in held]


def _sealed(response: HttpResponseBase, tag: str) -> HttpResponseBase:
    """May be kept by this browser, but asked for again each time: the door comes first."""
    response.headers["ETag"] = f'"{tag}"'
    response.headers["Cache-Control"] = "private, no-cache"
    return shut_in(response)


@require_POST
@needs(Permission.ARTWORK_KEEP)
def rotate(request: Asking, chart: str, work: str, photograph: str) -> HttpResponse:
    """Turn a picture. ``degrees`` counts from ``base``, how the page knew it: sent twice, it turns once."""
    found = _photograph(request, chart, work, photograph)
    form = TurnForm({**request.POST.dict(), "base": request.POST.get("base") or request.GET.get("from", "")})
    if not form.is_valid():
        raise Invalid("A picture turns by quarters: 0, 90, 180 or 270 degrees.")
    sent = form.cleaned_data
    base = found.rotation if sent["base"] is None else sent["base"]
    turned = actions.rotate(
        photograph=found,
        degrees=rules.turned_by(base, sent["degrees"]),
        version=sent["version"],
        by=request.user,
        at=timezone.now(),
    )
    if "application/json" in request.headers.get("Accept", ""):
        return JsonResponse({"rotation": turned.rotation, "version": turned.version})
    return redirect(_page(chart, work, photograph))


@require_POST
@needs(Permission.ARTWORK_KEEP)
def measure(request: Asking, chart: str, work: str, photograph: str) -> HttpResponse:
    """Measure a picture as it hangs."""
    found = _photograph(request, chart, work, photograph)
    run = actions.measure(photograph=found, by=request.user, at=timezone.now())
    if not is_partial(request):
        return redirect(f"{_page(chart, work, photograph)}#elements")
    context = {"panel": queries.panel_of(run), "work": found.artwork, "picture": found}
    return render(request, "artworks/_elements.html", {**context, **client_page(request, found.chart)})


@require_safe
@needs(Permission.CHART_READ)
def overlay(request: Asking, chart: str, work: str, photograph: str, element: str) -> HttpResponseBase:
    """What one element was measured on, drawn in the picture's proportions."""
    found = _photograph(request, chart, work, photograph)
    run = queries.run_of(request.user, found, rotation=_turned(request))
    if run is None:
        raise NotFound
    tag = f"{run.public_id}-{found.rotation}-{element}"
    if _has(request, tag):
        return _sealed(HttpResponse(status=304), tag)
    drawn = queries.overlay_of(found, run, element)
    return _sealed(HttpResponse(drawn.content, content_type=drawn.media_type), tag)


def _page(chart: str, work: str, photograph: str) -> str:
    return f"{reverse('artworks:work', args=[chart, work])}?picture={photograph}"
