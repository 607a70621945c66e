"""The wall of one client, and adding to it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import formats, timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from pentimento.core.kernel.errors import PentimentoError
from pentimento.practice.artworks import actions, queries
from pentimento.practice.artworks.forms import AddForm
from pentimento.practice.encounters.queries import session_for, sessions_of
from pentimento.trust.access import Permission, needs
from pentimento.trust.access.asking import Asking
from pentimento.trust.access.door import chart_for
from pentimento.trust.access.reading import open_chart

from .found import client_page, is_partial
from .uploads import incoming, status_of, takes_a_picture

RECENT = 60  # sessions to choose from


@require_safe
@needs(Permission.CHART_READ)
def wall(request: Asking, chart: str) -> HttpResponse:
    """All works, newest first, by month or by series."""
    found = open_chart(request.user, chart, at=timezone.now(), what="the wall")
    by, page = request.GET.get("by", ""), request.GET.get("page", "1")
    context = {"wall": queries.wall_of(request.user, found, by=by, page=page), **client_page(request, found)}
    if is_partial(request):
        return render(request, "artworks/_sections.html", context)
    context |= {
        "retracted": queries.retracted_of(request.user, found),
        "withheld": queries.withheld_from(request.user, found),
        "under_review": queries.has_review(request.user, found),
    }
    return render(request, "artworks/wall.html", context)


@takes_a_picture
@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.ARTWORK_KEEP)
def add(request: Asking, chart: str) -> HttpResponse:
    """A picture and its label, from a file."""
    if request.method != "POST":
        found = open_chart(request.user, chart, at=timezone.now(), what="the wall")
        return _form(request, found, AddForm(initial={"made_on": timezone.localdate()}, **_known(request, found)))
    found = chart_for(request.user, chart)
    form = AddForm(request.POST, request.FILES, **_known(request, found))
    if not form.is_valid():
        return _form(request, found, form, status=422)
    try:
        work = _kept(request, found, form)
    except PentimentoError as error:
        form.refuse(error)
        return _form(request, found, form, status=status_of(error))
    messages.success(request, _("The work hangs on the wall."))
    return redirect("artworks:work", chart, work.public_id)


def _known(request: Asking, chart: Any) -> dict[str, Any]:
    sessions = sessions_of(request.user, chart)[:RECENT]
    named = [(one.public_id, formats.date_format(timezone.localtime(one.opened_at), "j F Y, H:i")) for one in sessions]
    return {"sessions": named, "series_known": queries.series_of(request.user, chart)}


def _kept(request: Asking, chart: Any, form: AddForm) -> Any:
    sent = form.cleaned_data
    encounter = session_for(request.user, chart, sent["session"]) if sent["session"] else None
    label = form.label_words()
    if encounter and label["made_on"] == timezone.localdate():  # the day the form proposed
        label["made_on"] = timezone.localdate(encounter.opened_at)
    return actions.keep_artwork(
        chart=chart,
        encounter=encounter,
        by=request.user,
        at=timezone.now(),
        **incoming(request, chart, form, chart.public_id),
        **label,
    )


def _form(request: Asking, chart: Any, form: AddForm, *, status: int = 200) -> HttpResponse:
    return render(request, "artworks/add.html", {"form": form, **client_page(request, chart)}, status=status)
