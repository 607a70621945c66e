"""Groups form, clients join and leave, and meetings are booked: one appointment for each member."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from pentimento.core.kernel.errors import Refused
from pentimento.core.kernel.words import cleaned
from pentimento.practice.encounters import rules
from pentimento.practice.encounters.models import Appointment, Group, Membership
from pentimento.trust import audit
from pentimento.trust.access.door import is_own_chart, keeps_the_front_desk
from pentimento.trust.access.models import Chart
from pentimento.trust.audit import Event
from pentimento.trust.identifiers import new_public_id
from pentimento.trust.people.models import Person

from .diary import book, cancel, changed, check_free, hold, locked, place_named
from .team import check_keeper, day_of


@transaction.atomic
def form_group(*, name: str, therapist: Person, by: Person, at: datetime) -> Group:
    """Form a group. The same name on the same day is a repeat, not a second group."""
    words = " ".join(cleaned(name).split())
    rules.check_group_name(words)
    rules.check_can_keep_group(therapist=therapist.pk, by=by.pk, front_desk=keeps_the_front_desk(by))
    hold(therapist, [])
    twin = Group.objects.filter(name=words, therapist=therapist, ended_on__isnull=True).first()
    if twin is not None:
        if twin.formed_on == day_of(at):
            return twin
        raise Refused("There is a group of this name already. Give the new one another name.")
    group = Group.objects.create(name=words, therapist=therapist, formed_on=day_of(at))
    audit.record(Event.GROUP_FORMED, by=by, at=at, subject=group)
    return group


def _check_keeps(group: Group, by: Person) -> None:
    rules.check_can_keep_group(therapist=group.therapist_id, by=by.pk, front_desk=keeps_the_front_desk(by))


@transaction.atomic
def join_group(*, group: Group, chart: Chart, by: Person, at: datetime) -> Membership:
    """Add a client to a group; adding them twice is a repeat."""
    _check_keeps(group, by)
    check_keeper(by, chart)
    rules.check_can_join(therapist_on_team=is_own_chart(group.therapist, chart), ended=group.ended_on is not None)
    hold(group.therapist, [chart])
    if there := Membership.of_chart(chart).filter(group=group, until__isnull=True).first():
        return there
    membership = Membership.add(chart=chart, group=group, since=day_of(at))
    audit.record(Event.GROUP_JOINED, by=by, at=at, chart=chart, subject=membership, group=group.public_id)
    return membership


@transaction.atomic
def leave_group(*, membership: Membership, by: Person, at: datetime) -> Membership:
    """Record that a client leaves. Meetings already booked stay until they are cancelled."""
    _check_keeps(membership.group, by)
    if membership.until is not None:
        return membership
    membership.until = max(day_of(at), membership.since)
    membership.save(update_fields=["until"])
    audit.record(Event.GROUP_LEFT, by=by, at=at, chart=membership.chart, subject=membership)
    return membership


@transaction.atomic
def return_to_group(*, membership: Membership, by: Person, at: datetime) -> Membership:
    """Take it back that a client left: the membership goes on from where it began. Twice is a repeat.

    Raises
    ------
    Refused
        If the group has ended, or the client's therapist is no longer theirs.
    """
    group = membership.group
    _check_keeps(group, by)
    on_team = is_own_chart(group.therapist, membership.chart)
    rules.check_can_join(therapist_on_team=on_team, ended=group.ended_on is not None)
    hold(group.therapist, [membership.chart])
    if there := Membership.of_chart(membership.chart_id).filter(group=group, until__isnull=True).first():
        return there
    membership.until = None
    membership.save(update_fields=["until"])
    audit.record(Event.GROUP_JOINED, by=by, at=at, chart=membership.chart, subject=membership, group=group.public_id)
    return membership


@transaction.atomic
def end_group(*, group: Group, by: Person, at: datetime) -> Group:
    """The group meets no more. Its past stays."""
    _check_keeps(group, by)
    if group.ended_on is None:
        group.ended_on = day_of(at)
        group.save(update_fields=["ended_on"])
        audit.record(Event.GROUP_ENDED, by=by, at=at, subject=group)
    return group


@transaction.atomic
def book_meeting(
    *, group: Group, starts_at: datetime, minutes: int, place: str, by: Person, at: datetime, entry_key: str = ""
) -> list[Appointment]:
    """Set one time aside for every member. All of them or, with the reason, none.

    Raises
    ------
    Refused
        If the therapist or any member is busy then, or nobody is in the group.
    """
    _check_keeps(group, by)
    members = _members(group)
    rules.check_can_meet(members=members, ended=group.ended_on is not None)
    hold(group.therapist, [one.chart for one in members])
    meeting = new_public_id()
    if entry_key and (twins := _booked(group, entry_key)):
        return twins
    return [
        book(
            chart=one.chart,
            therapist=group.therapist,
            starts_at=starts_at,
            minutes=minutes,
            place=place,
            by=by,
            at=at,
            group=group,
            meeting=meeting,
            entry_key=entry_key,
        )
        for one in members
    ]


def _members(group: Group) -> list[Membership]:
    rows = Membership.scoped(group.therapist).filter(group=group, until__isnull=True)
    return list(rows.select_related("chart").order_by("pk"))


def _booked(group: Group, entry_key: str) -> list[Appointment]:
    rows = Appointment.scoped(group.therapist).filter(group=group, entry_key=entry_key)
    return list(rows.select_related("chart").order_by("pk"))


def _of_meeting(group: Group, meeting: str) -> list[Appointment]:
    rows = Appointment.scoped(group.therapist).filter(group=group, meeting=meeting).exclude(meeting="")
    return list(rows.select_related("chart", "therapist").order_by("pk"))


@transaction.atomic
def move_meeting(
    *, group: Group, meeting: str, starts_at: datetime, minutes: int, place: str, by: Person, at: datetime
) -> list[Appointment]:
    """Put a whole meeting elsewhere, all members together: a cancelled one would be restored to the new time."""
    _check_keeps(group, by)
    rules.check_time(starts_at=starts_at, minutes=minutes, at=at)
    rows = _of_meeting(group, meeting)
    hold(group.therapist, [row.chart for row in rows])
    return [_move_along(row, starts_at, minutes, place_named(place), by=by, at=at) for row in map(locked, rows)]


def _move_along(
    row: Appointment, starts_at: datetime, minutes: int, place: str, *, by: Person, at: datetime
) -> Appointment:
    if row.status != Appointment.Status.CANCELLED:
        rules.check_can_move(status=row.status, in_meeting=False)
        check_free(
            chart=row.chart, therapist=row.therapist, starts_at=starts_at, minutes=minutes, but=row, meeting=row.meeting
        )
    row.starts_at, row.minutes, row.place = starts_at, minutes, place
    return changed(row, Event.APPOINTMENT_MOVED, by=by, at=at)


@transaction.atomic
def cancel_meeting(*, group: Group, meeting: str, by: Person, at: datetime) -> list[Appointment]:
    """Cancel what is still booked of a meeting. Each member's time can be restored."""
    _check_keeps(group, by)
    booked = [row for row in _of_meeting(group, meeting) if row.status == Appointment.Status.BOOKED]
    return [cancel(appointment=row, by=by, at=at) for row in booked]
