"""One client with a thousand sessions: works, scores, goals, what was seen and said, and sealed notes."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from pentimento.core.scoring.instruments import instrument
from pentimento.practice.encounters.models import Appointment, Encounter, MediumUse, Observation
from pentimento.practice.outcomes.models import Giving
from pentimento.practice.records import actions
from pentimento.practice.records.models import Goal, GoalRating
from pentimento.trust.access.models import Chart
from pentimento.trust.people.models import Person

from . import trail, words
from .caseload import note_of, observation
from .pictures import Hung, hang
from .seals import add_sealed

SESSIONS = 1000  # twice a week for nine years and a half
APART = timedelta(days=3, hours=12)
GOALS = ("I want to sleep through", "I want to sit with the others", "I want to finish something")
STEPS = ("Stays outside", "Comes to the door", "Comes in", "Stays for ten minutes", "Stays to the end")


@transaction.atomic
def add_sessions(chart: Chart, by: Person, *, now: datetime, hung: Hung) -> None:
    """A thousand closed sessions up to yesterday, and everything that came of them."""
    _plan(chart, by, now - SESSIONS * APART)
    sessions = _sessions(chart, by, now)
    Observation._unscoped.bulk_create([row for n, s in enumerate(sessions) for row in _noticed(n, s)])
    MediumUse._unscoped.bulk_create([_medium(n, s) for n, s in enumerate(sessions)])
    GoalRating._unscoped.bulk_create(_ratings(chart, by, sessions[::4]))
    Giving._unscoped.bulk_create([_giving(n, s) for n, s in enumerate(sessions[::8])])
    hang(hung, [(s.opened_at.date(), s) for s in sessions[::10]], by=by, at=now)
    add_sealed([note_of(s) for s in sessions])
    trail.append(
        ("CHART_READ", s.opened_at, by, chart, {"what": what, "capacity": "own"})
        for s in sessions
        for what in ("the session room", "a note")
    )


@transaction.atomic
def add_open_sessions(chart: Chart, by: Person, count: int, *, now: datetime) -> list[Encounter]:
    """Sessions of today that wait for what is written in them and for their notes."""
    hours = [
        Appointment(chart=chart, therapist=by, starts_at=now - timedelta(minutes=n), status=Appointment.Status.ATTENDED)
        for n in range(count)
    ]
    Appointment._unscoped.bulk_create(hours)
    rows = [Encounter(chart=chart, appointment=h, therapist=by, opened_at=now - timedelta(minutes=90)) for h in hours]
    sessions: list[Encounter] = Encounter._unscoped.bulk_create(rows)
    Observation._unscoped.bulk_create([row for n, s in enumerate(sessions) for row in _noticed(n, s)])
    for session in sessions:
        actions.draft_note(encounter=session, by=by, at=now)
    return sessions


def _plan(chart: Chart, by: Person, at: datetime) -> None:
    plan = actions.draft_plan(chart=chart, by=by, at=at)
    need = actions.add_need(plan=plan, words="To rest, and to be with others", by=by, at=at)
    for said in GOALS:
        goal = actions.add_goal(need=need, words=said, measured_by="Counted each week", levels=STEPS, by=by, at=at)
        objective = actions.add_objective(goal=goal, words=f"Towards: {said}", by=by, at=at)
        actions.add_intervention(objective=objective, words="Shared table", media="Clay", by=by, at=at)
    actions.agree(plan=plan, on=at.date(), agreed_with="The client", by=by, at=at)


def _sessions(chart: Chart, by: Person, now: datetime) -> list[Encounter]:
    starts = [now - timedelta(days=1) - n * APART for n in reversed(range(SESSIONS))]
    hours = [Appointment(chart=chart, therapist=by, starts_at=at, status=Appointment.Status.ATTENDED) for at in starts]
    Appointment._unscoped.bulk_create(hours)
    rows = [
        Encounter(
            chart=chart,
            appointment=hour,
            therapist=by,
            opened_at=hour.starts_at,
            closed_at=hour.ends_at,
            sealed_at=hour.ends_at,
            directive="Begin where you like, and see where it goes.",
        )
        for hour in hours
    ]
    made: list[Encounter] = Encounter._unscoped.bulk_create(rows)
    return made


def _noticed(n: int, session: Encounter) -> list[Observation]:
    return [
        observation(session, "seen", words.SEEN[n % len(words.SEEN)], minutes=5),
        observation(session, "seen", words.SEEN[(n + 3) % len(words.SEEN)], minutes=20),
        observation(session, "said", words.SAID[n % len(words.SAID)], minutes=30),
    ]


def _medium(n: int, session: Encounter) -> MediumUse:
    medium = words.MEDIA[n % len(words.MEDIA)]
    return MediumUse(chart=session.chart, encounter=session, medium=medium, position=1, taken_at=session.opened_at)


def _ratings(chart: Chart, by: Person, sessions: list[Encounter]) -> list[GoalRating]:
    goals = list(Goal.of_chart(chart))
    return [
        GoalRating(
            chart=chart,
            goal=goal,
            lineage=goal.lineage,
            encounter=session,
            level=(n // 20 + place) % 5 - 2,
            rated_on=session.opened_at.date(),
            rated_by=by,
            rated_at=session.opened_at,
        )
        for n, session in enumerate(sessions)
        for place, goal in enumerate(goals)
    ]


def _giving(n: int, session: Encounter) -> Giving:
    known = instrument("phq-9")
    answers = [(n + item) % 3 if item < 8 else 0 for item in range(9)]
    fields: dict[str, Any] = {"chart": session.chart, "encounter": session, "entered_by": session.therapist}
    return Giving(
        instrument=known.key,
        given_on=session.opened_at.date(),
        mode=Giving.Mode.PAPER,
        answers=answers,
        total=float(sum(answers)),
        method=known.method,
        entered_at=session.opened_at,
        entry_key=f"given-{n}",
        **fields,
    )
