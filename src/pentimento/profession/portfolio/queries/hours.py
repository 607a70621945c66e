"""Hours of somebody, counted from what was recorded, against the rules of what they work towards."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TypeVar

from django.db.models import Model, QuerySet
from django.utils import timezone

from pentimento.core.kernel.errors import NotFound
from pentimento.profession.portfolio.models import Attendance, Certificate, Holding, Learning, Pursuit
from pentimento.profession.portfolio.rules.credentials import Credential, credential
from pentimento.profession.portfolio.rules.hours import Held, Judgement, Learnt, Met, Recorded, Result, Work, judge
from pentimento.trust import activity
from pentimento.trust.activity.models import Activity, Basis, Kind
from pentimento.trust.people.models import Person
from pentimento.trust.people.queries import supervises

Row = TypeVar("Row", bound=Model)
DIRECT = frozenset({Kind.SESSION, Kind.GROUP_SESSION})
# Counted elsewhere: own supervision from confirmed meetings, reading from the log of learning.
ELSEWHERE = frozenset({Kind.SUPERVISION_HAD, Kind.LITERATURE})


@dataclass(frozen=True, slots=True)
class Standing:
    """How somebody stands towards one credential. ``why_not`` where no rules can be applied."""

    pursuit: Pursuit
    credential: Credential
    judgement: Judgement | None
    why_not: NotFound | None = None


@dataclass(frozen=True, slots=True)
class Month:
    """Hours of one month: with clients, and in supervision as a whole."""

    first: date
    direct: float
    supervision: float


def person_for(viewer: Person, public_id: str) -> Person:
    """Somebody whose hours the viewer may see: themselves, and whom they supervise today."""
    person = Person.objects.filter(public_id=public_id).first()
    today = timezone.localdate()
    if person is None or not (person.pk == viewer.pk or supervises(viewer, person, on=today)):
        raise NotFound
    return person


def recorded_of(person: Person) -> Recorded:
    """Everything of somebody that can count, whatever the credential. Six statements."""
    return Recorded(work=_work(person), met=_met(person), learnt=_learnt(person), held=_held(person))


def standings_of(viewer: Person, person: Person, *, on: date) -> list[Standing]:
    """How somebody stands towards everything they work towards, by name of the credential."""
    recorded = recorded_of(person)
    rows = Pursuit.scoped(viewer).filter(owner=person, ended_at__isnull=True).select_related("owner")
    found = [_standing(row, recorded, on) for row in rows]
    return sorted(found, key=lambda one: one.credential.name)


def standing_of(viewer: Person, pursuit: Pursuit, *, on: date) -> Standing:
    """How somebody stands towards one credential."""
    return _standing(pursuit, recorded_of(pursuit.owner), on)


def _standing(row: Pursuit, recorded: Recorded, on: date) -> Standing:
    known = credential(row.credential)
    whole = Recorded(recorded.work, recorded.met, recorded.learnt, recorded.held, row.degree_on)
    try:
        rules = known.rules_for(row.route, degree_on=row.degree_on, on=on)
    except NotFound as refusal:
        return Standing(row, known, None, refusal)
    return Standing(row, known, judge(rules, whole, on=on))


def months_of(recorded: Recorded, *, on: date, number: int = 12) -> list[Month]:
    """Hours of the last months, oldest first, empty ones too."""
    firsts = [on.replace(day=1)]
    while len(firsts) < number:
        firsts.append((firsts[-1] - timedelta(days=1)).replace(day=1))
    firsts.reverse()
    direct = _by_month((row.on, row.minutes) for row in recorded.work if row.direct)
    met = _by_month((row.on, row.minutes) for row in recorded.met)
    return [Month(first, direct.get(first, 0) / 60, met.get(first, 0) / 60) for first in firsts]


def _by_month(rows: Iterable[tuple[date, int]]) -> dict[date, int]:
    sums: dict[date, int] = {}
    for on, minutes in rows:
        first = on.replace(day=1)
        sums[first] = sums.get(first, 0) + minutes
    return sums


def _work(person: Person) -> tuple[Work, ...]:
    """Work that counts, and what waits because the record counts the same work, which is told as left out."""
    waits = set(activity.waiting(person).values_list("pk", flat=True))
    rows = Activity.objects.filter(person=person, withdrawn_at__isnull=True).exclude(kind__in=ELSEWHERE)
    return tuple(
        Work(row.on, row.minutes, row.kind in DIRECT, by_hand=row.basis == Basis.SAID, waits=row.pk in waits)
        for row in rows.order_by("on", "pk").only("on", "minutes", "kind", "basis")
    )


def _met(person: Person) -> tuple[Met, ...]:
    rows = Attendance.of_owner(person).filter(
        came=True, meeting__confirmed_at__isnull=False, meeting__struck_at__isnull=True
    )
    meetings = [row.meeting for row in rows.select_related("meeting__owner").order_by("meeting__starts_at", "pk")]
    holds = {pk: _held(pk) for pk in {meeting.owner_id for meeting in meetings}}
    return tuple(
        Met(
            on=timezone.localdate(meeting.starts_at),
            minutes=meeting.minutes,
            people=meeting.came,
            supervisor=meeting.owner.public_id,
            supervisor_name=meeting.owner.name,
            supervisor_holds=frozenset(
                one.name for one in holds[meeting.owner_id] if one.on(timezone.localdate(meeting.starts_at))
            ),
        )
        for meeting in meetings
    )


def _learnt(person: Person) -> tuple[Learnt, ...]:
    rows = Learning.of_owner(person).filter(struck_at__isnull=True).order_by("on", "pk")
    return tuple(Learnt(row.on, row.minutes, row.kind, row.topic, bool(row.changed)) for row in rows)


def _held(person: Person | int) -> tuple[Held, ...]:
    rows = Holding.of_owner(person).filter(struck_at__isnull=True).order_by("since", "pk")
    return tuple(Held(row.name, row.since, row.until) for row in rows)


def pursuit_for(viewer: Person, public_id: str) -> Pursuit:
    """One pursuit. NotFound when it is not theirs to see."""
    return _one(Pursuit.scoped(viewer).select_related("owner"), public_id)


def holdings_of(viewer: Person, person: Person) -> list[Holding]:
    """What somebody holds or held, newest first."""
    return list(Holding.scoped(viewer).filter(owner=person, struck_at__isnull=True).order_by("-since", "-pk"))


def holding_for(viewer: Person, public_id: str) -> Holding:
    """One holding. NotFound when it is not theirs to see."""
    return _one(Holding.scoped(viewer), public_id)


def learning_of(viewer: Person) -> list[Learning]:
    """The viewer's own log, newest first, with what was struck out."""
    return list(Learning.of_owner(viewer).order_by("-on", "-pk"))


