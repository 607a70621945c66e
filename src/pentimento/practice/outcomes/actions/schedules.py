"""When a measure is to be given again."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from pentimento.core.kernel.errors import Conflict
from pentimento.core.scoring.instruments import instrument as instrument_named
from pentimento.practice.outcomes import rules
from pentimento.practice.outcomes.models import Schedule
from pentimento.trust import audit
from pentimento.trust.access.models import Chart
from pentimento.trust.people.models import Person

from .team import check_writer, day_of


@transaction.atomic
def schedule(*, chart: Chart, instrument: str, every_weeks: int, next_due: date, by: Person, at: datetime) -> Schedule:
    """Plan a measure every so many weeks, or change such a plan. The same again is a repeat."""
    check_writer(by, chart)
    known = instrument_named(instrument)
    rows = Schedule.of_chart(chart).select_for_update(of=("self",))
    row = rows.filter(instrument=known.key, ended_on__isnull=True).first()
    if row is not None and (row.every_weeks, row.next_due) == (every_weeks, next_due):
        return row
    rules.check_plan(every_weeks=every_weeks, next_due=next_due, today=day_of(at))
    if row is None:
        row = Schedule.add(chart=chart, instrument=known.key, every_weeks=every_weeks, next_due=next_due)
    else:
        row.every_weeks, row.next_due = every_weeks, next_due
        row.save(update_fields=["every_weeks", "next_due"])
    audit.record(
        audit.Event.MEASURE_SCHEDULED, by=by, at=at, chart=chart, subject=row, instrument=known.key, weeks=every_weeks
    )
    return row


@transaction.atomic
def end_schedule(*, schedule: Schedule, by: Person, at: datetime) -> Schedule:
    """Stop asking for a measure. Ended twice, it is ended once; ``resume_schedule`` takes it back."""
    check_writer(by, schedule.chart)
    return _end(schedule, by=by, at=at)


@transaction.atomic
def end_schedules(*, chart: Chart, by: Person, at: datetime) -> list[Schedule]:
    """Stop asking for any measure, as when therapy ends."""
    check_writer(by, chart)
    running = Schedule.of_chart(chart).filter(ended_on__isnull=True).select_related("chart")
    return [_end(row, by=by, at=at) for row in running]


def _end(schedule: Schedule, *, by: Person, at: datetime) -> Schedule:
    row = _held(schedule)
    if row.ended_on is None:
        row.ended_on = day_of(at)
        row.save(update_fields=["ended_on"])
        audit.record(audit.Event.MEASURE_PLAN_ENDED, by=by, at=at, chart=row.chart, subject=row)
    return row


@transaction.atomic
def resume_schedule(*, schedule: Schedule, by: Person, at: datetime) -> Schedule:
    """Take the end of a plan back.

    Raises
    ------
    Conflict
        When the measure was planned anew since.
    """
    check_writer(by, schedule.chart)
    row = _held(schedule)
    if row.ended_on is None:
        return row
    if Schedule.of_chart(row.chart_id).filter(instrument=row.instrument, ended_on__isnull=True).exists():
        raise Conflict("This measure was planned anew since. Change that plan instead.")
    row.ended_on = None
    row.save(update_fields=["ended_on"])
    audit.record(
        audit.Event.MEASURE_SCHEDULED,
        by=by,
        at=at,
        chart=row.chart,
        subject=row,
        instrument=row.instrument,
        weeks=row.every_weeks,
    )
    return row


def _held(schedule: Schedule) -> Schedule:
    rows = Schedule.of_chart(schedule.chart_id).select_for_update(of=("self",)).select_related("chart")
    return rows.get(pk=schedule.pk)
