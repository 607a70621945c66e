"""What is due, and what must not be overlooked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone

from pentimento.core.kernel.errors import NotFound
from pentimento.core.scoring.instruments import instrument
from pentimento.practice.clients.queries import seen_by
from pentimento.practice.outcomes.models import SafetyPrompt, Schedule
from pentimento.trust.access.models import Chart, Grant
from pentimento.trust.people.models import Person

NO_LONGER = ("discharged", "declined")


@dataclass(frozen=True, slots=True)
class Due:
    """One measure that is planned for a client."""

    schedule: Schedule
    chart: Chart
    chart_id: int
    instrument: str
    title: str
    every_weeks: int
    next_due: date
    is_overdue: bool  # its day has passed


def due_for(viewer: Person, *, on: date, limit: int = 200) -> list[Due]:
    """Measures due by a day for clients on whose care team the viewer is, longest due first. One statement."""
    rows = Schedule.scoped(viewer).filter(chart__in=_own_charts(viewer), ended_on__isnull=True, next_due__lte=on)
    rows = rows.exclude(chart__in=seen_by(viewer).filter(status__in=NO_LONGER).values("chart"))
    return [_due(row) for row in rows.select_related("chart").order_by("next_due", "pk")[:limit]]


def _own_charts(viewer: Person) -> QuerySet[Grant, Any]:
    """A supervisor looks on; what is due is for those who give it."""
    today = timezone.localdate()
    in_force = (Q(until__isnull=True) | Q(until__gte=today)) & Q(since__lte=today)
    return Grant.objects.filter(in_force, person=viewer).values("chart")


def _due(row: Schedule) -> Due:
    return Due(
        schedule=row,
        chart=row.chart,
        chart_id=row.chart_id,
        instrument=row.instrument,
        title=instrument(row.instrument).title,
        every_weeks=row.every_weeks,
        next_due=row.next_due,
        is_overdue=row.next_due < timezone.localdate(),
    )


def schedules_of(viewer: Person, chart: Chart) -> dict[str, Due]:
    """What is planned for a client now, by instrument. One statement."""
    rows = Schedule.scoped(viewer).filter(chart=chart, ended_on__isnull=True).select_related("chart")
    return {row.instrument: _due(row) for row in rows.order_by("next_due", "pk")}


def schedule_for(viewer: Person, chart: Chart, public_id: str) -> Schedule:
    """One plan of a chart that was opened, ended or not.

    Raises
    ------
    NotFound
    """
    found = Schedule.scoped(viewer).filter(chart=chart, public_id=public_id).select_related("chart").first()
    if found is None:
        raise NotFound
    return found


def open_prompts_for(viewer: Person) -> list[SafetyPrompt]:
    """Safety prompts nobody has answered yet, of charts open to the viewer, oldest first. One statement."""
    rows = SafetyPrompt.scoped(viewer).filter(answered_at__isnull=True)
    return list(rows.select_related("chart", "giving").order_by("raised_at", "pk"))


def prompt_for(viewer: Any, chart: Chart, public_id: str) -> SafetyPrompt:
    """One safety prompt of a chart that was opened.

    Raises
    ------
    NotFound
    """
    rows = SafetyPrompt.scoped(viewer).select_related("chart", "giving__encounter", "answered_by")
    found = rows.filter(chart=chart, public_id=public_id).first()
    if found is None:
        raise NotFound
    return found
