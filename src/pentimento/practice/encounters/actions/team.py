"""Who may change what, asked of the door and put to the rules."""

from __future__ import annotations

from datetime import date, datetime

from django.utils import timezone

from pentimento.practice.encounters import rules
from pentimento.trust.access.door import is_own_chart, keeps_the_front_desk
from pentimento.trust.access.models import Chart
from pentimento.trust.people.models import Person


def check_writer(by: Person, chart: Chart) -> None:
    """Refuse unless this person is on the care team."""
    rules.check_can_write(on_team=is_own_chart(by, chart))


def check_keeper(by: Person, chart: Chart) -> None:
    """Refuse unless this person keeps the calendar of this client."""
    rules.check_can_keep_calendar(on_team=is_own_chart(by, chart), front_desk=keeps_the_front_desk(by))


def day_of(at: datetime) -> date:
    """The day a moment falls on where the practice is."""
    return at.astimezone(timezone.get_current_timezone()).date()


def clock_of(at: datetime) -> str:
    """A moment as the clock on the wall shows it: ``14:32``."""
    return f"{at.astimezone(timezone.get_current_timezone()):%H:%M}"
