"""Who may write in a chart at all."""

from __future__ import annotations

from datetime import date, datetime

from django.utils import timezone

from pentimento.core.kernel.errors import Refused
from pentimento.trust.access.door import is_own_chart
from pentimento.trust.access.models import Chart
from pentimento.trust.people.models import Person


def check_on_team(by: Person, chart: Chart) -> None:
    """Supervisors read; the care team writes."""
    if not is_own_chart(by, chart):
        raise Refused("Only the care team writes in this chart. Ask them, or join the team first.")


def local_day(at: datetime) -> date:
    """The day a moment falls on, in the practice's time zone."""
    return at.astimezone(timezone.get_current_timezone()).date()
