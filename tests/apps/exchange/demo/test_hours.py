"""Whenever the demo is opened, one session is just past, one is going on and one is about to begin."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from itertools import pairwise

import pytest

from pentimento.exchange.demo.hours import BEGUN, GOING_ON, as_of
from pentimento.exchange.demo.plot import PracticeStory
from pentimento.exchange.demo.stories import compose

TODAY = date(2026, 11, 18)


@pytest.fixture(scope="module")
def told() -> PracticeStory:
    return compose(seed=1, today=TODAY)


@pytest.mark.parametrize("clock", [time(1, 30), time(9, 4), time(11, 20), time(14, 59), time(20, 10)])
def test_a_session_is_just_past_one_goes_on_and_one_begins_within_the_hour(told: PracticeStory, clock: time) -> None:
    now = datetime.combine(TODAY, clock)
    sessions = [s for s in as_of(told, clock).sessions if s.on == TODAY]
    starts = {s.key: datetime.combine(s.on, s.at) for s in sessions}
    ends = {s.key: starts[s.key] + timedelta(minutes=s.minutes) for s in sessions}
    (going_on,) = [s for s in sessions if starts[s.key] <= now < ends[s.key]]
    assert going_on.clients == (GOING_ON,)
    assert timedelta(minutes=BEGUN) <= now - starts[going_on.key] < timedelta(minutes=BEGUN + 5)
    assert any(timedelta(0) < now - end < timedelta(hours=1) for end in ends.values())
    assert any(timedelta(0) < start - now < timedelta(hours=1) for start in starts.values())


@pytest.mark.parametrize("clock", [time(0, 0), time(0, 40), time(23, 59)])
def test_in_the_night_everything_stays_within_the_day(told: PracticeStory, clock: time) -> None:
    sessions = [s for s in as_of(told, clock).sessions if s.on == TODAY]
    assert len(sessions) == len([s for s in told.sessions if s.on == TODAY])
    assert all(datetime.combine(s.on, s.at) + timedelta(minutes=s.minutes) < datetime(2026, 11, 19) for s in sessions)


@pytest.mark.parametrize("clock", [time(0, 0), time(10, 17), time(23, 59)])
def test_nobody_is_with_two_clients_at_once(told: PracticeStory, clock: time) -> None:
    for therapist in {s.therapist for s in told.sessions}:
        mine = [s for s in as_of(told, clock).sessions if s.on == TODAY and s.therapist == therapist]
        for one, following in pairwise(mine):
            end = datetime.combine(one.on, one.at) + timedelta(minutes=one.minutes)
            assert end <= datetime.combine(following.on, following.at)


def test_other_days_stay_as_they_were(told: PracticeStory) -> None:
    moved = as_of(told, time(16, 0))
    assert [s for s in moved.sessions if s.on != TODAY] == [s for s in told.sessions if s.on != TODAY]
