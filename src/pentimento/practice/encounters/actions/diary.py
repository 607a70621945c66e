"""Times are set aside, moved, cancelled, restored, and missed."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db import transaction

from pentimento.core.kernel.errors import Invalid, NotFound, Refused
from pentimento.core.kernel.words import cleaned
from pentimento.practice.clients.queries import names_of
from pentimento.practice.encounters import rules
from pentimento.practice.encounters.models import Appointment, Group
from pentimento.practice.encounters.queries.diary import TAKEN, taken_by
from pentimento.trust import audit
from pentimento.trust.access.door import is_own_chart
from pentimento.trust.access.models import Chart
from pentimento.trust.people.models import Person

from .team import check_keeper, clock_of

Status = Appointment.Status
PLACE_MOST = 80


@transaction.atomic
def book(
    *,
    chart: Chart,
    therapist: Person,
    starts_at: datetime,
    minutes: int,
    place: str,
    by: Person,
    at: datetime,
    group: Group | None = None,
    meeting: str = "",
    entry_key: str = "",
) -> Appointment:
    """Set a time aside for a client. The same ``entry_key`` again is a repeat, not a second time.

    Raises
    ------
    Refused
        If the therapist or the client is busy then, or the therapist is not on the care team.
    """
    check_keeper(by, chart)
    hold(therapist, [chart])
    if entry_key and (twin := Appointment.of_chart(chart).filter(entry_key=entry_key).first()):
        return twin
    rules.check_time(starts_at=starts_at, minutes=minutes, at=at)
    _check_in_care(chart, by=by)
    if not is_own_chart(therapist, chart):
        raise Refused("{name} is not on this client's care team. Add them there first.", name=therapist.name)
    check_free(chart=chart, therapist=therapist, starts_at=starts_at, minutes=minutes, meeting=meeting)
    time = {"starts_at": starts_at, "minutes": minutes, "place": place_named(place)}
    shared = {"group": group, "meeting": meeting, "entry_key": entry_key}
    appointment = Appointment.add(chart=chart, therapist=therapist, **time, **shared)
    audit.record(audit.Event.APPOINTMENT_BOOKED, by=by, at=at, chart=chart, subject=appointment)
    return appointment


def hold(therapist: Person, charts: Iterable[Chart]) -> None:
    """Put bookings of one therapist, and of one client, in line: on PostgreSQL two could pass the check at once."""
    people = Person.objects.select_for_update(no_key=True).order_by("pk")
    list(people.filter(pk=therapist.pk))
    keys = [chart.pk for chart in charts]
    list(Chart.objects.select_for_update(no_key=True).filter(pk__in=keys).order_by("pk"))


def place_named(place: str) -> str:
    """A place in one line, at most 80 characters."""
    name = " ".join(cleaned(place).split())
    if len(name) > PLACE_MOST:
        raise Invalid("A place is named in at most {most} characters.", most=PLACE_MOST)
    return name


def _check_in_care(chart: Chart, *, by: Person) -> None:
    client = names_of(by, [chart.pk]).get(chart.pk)
    if client is None:
        raise NotFound
    rules.check_can_book(status=client.status)


def check_free(
    *,
    chart: Chart,
    therapist: Person,
    starts_at: datetime,
    minutes: int,
    but: Appointment | None = None,
    meeting: str = "",
) -> None:
    """Refuse a time at which the therapist or the client has something else. Never says with whom."""
    busy = taken_by(starts_at=starts_at, minutes=minutes, but=but, meeting=meeting, therapist=therapist)
    if busy:
        raise Refused(
            "{name} already has a session from {begins} to {ends}. Choose another time.",
            name=therapist.name,
            begins=clock_of(busy[0]),
            ends=clock_of(busy[1]),
        )
    check_client_free(chart=chart, starts_at=starts_at, minutes=minutes, but=but)


def check_client_free(*, chart: Chart, starts_at: datetime, minutes: int, but: Appointment | None) -> None:
    """Refuse a time at which the client has something else."""
    window = timedelta(minutes=rules.LONGEST)
    rows = Appointment.of_chart(chart).filter(status__in=TAKEN, starts_at__gt=starts_at - window)
    rows = rows.filter(starts_at__lt=starts_at + window).exclude(pk=but.pk if but else 0)
    busy = rules.overlapping(starts_at=starts_at, minutes=minutes, taken=rows.values_list("starts_at", "minutes"))
    if busy:
        raise Refused(
            "The client already has a session from {begins} to {ends}. Choose another time.",
            begins=clock_of(busy[0]),
            ends=clock_of(busy[1]),
        )


@transaction.atomic
def move(
    *,
    appointment: Appointment,
    starts_at: datetime,
    minutes: int,
    place: str,
    version: int,
    by: Person,
    at: datetime,
    therapist: Person | None = None,
) -> Appointment:
    """Put a booked time elsewhere, or give it to a colleague on the care team.

    Raises
    ------
    Conflict
        If somebody changed it since ``version``.
    """
    check_keeper(by, appointment.chart)
    new_therapist = therapist or appointment.therapist
    hold(new_therapist, [appointment.chart])
    row = locked(appointment)
    wanted = {"starts_at": starts_at, "minutes": minutes, "place": place_named(place), "therapist": new_therapist}
    if all(getattr(row, field) == value for field, value in wanted.items()):
        return row
    rules.check_version(theirs=row.version, ours=version)
    rules.check_can_move(status=row.status, in_meeting=bool(row.meeting))
    rules.check_time(starts_at=starts_at, minutes=minutes, at=at)
    if not is_own_chart(new_therapist, row.chart):
        raise Refused("{name} is not on this client's care team. Add them there first.", name=new_therapist.name)
    check_free(chart=row.chart, therapist=new_therapist, starts_at=starts_at, minutes=minutes, but=row)
    for field, value in wanted.items():
        setattr(row, field, value)
    return changed(row, audit.Event.APPOINTMENT_MOVED, by=by, at=at)


@transaction.atomic
def cancel(*, appointment: Appointment, by: Person, at: datetime) -> Appointment:
    """Give a booked time up. It stays in the calendar, struck out, and can be restored."""
    return _become(appointment, Status.CANCELLED, audit.Event.APPOINTMENT_CANCELLED, by=by, at=at)


@transaction.atomic
def miss(*, appointment: Appointment, by: Person, at: datetime) -> Appointment:
    """Record that the client did not attend."""
    rules.check_can_miss(starts_at=appointment.starts_at, at=at)
    return _become(appointment, Status.MISSED, audit.Event.APPOINTMENT_MISSED, by=by, at=at)


@transaction.atomic
def restore(*, appointment: Appointment, by: Person, at: datetime) -> Appointment:
    """Take a cancellation, or "did not attend", back, if the time is still free."""
    hold(appointment.therapist, [appointment.chart])
    return _become(appointment, Status.BOOKED, audit.Event.APPOINTMENT_RESTORED, by=by, at=at)


def _become(
    appointment: Appointment, status: Appointment.Status, event: audit.Event, *, by: Person, at: datetime
) -> Appointment:
    """Change how a time stands. Asking for what it is already is a repeat."""
    check_keeper(by, appointment.chart)
    row = locked(appointment)
    if row.status == status:
        return row
    rules.check_can_become(status=row.status, wanted=status)
    if status == Status.BOOKED:
        check_free(
            chart=row.chart,
            therapist=row.therapist,
            starts_at=row.starts_at,
            minutes=row.minutes,
            but=row,
            meeting=row.meeting,
        )
    row.status = status
    return changed(row, event, by=by, at=at)


def locked(appointment: Appointment) -> Appointment:
    """The row as it is now, held until the transaction ends."""
    rows = Appointment.of_chart(appointment.chart_id).select_for_update(of=("self",))
    return rows.select_related("chart", "therapist", "group").get(pk=appointment.pk)


def changed(row: Appointment, event: audit.Event, *, by: Person, at: datetime) -> Appointment:
    """Save a locked row as its next version, and record why."""
    row.version += 1
    row.save(update_fields=["starts_at", "minutes", "place", "therapist", "status", "version"])
    audit.record(event, by=by, at=at, chart=row.chart, subject=row, version=row.version)
    return row
