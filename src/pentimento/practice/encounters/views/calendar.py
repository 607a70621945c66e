"""The calendar: what is set aside, and booking."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from pentimento.core.kernel.errors import Invalid, Refused
from pentimento.practice.clients.queries import names_of
from pentimento.practice.encounters import actions, queries
from pentimento.practice.encounters.forms import BookForm, CalendarFilters
from pentimento.trust.access import Permission, needs
from pentimento.trust.access.asking import Asking
from pentimento.trust.access.door import chart_for, practical_purpose
from pentimento.trust.forms import new_key

from .found import client_choices, public_id


@require_safe
@needs(Permission.CALENDAR)
def calendar(request: Asking) -> HttpResponse:
    """A day or a week, as far as this person may see."""
    people = queries.clinicians_for(request.user)
    today = timezone.localdate()
    filters = CalendarFilters(request.GET, people=people, today=today)
    day, span, therapist, state = filters.asked()
    week = span == "week"
    find = queries.week_for if week else _one_day
    days = find(request.user, day, therapist=therapist, state=state)
    context = {
        "days": days,
        "form": filters,
        "day": day,
        "week": week,
        "today": today,
        "people": people,
        "filtered": bool(therapist or state),
        "empty": not any(one.slots for one in days),
        "now": timezone.now(),
        **_steps(day, week=week),
    }
    return render(request, "encounters/calendar.html", context)


def _one_day(viewer: Any, day: date, *, therapist: str, state: str) -> list[queries.Day]:
    return [queries.Day(day, queries.day_for(viewer, day, therapist=therapist, state=state))]


def _steps(day: date, *, week: bool) -> dict[str, Any]:
    step = timedelta(days=7 if week else 1)
    monday = day - timedelta(days=day.weekday())
    return {"earlier": day - step, "later": day + step, "first": monday, "last": monday + timedelta(days=6)}


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.CALENDAR)
def book(request: Asking) -> HttpResponse:
    """Choose a client, then a time."""
    chosen = request.POST.get("client") or request.GET.get("client", "")
    if not chosen:
        return render(request, "encounters/book_whom.html", client_choices(request))
    chart = chart_for(request.user, public_id(chosen), practical_purpose(request.user))
    team = queries.team_of(chart)
    form = BookForm(request.POST, team=team) if request.method == "POST" else _blank(request, team)
    client = names_of(request.user, [chart.pk]).get(chart.pk)
    context = {"form": form, "client": client, "chart": chart, "team": team}
    if request.method != "POST":
        return render(request, "encounters/book.html", context)
    return _booked(request, form, chart) or render(request, "encounters/book.html", context, status=422)


def _blank(request: Asking, team: list[Any]) -> BookForm:
    mine = next((person for person in team if person == request.user), team[0] if team else None)
    initial = {
        "day": request.GET.get("day") or timezone.localdate(),
        "time": request.GET.get("time", ""),
        "therapist": mine.public_id if mine else "",
        "entry_key": new_key(),
    }
    return BookForm(team=team, initial=initial)


def _booked(request: Asking, form: BookForm, chart: Any) -> HttpResponse | None:
    if not form.is_valid():
        return None
    try:
        booked = actions.book(
            chart=chart,
            therapist=form.with_whom(),
            by=request.user,
            at=timezone.now(),
            entry_key=form.cleaned_data["entry_key"],
            **form.times(),
        )
    except (Refused, Invalid) as error:
        form.refuse(error)
        return None
    messages.success(request, _("Session booked."))
    warn_of_place(request, booked)
    return redirect(calendar_url(booked.starts_at))


def warn_of_place(request: Asking, appointment: Any) -> None:
    """Say so where somebody else has the place then. Rooms can be shared, so it is booked all the same."""
    if busy := queries.clash_of_place(appointment):
        begins, ends = (timezone.localtime(moment).strftime("%H:%M") for moment in busy)
        words = _("%(place)s is also taken from %(begins)s to %(ends)s by somebody else. Both sessions are booked.")
        messages.warning(request, words % {"place": appointment.place, "begins": begins, "ends": ends})


def calendar_url(moment: Any) -> str:
    """The calendar on the day of a moment."""
    return f"{reverse('encounters:calendar')}?day={timezone.localdate(moment).isoformat()}"
