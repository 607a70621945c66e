"""The supervisor's desk: claims that wait, and what a supervisor does to them."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from pentimento.profession.portfolio.actions import claims as actions
from pentimento.profession.portfolio.forms.claims import VerifyForm, WhyForm
from pentimento.profession.portfolio.queries import claims as queries
from pentimento.profession.portfolio.queries import people
from pentimento.profession.portfolio.rules import claims as rules
from pentimento.trust.access import Permission, needs
from pentimento.trust.access.asking import Asking

from .claims import claim_page
from .corrections import CAUGHT
from .tabs import tabs_for


@require_safe
@needs(Permission.CLAIM_VERIFY)
def queue(request: Asking) -> HttpResponse:
    """Claims that wait for this supervisor, and those they have decided."""
    context = {
        "waiting": queries.waiting_for(request.user),
        "decided": queries.decided_by(request.user),
        "people": [one for one in people.people_for(request.user) if one.pk != request.user.pk],
        "tabs": tabs_for(request, "queue"),
    }
    return render(request, "portfolio/queue.html", context)


@require_POST
@needs(Permission.PORTFOLIO_KEEP)
def verify(request: Asking, claim: str) -> HttpResponse:
    """Vouch for a claim: it is sealed with the supervisor's password."""
    row, form = queries.claim_for(request.user, claim), VerifyForm(request.POST)
    rules.check_can_decide(is_verifier=row.verifier_id == request.user.pk, state=row.state)
    if form.is_valid():
        said = form.cleaned_data
        try:
            actions.verify_with_password(
                claim=row, comment=said["comment"], years=said["years"], password=said["password"],
                by=request.user, at=timezone.now(),
            )  # fmt: skip
            messages.success(request, _("Verified and sealed."))
            return redirect("portfolio:claim", claim)
        except CAUGHT as error:
            status = form.refuse(error)
            return claim_page(request, row, verify=form, status=status)
    return claim_page(request, row, verify=form, status=422)


@require_POST
@needs(Permission.PORTFOLIO_KEEP)
def send_back(request: Asking, claim: str) -> HttpResponse:
    """Give a claim back with what is still wanted."""
    row, form = queries.claim_for(request.user, claim), WhyForm(request.POST)
    rules.check_can_decide(is_verifier=row.verifier_id == request.user.pk, state=row.state)
    if form.is_valid():
        try:
            why = form.cleaned_data["why"]
            actions.send_back(claim=row, why=why, by=request.user, at=timezone.now())
            messages.success(request, _("Sent back with your words."))
            return redirect("portfolio:queue")
        except CAUGHT as error:
            form.refuse(error)
    return claim_page(request, row, why=form, status=422)


@require_POST
@needs(Permission.PORTFOLIO_KEEP)
def reopen(request: Asking, claim: str) -> HttpResponse:
    """Take the lock off, so that the owner can write again."""
    row, form = queries.claim_for(request.user, claim), WhyForm(request.POST)
    rules.check_can_reopen(is_verifier=row.verifier_id == request.user.pk, state=row.state)
    if form.is_valid():
        try:
            why = form.cleaned_data["why"]
            actions.reopen(claim=row, why=why, by=request.user, at=timezone.now())
            messages.success(request, _("Reopened. What was sealed stays readable."))
            return redirect("portfolio:claim", claim)
        except CAUGHT as error:
            form.refuse(error)
    return claim_page(request, row, why=form, status=422)
