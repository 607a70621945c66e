"""Many clients, forty a therapist: each with a referral, consent, sessions, a sealed note and a trail."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import numpy as np
from django.db import transaction

from pentimento.practice.clients.models import Client, Episode, Referral, SearchWord
from pentimento.practice.clients.rules import search_words, sort_name
from pentimento.practice.encounters.models import Appointment, Encounter, Observation
from pentimento.practice.records.models import Note
from pentimento.trust.access.models import Capacity, Chart, Grant
from pentimento.trust.consent.models import Act, Decision
from pentimento.trust.people.models import Person

from . import trail, words
from .seals import add_sealed

A_CASELOAD = 40
A_CHUNK = 1000  # clients a transaction
IN_CARE, ENDED, WAITING = 26, 10, 2  # of forty; the rest were not taken on


@dataclass(frozen=True, slots=True)
class Row:
    """One client while their rows are written."""

    client: Client
    chart: Chart
    therapist: Person
    began: datetime

    @property
    def treated(self) -> bool:
        return self.client.status in {Client.Status.IN_CARE, Client.Status.DISCHARGED}


def add_clients(
    therapists: Sequence[Person], count: int, *, now: datetime, rng: np.random.Generator, begin: int = 0
) -> Iterator[int]:
    """Write clients from the ``begin``-th up to so many, a thousand a transaction; yields how many there are."""
    for first in range(begin, count, A_CHUNK):
        size = min(A_CHUNK, count - first)
        with transaction.atomic():
            rows = _clients(therapists, first, size, now=now, rng=rng)
            _admitted(rows)
            _seen(rows, now=now, rng=rng)
        yield first + size


def _clients(
    therapists: Sequence[Person], first: int, size: int, *, now: datetime, rng: np.random.Generator
) -> list[Row]:
    days, ages = rng.integers(60, 900, size), rng.integers(6 * 365, 80 * 365, size)
    began = [now - timedelta(days=int(day)) for day in days]
    charts = Chart.objects.bulk_create([Chart(opened_at=at) for at in began])
    named = words.names(rng, size)
    clients = [
        Client(
            chart=chart,
            number=f"C{chart.pk:05d}",
            given_name=given,
            family_name=family,
            sort_name=sort_name(given=given, family=family),
            birth_date=(now - timedelta(days=int(age))).date(),
            pronouns=("she/her", "he/him", "they/them", "")[n % 4],
            phone=f"020 7946 {chart.pk % 10000:04d}",
            status=_status(first + n),
        )
        for n, (chart, (given, family), age) in enumerate(zip(charts, named, ages, strict=True))
    ]
    Client._unscoped.bulk_create(clients)
    return [
        Row(client, chart, therapists[(first + n) // A_CASELOAD], at)
        for n, (client, chart, at) in enumerate(zip(clients, charts, began, strict=True))
    ]


def _status(place: int) -> str:
    place %= A_CASELOAD
    if place < IN_CARE:
        return str(Client.Status.IN_CARE)
    if place < IN_CARE + ENDED:
        return str(Client.Status.DISCHARGED)
    return str(Client.Status.REFERRED if place < IN_CARE + ENDED + WAITING else Client.Status.DECLINED)


def _admitted(rows: list[Row]) -> None:
    """Access, the words to find them by, referral, episode and consent."""
    Grant.objects.bulk_create(
        [Grant(chart=r.chart, person=r.therapist, capacity=Capacity.LEAD, since=r.began.date()) for r in rows]
    )
    SearchWord._unscoped.bulk_create(
        [
            SearchWord(chart=r.chart, word=word)
            for r in rows
            for word in sorted(search_words((r.client.given_name, r.client.family_name), number=r.client.number))
        ]
    )
    referrals = Referral._unscoped.bulk_create([_referral(r) for r in rows])
    Episode._unscoped.bulk_create(
        [_episode(r, referral) for r, referral in zip(rows, referrals, strict=True) if r.treated]
    )
    Decision._unscoped.bulk_create([_yes(r, act) for r in rows if r.treated for act in Act])
    trail.append(("CHART_OPENED", r.began, r.therapist, r.chart, {}) for r in rows)


def _referral(row: Row) -> Referral:
    day = row.began.date()
    outcome = Referral.Outcome.ACCEPTED if row.treated else Referral.Outcome.DECLINED
    if row.client.status == Client.Status.REFERRED:
        outcome = Referral.Outcome.WAITING
    return Referral(
        chart=row.chart,
        received_on=day,
        source=Referral.Source.GP,
        reason=words.REASON,
        outcome=outcome,
        decided_on=None if outcome == Referral.Outcome.WAITING else day,
        taken_by=row.therapist,
    )


def _episode(row: Row, referral: Referral) -> Episode:
    ended = row.client.status == Client.Status.DISCHARGED
    day = row.began.date()
    closed = day + timedelta(days=50) if ended else None
    return Episode(
        chart=row.chart,
        referral=referral,
        lead=row.therapist,
        opened_on=day,
        closed_on=closed,
        ending="Planned ending" if ended else "",
    )


def _yes(row: Row, act: Act) -> Decision:
    return Decision(
        chart=row.chart,
        act=act,
        agreed=True,
        given_by=row.client.name,
        starts_on=row.began.date(),
        recorded_by=row.therapist,
        recorded_at=row.began,
    )


def _seen(rows: list[Row], *, now: datetime, rng: np.random.Generator) -> None:
    """Two hours attended, one booked; what was seen in the last; its note, sealed."""
    treated = [r for r in rows if r.treated]
    booked = [
        Appointment(
            chart=r.chart,
            therapist=r.therapist,
            starts_at=r.began + timedelta(days=7 * week),
            status=Appointment.Status.ATTENDED,
        )
        for r in treated
        for week in (1, 2)
    ]
    ahead = [
        _ahead(r, now + timedelta(hours=int(rng.integers(1, 400))))
        for r in treated
        if r.client.status == Client.Status.IN_CARE
    ]
    Appointment._unscoped.bulk_create([*booked, *ahead])
    sessions = Encounter._unscoped.bulk_create([_session(hour) for hour in booked])
    Observation._unscoped.bulk_create([observation(s, "seen", words.SEEN[s.pk % len(words.SEEN)]) for s in sessions])
    add_sealed([note_of(s) for s in sessions[1::2]])
    trail.append(
        ("CHART_READ", s.opened_at, s.therapist, s.chart, {"what": "the chart", "capacity": "own"}) for s in sessions
    )


def _ahead(row: Row, at: datetime) -> Appointment:
    return Appointment(chart=row.chart, therapist=row.therapist, starts_at=at)


def _session(hour: Appointment) -> Encounter:
    ended = hour.starts_at + timedelta(minutes=50)
    return Encounter(
        chart=hour.chart,
        appointment=hour,
        therapist=hour.therapist,
        opened_at=hour.starts_at,
        closed_at=ended,
        sealed_at=ended,
        directive="Begin where you like, and see where it goes.",
    )


def observation(session: Encounter, kind: str, said: str, *, minutes: int = 10) -> Observation:
    """One thing seen or said in a session."""
    return Observation(
        chart=session.chart,
        encounter=session,
        kind=kind,
        words=said,
        stamped_at=session.opened_at + timedelta(minutes=minutes),
        author=session.therapist,
        client_key=f"{kind}-{minutes}",
    )


def note_of(session: Encounter) -> Note:
    """The note of a session, not yet written to the database."""
    at = session.opened_at + timedelta(hours=1)
    keys = (("presentation", "Presentation"), ("intervention", "Intervention"), ("response", "Response"))
    sections: list[dict[str, Any]] = [{"key": k, "heading": h, "text": words.NOTE, "drafted": ""} for k, h in keys]
    return Note(
        chart=session.chart,
        encounter=session,
        author=session.therapist,
        template="art-therapy",
        sections=sections,
        drafted_at=at,
        changed_at=at,
    )
