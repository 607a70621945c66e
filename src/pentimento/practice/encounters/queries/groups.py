"""Groups, who is in them, and their meetings. Members' names only for whoever keeps the group."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Max, Min, Q, QuerySet
from django.utils import timezone

from pentimento.core.kernel.errors import NotFound
from pentimento.practice.clients.queries import names_of
from pentimento.practice.encounters.models import Appointment, Group, Membership
from pentimento.trust.access.door import keeps_the_front_desk, practical_purpose
from pentimento.trust.people.models import Person, Supervision


@dataclass(frozen=True, slots=True)
class Member:
    """One client in a group; ``client`` is None where the viewer may not know the name."""

    membership: Membership
    client: Any


@dataclass(frozen=True, slots=True)
class Meeting:
    """One meeting of a group: when, where, and for how many."""

    meeting: str
    starts_at: datetime
    minutes: int
    place: str
    members: int
    coming: int
    is_past: bool


def groups_for(viewer: Person) -> QuerySet[Group]:
    """Groups the viewer runs, supervises or books for, running ones first, then by name."""
    groups = Group.objects.select_related("therapist").order_by("ended_on", "name", "pk")
    if keeps_the_front_desk(viewer):
        return groups
    today = timezone.localdate()
    supervised = Supervision.objects.filter(supervisor=viewer, since__lte=today).exclude(until__lt=today)
    return groups.filter(Q(therapist=viewer) | Q(therapist__in=supervised.values("supervisee")))


def group_for(viewer: Person, public_id: str) -> Group:
    """One group.

    Raises
    ------
    NotFound
        Also when it is not the viewer's to see.
    """
    found = groups_for(viewer).filter(public_id=public_id).first()
    if found is None:
        raise NotFound
    return found


def members_of(viewer: Person, group: Group) -> list[Member]:
    """Who is in the group now, by name. Two statements."""
    rows = Membership.scoped(viewer, practical_purpose(viewer)).filter(group=group, until__isnull=True)
    found = list(rows.select_related("chart").order_by("pk"))
    clients = names_of(viewer, {one.chart_id for one in found}) if found else {}
    members = [Member(one, clients.get(one.chart_id)) for one in found]
    return sorted(members, key=lambda m: (m.client.sort_name if m.client else "", m.membership.pk))


def member_for(viewer: Person, group: Group, public_id: str) -> Membership:
    """One membership of this group.

    Raises
    ------
    NotFound
    """
    rows = Membership.scoped(viewer, practical_purpose(viewer)).select_related("chart", "group__therapist")
    found = rows.filter(group=group, public_id=public_id).first()
    if found is None:
        raise NotFound
    return found


def meetings_of(viewer: Person, group: Group, *, limit: int = 60) -> list[Meeting]:
    """The group's meetings, latest first. One statement."""
    rows = Appointment.scoped(viewer, practical_purpose(viewer)).filter(group=group).exclude(meeting="")
    coming = Count("pk", filter=~Q(status=Appointment.Status.CANCELLED))
    found = rows.values("meeting").annotate(
        begins=Min("starts_at"), lasts=Max("minutes"), where=Max("place"), members=Count("pk"), coming=coming
    )
    now = timezone.now()
    return [
        Meeting(
            meeting=row["meeting"],
            starts_at=row["begins"],
            minutes=row["lasts"],
            place=row["where"],
            members=row["members"],
            coming=row["coming"],
            is_past=row["begins"] < now,
        )
        for row in found.order_by("-begins", "meeting")[:limit]
    ]
