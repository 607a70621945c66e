"""Opening a chart: through the door, and into the audit trail."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction

from pentimento.core.kernel.errors import NotFound
from pentimento.trust import audit
from pentimento.trust.audit.models import Entry
from pentimento.trust.people.models import Person
from pentimento.trust.prepared import PreparedRows

from .door import chart_for, is_known, is_own_chart
from .models import Chart, Purpose

QUIET = timedelta(minutes=15)
_RECENT = PreparedRows(
    lambda chart, by, since: Entry.objects.filter(
        chart=chart, by=by, event=audit.Event.CHART_READ.name, at__gt=since
    ).values_list("detail", flat=True),
    chart=int,
    by=int,
    since=datetime,
)


def open_chart(viewer: Person, public_id: str, *, at: datetime, what: str, purpose: Purpose = Purpose.CARE) -> Chart:
    """Fetch a chart and record that this viewer read ``what`` of it.

    The same page read again within 15 minutes is one reading: polling and partials would otherwise
    bury the trail. ``what`` is a plain word such as ``"the wall"``; it never holds clinical words.

    Raises
    ------
    NotFound
        Also when the chart exists but is not theirs to open.
    """
    try:
        chart = chart_for(viewer, public_id, purpose)
    except NotFound:
        record_refusal(viewer, public_id, at=at)
        raise
    if not _was_recorded(viewer, chart, at=at, what=what):
        # Only a first reading waits for the writers; those who turn pages do not.
        with transaction.atomic():
            record_reading(viewer, chart, at=at, what=what)
    return chart


def record_refusal(viewer: Person, public_id: str, *, at: datetime) -> None:
    """Record that somebody asked for a chart that is not theirs to open; once in 15 minutes."""
    chart = Chart.objects.filter(public_id=public_id).first()
    if chart is None or not is_known(viewer):
        return
    tried = Entry.objects.filter(chart=chart, by=viewer, event=audit.Event.CHART_REFUSED.name, at__gt=at - QUIET)
    with transaction.atomic():
        if not tried.exists():
            audit.record(audit.Event.CHART_REFUSED, by=viewer, at=at, chart=chart)


def record_reading(viewer: Person, chart: Chart, *, at: datetime, what: str) -> None:
    """Record a reading, inside the caller's transaction."""
    if _was_recorded(viewer, chart, at=at, what=what):
        return
    capacity = "own" if is_own_chart(viewer, chart) else "supervision"
    audit.record(audit.Event.CHART_READ, by=viewer, at=at, chart=chart, what=what, capacity=capacity)


def _was_recorded(viewer: Person, chart: Chart, *, at: datetime, what: str) -> bool:
    recent = _RECENT.all(chart=chart.pk, by=viewer.pk, since=at - QUIET)
    return any(detail.get("what") == what for detail in recent)
