"""What the session's page asks from this room: goals to rate, objectives to aim at."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from pentimento.core.kernel.errors import Conflict, Invalid, PentimentoError, Refused
from pentimento.core.scoring.attainment import Attainment
from pentimento.practice.encounters.actions import set_aims
from pentimento.practice.encounters.queries import session_for
from pentimento.practice.records import actions
from pentimento.practice.records.forms.plans import AimsForm, RatingForm
from pentimento.practice.records.queries import plans as queries
from pentimento.trust.access import Permission, needs
from pentimento.trust.access.asking import Asking
from pentimento.trust.access.door import is_own_chart
from pentimento.trust.access.reading import open_chart

from .speaking import conflict_status, spoken, with_header


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.CHART_READ)
def session_goals(request: Asking, chart: str, session: str) -> HttpResponse:
    """Each goal of the plan in force with its five steps; a step chosen is kept."""
    opened = open_chart(request.user, chart, at=timezone.now(), what="the goals of a session")
    encounter = session_for(request.user, opened, session)
    if request.method != "POST":
        return _goals(request, encounter)
    goal = queries.goal_for(request.user, opened, request.POST.get("goal", ""))
    form = RatingForm(request.POST, steps=zip((-2, -1, 0, 1, 2), goal.levels, strict=False), prefix=goal.public_id)
    why, status = "", 422
    if form.is_valid():
        try:
            on = timezone.localtime(encounter.opened_at).date()
            actions.rate_goal(
                goal=goal, encounter=encounter, on=on, by=request.user, at=timezone.now(), **form.cleaned_data
            )
            return _goals(request, encounter) if request.headers.get("HX-Request") else redirect(request.path)
        except (Refused, Invalid, Conflict) as no:
            if not is_own_chart(request.user, opened):
                raise  # no form on their page to say it in
            why, status = spoken(no), conflict_status(request) if isinstance(no, Conflict) else 422
    return _goals(request, encounter, unsaid={goal.public_id: why or "choose"}, status=status)


def _goals(request: Asking, encounter: Any, *, unsaid: dict[str, str] | None = None, status: int = 200) -> HttpResponse:
    found = queries.goals_in(request.user, encounter)
    rows = [(one, _rating_form(one), (unsaid or {}).get(one.goal.public_id, "")) for one in found]
    t = queries.attainment_in(found)
    shown = {
        "encounter": encounter,
        "rows": rows,
        "attained": t if isinstance(t, Attainment) else None,
        "why_not": spoken(t) if isinstance(t, PentimentoError) else "",
        "may_rate": _may_record(request, encounter),
    }
    return _part(request, encounter, "records/_session_goals.html", shown, status)


def _rating_form(one: queries.SessionGoal) -> RatingForm:
    rating = one.rating
    initial = {"version": rating.version if rating else 0}
    if rating:
        initial |= {"level": rating.level, "by_client": rating.by_client}
    return RatingForm(initial=initial, steps=one.steps, prefix=one.goal.public_id)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.CHART_READ)
def session_aims(request: Asking, chart: str, session: str) -> HttpResponse:
    """The objectives of the plan in force, ticked where the session works on them."""
    opened = open_chart(request.user, chart, at=timezone.now(), what="the objectives of a session")
    encounter = session_for(request.user, opened, session)
    choices, aimed = queries.aims_to_choose(request.user, encounter, queries.objectives_of(request.user, opened))
    form = AimsForm(
        request.POST if request.method == "POST" else None, choices=choices, initial={"objectives": sorted(aimed)}
    )
    if request.method == "POST" and form.is_valid():
        ticked = set(form.cleaned_data["objectives"])
        aims = [(key, words) for key, words in choices if key in ticked]
        set_aims(encounter=encounter, aims=aims, by=request.user, at=timezone.now())
        if not request.headers.get("HX-Request"):
            return redirect(request.path)
    shown = {"encounter": encounter, "form": form, "may_aim": _may_record(request, encounter)}
    return _part(request, encounter, "records/_session_aims.html", shown, 422 if form.errors else 200)


def _may_record(request: Asking, encounter: Any) -> bool:
    return bool(encounter.sealed_at is None and is_own_chart(request.user, encounter.chart))


def _part(request: Asking, encounter: Any, template: str, shown: dict[str, Any], status: int) -> HttpResponse:
    if request.headers.get("HX-Request"):
        return render(request, template, {"chart": encounter.chart, **shown}, status=status)
    page = with_header(request, encounter.chart, "sessions", partial=template, **shown)
    return render(request, "records/_session_page.html", page, status=status)
