"""Goals are rated against their own words; T needs them all; nothing is overwritten."""

from __future__ import annotations

from datetime import timedelta

import pytest

import factories
from factories import NOON
from pentimento.core.kernel.errors import Conflict, Incomplete, Invalid, NotFound, Refused
from pentimento.practice.records import actions, queries
from pentimento.practice.records.models import GoalRating


@pytest.fixture
def session(pair):
    factories.agreed_plan(pair.client, pair.therapist, "One", "Two")
    pair.encounter = factories.encounter(pair.client, pair.therapist)
    pair.one, pair.two = queries.goals_of(pair.therapist, pair.chart)
    return pair


def rate(session, goal, level, **more):
    return actions.rate_goal(
        **{"goal": goal, "level": level, "on": NOON.date(), "by": session.therapist, "at": NOON,
           "encounter": session.encounter, **more}
    )  # fmt: skip


def attained(session):
    return queries.attainment_in(queries.goals_in(session.therapist, session.encounter))


def test_t_needs_every_goal(session):
    rate(session, session.one, 1)
    assert isinstance(attained(session), Incomplete)
    rate(session, session.two, -1)
    assert attained(session).t == 50.0


def test_rating_again_replaces_and_keeps_the_earlier_row(session):
    first, second = rate(session, session.one, 0), rate(session, session.one, 1)
    assert (second.replaces, second.version) == (first, 2)
    rows = GoalRating.scoped(session.therapist).order_by("pk").values_list("level", "is_current")
    assert list(rows) == [(0, False), (1, True)]
    assert [r.level for r in queries.ratings_of(session.therapist, session.chart)] == [1]


def test_the_thread_draws_the_rating_that_stands_and_not_what_it_replaced(session):
    rate(session, session.one, 0)
    rate(session, session.one, 2)
    today = NOON.date()
    thread = queries.thread_of(session.therapist, session.chart, start=today, end=today, today=today)
    drawn = [thing for lane in thread.lanes if lane.kind == "goals" for thing in lane.things]
    assert len(drawn) == 1 and "+2" in drawn[0].label


def test_the_same_step_twice_is_one_rating(session):
    assert rate(session, session.one, 2) == rate(session, session.one, 2)


def test_a_step_chosen_in_another_tab_is_not_overwritten(session):
    rate(session, session.one, 0, version=0)
    with pytest.raises(Conflict):
        rate(session, session.one, 1, version=0)


@pytest.mark.parametrize("level", [-3, 3, 99])
def test_there_are_five_steps(session, level):
    with pytest.raises(Invalid):
        rate(session, session.one, level)


def test_not_in_the_future_not_in_a_strangers_session_not_on_a_draft(session):
    with pytest.raises(Invalid, match="not come yet"):
        rate(session, session.one, 0, on=NOON.date() + timedelta(days=1))
    other = factories.client(session.therapist)
    with pytest.raises(NotFound):
        rate(session, session.one, 0, encounter=factories.encounter(other, session.therapist))
    plan = queries.plan_of(session.therapist, session.chart).plan
    actions.revise(plan=plan, by=session.therapist, at=NOON)
    drafted = queries.draft_of(session.therapist, session.chart).goals[0].part
    with pytest.raises(Refused, match="still a draft"):
        rate(session, drafted, 0)


def test_a_goal_without_a_scale_says_what_to_do(pair):
    factories.agreed_plan(pair.client, pair.therapist, "No scale", steps=())
    pair.encounter = factories.encounter(pair.client, pair.therapist)
    with pytest.raises(Refused, match="five steps into words"):
        rate(pair, queries.goals_of(pair.therapist, pair.chart)[0], 0)
    assert attained(pair) is None


def test_a_lineage_is_followed_across_versions(session):
    rate(session, session.one, -1)
    plan = queries.plan_of(session.therapist, session.chart).plan
    draft = actions.revise(plan=plan, by=session.therapist, at=NOON)
    actions.agree(plan=draft, on=NOON.date(), agreed_with="Noor", by=session.therapist, at=NOON)
    later = factories.encounter(session.client, session.therapist, opened_at=NOON + timedelta(days=7))
    found = queries.goals_in(session.therapist, later)[0]
    assert (found.rating, found.latest.level) == (None, -1)
