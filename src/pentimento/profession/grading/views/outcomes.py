"""What the panel decided, and what the holder of the post says to it."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from pentimento.core.kernel.errors import NotFound
from pentimento.profession.grading import actions, rules
from pentimento.profession.grading.forms import AppealForm, DecisionForm
from pentimento.profession.grading.queries import posts, schemes
from pentimento.trust.access import Permission, needs
from pentimento.trust.access.asking import Asking

from .found import CAUGHT, post_page, running, sheet_page


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.GRADING_READ)
def decide(request: Asking, post: str, grading: str) -> HttpResponse:
    """Seal what the panel decided. Nothing is chosen beforehand."""
    sheet, page = sheet_page(request, post, grading)
    running(request, page)
    form = DecisionForm(request.POST or None, initial={"decided_on": page["today"]}, scheme=sheet.scheme)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                at = timezone.now()
                actions.decide_with_password(grading=sheet.grading, by=request.user, at=at, **form.cleaned_data)
                messages.success(request, _("Outcome sealed."))
                return redirect("grading:sheet", post, grading)
            except CAUGHT as error:
                status = form.refuse(error)
    return render(request, "grading/decide.html", page | {"form": form}, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.GRADING_READ)
def appeal(request: Asking, post: str, grading: str) -> HttpResponse:
    """Read an appeal, or ask for another panel."""
    page = post_page(request, post)
    found = posts.grading_for(request.user, page["post"], grading)
    form, status = AppealForm(request.POST or None), 200
    if request.method == "POST":
        rules.check_holds(holds=page["is_held"])
        status = 422
        if form.is_valid():
            try:
                actions.appeal(grading=found, by=request.user, at=timezone.now(), **form.cleaned_data)
                messages.success(request, _("Your appeal is lodged. Other people will hear it."))
                return redirect("grading:post", post)
            except CAUGHT as error:
                status = form.refuse(error)
    in_force = schemes.rules_of(schemes.scheme_for(found.scheme.mark))
    outcome, lodged = posts.outcome_of(found), posts.appeal_of(found)
    context = page | {"grading": found, "form": form, "outcome": outcome, "lodged": lodged, "rules": in_force}
    return render(request, "grading/appeal.html", context, status=status)


@require_POST
@needs(Permission.GRADING_READ)
def withdraw(request: Asking, post: str, grading: str) -> HttpResponse:
    """Take an appeal back."""
    found = posts.grading_for(request.user, posts.post_for(request.user, post), grading)
    lodged = posts.appeal_of(found)
    if lodged is None:
        raise NotFound
    actions.withdraw_appeal(appeal=lodged, by=request.user, at=timezone.now())
    messages.success(request, _("Appeal taken back."))
    return redirect("grading:post", post)
