"""Times set aside: the day, the week, and what would overlap."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.utils import timezone

from pentimento.core.kernel.errors import NotFound
from pentimento.practice.clients.queries import names_of
from pentimento.practice.encounters import rules
from pentimento.practice.encounters.models import Appointment, Encounter, Group
from pentimento.trust.access.actions import team_of as grants_of
from pentimento.trust.access.door import keeps_the_front_desk, practical_purpose
from pentimento.trust.access.models import Chart
from pentimento.trust.access.questions import Question
from pentimento.trust.people.models import Person, Supervision
from pentimento.trust.people.queries import clinicians

from .days import midnight
from .groups import groups_for

TAKEN = (Appointment.Status.BOOKED, Appointment.Status.ATTENDED)
A_PAGE = 50  # appointments of one client
_UPCOMING = Question(
    Appointment,
    lambda rows, chart, frm: rows.filter(chart=chart, starts_at__gte=frm, status=Appointment.Status.BOOKED).order_by(
        "starts_at", "pk"
    )[:3],
    chart=int,
    frm=datetime,
)


@dataclass(frozen=True, slots=True)
class Slot:
    """A time in the calendar: one client's, or one group meeting with its members' times inside.

    ``client`` is None where the viewer may not know the name; ``session`` where none was opened, or
    where it is not theirs to open.
    """

    appointment: Appointment
    client: Any = None
    session: Encounter | None = None
    members: tuple[Slot, ...] = ()


@dataclass(frozen=True, slots=True)
class Day:
    """One day of the calendar."""

    date: date
    slots: list[Slot]


def day_for(viewer: Person, day: date, *, therapist: str = "", state: str = "") -> list[Slot]:
    """What is set aside that day, earliest first, as far as this viewer may see. At most 4 statements."""
    return _slots(viewer, day, day + timedelta(days=1), therapist=therapist, state=state)


def week_for(viewer: Person, day: date, *, therapist: str = "", state: str = "") -> list[Day]:
    """The seven days of that week, Monday first, empty ones too. At most 4 statements."""
    monday = day - timedelta(days=day.weekday())
    days = [Day(monday + timedelta(days=n), []) for n in range(7)]
    for slot in _slots(viewer, monday, monday + timedelta(days=7), therapist=therapist, state=state):
        days[(timezone.localdate(slot.appointment.starts_at) - monday).days].slots.append(slot)
    return days


def _slots(viewer: Person, frm: date, until: date, *, therapist: str, state: str) -> list[Slot]:
    rows = _appointments(viewer).filter(starts_at__gte=midnight(frm), starts_at__lt=midnight(until))
    if therapist:
        rows = rows.filter(therapist__public_id=therapist)
    if state in Appointment.Status.values:
        rows = rows.filter(status=state)
    return _met(viewer, slots_of(viewer, rows.order_by("starts_at", "therapist__name", "pk")))


def slots_of(viewer: Person, appointments: Iterable[Appointment]) -> list[Slot]:
    """Names and sessions beside appointments the viewer was already shown. Two statements more."""
    found = list(appointments)
    clients = names_of(viewer, {one.chart_id for one in found}) if found else {}
    sessions = _sessions_at(viewer, found)
    return [Slot(one, clients.get(one.chart_id), sessions.get(one.pk)) for one in found]


def _sessions_at(viewer: Person, appointments: list[Appointment]) -> dict[int, Encounter]:
    if not appointments or keeps_the_front_desk(viewer):
        return {}
    opened = Encounter.scoped(viewer).filter(appointment__in=[one.pk for one in appointments])
    return {session.appointment_id: session for session in opened.defer("directive")}


def _met(viewer: Person, slots: list[Slot]) -> list[Slot]:
    """Members of one meeting stand in one line for whoever keeps the group; others see their client's time."""
    if not any(slot.appointment.meeting for slot in slots):
        return slots
    kept = set(groups_for(viewer).values_list("pk", flat=True))
    lines: dict[str, list[Slot]] = {}
    for slot in slots:
        one = slot.appointment
        lines.setdefault(one.meeting if one.meeting and one.group_id in kept else one.public_id, []).append(slot)
    return [
        members[0]
        if key == members[0].appointment.public_id
        else Slot(_leading(members).appointment, members=tuple(members))
        for key, members in lines.items()
    ]


def _leading(members: list[Slot]) -> Slot:
    """The member whose time says how the meeting stands: one that takes place, if there is one."""
    return next((slot for slot in members if slot.appointment.status in TAKEN), members[0])


