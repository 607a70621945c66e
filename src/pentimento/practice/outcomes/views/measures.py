"""The measures of one client: scores over time, and what is planned."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from pentimento.core.figures.thread import stretch
from pentimento.core.figures.thread_svg import draw
from pentimento.core.scoring.instruments import instrument as instrument_named
from pentimento.practice.outcomes import actions, queries
from pentimento.practice.outcomes.forms import PlanForm
from pentimento.trust.access import Permission, needs
from pentimento.trust.access.asking import Asking
from pentimento.trust.access.door import chart_for

from .found import by_use, client_page, measures_first, opened
from .giving import CAUGHT


@require_safe
@needs(Permission.CHART_READ)
def measures(request: Asking, chart: str) -> HttpResponse:
    """Scores and sessions on one axis, the scores in a table, what is planned."""
    return _page(request, opened(request, chart, what="the measures"))


def _page(
    request: Asking, chart: Any, *, planning: tuple[str, PlanForm] | None = None, status: int = 200
) -> HttpResponse:
    """``planning`` is a form that was refused, and the measure it is for."""
    planned = queries.schedules_of(request.user, chart)
    prompts = [row for row in queries.open_prompts_for(request.user) if row.chart_id == chart.pk]
    context = client_page(request, chart) | {
        "parts": [_part(request, chart, known, planned.get(known.key), planning) for known in by_use()],
        "give": measures_first(planned),
        "prompts": prompts,
        **_timeline(request, chart),
    }
    return render(request, "outcomes/list.html", context, status=status)


def _part(request: Asking, chart: Any, known: Any, planned: Any, planning: Any) -> dict[str, Any]:
    steps = queries.trend_of(request.user, chart, known.key)
    initial = {
        "every_weeks": planned.every_weeks if planned else 4,
        "next_due": planned.next_due if planned else timezone.localdate(),
    }
    refused = planning[1] if planning and planning[0] == known.key else None
    form = refused or PlanForm(initial=initial, auto_id=f"{known.key}_%s")
    return {"known": known, "steps": steps[::-1], "planned": planned, "form": form, "refused": refused is not None}


def _timeline(request: Asking, chart: Any) -> dict[str, Any]:
    asked, today = request.GET, timezone.localdate()
    givings = queries.scores_of(request.user, chart)
    usual = queries.usual_stretch(givings, today=today)
    start, end = stretch(_date(asked.get("from"), usual[0]), _date(asked.get("to"), usual[1]))
    made = queries.timeline_of(request.user, chart, givings, start=start, end=end, today=today)
    address = reverse("outcomes:list", args=[chart.public_id])
    span, quarter = (end - start) / 2, (end - start) / 4
    moves = {
        "earlier": stretch(start - span, end - span),
        "later": stretch(start + span, end + span),
        "in": stretch(start + quarter, end - quarter),
        "out": stretch(start - span, end + span),
    }
    return {
        "any_score": bool(givings),
        "thread": made,
        "drawing": format_html(
            "{}", draw(made, width=_width(asked.get("width")), label=_("Scores and sessions over time"))
        ),
        "thread_url": address,
        "from": start.isoformat(),
        "to": end.isoformat(),
        **{f"{name}_url": f"{address}?from={a}&to={b}" for name, (a, b) in moves.items()},
    }


def _date(words: str | None, otherwise: date) -> date:
    try:
        day = date.fromisoformat(words or "")
    except ValueError:
        return otherwise
    return day if 1900 < day.year < 2200 else otherwise


def _width(words: str | None) -> float:
    return min(max(float(words), 300.0), 2000.0) if words and words.isascii() and words.isdigit() else 960.0


@require_POST
@needs(Permission.MEASURE_GIVE)
def plan(request: Asking, chart: str, instrument: str) -> HttpResponse:
    """Plan a measure every so many weeks, or change its plan."""
    found, known = chart_for(request.user, chart), instrument_named(instrument)
    form = PlanForm(request.POST, auto_id=f"{known.key}_%s")
    status = 422
    if form.is_valid():
        try:
            actions.schedule(chart=found, instrument=known.key, by=request.user, at=timezone.now(), **form.cleaned_data)
            messages.success(request, _("%(measure)s planned.") % {"measure": known.title})
            return redirect("outcomes:list", chart)
        except CAUGHT as error:
            status = form.refuse(error)
    return _page(request, found, planning=(known.key, form), status=status)


@require_POST
@needs(Permission.MEASURE_GIVE)
def end_plan(request: Asking, chart: str, schedule: str) -> HttpResponse:
    """Stop asking for a measure; it can be taken back."""
    found = queries.schedule_for(request.user, chart_for(request.user, chart), schedule)
    ended = actions.end_schedule(schedule=found, by=request.user, at=timezone.now())
    undo = reverse("outcomes:resume-schedule", args=[chart, ended.public_id])
    title = instrument_named(ended.instrument).title
    messages.success(request, _("%(measure)s is no longer planned.") % {"measure": title}, extra_tags=f"undo:{undo}")
    return redirect("outcomes:list", chart)


@require_POST
@needs(Permission.MEASURE_GIVE)
def resume_plan(request: Asking, chart: str, schedule: str) -> HttpResponse:
    """Take the end of a plan back."""
    found = queries.schedule_for(request.user, chart_for(request.user, chart), schedule)
    resumed = actions.resume_schedule(schedule=found, by=request.user, at=timezone.now())
    messages.success(request, _("%(measure)s planned again.") % {"measure": instrument_named(resumed.instrument).title})
    return redirect("outcomes:list", chart)
