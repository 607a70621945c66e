"""Badges: what is held, what can be issued, and the file that goes out."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from pentimento.profession.portfolio.actions import badges as actions
from pentimento.profession.portfolio.forms.speaking import CAUGHT
from pentimento.profession.portfolio.forms.supervision import WordsForm
from pentimento.profession.portfolio.queries import badges as queries
from pentimento.profession.portfolio.queries.hours import certificate_for
from pentimento.trust.access import Permission, needs
from pentimento.trust.access.asking import Asking
from pentimento.trust.downloads import handed_out


def practice_name() -> str:
    """What this practice calls itself on a badge."""
    return str(settings.PENTIMENTO_PRACTICE_NAME) or actions.PRACTICE


@require_safe
@needs(Permission.HOURS_KEEP)
def badges(request: Asking) -> HttpResponse:
    """Every badge the viewer holds or has issued, and what waits for one."""
    hours, claims = queries.waiting_for(request.user)
    held = queries.badges_of(request.user)
    return render(request, "portfolio/badges.html", {"badges": held, "hours": hours, "claims": claims})


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.HOURS_KEEP)
def badge(request: Asking, badge: str) -> HttpResponse:
    """What one badge says and how it is checked; withdrawing it."""
    row = queries.badge_for(request.user, badge)
    form, status = WordsForm(request.POST or None), 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                actions.withdraw_badge(badge=row, why=form.cleaned_data["words"], by=request.user, at=timezone.now())
                messages.success(request, _("Withdrawn. Tell whoever has its file: a file cannot be called back."))
                return redirect("portfolio:badge", badge)
            except CAUGHT as error:
                status = form.refuse(error)
    page = {"badge": row, "said": queries.said_by(row), "form": form, "issued": row.issued_by_id == request.user.pk}
    return render(request, "portfolio/badge.html", page, status=status)


@require_safe
@needs(Permission.HOURS_KEEP)
def token(request: Asking, badge: str) -> HttpResponse:
    """The badge as the file that verifiers read."""
    row = queries.badge_for(request.user, badge)
    return handed_out(row.token, kind="application/vc+jwt", name=f"badge-{row.issued_at:%Y-%m-%d}.jwt")


@require_POST
@needs(Permission.HOURS_KEEP)
def issue_for_hours(request: Asking, certificate: str) -> HttpResponse:
    """Issue a badge for hours that meet every rule."""
    row = certificate_for(request.user, certificate)
    made = actions.issue_for_hours(certificate=row, practice=practice_name(), by=request.user, at=timezone.now())
    messages.success(request, _("Issued the badge."))
    return redirect("portfolio:badge", made.public_id)


@require_POST
@needs(Permission.HOURS_KEEP)
def issue_for_claim(request: Asking, claim: str) -> HttpResponse:
    """Issue a badge for a verified claim."""
    row = queries.claim_for(request.user, claim)
    made = actions.issue_for_claim(
        claim=row,
        statement=queries.statement_of(row),
        framework=queries.framework_of(row),
        practice=practice_name(),
        by=request.user,
        at=timezone.now(),
    )
    messages.success(request, _("Issued the badge."))
    return redirect("portfolio:badge", made.public_id)
