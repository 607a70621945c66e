"""A report leaves the record as a file, past the consent gate and into the audit trail."""

from __future__ import annotations

from datetime import datetime

from pentimento.core.kernel.errors import Invalid
from pentimento.practice.records.models import Report
from pentimento.practice.records.press import pdf, word
from pentimento.practice.records.queries.paper import paper_of
from pentimento.trust.people.models import Person

from .own import local_day
from .reports import note_export

PRESSES = {"pdf": pdf, "docx": word}


def export_report(*, report: Report, form: str, by: Person, at: datetime) -> bytes:
    """Set a report as ``pdf`` or ``docx``. The gate is asked now; no file goes out without its entry.

    Raises
    ------
    NeedsConsent, Refused, Invalid, Unavailable
    """
    if form not in PRESSES:
        raise Invalid("Reports are taken out as PDF or Word documents.")
    paper = paper_of(by, report, on=local_day(at))
    made = PRESSES[form](paper)  # slow, so outside of any transaction
    note_export(report=report, form=form, pictures=len(paper.pictures), by=by, at=at)
    return made
