"""The ending of therapy: a page that says what is done and what is owed."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from pentimento.core.kernel.errors import Invalid, Refused, TooLarge
from pentimento.practice.clients.queries import open_episode_of
from pentimento.practice.records import actions
from pentimento.practice.records.forms.endings import CompleteForm, GoalReviewForm
from pentimento.practice.records.queries import endings as queries
from pentimento.practice.records.queries import goal_for
from pentimento.trust.access import Permission, needs
from pentimento.trust.access.asking import Asking
from pentimento.trust.access.door import chart_for, is_own_chart
from pentimento.trust.access.reading import open_chart

from .speaking import spoken, with_header


@require_safe
@needs(Permission.CHART_READ)
def ending(request: Asking, chart: str) -> HttpResponse:
    """The checklist of the ending, or how to begin one."""
    opened = open_chart(request.user, chart, at=timezone.now(), what="the ending")
    return ending_page(request, opened)


def ending_page(
    request: Asking,
    chart: Any,
    *,
    goal: str = "",
    review: GoalReviewForm | None = None,
    complete: CompleteForm | None = None,
    status: int = 200,
) -> HttpResponse:
    """The page as it stands, with one form as it was typed."""
    episode = open_episode_of(request.user, chart)
    discharge = queries.discharge_of(request.user, chart)
    may = request.user.may(Permission.DISCHARGE) and is_own_chart(request.user, chart)
    going_on = discharge is not None and episode is not None and discharge.episode_id == episode.pk
    shown: dict[str, Any] = {"episode": episode, "may": may, "discharge": discharge if going_on else None}
    if discharge is not None and going_on:
        found = queries.ending_of(request.user, discharge)
        shown["found"] = found
        shown["goals"] = [(one, _review_form(one, goal, review)) for one in found.goals]
        shown["review_url"] = _review_of_works(chart)
        shown["complete"] = complete or CompleteForm(initial={"on": timezone.localdate(), "ending": "planned"})
    elif discharge is not None and discharge.completed_at:
        shown["past"] = discharge
        shown["reviews"] = queries.reviewing_of(request.user, discharge)
    return render(request, "records/ending.html", with_header(request, chart, "", **shown), status=status)


def _review_form(one: Any, goal: str, typed: GoalReviewForm | None) -> GoalReviewForm:
    if typed is not None and one.goal.public_id == goal:
        return typed
    kept = {"level": one.review.level, "words": one.review.words} if one.review else {}
    return GoalReviewForm(initial=kept, steps=one.steps, prefix=one.goal.public_id)


@require_POST
@needs(Permission.DISCHARGE)
def ending_begin(request: Asking, chart: str) -> HttpResponse:
    """Begin the ending and open the review of artwork."""
    opened = chart_for(request.user, chart)
    actions.begin_discharge(chart=opened, by=request.user, at=timezone.now())
    return redirect("records:ending", chart)


@require_POST
@needs(Permission.DISCHARGE)
def ending_goal(request: Asking, chart: str, goal: str) -> HttpResponse:
    """Record what became of one goal."""
    opened = chart_for(request.user, chart)
    discharge, wanted = queries.discharge_for(request.user, opened), goal_for(request.user, opened, goal)
    form = GoalReviewForm(request.POST, steps=queries.steps_of(wanted), prefix=wanted.public_id)
    if form.is_valid():
        try:
            actions.review_goal(
                discharge=discharge, goal=wanted, by=request.user, at=timezone.now(), **form.cleaned_data
            )
            return _back(chart, f"goal-{goal}")
        except (Invalid, TooLarge) as no:
            form.add_error(None, spoken(no))
    return ending_page(request, opened, goal=goal, review=form, status=422)


@require_POST
@needs(Permission.DISCHARGE)
def ending_summary(request: Asking, chart: str) -> HttpResponse:
    """Put the summary together, or go on with the one there is."""
    opened = chart_for(request.user, chart)
    discharge = queries.discharge_for(request.user, opened)
    made = actions.draft_summary(discharge=discharge, by=request.user, at=timezone.now())
    return redirect("records:report", chart, made.public_id)


@require_POST
@needs(Permission.DISCHARGE)
def ending_complete(request: Asking, chart: str) -> HttpResponse:
    """End therapy."""
    opened = chart_for(request.user, chart)
    discharge = queries.discharge_for(request.user, opened)
    form = CompleteForm(request.POST)
    if form.is_valid():
        try:
            actions.complete_discharge(discharge=discharge, by=request.user, at=timezone.now(), **form.cleaned_data)
            messages.success(request, _("Therapy has ended. The record stays readable."))
            return redirect("records:ending", chart)
        except (Refused, Invalid, TooLarge) as no:
            if not is_own_chart(request.user, opened):
                raise  # no form on their page to say it in
            form.add_error(None, spoken(no))
    return ending_page(request, opened, complete=form, status=422)


@require_POST
@needs(Permission.DISCHARGE)
def ending_abandon(request: Asking, chart: str) -> HttpResponse:
    """Take the ending back: therapy goes on."""
    discharge = queries.discharge_for(request.user, chart_for(request.user, chart))
    actions.abandon_discharge(discharge=discharge, by=request.user, at=timezone.now())
    messages.success(request, _("Therapy goes on. The ending was taken back."))
    return redirect("records:plan", chart)


def _back(chart: str, place: str) -> HttpResponse:
    response = redirect("records:ending", chart)
    response.headers["Location"] += f"#{place}"
    return response


def _review_of_works(chart: Any) -> str:
    try:
        return reverse("artworks:review", args=[chart.public_id])
    except NoReverseMatch:
        return ""  # a house without a wall
