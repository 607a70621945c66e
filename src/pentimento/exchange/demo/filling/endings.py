"""Therapy that ended: what became of the works, and the goodbye."""

from datetime import datetime, time

from pentimento.exchange.demo.filling.practice import Practice, moment
from pentimento.exchange.demo.filling.timeline import Timeline
from pentimento.exchange.demo.plot import ClientStory
from pentimento.practice.artworks import actions
from pentimento.practice.clients.actions import close_episode
from pentimento.practice.outcomes.actions import end_schedules

ENDED = "Goals reached, ended as planned"
DECISIONS = (
    ("return", "Takes it home."),
    ("return", "Takes it home, for the hall."),
    ("keep", "May stay in the folder here."),
    ("dispose", "Wants this one torn up; we did it together."),
)


def tell(practice: Practice, timeline: Timeline) -> None:
    """Tell of every ending."""
    for one in practice.tellers:
        if one.ended_on:
            _tell_one(practice, timeline, one, moment(one.ended_on, time(18, 30)))


def _tell_one(practice: Practice, timeline: Timeline, one: ClientStory, at: datetime) -> None:
    timeline.add(at, lambda: _decide(practice, one, at))
    timeline.add(at, lambda: _close(practice, one, at))


def _decide(practice: Practice, one: ClientStory, at: datetime) -> None:
    by = practice.staff[one.therapist]
    for turn, row in enumerate(actions.open_review(chart=practice.chart(one.key), by=by, at=at)):
        choice, words = DECISIONS[turn % len(DECISIONS)]
        confirmed = choice == "dispose"
        actions.decide_artwork(disposition=row, choice=choice, words=words, confirmed=confirmed, by=by, at=at)


def _close(practice: Practice, one: ClientStory, at: datetime) -> None:
    by = practice.staff[one.therapist]
    end_schedules(chart=practice.chart(one.key), by=by, at=at)
    close_episode(episode=practice.episodes[one.key], ending=ENDED, on=at.date(), by=by, at=at)
