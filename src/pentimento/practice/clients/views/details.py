"""Details: names, precautions, guardians, contacts and the care team on one page."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from pentimento.core.kernel.errors import Conflict, Invalid
from pentimento.practice.clients import actions, queries, rules
from pentimento.practice.clients.forms import ContactForm, DetailsForm, GuardianForm, JoinForm, PrecautionForm
from pentimento.trust.access import Permission, needs
from pentimento.trust.access.asking import Asking
from pentimento.trust.access.door import chart_for, keeps_the_front_desk, practical_purpose

from .found import client_page, opened

FORMS = {"precautions": PrecautionForm, "guardians": GuardianForm, "contacts": ContactForm}


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.CLIENT_DETAILS)
def details(request: Asking, chart: str) -> HttpResponse:
    """Everything that was taken in; POST changes names and ways to reach somebody."""
    if request.method != "POST":
        return page(request, opened(request, chart, what="the details"))
    found = chart_for(request.user, chart, practical_purpose(request.user))
    client = queries.client_of(request.user, found)
    form = DetailsForm(request.POST)
    if not form.is_valid():
        return page(request, found, details_form=form, status=422)
    try:
        actions.change_details(client=client, by=request.user, at=timezone.now(), **form.cleaned_data)
    except (Invalid, Conflict) as error:
        form.refuse(error)
        now = queries.client_of(request.user, found) if isinstance(error, Conflict) else None
        if now is not None:
            form.renewed(now.version)
        return page(request, found, details_form=form, status=409 if now else 422, theirs=form.beside(now))
    messages.success(request, _("Details saved."))
    return redirect("clients:details", chart)


def page(request: Asking, chart: Any, *, status: int = 200, **forms: Any) -> HttpResponse:
    """The whole page, with forms that were refused in their places."""
    context = client_page(request, chart, current="details")
    desk = keeps_the_front_desk(request.user)
    context |= {
        "desk": desk,
        "keeps": rules.can_keep_details(on_team=context["on_team"], front_desk=desk),
        "details_form": DetailsForm.of(context["client"]),
        "details_open": "details_form" in forms,
    }
    for name in ("guardians",) if desk else ("precautions", "guardians", "contacts"):
        context |= entries(request, chart, name, on_team=context["on_team"])
    if not desk:
        context["referrals"] = queries.referrals_of(request.user, chart)
        context["episode"] = queries.open_episode_of(request.user, chart)
        context |= team(request, chart, on_team=context["on_team"])
    return render(request, "clients/details.html", context | forms, status=status)


def entries(request: Asking, chart: Any, name: str, *, on_team: bool) -> dict[str, Any]:
    """What one section of entries needs, the form to add one included."""
    found = {
        "precautions": queries.precautions_of,
        "guardians": queries.guardians_of,
        "contacts": queries.contacts_of,
    }[name]
    kept = on_team or (name == "guardians" and keeps_the_front_desk(request.user))
    return {
        name: found(request.user, chart),
        f"{name}_ended": found(request.user, chart, ended=True),
        f"{name}_form": FORMS[name](auto_id=f"{name}_%s"),
        f"{name}_kept": kept,
        "on_team": on_team,
    }


def team(request: Asking, chart: Any, *, on_team: bool) -> dict[str, Any]:
    """What the section on the care team needs."""
    keeps = rules.can_keep_team(on_team=on_team, trainee=request.user.is_trainee)
    colleagues = queries.colleagues_for(chart) if keeps else []
    return {
        "team": queries.team_of(request.user, chart),
        "team_kept": keeps,
        "team_form": JoinForm(people=colleagues, auto_id="team_%s"),
        "colleagues": colleagues,
    }
