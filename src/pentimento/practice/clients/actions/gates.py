"""Who may change what, asked of the door and put to the rules."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db import models
from django.utils import timezone

from pentimento.core.kernel.errors import TooLarge
from pentimento.practice.clients import rules
from pentimento.trust.access.door import is_own_chart, keeps_the_front_desk
from pentimento.trust.access.models import Chart
from pentimento.trust.people.models import Person


def day_of(at: datetime) -> date:
    """The day a moment falls on where the practice is."""
    return at.astimezone(timezone.get_current_timezone()).date()


def check_writer(by: Person, chart: Chart) -> None:
    """Refuse unless this person is on the care team."""
    rules.check_can_write(on_team=is_own_chart(by, chart))


def check_keeper(by: Person, chart: Chart) -> None:
    """Refuse unless this person keeps this client's details."""
    rules.check_can_keep_details(on_team=is_own_chart(by, chart), front_desk=keeps_the_front_desk(by))


def fitted(model: type[models.Model], **fields: Any) -> dict[str, Any]:
    """Fields as they are kept: text cleaned, each no longer than its place.

    Raises
    ------
    TooLarge
        Names the field and its limit; SQLite would keep any length, PostgreSQL would break off.
    """
    kept: dict[str, Any] = {}
    for name, value in fields.items():
        field = model._meta.get_field(name)
        if isinstance(value, str):
            clean = rules.cleaned if isinstance(field, models.TextField) else rules.cleaned_line
            value = clean(value)
            most = getattr(field, "max_length", None)
            if most and len(value) > most:
                raise TooLarge("This is longer than {most} characters. Shorten it; nothing was saved.", most=most)
        kept[name] = value
    return kept