def learning_for(viewer: Person, public_id: str) -> Learning:
    """One entry of the viewer's own log."""
    return _one(Learning.of_owner(viewer), public_id)


def certificates_of(viewer: Person, person: Person) -> list[Certificate]:
    """Sealed certificates, newest first."""
    rows = Certificate.scoped(viewer).filter(owner=person).select_related("signed_by")
    return list(rows.order_by("-signed_at", "-pk"))


def certificate_for(viewer: Person, public_id: str) -> Certificate:
    """One certificate. NotFound when it is not theirs to see."""
    return _one(Certificate.scoped(viewer).select_related("owner", "signed_by"), public_id)


def _one(rows: QuerySet[Row], public_id: str) -> Row:
    row = rows.filter(public_id=public_id).first()
    if row is None:
        raise NotFound
    return row


def certificate_content(standing: Standing) -> dict[str, object]:
    """What a certificate says, ready to be sealed. Only what the page shows.

    Raises
    ------
    NotFound
        Where no rules can be applied.
    """
    judgement, row = standing.judgement, standing.pursuit
    if judgement is None:
        raise standing.why_not or NotFound()
    known, rules = standing.credential, judgement.rules
    return {
        "kind": "certificate of hours",
        "person": {"name": row.owner.name, "profession": row.owner.profession},
        "credential": {"name": known.name, "title": known.title, "body": known.body, "place": known.place},
        "route": rules.route_label,
        "degree_on": row.degree_on,
        "stands_on": judgement.on,
        "rules": {"in_force": rules.in_force, "source": rules.source, "url": rules.url, "check": rules.check},
        "method": judgement.method,
        "met": judgement.met,
        "needs": [_told(result) for result in judgement.results],
    }


def _told(result: Result) -> dict[str, object]:
    need = result.need
    return {
        "label": need.label,
        "says": need.says,
        "source": need.source,
        "check": need.check,
        "have": result.have,
        "want": result.want,
        "unit": result.unit,
        "met": result.met,
        "short": result.short,
        "by_hand": result.by_hand,
        "waits": result.waits,
        "left_out": [{"why": one.why, "times": one.times, "hours": one.hours} for one in result.left_out],
        "shares": [{"name": one.name, "hours": one.hours, "holds": list(one.holds)} for one in result.shares],
    }
