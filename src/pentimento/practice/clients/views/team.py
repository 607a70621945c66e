"""Who is on the care team."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from pentimento.core.kernel.errors import NotFound
from pentimento.practice.clients import actions, queries
from pentimento.practice.clients.forms import JoinForm
from pentimento.trust.access import Permission, needs
from pentimento.trust.access.asking import Asking
from pentimento.trust.access.door import chart_for

from . import details
from .found import to_section


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.CHART_WRITE)
def team(request: Asking, chart: str) -> HttpResponse:
    """POST lets a colleague in; GET leads to the team's place on the page."""
    found = chart_for(request.user, chart)
    if request.method != "POST":
        return to_section(found, "team")
    form = JoinForm(request.POST, people=queries.colleagues_for(found), auto_id="team_%s")
    if not form.is_valid():
        return details.page(request, found, team_form=form, status=422)
    actions.join_team(chart=found, person=form.whom(), by=request.user, at=timezone.now())
    messages.success(request, _("On the care team now, and able to read this chart."))
    return to_section(found, "team")


@require_POST
@needs(Permission.CHART_WRITE)
def leave(request: Asking, chart: str, person: str) -> HttpResponse:
    """Let a colleague out, or leave."""
    found = chart_for(request.user, chart)
    whom = _member(request, found, person)
    actions.leave_team(chart=found, person=whom, by=request.user, at=timezone.now())
    messages.success(request, _("No longer on the care team."))
    return redirect("clients:list") if whom == request.user else to_section(found, "team")


@require_POST
@needs(Permission.CHART_WRITE)
def lead(request: Asking, chart: str, person: str) -> HttpResponse:
    """Hand over who leads."""
    found = chart_for(request.user, chart)
    actions.hand_over(chart=found, to=_member(request, found, person), by=request.user, at=timezone.now())
    messages.success(request, _("Handed over. Whoever led stays on the care team."))
    return to_section(found, "team")


def _member(request: Asking, chart: Any, person: str) -> Any:
    for grant in queries.team_of(request.user, chart):
        if grant.person.public_id == person:
            return grant.person
    raise NotFound
