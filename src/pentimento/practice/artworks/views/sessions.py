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
from pentimento.practice.encounters.queries import session_for
from pentimento.trust.access import Permission, needs
from pentimento.trust.access.asking import Asking
from pentimento.trust.access.door import chart_for
from pentimento.trust.access.reading import open_chart
from pentimento.trust.forms import new_key, say

from .found import client_page, is_partial
from .uploads import incoming, status_of, takes_a_picture


@takes_a_picture
@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.CHART_READ)
def session_works(request: Asking, chart: str, session: str) -> HttpResponse:
    """The works of a session; sent a picture, one more."""
    if request.method == "POST":
        return _added(request, chart, session)
    found = open_chart(request.user, chart, at=timezone.now(), what="the works of a session")
    return _page(request, session_for(request.user, found, session))


def _page(
    request: Asking,
    session: Any,
    *,
    sentence: PentimentoError | None = None,
    twin: Any = None,
    status: int = 200,
) -> HttpResponse:
    works = queries.works_of_session(request.user, session)
    context = client_page(request, session.chart) | {"session": session, "works": works}
    context["open_drawings"] = queries.open_drawings(request.user, session)
    context |= {"sentence": say(sentence) if sentence else "", "twin": twin, "key": new_key()}
    template = "artworks/_room_works.html" if is_partial(request) else "artworks/session_works.html"
    return render(request, template, context, status=status)


def _added(request: Asking, chart: str, session: str) -> HttpResponse:
    """One tap: everything but the picture comes from the session; the title can follow."""
    held = session_for(request.user, chart_for(request.user, chart), session)
    form = PictureForm(request.POST, request.FILES)
    try:
        work = _kept(request, held, form)
    except PentimentoError as error:
        if is_partial(request) and not form.twin:
            raise
        return _unkept(request, held, form, error)
    if not is_partial(request):
        return redirect("encounters:room", chart, session)
    work = queries.work_for(request.user, held.chart, work.public_id)
    queries.front_of(request.user, work)
    context = {"work": work, "can_write": True, **client_page(request, held.chart)}
    return render(request, "artworks/_room_work.html", context)


def _unkept(request: Asking, session: Any, form: PictureForm, error: PentimentoError) -> HttpResponse:
    """Why not, where the works hang; a picture that hangs already comes with both choices."""
    if not is_partial(request):
        return _page(request, session, sentence=error, twin=form.twin, status=status_of(error))
    asked = {"session": session, "chart": session.chart, "twin": form.twin, "sentence": say(error), "key": new_key()}
    return render(request, "artworks/_room_twin.html", asked, status=status_of(error))


def _kept(request: Asking, session: Any, form: PictureForm) -> Any:
    if not form.is_valid():
        raise Invalid("Choose a picture first.")
    upload = incoming(request, session.chart, form, session.public_id)
    return actions.keep_in_session(encounter=session, by=request.user, at=timezone.now(), **upload)