def meeting_for(viewer: Person, group: Group, meeting: str) -> list[Slot]:
    """Every member's time in one meeting, by name. Three statements.

    Raises
    ------
    NotFound
    """
    slots = slots_of(viewer, _appointments(viewer).filter(group=group, meeting=meeting).exclude(meeting=""))
    if not slots:
        raise NotFound
    return sorted(slots, key=lambda s: (s.client.sort_name if s.client else "", s.appointment.pk))


def _appointments(viewer: Person) -> QuerySet[Appointment]:
    return Appointment.scoped(viewer, practical_purpose(viewer)).select_related("therapist", "group", "chart")


def coming_up_for(viewer: Person, *, frm: datetime, limit: int = 20) -> list[Slot]:
    """The next booked times on the viewer's own calendar, earliest first. At most 4 statements."""
    rows = _appointments(viewer).filter(therapist=viewer, status=Appointment.Status.BOOKED, starts_at__gte=frm)
    return _met(viewer, slots_of(viewer, rows.order_by("starts_at", "pk")[:limit]))


def appointment_for(viewer: Person, chart: Chart, public_id: str) -> Appointment:
    """One appointment of a chart that was opened.

    Raises
    ------
    NotFound
    """
    found = _appointments(viewer).filter(chart=chart, public_id=public_id).first()
    if found is None:
        raise NotFound
    return found


def appointments_of(viewer: Person, chart: Chart, *, page: str | int = 1) -> Page[Any]:
    """A client's times, latest first, 50 a page; each item is a ``Slot``. Four statements."""
    rows = _appointments(viewer).filter(chart=chart).order_by("-starts_at", "-pk")
    found: Page[Any] = Paginator(rows, A_PAGE).get_page(page)
    listed = list(found.object_list)
    sessions = _sessions_at(viewer, listed)
    found.object_list = [Slot(one, session=sessions.get(one.pk)) for one in listed]
    return found


def taken_by(
    *, starts_at: datetime, minutes: int, but: Appointment | None = None, meeting: str = "", **whose: Any
) -> tuple[datetime, datetime] | None:
    """The first time that overlaps with what somebody, or a place, has already; None where it is free.

    Only times come out, whoever asks: that a colleague is busy is not whose session it is.
    ``whose`` says of whom: ``therapist=…`` or ``place__iexact=…``.
    """
    window = timedelta(minutes=rules.LONGEST)
    rows = Appointment.tally(
        "starts_at",
        "minutes",
        "meeting",
        status__in=TAKEN,
        starts_at__gt=starts_at - window,
        starts_at__lt=starts_at + window,
        **whose,
    )
    times = Counter({(r["starts_at"], r["minutes"], r["meeting"]): r["number"] for r in rows})
    if but is not None and but.status in TAKEN:
        times[(but.starts_at, but.minutes, but.meeting)] -= 1
    taken = [
        (begins, length) for (begins, length, met), n in times.items() if n > 0 and not (meeting and met == meeting)
    ]
    return rules.overlapping(starts_at=starts_at, minutes=minutes, taken=taken)


def clash_of_place(appointment: Appointment) -> tuple[datetime, datetime] | None:
    """When somebody else has this place at an overlapping time. A warning, not a refusal: rooms are shared."""
    if not appointment.place:
        return None
    return taken_by(
        starts_at=appointment.starts_at,
        minutes=appointment.minutes,
        but=appointment,
        meeting=appointment.meeting,
        place__iexact=appointment.place,
    )


def team_of(chart: Chart) -> list[Person]:
    """Who may run this client's sessions: the care team, lead first. One statement."""
    return [grant.person for grant in grants_of(chart) if grant.person.is_active]


def clinicians_for(viewer: Person) -> list[Person]:
    """Whose calendar this viewer may narrow to: everybody for the front desk, else oneself and supervisees."""
    if keeps_the_front_desk(viewer):
        return list(clinicians())
    today = timezone.localdate()
    supervised = Supervision.objects.filter(supervisor=viewer, since__lte=today).exclude(until__lt=today)
    return list(clinicians().filter(pk__in=[viewer.pk, *supervised.values_list("supervisee", flat=True)]))


def counts(frm: date, to: date) -> dict[str, int]:
    """How many times were booked, attended, cancelled and missed from one day to another, both counted.

    No names, and no way to any: for the head of service. One statement.
    """
    within = {"starts_at__gte": midnight(frm), "starts_at__lt": midnight(to + timedelta(days=1))}
    found = {row["status"]: row["number"] for row in Appointment.tally("status", **within)}
    return {status: found.get(status, 0) for status in Appointment.Status.values}


def upcoming_of(viewer: Person, chart: Chart, *, frm: datetime) -> list[Appointment]:
    """The three times that are booked next for one client, soonest first. One statement."""
    return _UPCOMING.ask(viewer, practical_purpose(viewer), chart=chart.pk, frm=frm)
