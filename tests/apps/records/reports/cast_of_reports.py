"""A client with half a year of sessions, and a report over it."""

from __future__ import annotations

import itertools
from datetime import date, datetime, timedelta
from typing import Any

import factories
from factories import LONDON, NOON
from pentimento.practice.artworks.models import Artwork
from pentimento.practice.encounters.models import Aim, Appointment, MediumUse, Observation
from pentimento.practice.outcomes.models import Giving
from pentimento.practice.records import actions
from pentimento.practice.records.models import Report
from pentimento.trust.people.models import Person

AT = datetime(2026, 9, 1, 17, 0, tzinfo=LONDON)
FROM, TO = date(2026, 4, 1), date(2026, 8, 31)
_keys = itertools.count(1)


def observation(session: Any, kind: str, words: str, **fields: Any) -> Observation:
    """Something seen, said or supposed in a session."""
    fields.setdefault("stamped_at", session.opened_at + timedelta(minutes=next(_keys) % 40))
    key = f"key-{next(_keys)}"
    return Observation.add(
        chart=session.chart,
        encounter=session,
        kind=kind,
        words=words,
        author=session.therapist,
        client_key=key,
        **fields,
    )


def score(client: Any, by: Person, total: float, on: date, instrument: str = "phq-9") -> Giving:
    """A measure given on a day."""
    return Giving.add(
        chart=client.chart,
        instrument=instrument,
        given_on=on,
        mode="paper",
        answers={},
        total=total,
        method="x",
        entered_by=by,
        entered_at=NOON,
        entry_key=f"entry-{next(_keys)}",
    )


def artwork(client: Any, by: Person, title: str, on: date, **fields: Any) -> Artwork:
    """A work without a picture."""
    return Artwork.add(
        chart=client.chart, title=title, made_on=on, media="Gouache", added_by=by, added_at=NOON, **fields
    )


def full_chart(by: Person, client: Any | None = None) -> Any:
    """Sessions, observations, quotes, works, two scores and two ratings of one goal."""
    client = client or factories.client(by)
    factories.agreed_plan(client, by)
    from pentimento.practice.records.queries import goals_of

    goal = goals_of(by, client.chart)[0]
    for week in range(5):
        at = NOON + timedelta(weeks=2 * week)
        session = factories.encounter(client, by, opened_at=at, directive="Draw a bridge.")
        Aim.add(chart=client.chart, encounter=session, objective="x" * 22, words="Stay at the shared table")
        MediumUse.add(chart=client.chart, encounter=session, medium="Gouache", position=1, taken_at=at)
        observation(session, "seen", f"paints the {week + 2} arches of the bridge twice over")
        observation(session, "said", f"I always stop at the bridge, time {week + 11}")
    observation(session, "hypothesis", "The bridge may stand for the way back to school")
    factories.appointment(client, by, starts_at=NOON + timedelta(days=80), status=Appointment.Status.MISSED)
    score(client, by, 18, date(2026, 5, 4))
    score(client, by, 9, date(2026, 6, 29))
    for level, on in ((-1, date(2026, 5, 4)), (1, date(2026, 6, 29))):
        actions.rate_goal(goal=goal, level=level, on=on, by=by, at=AT)
    artwork(client, by, "The red bridge", date(2026, 5, 18), width_mm=420, height_mm=297)
    return client


def report_on(client: Any, by: Person, **fields: Any) -> Report:
    """A progress report over the whole of it."""
    given = {"kind": "progress", "period_from": FROM, "period_to": TO, "at": AT} | fields
    return actions.draft_report(chart=client.chart, by=by, **given)


def first(report: Report, section: str) -> dict[str, Any]:
    """The first sentence of one section."""
    return next(part for part in report.body if part["key"] == section)["sentences"][0]


def changed(report: Report, key: str, **fields: Any) -> list[dict[str, Any]]:
    """The body with one sentence changed."""
    return [
        part | {"sentences": [one | fields if one["id"] == key else one for one in part["sentences"]]}
        for part in report.body
    ]


def put_right(report: Any, therapist: Any, *totals: float) -> Any:
    """The later PHQ-9, 9 points, corrected once or more often."""
    given = Giving.of_chart(report.chart).get(total=9)
    for total in totals:
        Giving.of_chart(report.chart).filter(pk=given.pk).update(is_current=False)
        old, given.pk, given.public_id, given.replaces, given.total = given.pk, None, f"{total:g}" * 11, None, total
        given.replaces_id, given.entry_key, given._state.adding = old, f"again-{total:g}", True
        given.save()
    return given
