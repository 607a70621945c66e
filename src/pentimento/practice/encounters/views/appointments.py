"""One appointment: look, move, cancel, restore, note that nobody came, open its session."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from pentimento.core.kernel.errors import Conflict, PentimentoError
from pentimento.practice.encounters import actions, queries, rules
from pentimento.practice.encounters.forms import MoveForm, OpenForm
from pentimento.trust.access import Permission, needs
from pentimento.trust.access.asking import Asking
from pentimento.trust.access.door import chart_for, is_own_chart, keeps_the_front_desk, practical_purpose

from .calendar import calendar_url, warn_of_place
from .found import client_page, opened


@require_safe
@needs(Permission.CALENDAR)
def appointment(request: Asking, chart: str, appointment: str) -> HttpResponse:
    """When, where, with whom, and what can be done about it."""
    opened_chart = opened(request, chart, what="an appointment")
    found = queries.appointment_for(request.user, opened_chart, appointment)
    return _page(request, found)


def _page(request: Asking, found: Any, *, form: MoveForm | None = None, status: int = 200) -> HttpResponse:
    context = client_page(request, found.chart)
    keeps = context["on_team"] or keeps_the_front_desk(request.user)
    now = timezone.now()
    context |= {
        "appointment": found,
        "session": queries.session_at(request.user, found),
        "keeps": keeps,
        "move_form": form or MoveForm.of(found, team=queries.team_of(found.chart)),
        "open_form": OpenForm(),
        "can_move": keeps and found.status == "booked" and not found.meeting,
        "can_cancel": keeps and rules.can_become(status=found.status, wanted="cancelled"),
        "can_miss": keeps
        and rules.can_become(status=found.status, wanted="missed")
        and rules.can_miss(starts_at=found.starts_at, at=now),
        "can_restore": keeps and found.status in {"cancelled", "missed"},
        "can_open": context["on_team"]
        and request.user.may(Permission.SESSION_RUN)
        and found.status == "booked"
        and rules.can_open(starts_at=found.starts_at, at=now),
    }
    return render(request, "encounters/appointment.html", context, status=status)


def _to_change(request: Asking, chart: str, appointment: str) -> Any:
    found = chart_for(request.user, chart, practical_purpose(request.user))
    desk = keeps_the_front_desk(request.user)
    rules.check_can_keep_calendar(on_team=is_own_chart(request.user, found), front_desk=desk)
    return queries.appointment_for(request.user, found, appointment)


@require_POST
@needs(Permission.CALENDAR)
def move(request: Asking, chart: str, appointment: str) -> HttpResponse:
    """Another time, place or therapist."""
    found = _to_change(request, chart, appointment)
    form = MoveForm(request.POST, team={*queries.team_of(found.chart), found.therapist})
    if not form.is_valid():
        return _page(request, found, form=form, status=422)
    wanted = {**form.times(), "therapist": form.with_whom(), "version": form.cleaned_data["version"]}
    try:
        moved = actions.move(appointment=found, by=request.user, at=timezone.now(), **wanted)
    except PentimentoError as error:
        form.renewed(found.version)
        form.refuse(error)
        return _page(request, found, form=form, status=409 if isinstance(error, Conflict) else 422)
    messages.success(request, _("Session moved."))
    warn_of_place(request, moved)
    return redirect("encounters:appointment", chart, appointment)


@require_POST
@needs(Permission.CALENDAR)
def cancel(request: Asking, chart: str, appointment: str) -> HttpResponse:
    """Give the time up; it can be restored from the calendar."""
    found = actions.cancel(appointment=_to_change(request, chart, appointment), by=request.user, at=timezone.now())
    undo = f"undo:{reverse('encounters:restore', args=[chart, appointment])}"
    messages.success(request, _("Session cancelled. It stays in the calendar, crossed out."), extra_tags=undo)
    return redirect(calendar_url(found.starts_at))


@require_POST
@needs(Permission.CALENDAR)
def restore(request: Asking, chart: str, appointment: str) -> HttpResponse:
    """Take a cancellation, or "did not attend", back."""
    found = actions.restore(appointment=_to_change(request, chart, appointment), by=request.user, at=timezone.now())
    messages.success(request, _("Session restored."))
    return redirect(calendar_url(found.starts_at))


@require_POST
@needs(Permission.CALENDAR)
def miss(request: Asking, chart: str, appointment: str) -> HttpResponse:
    """Nobody came."""
    found = actions.miss(appointment=_to_change(request, chart, appointment), by=request.user, at=timezone.now())
    undo = f"undo:{reverse('encounters:restore', args=[chart, appointment])}"
    words = _("Recorded that the client did not attend. Restore it if they come after all.")
    messages.success(request, words, extra_tags=undo)
    return redirect(calendar_url(found.starts_at))


@require_POST
@needs(Permission.SESSION_RUN)
def open_session(request: Asking, chart: str, appointment: str) -> HttpResponse:
    """Open the session and go into the room."""
    found = queries.appointment_for(request.user, chart_for(request.user, chart), appointment)
    form = OpenForm(request.POST)
    directive = form.cleaned_data["directive"] if form.is_valid() else request.POST.get("directive", "")
    session = actions.open_session(appointment=found, by=request.user, at=timezone.now(), directive=directive)
    return redirect("encounters:room", chart, session.public_id)
