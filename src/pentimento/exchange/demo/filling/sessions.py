"""Individual sessions: booked, held, cancelled or missed, and written up."""

from datetime import datetime, time, timedelta

from pentimento.exchange.demo.filling import scores
from pentimento.exchange.demo.filling.hanging import hang
from pentimento.exchange.demo.filling.practice import Practice, moment, start_of
from pentimento.exchange.demo.filling.timeline import Timeline
from pentimento.exchange.demo.filling.writing import aims_of, record, write_up
from pentimento.exchange.demo.plot import ClientStory, SessionStory, Status
from pentimento.practice.encounters import actions
from pentimento.practice.records import actions as records
from pentimento.trust.people.models import Person

ROOMS = {"imogen": "Garden room", "tariq": "Studio", "perry": "Small studio"}
AHEAD = timedelta(days=14)


def tell(practice: Practice, timeline: Timeline) -> None:
    """Tell of every session of every client."""
    for one in practice.tellers:
        for session in one.sessions:
            _tell_one(practice, timeline, one, session)


def _tell_one(practice: Practice, timeline: Timeline, one: ClientStory, session: SessionStory) -> None:
    booked = booking_of(one, session, practice)
    timeline.add(booked, lambda: _book(practice, one, session, booked))
    if session.status is Status.CANCELLED:
        timeline.add(start_of(session, after=-150), lambda: _cancel(practice, one, session))
    if session.status is Status.MISSED:
        timeline.add(start_of(session, after=30), lambda: _miss(practice, one, session))
    if session.status is Status.HELD:
        timeline.add(start_of(session), lambda: _hold(practice, one, session))
        timeline.add(start_of(session, after=session.minutes + 10), lambda: write_up(practice, one, session))


def booking_of(one: ClientStory, session: SessionStory, practice: Practice) -> datetime:
    """When a session was put in the calendar: two weeks before, once the client was taken on."""
    day = min(max(session.on - AHEAD, one.referral.accepted_on), practice.story.today)
    return moment(day, time(16, 50) if day < practice.story.today else time(8, 20))


def keeper(practice: Practice, one: ClientStory) -> Person:
    """Who holds this client's sessions."""
    return practice.staff[one.trainee or one.therapist]


def _book(practice: Practice, one: ClientStory, session: SessionStory, at: datetime) -> None:
    practice.appointments[session.key, one.key] = actions.book(
        chart=practice.chart(one.key),
        therapist=keeper(practice, one),
        starts_at=start_of(session),
        minutes=session.minutes,
        place=ROOMS[one.trainee or one.therapist],
        by=practice.staff["clement"],
        at=at,
        entry_key=session.key,
    )


def _cancel(practice: Practice, one: ClientStory, session: SessionStory) -> None:
    appointment = practice.appointments[session.key, one.key]
    actions.cancel(appointment=appointment, by=practice.staff["clement"], at=start_of(session, after=-150))


def _miss(practice: Practice, one: ClientStory, session: SessionStory) -> None:
    appointment = practice.appointments[session.key, one.key]
    actions.miss(appointment=appointment, by=keeper(practice, one), at=start_of(session, after=30))


def _hold(practice: Practice, one: ClientStory, session: SessionStory) -> None:
    """Everything that was recorded in the room."""
    by, at = keeper(practice, one), start_of(session)
    encounter = actions.open_session(
        appointment=practice.appointments[session.key, one.key],
        directive=session.directive,
        aims=aims_of(practice, session),
        by=by,
        at=at,
    )
    practice.encounters[session.key, one.key] = encounter
    for measure in scores.of_session(one, session.key):
        scores.give(practice, one, measure, at + timedelta(minutes=scores.INTO_SESSION))
    record(encounter, session, session.observations, by=by)
    for work in session.artworks:
        hang(practice, one.key, work, encounter, by=by, at=start_of(session, after=session.minutes - 2))
    for rating in session.ratings:
        if rating.goal in practice.goals:
            goal, late = practice.goals[rating.goal], start_of(session, after=session.minutes - 1)
            records.rate_goal(goal=goal, level=rating.step, on=session.on, encounter=encounter, by=by, at=late)
    actions.close_session(encounter=encounter, by=by, at=start_of(session, after=session.minutes))
