"""What was typed into something that was sealed meanwhile: it comes back whole, to read and to copy."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from pentimento.practice.records.forms.notes import AmendForm
from pentimento.practice.records.rules.notes import AMENDMENT_MOST, unkept
from pentimento.practice.records.rules.reports import unkept as unkept_in_report
from pentimento.practice.records.rules.templates import template
from pentimento.trust.access.asking import Asking

from .sealed import sealed_page
from .sealed_reports import sealed_report_page


def note_overtaken(request: Asking, encounter: Any, note: Any) -> HttpResponse:
    """The sealed note with the words that came too late, and the amendment they can become.

    Where nothing else was typed than was sealed, nothing came too late.
    """
    sent = request.POST
    chosen = template(sent.get("template", ""))
    typed = [(one.key, one.heading, sent.get(f"section_{one.key}", "")) for one in chosen.sections]
    late = unkept(note.sections, typed)
    if not late:
        return redirect("records:note", encounter.chart.public_id, encounter.public_id)
    words = "\n\n".join(words for _heading, words in late)
    amend = AmendForm(initial={"words": words if len(words) <= AMENDMENT_MOST else ""})
    return sealed_page(request, encounter, note, amend=amend, late=late, status=409)


def report_overtaken(request: Asking, report: Any) -> HttpResponse:
    """The sealed report with the words that came too late."""
    late = unkept_in_report(report.body, request.POST)
    if late:
        return sealed_report_page(request, report, late=late, status=409)
    messages.info(request, _("This report is sealed. Nothing was changed."))
    return redirect("records:report", report.chart.public_id, report.public_id)
