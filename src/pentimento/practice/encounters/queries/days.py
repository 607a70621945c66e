"""Days as the practice's clock has them."""

from __future__ import annotations

from datetime import date, datetime, time

from django.utils import timezone


def midnight(day: date) -> datetime:
    """The moment a day begins where the practice is."""
    return datetime.combine(day, time.min, tzinfo=timezone.get_current_timezone())
