"""Who may write, and which day it is, asked of the door and the clock on the wall."""

from __future__ import annotations

from datetime import date, datetime

from django.utils import timezone

from pentimento.practice.outcomes import rules
from pentimento.trust.access.door import is_own_chart
from pentimento.trust.access.models import Chart
from pentimento.trust.people.models import Person


def check_writer(by: Person, chart: Chart) -> None:
    """Refuse unless this person is on the care team."""
    rules.check_can_write(on_team=is_own_chart(by, chart))


def day_of(at: datetime) -> date:
    """The day a moment falls on where the practice is."""
    return timezone.localtime(at).date()
