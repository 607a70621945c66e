"""Consent, act by act."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from pentimento.core.kernel.errors import Invalid, TooLarge
from pentimento.practice.clients import actions, queries, rules
from pentimento.practice.clients.forms import BY_CLIENT, AnswerForm, TakeBackForm
from pentimento.trust.access import Permission, needs
from pentimento.trust.access.asking import Asking
from pentimento.trust.access.door import chart_for

from .found import client_page, opened


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.CONSENT_RECORD)
def consent(request: Asking, chart: str) -> HttpResponse:
    """How every act stands, with its history; POST records an answer."""
    if request.method != "POST":
        return _page(request, opened(request, chart, what="consent"))
    found = chart_for(request.user, chart)
    client = queries.client_of(request.user, found)
    form = AnswerForm(request.POST, client=client, guardians=queries.guardians_of(request.user, found))
    if form.is_valid():
        try:
            actions.record_answers(chart=found, by=request.user, at=timezone.now(), **form.wanted())
        except (Invalid, TooLarge) as error:
            form.refuse(error)
        else:
            messages.success(request, _("Answer recorded."))
            return redirect("clients:consent", chart)
    return _page(request, found, form=form, status=422)


def _page(
    request: Asking, chart: Any, *, form: Any = None, refused: tuple[str, Any] | None = None, status: int = 200
) -> HttpResponse:
    context = client_page(request, chart, current="consent")
    today, client = timezone.localdate(), context["client"]
    guardians = queries.guardians_of(request.user, chart)
    age = rules.age_on(client.birth_date, on=today) if client.birth_date else None
    context |= {
        "acts": [
            (item, TakeBackForm(initial={"on": today}, auto_id=f"back_{item.act}_%s"))
            for item in queries.answers_of(request.user, chart, on=today)
        ],
        "form": form or _fresh(request, client, guardians, age=age),
        "refused_id": refused[0] if refused else "",
        "refused_form": refused[1] if refused else None,
        "age": age,
        "is_child": age is not None and age < rules.CHILD_UNDER,
        "lacks_guardian": not any(guardian.may_consent for guardian in guardians),
    }
    return render(request, "clients/consent.html", context, status=status)


def _fresh(request: Asking, client: Any, guardians: Any, *, age: int | None) -> AnswerForm:
    able = [guardian.public_id for guardian in guardians if guardian.may_consent]
    child = age is not None and age < rules.CHILD_UNDER
    initial = {
        "starts_on": timezone.localdate(),
        "giver": able[0] if child and able else BY_CLIENT,
        "acts": request.GET.getlist("act"),
    }
    return AnswerForm(client=client, guardians=guardians, initial=initial)


@require_POST
@needs(Permission.CONSENT_RECORD)
def take_back(request: Asking, chart: str, decision: str) -> HttpResponse:
    """Record that a yes was taken back; from that day the gate is shut."""
    found = chart_for(request.user, chart)
    given = queries.decision_for(request.user, found, decision)
    form = TakeBackForm(request.POST, auto_id="back_%s")
    if form.is_valid():
        try:
            actions.take_back(decision=given, by=request.user, at=timezone.now(), **form.cleaned_data)
        except (Invalid, TooLarge) as error:
            form.refuse(error)
        else:
            messages.success(request, _("Taken back. From that day nothing of the kind is done."))
            return redirect("clients:consent", chart)
    return _page(request, found, refused=(decision, form), status=422)


@require_safe
@needs(Permission.CONSENT_RECORD)
def form(request: Asking, chart: str) -> HttpResponse:
    """A consent form on paper, with lines to sign on."""
    found = opened(request, chart, what="a consent form")
    context = client_page(request, found, current="consent")
    today, client = timezone.localdate(), context["client"]
    context |= {
        "acts": queries.answers_of(request.user, found, on=today),
        "guardians": [g for g in queries.guardians_of(request.user, found) if g.may_consent],
        "is_child": bool(client.birth_date) and rules.age_on(client.birth_date, on=today) < rules.CHILD_UNDER,
    }
    return render(request, "clients/consent_form.html", context)
