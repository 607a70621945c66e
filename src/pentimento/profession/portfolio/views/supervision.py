"""Supervision: what waits, the meetings, and what is done in one."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from pentimento.profession.portfolio.actions import supervision as actions
from pentimento.profession.portfolio.forms import supervision as forms
from pentimento.profession.portfolio.forms.speaking import CAUGHT
from pentimento.profession.portfolio.queries import supervision as queries
from pentimento.profession.portfolio.rules.credentials import group_rule
from pentimento.profession.portfolio.rules.supervision import check_has_somebody
from pentimento.trust.access import Permission, needs
from pentimento.trust.access.asking import Asking


@require_safe
@needs(Permission.SUPERVISION_MEET)
def supervision(request: Asking) -> HttpResponse:
    """What waits, what comes, what was agreed, what was."""
    return _overview(request)


def _overview(request: Asking, topic: forms.TopicForm | None = None, *, status: int = 200) -> HttpResponse:
    now = timezone.now()
    on = timezone.localdate(now)
    coming, past = queries.meetings_of(request.user, at=now)
    page = {
        "coming": coming,
        "past": past,
        "waiting": queries.waiting_for(request.user),
        "to_do": queries.still_to_do(request.user),
        "supervisors": queries.supervisors_of(request.user, on=on),
        "supervised": queries.supervised_by(request.user, on=on),
        "topic": topic or forms.TopicForm(),
        "now": now,
        "hours": sum(table.meeting.minutes for table in past if not table.meeting.struck_at) / 60,
    }
    return render(request, "portfolio/supervision.html", page, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.SUPERVISION_MEET)
def plan(request: Asking) -> HttpResponse:
    """Set a time."""
    on = timezone.localdate()
    supervised = queries.supervised_by(request.user, on=on)
    supervisors = ([request.user] if supervised else []) + queries.supervisors_of(request.user, on=on)
    people = [*supervised, *([request.user] if len(supervisors) > bool(supervised) else [])]
    choices: dict[str, Any] = {"supervisors": supervisors, "people": people}
    form = forms.MeetingForm(request.POST or None, initial=forms.first_meeting(supervisors, people), **choices)
    status = 200
    if request.method == "POST":
        check_has_somebody(bool(supervisors))
        status = 422
        if form.is_valid():
            try:
                return _planned(request, form)
            except CAUGHT as error:
                status = form.refuse(error)
    page = {"form": form, "alone": not supervisors}
    return render(request, "portfolio/supervision_plan.html", page, status=status)


def _planned(request: Asking, form: forms.MeetingForm) -> HttpResponse:
    said = form.cleaned_data
    meeting = actions.plan_meeting(
        supervisor=form.supervisor_chosen(),
        people=form.people_chosen(),
        starts_at=form.starts_at(),
        minutes=said["minutes"],
        way=said["way"],
        place=said["place"],
        follows=said["follows"],
        entry_key=said["entry_key"],
        by=request.user,
        at=timezone.now(),
    )
    messages.success(request, _("Planned the meeting."))
    return redirect("portfolio:meeting", meeting.public_id)


@require_safe
@needs(Permission.SUPERVISION_MEET)
def meeting(request: Asking, meeting: str) -> HttpResponse:
    """One meeting: agenda, decisions, what was agreed, who was there."""
    return meeting_page(request, queries.meeting_for(request.user, meeting))


def meeting_page(request: Asking, table: queries.Table, *, status: int = 200, **forms_: Any) -> HttpResponse:
    """The page of a meeting, with the form that was refused in its place."""
    row, viewer = table.meeting, request.user
    belong = {person.pk for person in table.people}
    everybody = [row.owner, *table.people]
    page = {
        "table": table,
        "meeting": row,
        "agenda": queries.agenda_of(viewer, row),
        "waiting": [one for one in queries.waiting_for(viewer) if one.owner_id in belong] if row.is_open else [],
        "agreed": queries.agreed_at(viewer, row),
        "group_rule": group_rule(row.follows),
        "is_supervisor": row.owner_id == viewer.pk,
        "has_begun": row.starts_at <= timezone.now(),
        "decisions": forms.DecisionsForm(initial={"words": row.decisions, "version": row.version}),
        "agree": forms.AgreeForm(people=everybody),
        "confirm": forms.ConfirmForm(
            people=table.people,
            initial={"people": [one.public_id for one in table.people], "minutes": row.minutes},
        ),
        "strike": forms.WordsForm(prefix="strike"),
    }
    return render(request, "portfolio/supervision_meeting.html", page | forms_, status=status)


@require_POST
@needs(Permission.SUPERVISION_MEET)
def cancel(request: Asking, meeting: str) -> HttpResponse:
    """It does not take place."""
    table = queries.meeting_for(request.user, meeting)
    actions.cancel_meeting(meeting=table.meeting, by=request.user, at=timezone.now())
    messages.success(request, _("Cancelled the meeting. What was on its agenda waits again."))
    return redirect("portfolio:supervision")


@require_POST
@needs(Permission.SUPERVISION_MEET)
def decide(request: Asking, meeting: str) -> HttpResponse:
    """Write what was decided."""
    table = queries.meeting_for(request.user, meeting)
    form, status = forms.DecisionsForm(request.POST), 422
    if form.is_valid():
        try:
            said = form.cleaned_data
            actions.write_decisions(
                meeting=table.meeting, words=said["words"], version=said["version"], by=request.user, at=timezone.now()
            )
            messages.success(request, _("Kept what was decided."))
            return redirect("portfolio:meeting", meeting)
        except CAUGHT as error:
            status = form.refuse(error)
    return meeting_page(request, table, decisions=form, theirs=table.meeting.decisions, status=status)


@require_POST
@needs(Permission.SUPERVISION_MEET)
def agree(request: Asking, meeting: str) -> HttpResponse:
    """Record who does what."""
    table = queries.meeting_for(request.user, meeting)
    form, status = forms.AgreeForm(request.POST, people=[table.meeting.owner, *table.people]), 422
    if form.is_valid():
        try:
            said = form.cleaned_data
            actions.agree_action(
                meeting=table.meeting,
                owner=form.everybody[said["owner"]],
                words=said["words"],
                by_when=said["by_when"],
                by=request.user,
                at=timezone.now(),
            )
            return redirect("portfolio:meeting", meeting)
        except CAUGHT as error:
            status = form.refuse(error)
    return meeting_page(request, table, agree=form, status=status)


@require_POST
@needs(Permission.SUPERVISION_MEET)
def confirm(request: Asking, meeting: str) -> HttpResponse:
    """The supervisor says that it took place."""
    table = queries.meeting_for(request.user, meeting)
    form, status = forms.ConfirmForm(request.POST, people=table.people), 422
    if form.is_valid():
        try:
            came = [form.everybody[one] for one in form.cleaned_data["people"]]
            minutes = form.cleaned_data["minutes"]
            actions.confirm_meeting(
                meeting=table.meeting, came=came, minutes=minutes, by=request.user, at=timezone.now()
            )
            messages.success(request, _("Confirmed. It counts from now on and stays as it is."))
            return redirect("portfolio:meeting", meeting)
        except CAUGHT as error:
            status = form.refuse(error)
    return meeting_page(request, table, confirm=form, status=status)


@require_POST
@needs(Permission.SUPERVISION_MEET)
def strike(request: Asking, meeting: str) -> HttpResponse:
    """A meeting confirmed by mistake no longer counts."""
    table = queries.meeting_for(request.user, meeting)
    form, status = forms.WordsForm(request.POST, prefix="strike"), 422
    if form.is_valid():
        try:
            why = form.cleaned_data["words"]
            actions.strike_meeting(meeting=table.meeting, why=why, by=request.user, at=timezone.now())
            messages.success(request, _("Struck out. It no longer counts."))
            return redirect("portfolio:meeting", meeting)
        except CAUGHT as error:
            status = form.refuse(error)
    return meeting_page(request, table, strike=form, status=status)


@require_POST
@needs(Permission.SUPERVISION_MEET)
def topic(request: Asking) -> HttpResponse:
    """Bring a topic that is in no record."""
    form, status = forms.TopicForm(request.POST), 422
    if form.is_valid():
        try:
            has = bool(queries.supervisors_of(request.user, on=timezone.localdate()))
            words = form.cleaned_data["words"]
            actions.bring(kind="topic", words=words, supervised=has, by=request.user, at=timezone.now())
            messages.success(request, _("It waits for the next meeting."))
            return redirect("portfolio:supervision")
        except CAUGHT as error:
            status = form.refuse(error)
    return _overview(request, form, status=status)
