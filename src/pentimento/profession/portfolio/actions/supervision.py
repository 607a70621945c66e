"""Supervision meetings are planned, held, confirmed; what waits is brought to them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.utils import timezone

from pentimento.core.kernel.errors import Conflict, Invalid, NotFound, Refused
from pentimento.core.kernel.words import cleaned
from pentimento.profession.portfolio.models import Agreed, Attendance, Matter, Meeting
from pentimento.profession.portfolio.rules import supervision as rules
from pentimento.profession.portfolio.rules.credentials import group_rule
from pentimento.trust import activity, audit
from pentimento.trust.access import naming
from pentimento.trust.access.door import chart_for
from pentimento.trust.access.models import Chart
from pentimento.trust.activity.models import Activity, Kind
from pentimento.trust.consent import gate
from pentimento.trust.consent.models import Act
from pentimento.trust.people.models import Person
from pentimento.trust.people.queries import supervises

ABOUT = "supervision"


@transaction.atomic
def plan_meeting(
    *,
    supervisor: Person,
    people: Iterable[Person],
    starts_at: datetime,
    minutes: int,
    entry_key: str,
    by: Person,
    at: datetime,
    way: str = "room",
    place: str = "",
    follows: str = "",
) -> Meeting:
    """Set a time for supervision. Two or more people make it a group. The same key again is the same meeting."""
    supervised = {person.pk: person for person in people}
    on = timezone.localdate(starts_at)
    if by.pk not in {supervisor.pk, *supervised}:
        raise Refused("A meeting is planned by somebody who belongs to it.")
    rules.check_time(starts_at, minutes, at=at)
    answered_for = {pk for pk, person in supervised.items() if supervises(supervisor, person, on=on)}
    rules.check_people(supervisor.pk, supervised, supervised=answered_for)
    rules.check_group_size(len(supervised), group_rule(follows))
    fields = {
        "owner": supervisor,
        "starts_at": starts_at,
        "minutes": minutes,
        "form": Meeting.Form.GROUP if len(supervised) > 1 else Meeting.Form.INDIVIDUAL,
        "way": way,
        "place": cleaned(place),
        "follows": follows,
    }
    try:
        with transaction.atomic():
            meeting = Meeting.add(planned_by=by, planned_at=at, entry_key=entry_key, **fields)
    except IntegrityError:  # the same form, sent twice
        return Meeting.scoped(by).get(planned_by=by, entry_key=entry_key)
    for person in supervised.values():
        Attendance.add(owner=person, meeting=meeting)
    audit.record(audit.Event.MEETING_PLANNED, by=by, at=at, subject=meeting, people=len(supervised))
    return meeting


@transaction.atomic
def change_meeting(
    *, meeting: Meeting, starts_at: datetime, minutes: int, way: str, place: str, version: int, by: Person, at: datetime
) -> Meeting:
    """Another time, length or place."""
    row = _open(meeting, by)
    rules.check_time(starts_at, minutes, at=at)
    _check_version(row, version)
    row.starts_at, row.minutes, row.way, row.place = starts_at, minutes, way, cleaned(place)
    row.version += 1
    row.save(update_fields=["starts_at", "minutes", "way", "place", "version"])
    audit.record(audit.Event.MEETING_CHANGED, by=by, at=at, subject=row)
    return row


@transaction.atomic
def cancel_meeting(*, meeting: Meeting, by: Person, at: datetime) -> Meeting:
    """It does not take place; what was on its agenda waits again. Cancelled twice, it is cancelled once."""
    row = _held(meeting, by)
    if row.cancelled_at is not None:
        return row
    row = _open(meeting, by)
    row.cancelled_at = at
    row.save(update_fields=["cancelled_at"])
    _let_wait(row)
    audit.record(audit.Event.MEETING_CANCELLED, by=by, at=at, subject=row)
    return row


@transaction.atomic
def write_decisions(*, meeting: Meeting, words: str, version: int, by: Person, at: datetime) -> Meeting:
    """What was decided, in words without anybody's name. Empty takes them away."""
    row = _open(meeting, by)
    said = cleaned(words)
    if said:
        rules.check_words(said)
    naming.check_nobody_named(by, said)
    if row.decisions == said:
        return row
    _check_version(row, version)
    row.decisions = said
    row.version += 1
    row.save(update_fields=["decisions", "version"])
    audit.record(audit.Event.MEETING_CHANGED, by=by, at=at, subject=row)
    return row


