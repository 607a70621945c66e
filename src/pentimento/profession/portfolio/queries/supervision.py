"""What is read of supervision, always for one viewer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q

from pentimento.core.kernel.errors import NotFound
from pentimento.profession.portfolio.models import Agreed, Attendance, Matter, Meeting
from pentimento.trust.people.models import Person, Supervision

RECENT = 60


@dataclass(frozen=True, slots=True)
class Table:
    """Who sits at a meeting: everybody supervised in it, by name."""

    meeting: Meeting
    people: list[Person]
    came: frozenset[int]

    @property
    def names(self) -> str:
        """The people supervised, as a line."""
        return ", ".join(person.name for person in self.people)


def in_force(on: date) -> Q:
    """The condition under which a supervision holds on a day."""
    return Q(since__lte=on) & (Q(until__isnull=True) | Q(until__gte=on))


def supervisors_of(person: Person, *, on: date) -> list[Person]:
    """Who supervises this person that day, by name. One statement."""
    rows = Supervision.objects.filter(in_force(on), supervisee=person).values("supervisor")
    return list(Person.objects.filter(pk__in=rows, is_active=True).order_by("name", "pk"))


def supervised_by(person: Person, *, on: date) -> list[Person]:
    """Whom this person supervises that day, by name. One statement."""
    rows = Supervision.objects.filter(in_force(on), supervisor=person).values("supervisee")
    return list(Person.objects.filter(pk__in=rows, is_active=True).order_by("name", "pk"))


def meetings_of(viewer: Person, *, at: datetime) -> tuple[list[Table], list[Table]]:
    """Meetings to come or still to be confirmed, soonest first, and past ones, newest first. Three statements."""
    rows = Meeting.scoped(viewer).select_related("owner").filter(cancelled_at__isnull=True)
    coming = list(rows.filter(confirmed_at__isnull=True).order_by("starts_at", "pk"))
    past = list(rows.filter(confirmed_at__isnull=False).order_by("-starts_at", "-pk")[:RECENT])
    tables = {table.meeting.pk: table for table in _tables(viewer, [*coming, *past])}
    return [tables[row.pk] for row in coming], [tables[row.pk] for row in past]


def meeting_for(viewer: Person, public_id: str) -> Table:
    """One meeting with who belongs to it. NotFound when the viewer does not belong to it."""
    row = Meeting.scoped(viewer).select_related("owner").filter(public_id=public_id).first()
    if row is None:
        raise NotFound
    return _tables(viewer, [row])[0]


def _tables(viewer: Person, meetings: list[Meeting]) -> list[Table]:
    rows = Attendance.scoped(viewer).filter(meeting__in=meetings).select_related("owner").order_by("owner__name", "pk")
    at: dict[int, list[Attendance]] = {}
    for row in rows:
        at.setdefault(row.meeting_id, []).append(row)
    return [
        Table(one, [a.owner for a in at.get(one.pk, [])], frozenset(a.owner_id for a in at.get(one.pk, []) if a.came))
        for one in meetings
    ]


def agenda_of(viewer: Person, meeting: Meeting) -> list[Matter]:
    """What is on the agenda and the viewer may know of, in the order in which it was brought."""
    rows = Matter.scoped(viewer).filter(meeting=meeting, withdrawn_at__isnull=True)
    return list(rows.select_related("owner", "meeting").order_by("raised_at", "pk"))


def waiting_for(viewer: Person) -> list[Matter]:
    """What waits for a meeting: the viewer's own, and that of the people they supervise. Oldest first."""
    rows = Matter.scoped(viewer).filter(meeting__isnull=True, settled_at__isnull=True, withdrawn_at__isnull=True)
    return list(rows.select_related("owner").order_by("raised_at", "pk"))


def matter_for(viewer: Person, public_id: str) -> Matter:
    """One matter. NotFound when it is not theirs to know of."""
    rows = Matter.scoped(viewer).select_related("owner", "meeting", "meeting__owner")
    row = rows.filter(public_id=public_id, withdrawn_at__isnull=True).first()
    if row is None:
        raise NotFound
    return row


def flagged(viewer: Person, kind: str, references: list[str]) -> frozenset[str]:
    """Which of these the viewer has brought already and nothing came of yet. One statement."""
    rows = Matter.of_owner(viewer).filter(kind=kind, reference__in=references, settled_at__isnull=True)
    return frozenset(rows.filter(withdrawn_at__isnull=True).values_list("reference", flat=True))


def agreed_at(viewer: Person, meeting: Meeting) -> list[Agreed]:
    """What was agreed in a meeting, as far as it is the viewer's or the viewer supervises it."""
    return list(Agreed.scoped(viewer).filter(meeting=meeting).select_related("owner").order_by("pk"))


def still_to_do(viewer: Person) -> list[Agreed]:
    """What the viewer has agreed to do and not done yet, the next due first."""
    rows = Agreed.of_owner(viewer).filter(done_at__isnull=True).select_related("meeting")
    return sorted(rows, key=lambda row: (row.by_when is None, row.by_when or date.max, row.pk))


def agreed_for(viewer: Person, public_id: str) -> Agreed:
    """One thing agreed. NotFound when it is not theirs to know of."""
    row = Agreed.scoped(viewer).filter(public_id=public_id).select_related("meeting").first()
    if row is None:
        raise NotFound
    return row
