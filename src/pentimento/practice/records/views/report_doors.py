"""Doors of a report: its author's seal, the co-signature, and the way out as a file."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from pentimento.core.kernel.errors import Conflict, Invalid, Refused, TooLarge
from pentimento.practice.records import actions
from pentimento.practice.records.forms.notes import PasswordForm
from pentimento.practice.records.queries import reports as queries
from pentimento.trust.access import Permission, needs
from pentimento.trust.access.asking import Asking
from pentimento.trust.access.door import chart_for
from pentimento.trust.downloads import handed_out
from pentimento.trust.people.queries import supervises

from .overtaken import report_overtaken
from .reports import as_typed_page, blank_in, both_page, keep, may_write, writing_form, writing_page
from .sealed_reports import JUST_SEALED, sealed_report_page
from .speaking import spoken

TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}


@require_POST
@needs(Permission.REPORT_WRITE)
def report_sign(request: Asking, chart: str, report: str) -> HttpResponse:
    """Seal what was kept at the version that was read. A wrong password loses nothing."""
    found = queries.report_for(request.user, chart_for(request.user, chart), report)
    if found.is_signed and may_write(request, found.chart):
        return report_overtaken(request, found)
    form, password = writing_form(request, found, sent=request.POST), PasswordForm(request.POST)
    try:
        kept = keep(request, found, form)
    except Conflict as conflict:
        return both_page(request, found, conflict)
    except (Invalid, TooLarge) as no:
        form.add_error(None, spoken(no))
        kept = None
    if kept is None:
        return as_typed_page(request, found, form=form)
    if blank_in(kept.body):
        form.add_error(None, _("A sentence was added and is still empty. Write it, or take it out."))
    if form.errors or not password.is_valid():
        return writing_page(request, kept, form=form, password=password, status=422)
    if queries.judged(request.user, kept).findings:
        return writing_page(request, kept, refused=True, status=422)
    return _seal(request, kept, password)


def _seal(request: Asking, report: Any, password: PasswordForm) -> HttpResponse:
    words = password.cleaned_data["password"]
    try:
        actions.sign_report_with_password(report=report, password=words, by=request.user, at=timezone.now())
    except Conflict:  # pressed twice in the same moment
        return report_overtaken(request, queries.report_for(request.user, report.chart, report.public_id))
    except Refused as no:
        password.add_error("password", spoken(no))
        return writing_page(request, report, password=password, status=422)
    request.session[JUST_SEALED] = report.public_id
    messages.success(request, _("Report sealed."))
    return redirect("records:report", report.chart.public_id, report.public_id)


@require_POST
@needs(Permission.NOTE_COSIGN)
def report_cosign(request: Asking, chart: str, report: str) -> HttpResponse:
    """A supervisor answers for a trainee's report."""
    found = queries.report_for(request.user, chart_for(request.user, chart), report)
    form = PasswordForm(request.POST, prefix="cosign")
    if form.is_valid():
        words = form.cleaned_data["password"]
        try:
            actions.cosign_report_with_password(report=found, password=words, by=request.user, at=timezone.now())
            messages.success(request, _("Report co-signed."))
            return redirect("records:report", chart, report)
        except Refused as no:
            if not supervises(request.user, found.author, on=timezone.localdate()):
                raise  # no form on their page to say it in
            form.add_error("password", spoken(no))
    return sealed_report_page(request, found, cosign=form, status=422)


@require_safe
@needs(Permission.CHART_READ)
def report_pdf(request: Asking, chart: str, report: str) -> HttpResponse:
    """The report as a tagged PDF."""
    return _file(request, chart, report, "pdf")


@require_safe
@needs(Permission.CHART_READ)
def report_docx(request: Asking, chart: str, report: str) -> HttpResponse:
    """The report as a Word document."""
    return _file(request, chart, report, "docx")


def _file(request: Asking, chart: str, report: str, form: str) -> HttpResponse:
    found = queries.report_for(request.user, chart_for(request.user, chart), report)
    content = actions.export_report(report=found, form=form, by=request.user, at=timezone.now())
    return handed_out(content, kind=TYPES[form], name=f"report-{found.period_to:%Y-%m-%d}.{form}")
