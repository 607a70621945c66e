"""Two to four works side by side: their pictures, their elements, and one element beside scores and sessions."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import formats, timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from pentimento.core.art.elements import ELEMENTS
from pentimento.core.figures.thread import Lane, Thing
from pentimento.core.kernel.errors import Invalid, Unmeasurable
from pentimento.practice.artworks import actions, queries
from pentimento.practice.clients.queries import header_for
from pentimento.trust.access import Permission, needs
from pentimento.trust.access.asking import Asking
from pentimento.trust.access.door import chart_for, is_own_chart
from pentimento.trust.access.models import Chart
from pentimento.trust.access.reading import open_chart
from pentimento.trust.forms import say

from .pages import thread_page

FIRST = "used-space"  # the element on the time axis until another is chosen
CEILING = 150.0
AROUND = timedelta(days=14)  # shown before the first work and after the last


@require_safe
@needs(Permission.CHART_READ)
def side_by_side(request: Asking, chart: str) -> HttpResponse:
    """The works that were chosen with ``?work=``, and all others to choose from."""
    now = timezone.now()
    opened = open_chart(request.user, chart, at=now, what="works side by side")
    keys, problem, status, table = request.GET.getlist("work"), "", 200, []
    try:
        table = queries.side_by_side(request.user, opened, keys)
    except Invalid as error:
        problem, status = say(error), 422
    for one in table:
        actions.note_viewing(subject=one.work, by=request.user, at=now)
    context = {
        "header": header_for(request.user, opened, current="wall"),
        "chart": opened,
        "strip": queries.works_of(request.user, opened)[::-1],
        "chosen": set(keys),
        "problem": problem,
        "table": table,
        **_measured(request, opened, table),
    }
    return render(request, "web/side_by_side.html", context, status=status)


def _measured(request: Asking, chart: Chart, table: Sequence[queries.Beside]) -> dict[str, Any]:
    if not table:
        return {}
    element = request.GET.get("element", FIRST)
    element = element if element in ELEMENTS else FIRST
    here = reverse("side-by-side", args=[chart.public_id])
    page = f"{here}?{urlencode([('work', one.work.public_id) for one in table] + [('element', element)])}"
    days = [one.work.made_on for one in table]
    usual = (min(days) - AROUND, max(days) + AROUND)
    return {
        "lines": queries.lines_of(table),
        "waiting": [one.work.public_id for one in table if one.waits] if _writes(request, chart) else [],
        "element": element,
        **_course(request, chart, element, usual=usual, page=page),
    }


def _course(
    request: Asking, chart: Chart, element: str, *, usual: tuple[date, date] | None = None, page: str = ""
) -> dict[str, Any]:
    page = page or reverse("side-by-side", args=[chart.public_id])
    return thread_page(
        request.user,
        chart,
        asked=request.GET.dict(),
        today=timezone.localdate(),
        usual=usual,
        further=lambda start, end: _lane(request.user, chart, element, start, end),
        at=(reverse("element-thread", args=[chart.public_id, element]), page),
    )


def _lane(viewer: Any, chart: Chart, element: str, start: date, end: date) -> Lane:
    course = queries.course_of(viewer, chart, element, frm=start, to=end)
    about = ELEMENTS[element]
    things = tuple(_thing(chart, work, value, about) for work, value in course)
    # Counts have no end that a drawing could show: their lane reaches as far as they do.
    high = about.high if about.high <= CEILING else max([thing.value or 0.0 for thing in things], default=1.0)
    return Lane("scores", _(about.label), things, about.low, high, figures=(about.low, high))


def _thing(chart: Chart, work: Any, value: float, about: Any) -> Thing:
    words = _("%(element)s of “%(work)s”: %(value)s %(unit)s, %(day)s") % {
        "element": _(about.label),
        "work": work.title or work.called,
        "value": f"{value:.3g}",
        "unit": _(about.unit),
        "day": formats.date_format(work.made_on, "j M Y"),
    }
    return Thing(work.made_on, words, reverse("artworks:work", args=[chart.public_id, work.public_id]), value=value)


@require_safe
@needs(Permission.CHART_READ)
def element_thread(request: Asking, chart: str, element: str) -> HttpResponse:
    """The thread with one measured element on it, for another stretch of time."""
    opened = open_chart(request.user, chart, at=timezone.now(), what="works side by side")
    return render(request, "web/_thread.html", _course(request, opened, element))


@require_POST
@needs(Permission.ARTWORK_KEEP)
def measure_beside(request: Asking, chart: str) -> HttpResponse:
    """Measure those works on the table that have not been measured."""
    opened, keys = chart_for(request.user, chart), request.POST.getlist("work")
    for one in queries.side_by_side(request.user, opened, keys):
        if one.picture is None:
            continue
        picture = queries.photograph_for(request.user, one.work, one.picture.public_id)
        try:
            actions.measure(photograph=picture, by=request.user, at=timezone.now())  # at most once each
        except Unmeasurable as error:
            messages.error(request, f"{one.work.title or one.work.called}: {say(error)}")
    return redirect(f"{reverse('side-by-side', args=[chart])}?{urlencode([('work', key) for key in keys])}#elements")


def _writes(request: Asking, chart: Chart) -> bool:
    return is_own_chart(request.user, chart) and request.user.may(Permission.ARTWORK_KEEP)