@transaction.atomic
def confirm_meeting(*, meeting: Meeting, came: Iterable[Person], minutes: int, by: Person, at: datetime) -> Meeting:
    """The supervisor says that it took place and who was there. From now on it counts and stays as it is."""
    row = _held(meeting, by)
    rules.check_open(confirmed=False, cancelled=row.cancelled_at is not None)
    rules.check_can_confirm(
        supervisor=row.owner_id,
        by=by.pk,
        starts_at=row.starts_at,
        at=at,
        confirmed=row.confirmed_at is not None,
    )
    rules.check_time(row.starts_at, minutes, at=at)
    there = {person.pk for person in came}
    attendances = list(Attendance.scoped(by).filter(meeting=row).select_related("owner"))
    rules.check_attended(there, {one.owner_id for one in attendances})
    for one in attendances:
        one.came = one.owner_id in there
        one.save(update_fields=["came"])
    row.confirmed_at, row.came, row.minutes = at, len(there), minutes
    row.version += 1
    row.save(update_fields=["confirmed_at", "came", "minutes", "version"])
    _let_wait(row)
    _report_work(row, [one.owner for one in attendances if one.came], at)
    audit.record(audit.Event.MEETING_CONFIRMED, by=by, at=at, subject=row, people=len(there), minutes=minutes)
    return row


@transaction.atomic
def strike_meeting(*, meeting: Meeting, why: str, by: Person, at: datetime) -> Meeting:
    """A meeting confirmed by mistake no longer counts. It stays readable, with the reason."""
    row = _held(meeting, by)
    said = cleaned(why)
    if by.pk != row.owner_id:
        raise Refused("Only the supervisor can strike out a meeting they confirmed.")
    if row.confirmed_at is None:
        raise Refused("Only a confirmed meeting is struck out. This one can still be changed or cancelled.")
    rules.check_words(said)
    if row.struck_at is None:
        row.struck_at, row.struck_why = at, said[:300]
        row.save(update_fields=["struck_at", "struck_why"])
        Activity.objects.filter(reference_kind=ABOUT, reference_id=row.public_id).update(withdrawn_at=at)
        audit.record(audit.Event.MEETING_STRUCK, by=by, at=at, subject=row)
    return row


@transaction.atomic
def bring(
    *, kind: str, words: str, by: Person, at: datetime, place: str = "", reference: str = "", supervised: bool = True
) -> Matter:
    """Flag something for supervision. What points into a record has to be open to whoever brings it.

    Parameters
    ----------
    place, reference
        Public ids of the chart and of what in it. Both empty for a topic.

    Raises
    ------
    NeedsConsent
        For a work, where the client has not agreed to show it in supervision.
    NotFound
        When the chart is not theirs to open.
    """
    rules.check_can_bring(by=by.pk, owner=by.pk, supervised_ever=supervised)
    said = cleaned(words)
    if kind not in Matter.Kind.values or bool(place and reference) is (kind == Matter.Kind.TOPIC):
        raise Invalid("This cannot be brought to supervision.")
    if kind == Matter.Kind.TOPIC or said:
        rules.check_words(said)
    naming.check_nobody_named(by, said)
    chart = chart_for(by, place) if place else None
    if chart is not None and kind == Matter.Kind.WORK:
        gate.check(chart, Act.SUPERVISE, on=timezone.localdate(at))
    waiting = Matter.of_owner(by).filter(settled_at__isnull=True, withdrawn_at__isnull=True)
    if reference and (there := waiting.filter(kind=kind, reference=reference).first()):
        return there
    matter = Matter.add(owner=by, kind=kind, place=place, reference=reference, words=said, raised_at=at)
    audit.record(audit.Event.MATTER_RAISED, by=by, at=at, chart=chart, subject=matter, kind=kind)
    return matter


@transaction.atomic
def open_matter(*, matter: Matter, chart: Chart, by: Person, at: datetime) -> None:
    """Record in the trail of whose record it is that something was opened at the table."""
    audit.record(audit.Event.MATTER_OPENED, by=by, at=at, chart=chart, subject=matter, kind=str(matter.kind))


@transaction.atomic
def put_on_agenda(*, matter: Matter, meeting: Meeting | None, by: Person, at: datetime) -> Matter:
    """Put something that waits on the agenda of a meeting, or with None take it off again."""
    row = _mine(matter, by, at)
    if meeting is not None:
        there = _open(meeting, by)
        belongs = Attendance.scoped(by).filter(meeting=there, owner=row.owner_id).exists()
        if not belongs:
            raise Refused("Whoever brings this does not belong to that meeting.")
    row.meeting = meeting
    row.save(update_fields=["meeting"])
    audit.record(audit.Event.MATTER_PLACED, by=by, at=at, subject=row, on=meeting is not None)
    return row


