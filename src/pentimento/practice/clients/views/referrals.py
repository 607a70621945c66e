"""What was asked for, and what was decided."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from pentimento.core.kernel.errors import Invalid
from pentimento.practice.clients import actions, queries, rules
from pentimento.practice.clients.forms import AgainForm, DecideForm
from pentimento.trust.access import Permission, needs
from pentimento.trust.access.asking import Asking
from pentimento.trust.access.door import chart_for

from .found import client_page, opened


@require_safe
@needs(Permission.CHART_READ)
def referral(request: Asking, chart: str) -> HttpResponse:
    """Who asked for therapy, why, and what was decided."""
    return _page(request, opened(request, chart, what="the referral"))


def _page(
    request: Asking, chart: Any, *, decide_form: Any = None, again_form: Any = None, status: int = 200
) -> HttpResponse:
    context = client_page(request, chart, current="details")
    may = context["on_team"] and request.user.may(Permission.CLIENT_REFER)
    context |= {
        "referrals": queries.referrals_of(request.user, chart),
        "episodes": queries.episodes_of(request.user, chart),
        "may_decide": may,
        "may_refer_again": may and rules.can_refer_again(status=context["client"].status),
        "decide_form": decide_form or DecideForm(initial={"on": timezone.localdate()}),
        "again_form": again_form or AgainForm.fresh(auto_id="again_%s"),
        "again_open": again_form is not None,
    }
    return render(request, "clients/referral.html", context, status=status)


@require_POST
@needs(Permission.CHART_WRITE)
def decide(request: Asking, chart: str, referral: str) -> HttpResponse:
    """Take the client on, or say why not."""
    found = chart_for(request.user, chart)
    asked = queries.referral_for(request.user, found, referral)
    form = DecideForm(request.POST)
    if form.is_valid():
        try:
            episode = actions.decide(referral=asked, by=request.user, at=timezone.now(), **form.cleaned_data)
        except Invalid as error:
            form.refuse(error)
        else:
            messages.success(request, _("Taken on. Therapy can begin.") if episode else _("Decision recorded."))
            return redirect("clients:details" if episode else "clients:referral", chart)
    return _page(request, found, decide_form=form, status=422)


@require_POST
@needs(Permission.CHART_WRITE)
def refer_again(request: Asking, chart: str) -> HttpResponse:
    """One more referral of somebody who was here before."""
    found = chart_for(request.user, chart)
    form = AgainForm(request.POST, auto_id="again_%s")
    if form.is_valid():
        client = queries.client_of(request.user, found)
        try:
            actions.refer_again(client=client, by=request.user, at=timezone.now(), **form.cleaned_data)
        except Invalid as error:
            form.refuse(error)
        else:
            messages.success(request, _("Referral recorded."))
            return redirect("clients:referral", chart)
    return _page(request, found, again_form=form, status=422)
