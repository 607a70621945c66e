"""The service's measures in numbers, without a name."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _

from pentimento.core.scoring.instruments import instruments
from pentimento.practice.outcomes.models import Giving, Schedule


def counts(frm: date, to: date) -> dict[str, int]:
    """How often each measure was given from one day to another, both counted, and how many are overdue after it.

    No names, and no way to any: for the head of service. The keys are words for the page. Two statements.
    """
    given = Giving.tally("instrument", is_current=True, given_on__gte=frm, given_on__lte=to)
    by_instrument = {row["instrument"]: row["number"] for row in given}
    overdue = sum(row["number"] for row in Schedule.tally("instrument", ended_on__isnull=True, next_due__lt=to))
    found = {
        _("%(measure)s given") % {"measure": known.title}: by_instrument.get(known.key, 0) for known in instruments()
    }
    return found | {_("Measures overdue"): overdue}
