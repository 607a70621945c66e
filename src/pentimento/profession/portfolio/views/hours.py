"""Hours against the rules of credentials; what is held; certificates."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from pentimento.profession.portfolio.actions import hours as actions
from pentimento.profession.portfolio.forms import hours as forms
from pentimento.profession.portfolio.forms.speaking import CAUGHT
from pentimento.profession.portfolio.press import certificate_pdf
from pentimento.profession.portfolio.queries import hours as queries
from pentimento.profession.portfolio.queries.papers import months_drawn, paper_of
from pentimento.trust import activity
from pentimento.trust.access import Permission, needs
from pentimento.trust.access.asking import Asking
from pentimento.trust.downloads import handed_out
from pentimento.trust.forms import new_key
from pentimento.trust.people.actions import confirm


@require_safe
@needs(Permission.HOURS_KEEP)
def hours(request: Asking) -> HttpResponse:
    """One's own hours."""
    return hours_page(request, request.user)


@require_safe
@needs(Permission.HOURS_KEEP)
def hours_of(request: Asking, person: str) -> HttpResponse:
    """The hours of somebody the viewer supervises."""
    return hours_page(request, queries.person_for(request.user, person))


def hours_page(request: Asking, person: Any, *, status: int = 200, **forms_: Any) -> HttpResponse:
    """The page, with the form that was refused in its place."""
    on, viewer = timezone.localdate(), request.user
    own = person.pk == viewer.pk
    recorded = queries.recorded_of(person)
    page = {
        "person_shown": person,
        "own": own,
        "standings": queries.standings_of(viewer, person, on=on),
        "holdings": queries.holdings_of(viewer, person),
        "certificates": queries.certificates_of(viewer, person),
        "months": months_drawn(queries.months_of(recorded, on=on)),
        "on": on,
        "unsettled": activity.waiting(viewer).count() if own else 0,
        "pursuit": forms.PursuitForm(prefix="pursuit"),
        "holding": forms.HoldingForm(prefix="holding", initial={"entry_key": new_key()}),
        "seal": forms.SealForm(prefix="seal", initial={"entry_key": new_key()}),
    }
    return render(request, "portfolio/hours.html", page | forms_, status=status)


@require_POST
@needs(Permission.HOURS_KEEP)
def pursue(request: Asking) -> HttpResponse:
    """Work towards a credential."""
    form, status = forms.PursuitForm(request.POST, prefix="pursuit"), 422
    if form.is_valid():
        try:
            credential, _slash, route = form.cleaned_data["towards"].partition("/")
            degree_on = form.cleaned_data["degree_on"]
            actions.pursue(credential=credential, route=route, degree_on=degree_on, by=request.user, at=timezone.now())
            messages.success(request, _("Hours are counted against these rules from now on."))
            return redirect("portfolio:hours")
        except CAUGHT as error:
            status = form.refuse(error)
    return hours_page(request, request.user, pursuit=form, status=status)


@require_POST
@needs(Permission.HOURS_KEEP)
def end(request: Asking, pursuit: str) -> HttpResponse:
    """Stop counting towards a credential."""
    row = queries.pursuit_for(request.user, pursuit)
    actions.end_pursuit(pursuit=row, by=request.user, at=timezone.now())
    messages.success(request, _("No longer counted. What was recorded stays."))
    return redirect("portfolio:hours")


@require_POST
@needs(Permission.HOURS_KEEP)
def hold(request: Asking) -> HttpResponse:
    """Record a credential that is held."""
    form, status = forms.HoldingForm(request.POST, prefix="holding"), 422
    if form.is_valid():
        try:
            actions.hold(**form.cleaned_data, by=request.user, at=timezone.now())
            messages.success(request, _("Recorded."))
            return redirect("portfolio:hours")
        except CAUGHT as error:
            status = form.refuse(error)
    return hours_page(request, request.user, holding=form, status=status)


@require_POST
@needs(Permission.HOURS_KEEP)
def strike_holding(request: Asking, holding: str) -> HttpResponse:
    """Take out a credential entered by mistake."""
    row = queries.holding_for(request.user, holding)
    actions.strike_holding(holding=row, by=request.user, at=timezone.now())
    return redirect("portfolio:hours")


@require_POST
@needs(Permission.HOURS_KEEP)
def certify(request: Asking, pursuit: str) -> HttpResponse:
    """The supervisor seals the hours as they stand."""
    row, now = queries.pursuit_for(request.user, pursuit), timezone.now()
    form, status = forms.SealForm(request.POST, prefix="seal"), 422
    if form.is_valid():
        try:
            confirm(person=request.user, password=form.cleaned_data["password"], at=now)
            standing = queries.standing_of(request.user, row, on=timezone.localdate(now))
            content = queries.certificate_content(standing)
            met = bool(standing.judgement and standing.judgement.met)
            key = form.cleaned_data["entry_key"]
            actions.certify(pursuit=row, content=content, met=met, entry_key=key, by=request.user, at=now)
            messages.success(request, _("Sealed the hours as they stand today."))
            return redirect("portfolio:hours-of", row.owner.public_id)
        except CAUGHT as error:
            status = form.refuse(error)
    return hours_page(request, row.owner, seal=form, sealing=row.pk, status=status)


@require_safe
@needs(Permission.HOURS_KEEP)
def certificate(request: Asking, certificate: str) -> HttpResponse:
    """A sealed certificate as a tagged PDF."""
    row = queries.certificate_for(request.user, certificate)
    content = certificate_pdf(paper_of(row))
    actions.export_certificate(certificate=row, by=request.user, at=timezone.now())
    return handed_out(content, kind="application/pdf", name=f"hours-{row.stands_on:%Y-%m-%d}.pdf")
