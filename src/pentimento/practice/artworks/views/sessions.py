"""What was made in a session: seen and added from the session room."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from pentimento.core.kernel.errors import Invalid, PentimentoError
from pentimento.practice.artworks import actions, queries
from pentimento.practice.artworks.forms import PictureForm
from pentimento.practice.encounters.queries import media_of, session_for
from pentimento.trust.access import Permission, needs
from pentimento.trust.access.asking import Asking
from pentimento.trust.access.door import chart_for
from pentimento.trust.access.reading import open_chart

from .found import client_page, is_partial
from .uploads import status_of, taken, takes_a_picture


@takes_a_picture
@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.CHART_READ)
def session_works(request: Asking, chart: str, session: str) -> HttpResponse:
    """The works of a session; sent a picture, one more."""
    if request.method == "POST":
        return _added(request, chart, session)
    found = open_chart(request.user, chart, at=timezone.now(), what="the works of a session")
    return _page(request, session_for(request.user, found, session))


def _page(request: Asking, session: Any, *, sentence: PentimentoError | None = None, status: int = 200) -> HttpResponse:
    works = queries.works_of_session(request.user, session)
    context = client_page(request, session.chart) | {"session": session, "works": works, "sentence": sentence}
    template = "artworks/_room_works.html" if is_partial(request) else "artworks/session_works.html"
    return render(request, template, context, status=status)


def _added(request: Asking, chart: str, session: str) -> HttpResponse:
    """One tap: everything but the picture comes from the session; the title can follow."""
    held = session_for(request.user, chart_for(request.user, chart), session)
    try:
        work = _kept(request, held)
    except PentimentoError as error:
        if is_partial(request):
            raise
        return _page(request, held, sentence=error, status=status_of(error))
    if not is_partial(request):
        return redirect("encounters:room", chart, session)
    queries.front_of(request.user, work)
    context = {"work": work, "can_write": True, **client_page(request, held.chart)}
    return render(request, "artworks/_room_work.html", context)


def _kept(request: Asking, session: Any) -> Any:
    form = PictureForm(request.POST, request.FILES)
    if not form.is_valid():
        raise Invalid("Choose a picture first.")
    used = ", ".join(use.medium for use in media_of(request.user, session))
    return actions.keep_artwork(
        chart=session.chart,
        encounter=session,
        made_on=timezone.localdate(session.opened_at),
        media=used[:300],
        directive=session.directive,
        by=request.user,
        at=timezone.now(),
        **taken(form.cleaned_data["picture"], form.cleaned_data["upload_key"], session.public_id),
    )
