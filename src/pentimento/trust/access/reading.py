"""Opening a chart: through the door, and into the audit trail."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction

from pentimento.trust import audit
from pentimento.trust.audit.models import Entry
from pentimento.trust.people.models import Person

from .door import chart_for, is_own_chart
from .models import Chart, Purpose

QUIET = timedelta(minutes=15)


def open_chart(viewer: Person, public_id: str, *, at: datetime, what: str, purpose: Purpose = Purpose.CARE) -> Chart:
    """Fetch a chart and record that this viewer read ``what`` of it.

    The same page read again within 15 minutes is one reading: polling and partials would otherwise
    bury the trail. ``what`` is a plain word such as ``"the wall"``; it never holds clinical words.

    Raises
    ------
    NotFound
        Also when the chart exists but is not theirs to open.
    """
    chart = chart_for(viewer, public_id, purpose)
    with transaction.atomic():
        record_reading(viewer, chart, at=at, what=what)
    return chart


def record_reading(viewer: Person, chart: Chart, *, at: datetime, what: str) -> None:
    """Record a reading, inside the caller's transaction."""
    recent = Entry.objects.filter(
        chart=chart, by=viewer, event=audit.Event.CHART_READ.name, at__gt=at - QUIET, detail__what=what
    )
    if recent.exists():
        return
    capacity = "own" if is_own_chart(viewer, chart) else "supervision"
    audit.record(audit.Event.CHART_READ, by=viewer, at=at, chart=chart, what=what, capacity=capacity)