@transaction.atomic
def settle(*, matter: Matter, outcome: str, version: int, by: Person, at: datetime) -> Matter:
    """Write what it came to, while the meeting is open."""
    row = _mine(matter, by, at)
    said = cleaned(outcome)
    rules.check_words(said)
    naming.check_nobody_named(by, said)
    if row.meeting is None:
        raise Refused("This waits for a meeting. Put it on an agenda first.")
    _open(row.meeting, by)
    if row.outcome == said:
        return row
    _check_version(row, version)
    row.outcome, row.settled_at = said, at
    row.version += 1
    row.save(update_fields=["outcome", "settled_at", "version"])
    audit.record(audit.Event.MATTER_SETTLED, by=by, at=at, subject=row)
    return row


@transaction.atomic
def withdraw_matter(*, matter: Matter, by: Person, at: datetime) -> Matter:
    """Take back what was brought, as long as nothing came of it."""
    row = _mine(matter, by, at)
    rules.check_can_bring(by=by.pk, owner=row.owner_id, supervised_ever=True)
    if row.settled_at is not None:
        raise Refused("Something came of this already, so it stays.")
    if row.withdrawn_at is None:
        row.withdrawn_at, row.meeting = at, None
        row.save(update_fields=["withdrawn_at", "meeting"])
        audit.record(audit.Event.MATTER_WITHDRAWN, by=by, at=at, subject=row)
    return row


@transaction.atomic
def agree_action(
    *, meeting: Meeting, owner: Person, words: str, by_when: date | None, by: Person, at: datetime
) -> Agreed:
    """Record who will do what. Everybody at the table can do it, the supervisor included."""
    row = _open(meeting, by)
    said = cleaned(words)
    rules.check_words(said)
    naming.check_nobody_named(by, said)
    belong = {row.owner_id, *Attendance.scoped(by).filter(meeting=row).values_list("owner", flat=True)}
    if owner.pk not in belong:
        raise Invalid("Choose somebody who belongs to this meeting.")
    made = Agreed.add(meeting=row, owner=owner, words=said[:400], by_when=by_when, agreed_at=at)
    audit.record(audit.Event.ACTION_AGREED, by=by, at=at, subject=made)
    return made


@transaction.atomic
def mark_done(*, agreed: Agreed, done: bool, by: Person, at: datetime) -> Agreed:
    """Whoever agreed to do it says that it is done, or that it is not after all."""
    row = Agreed.scoped(by).select_for_update(of=("self",)).get(pk=agreed.pk)
    if row.owner_id != by.pk:
        raise Refused("Only the person who agreed to do this can say that it is done.")
    if (row.done_at is not None) is not done:
        row.done_at = at if done else None
        row.save(update_fields=["done_at"])
        audit.record(audit.Event.ACTION_DONE, by=by, at=at, subject=row, done=done)
    return row


def _held(meeting: Meeting, by: Person) -> Meeting:
    row = Meeting.scoped(by).select_for_update(of=("self",)).select_related("owner").filter(pk=meeting.pk).first()
    if row is None:
        raise NotFound
    return row


def _open(meeting: Meeting, by: Person) -> Meeting:
    row = _held(meeting, by)
    rules.check_open(confirmed=row.confirmed_at is not None, cancelled=row.cancelled_at is not None)
    return row


def _mine(matter: Matter, by: Person, at: datetime) -> Matter:
    """A matter whoever acts brought, or a supervisor of them. Fellows at the table only read."""
    rows = Matter.scoped(by).select_for_update(of=("self",)).select_related("meeting")
    row = rows.filter(pk=matter.pk).first()
    if row is None:
        raise NotFound
    answers = row.meeting is not None and row.meeting.owner_id == by.pk
    if row.owner_id != by.pk and not answers and not supervises(by, row.owner, on=timezone.localdate(at)):
        raise Refused("Each person brings their own matters to supervision.")
    return row


def _check_version(row: Meeting | Matter, version: int) -> None:
    if row.version != version:
        raise Conflict("Somebody else changed this meanwhile. Both texts are below; nothing was overwritten.")


def _let_wait(meeting: Meeting) -> None:
    """What nothing came of waits for the next meeting."""
    for row in Matter.scoped(meeting.owner).filter(meeting=meeting, settled_at__isnull=True):
        row.meeting = None
        row.save(update_fields=["meeting"])


def _report_work(meeting: Meeting, came: Iterable[Person], at: datetime) -> None:
    about, on = (ABOUT, meeting.public_id), timezone.localdate(meeting.starts_at)
    activity.report(Kind.SUPERVISION_GIVEN, person=meeting.owner, at=at, about=about, minutes=meeting.minutes, on=on)
    for person in came:
        activity.report(Kind.SUPERVISION_HAD, person=person, at=at, about=about, minutes=meeting.minutes, on=on)
