"""The page of a sealed report: its text, its evidence, and what became of that evidence since."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from pentimento.practice.records.forms.notes import PasswordForm
from pentimento.practice.records.queries import reports as queries
from pentimento.practice.records.rules.reports import can_cosign
from pentimento.trust.access import Permission
from pentimento.trust.access.asking import Asking
from pentimento.trust.people.queries import supervises

from .report_cards import laid_out
from .speaking import with_header

JUST_SEALED = "just_sealed_report"


def sealed_report_page(
    request: Asking, report: Any, *, cosign: PasswordForm | None = None, late: Any = None, status: int = 200
) -> HttpResponse:
    """The sealed text with its evidence, and what became of that evidence since.

    ``late`` are words typed into the draft after it was sealed elsewhere.
    """
    sealed = queries.sealed_of(request.user, report)
    pictures = queries.pictures_in(request.user, report.chart, report.body)
    shown = {
        "report": report,
        "late": late,
        "sealed": sealed,
        "sections": laid_out(report.body, findings={}, now=sealed.now, changed=sealed.changed, pictures=pictures),
        "may_cosign": _may_cosign(request, report, sealed),
        "cosign": cosign or PasswordForm(prefix="cosign"),
        "just_sealed": request.session.pop(JUST_SEALED, "") == report.public_id,
    }
    page = with_header(request, report.chart, "reports", **shown)
    return render(request, "records/report_sealed.html", page, status=status)


def _may_cosign(request: Asking, report: Any, sealed: Any) -> bool:
    answers = supervises(request.user, report.signed_by, on=timezone.localdate())
    may = can_cosign(signed=True, needed=sealed.awaits, cosigned=False, supervises=answers)
    return request.user.may(Permission.NOTE_COSIGN) and may
