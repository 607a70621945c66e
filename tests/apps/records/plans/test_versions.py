"""A plan is drafted, agreed, frozen and revised; what changed can be read."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

import factories
from factories import NOON, STEPS
from pentimento.core.kernel.errors import Conflict, Invalid, Refused
from pentimento.practice.records import actions, queries
from pentimento.practice.records.models import Need, Plan
from pentimento.practice.records.queries.plans import changes_between
from pentimento.trust import audit


@pytest.fixture
def by(pair):
    return {"by": pair.therapist, "at": NOON}


@pytest.fixture
def draft(pair, by):
    return actions.draft_plan(chart=pair.chart, **by)


@pytest.fixture
def goal(draft, by):
    need = actions.add_need(plan=draft, words="To be with others", **by)
    return actions.add_goal(need=need, words="I want to stay", levels=STEPS, weight=2, **by)


def agree(plan, by, **changes):
    return actions.agree(plan=plan, **{"on": NOON.date(), "agreed_with": "Noor", **by, **changes})


def test_there_is_one_draft_however_often_it_is_begun(pair, draft, by):
    assert actions.draft_plan(chart=pair.chart, **by) == draft
    assert Plan.scoped(pair.therapist).count() == 1


def test_a_plan_without_a_goal_is_not_agreed(draft, by):
    with pytest.raises(Refused, match="at least one goal"):
        agree(draft, by)


def test_a_scale_that_was_begun_needs_all_its_steps(goal, draft, by):
    actions.change_part(part=goal, version=1, levels=["a", "", "c", "d", "e"], **by)
    with pytest.raises(Refused, match="empty steps"):
        agree(draft, by)


def test_a_day_of_agreement_has_come(goal, draft, by):
    with pytest.raises(Invalid, match="future"):
        agree(draft, by, on=NOON.date() + timedelta(days=1))
    with pytest.raises(Invalid, match="ten years"):
        agree(draft, by, review_on=date(2062, 1, 1))


@pytest.mark.parametrize("days", [-1, 0])
def test_a_plan_is_looked_at_again_after_it_was_agreed(goal, draft, by, days):
    with pytest.raises(Invalid, match="on a later day"):
        agree(draft, by, review_on=NOON.date() + timedelta(days=days))
    assert agree(draft, by, review_on=NOON.date() + timedelta(days=1)).status == Plan.Status.AGREED


def test_agreeing_freezes_the_plan_and_records_with_whom(pair, goal, draft, by):
    plan = agree(draft, by)
    assert queries.plan_of(pair.therapist, pair.chart).plan == plan
    assert (plan.agreed_with, audit.events_of(plan)[-1]) == ("Noor", audit.Event.PLAN_AGREED)
    for change in (
        lambda: actions.add_need(plan=plan, words="more", **by),
        lambda: actions.change_part(part=goal, version=1, words="other", **by),
        lambda: actions.remove_part(part=goal, **by),
        lambda: actions.move_part(part=goal, earlier=True, **by),
        lambda: actions.drop_draft(plan=plan, **by),
        lambda: agree(plan, by),
    ):
        with pytest.raises(Refused):
            change()


@pytest.mark.parametrize("on", [date(1, 1, 1), date(1999, 12, 31)])
def test_a_plan_agreed_before_there_was_such_a_record_is_a_slip_in_the_year(pair, goal, draft, by, on):
    with pytest.raises(Invalid, match="Check the year"):
        actions.agree(plan=draft, on=on, agreed_with="Noor", **by)
    assert queries.plan_of(pair.therapist, pair.chart) is None


def test_a_new_version_keeps_lineages_and_replaces_the_old_when_agreed(pair, by):
    first = factories.agreed_plan(pair.client, pair.therapist, "One", "Two")
    second = actions.revise(plan=first, **by)
    old, new = (queries.version_for(pair.therapist, pair.chart, number) for number in (1, 2))
    assert [g.part.lineage for g in old.goals] == [g.part.lineage for g in new.goals]
    assert [o.part.lineage for g in old.goals for o in g.objectives] == [
        o.part.lineage for g in new.goals for o in g.objectives
    ]
    with pytest.raises(Refused, match="already a draft"):
        actions.revise(plan=first, **by)
    agree(second, by)
    assert [p.status for p in queries.versions_of(pair.therapist, pair.chart)] == ["agreed", "superseded"]


def test_what_changed_is_shown_word_by_word(pair, by):
    first = factories.agreed_plan(pair.client, pair.therapist, "I want to stay", "I want to draw")
    actions.revise(plan=first, **by)
    new = queries.draft_of(pair.therapist, pair.chart)
    stay, draw = new.goals
    actions.change_part(part=stay.part, version=1, words="I want to stay longer", **by)
    for part in (draw.objectives[0].interventions[0], draw.objectives[0].part, draw.part):
        actions.remove_part(part=part, **by)
    actions.add_need(plan=new.plan, words="Sleep", **by)
    changes = changes_between(
        queries.version_for(pair.therapist, pair.chart, 1), queries.draft_of(pair.therapist, pair.chart)
    )
    assert [(c.kind, c.how, c.name) for c in changes] == [
        ("goal", "changed", "I want to stay longer"),
        ("need", "added", "Sleep"),
        ("goal", "removed", "I want to draw"),
        ("objective", "removed", "Towards: I want to draw"),
        ("intervention", "removed", "Shared table"),
    ]
    ((name, pieces),) = changes[0].fields
    assert (name, [(p.how, p.words) for p in pieces]) == ("words", [("same", "I want to stay"), ("added", "longer")])


def test_a_dropped_draft_leaves_what_is_in_force(pair, by):
    first = factories.agreed_plan(pair.client, pair.therapist)
    actions.drop_draft(plan=actions.revise(plan=first, **by), **by)
    assert queries.draft_of(pair.therapist, pair.chart) is None
    assert queries.plan_of(pair.therapist, pair.chart).plan == first


def test_the_same_form_sent_twice_adds_one_row(pair, draft, by):
    key = "n" * 22
    rows = [actions.add_need(plan=draft, words="once", entry_key=key, **by) for _attempt in range(2)]
    assert rows[0] == rows[1] and Need.scoped(pair.therapist).count() == 1


def test_two_tabs_overwrite_nothing(goal, by):
    actions.change_part(part=goal, version=1, words="first tab", **by)
    with pytest.raises(Conflict):
        actions.change_part(part=goal, version=1, words="second tab", **by)
    assert actions.change_part(part=goal, version=1, words="first tab", **by).version == 2


def test_parts_move_among_their_neighbours_and_stop_at_the_ends(pair, draft, by):
    first, second = (actions.add_need(plan=draft, words=words, **by) for words in ("a", "b"))
    actions.move_part(part=second, earlier=True, **by)
    actions.move_part(part=second, earlier=True, **by)
    assert [n.part.words for n in queries.draft_of(pair.therapist, pair.chart).needs] == ["b", "a"]
    actions.move_part(part=first, earlier=False, **by)
    assert [n.part.words for n in queries.draft_of(pair.therapist, pair.chart).needs] == ["b", "a"]


def test_a_part_with_something_under_it_stays(goal, by):
    with pytest.raises(Refused, match="under this"):
        actions.remove_part(part=goal.need, **by)


def test_a_supervisor_reads_and_does_not_write(pair, draft):
    supervisor = factories.person("supervisor")
    factories.supervise(supervisor, pair.therapist)
    assert queries.draft_of(supervisor, pair.chart).plan == draft
    with pytest.raises(Refused, match="care team"):
        actions.add_need(plan=draft, words="x", by=supervisor, at=NOON)


def test_strangers_see_no_plan(pair):
    factories.agreed_plan(pair.client, pair.therapist)
    for somebody in (factories.person(), factories.person("front_desk"), factories.person("head"), None):
        assert queries.plan_of(somebody, pair.chart) is None
        assert queries.objectives_of(somebody, pair.chart) == []


def test_reading_a_plan_costs_six_statements_however_long(pair, django_assert_num_queries):
    factories.agreed_plan(pair.client, pair.therapist, *(f"Goal {n}" for n in range(12)))
    with django_assert_num_queries(6):
        tree = queries.plan_of(pair.therapist, pair.chart)
    assert len(tree.goals) == 12
