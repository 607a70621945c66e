"""A whole practice: people, many clients, and three of them with more to show."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

import numpy as np
from django.db import connection, transaction
from django.utils import timezone

from pentimento.practice.records import actions
from pentimento.trust.access.models import Chart, Grant
from pentimento.trust.people.models import Person
from pentimento.trust.people.roles import Role

from .caseload import A_CASELOAD, A_CHUNK, add_clients
from .copies import add_copies
from .episode import add_open_sessions, add_sessions
from .pictures import drawings, hang, store

SEED = 20_261_121
PASSWORD = "a quiet studio at night"
WORKS = 200
REPORT_DAYS = 91


@dataclass(frozen=True, slots=True)
class Filled:
    """Where to look: accounts that can sign in, and public ids."""

    therapist: str  # e-mail address
    front_desk: str
    long_chart: str  # a client with 1,000 sessions
    wall_chart: str  # a client with 200 works
    desk_chart: str  # a client with open sessions
    report: str  # of the client with 1,000 sessions
    rows: int  # of all tables together


def fill(count: int, *, shelf: Path, say: Callable[[str], None]) -> Filled:
    """Fill an empty practice with so many clients."""
    now = timezone.now()
    therapists, desk = _staff(-(-count // A_CASELOAD))
    for done in _everybody(therapists, count, now):
        say(f"{done:,} of {count:,} clients")
    first = therapists[0]
    long, wall, busy = (Chart.objects.get(pk=pk) for pk in _first_three(first))
    drawn = drawings(shelf)
    add_sessions(long, first, now=now, hung=store(long, drawn, at=now))
    with transaction.atomic():
        hang(
            store(wall, drawn, at=now), [((now - timedelta(days=3 * n)).date(), None) for n in range(WORKS)],
            by=first, at=now,
        )  # fmt: skip
    report = _report(long, first, now)
    _settle()
    say("filled")
    return Filled(
        therapist=first.email,
        front_desk=desk.email,
        long_chart=long.public_id,
        wall_chart=wall.public_id,
        desk_chart=busy.public_id,
        report=report,
        rows=_rows(),
    )


def wait_for_notes(there: Filled, count: int) -> list[str]:
    """So many sessions more that can be written in, and whose notes can be signed."""
    chart, by = Chart.objects.get(public_id=there.desk_chart), Person.objects.get(email=there.therapist)
    made = [session.public_id for session in add_open_sessions(chart, by, count, now=timezone.now())]
    _settle()
    return made


def _everybody(therapists: list[Person], count: int, now: datetime) -> Iterator[int]:
    rng, written = np.random.default_rng(SEED), min(count, A_CHUNK)
    yield from add_clients(therapists, written, now=now, rng=rng)
    if connection.vendor == "sqlite" and (times := count // A_CHUNK - 1) > 0:
        for written in add_copies(times, clients=A_CHUNK, therapists=A_CHUNK // A_CASELOAD):
            if written % (10 * A_CHUNK) == 0:
                yield written
    yield from add_clients(therapists, count, now=now, rng=rng, begin=written)


def _staff(therapists: int) -> tuple[list[Person], Person]:
    """Only the two who sign in get a password: hashing one takes a tenth of a second."""
    with transaction.atomic():
        desk = Person.objects.create_user("desk@example.org", PASSWORD, name="Front Desk", role=Role.FRONT_DESK)
        first = Person.objects.create_user("t0@example.org", PASSWORD, name="Therapist 0", role=Role.THERAPIST)
        others = [
            Person(email=f"t{n}@example.org", name=f"Therapist {n}", role=Role.THERAPIST, password="!")
            for n in range(1, max(therapists, 2))
        ]
        Person.objects.bulk_create(others)
    return [first, *others], desk


def _first_three(person: Person) -> list[int]:
    return list(Grant.objects.filter(person=person).order_by("chart").values_list("chart", flat=True)[:3])


def _report(chart: Chart, by: Person, now: datetime) -> str:
    day = timezone.localdate(now)
    made = actions.draft_report(
        chart=chart, kind="progress", period_from=day - timedelta(days=REPORT_DAYS), period_to=day, by=by, at=now
    )
    return made.public_id


def _settle() -> None:
    """Move what was written out of the write-ahead log, as an idle practice would."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _rows() -> int:
    with connection.cursor() as cursor:
        tables = connection.introspection.table_names(cursor)
        return sum(_count(cursor, table) for table in tables)


def _count(cursor: object, table: str) -> int:
    cursor.execute(f"SELECT count(*) FROM {connection.ops.quote_name(table)}")  # type: ignore[attr-defined]
    number: int = cursor.fetchone()[0]  # type: ignore[attr-defined]
    return number


__all__ = ["PASSWORD", "Filled", "fill", "wait_for_notes"]
