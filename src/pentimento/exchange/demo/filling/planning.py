"""Plans are drafted, agreed with the client, and gone through again after three months."""

from datetime import date, datetime, time, timedelta

from pentimento.exchange.demo.filling.practice import Practice, moment
from pentimento.exchange.demo.filling.timeline import Timeline
from pentimento.exchange.demo.plot import ClientStory, GoalStory
from pentimento.practice.records import actions
from pentimento.practice.records.models import Goal, Need, Objective, Plan
from pentimento.trust.people.models import Person

MEASURED_BY = "The five steps below, chosen together every few sessions"
REVIEWED_AFTER = timedelta(weeks=13)
REACHED = timedelta(weeks=12)


def tell(practice: Practice, timeline: Timeline) -> None:
    """Tell when each plan was made."""
    for one in practice.tellers:
        if one.plan and one.plan.agreed_on <= practice.story.today:
            _tell_one(practice, timeline, one, one.plan.agreed_on, one.plan.reviewed_on)


def _tell_one(
    practice: Practice, timeline: Timeline, one: ClientStory, agreed_on: date, reviewed_on: date | None
) -> None:
    agreed = moment(agreed_on, time(8, 40))
    timeline.add(agreed, lambda: _make(practice, one, agreed))
    if reviewed_on and (one.ended_on is None or reviewed_on < one.ended_on):
        reviewed = moment(reviewed_on, time(8, 40))
        timeline.add(reviewed, lambda: _go_through_again(practice, one, reviewed))


def _make(practice: Practice, one: ClientStory, at: datetime) -> None:
    by = practice.staff[one.therapist]
    plan = actions.draft_plan(chart=practice.chart(one.key), by=by, at=at)
    needs: dict[str, Need] = {}
    for goal in one.plan.goals if one.plan else ():
        if goal.need not in needs:
            needs[goal.need] = actions.add_need(plan=plan, words=goal.need, by=by, at=at)
        _add_goal(practice, needs[goal.need], goal, by, at)
    practice.plans[one.key] = _agree(practice, one, plan, at)


def _add_goal(practice: Practice, need: Need, goal: GoalStory, by: Person, at: datetime) -> None:
    row = actions.add_goal(need=need, words=goal.words, measured_by=MEASURED_BY, levels=list(goal.steps), by=by, at=at)
    by_when = (at + REACHED).date()
    objectives = [
        actions.add_objective(goal=row, words=words, by_when=by_when, by=by, at=at) for words in goal.objectives
    ]
    for turn, words in enumerate(goal.interventions):
        towards = objectives[min(turn, len(objectives) - 1)]
        actions.add_intervention(objective=towards, words=words, by=by, at=at)
    practice.goals[goal.key] = row
    practice.aims[goal.key] = [(objective.lineage, objective.words) for objective in objectives]


def _agree(practice: Practice, one: ClientStory, plan: Plan, at: datetime) -> Plan:
    with_whom = [one.preferred, *(guardian.name for guardian in practice.guardians[one.key][:1])]
    return actions.agree(
        plan=plan,
        on=at.date(),
        agreed_with=" and ".join(with_whom),
        review_on=(at + REVIEWED_AFTER).date(),
        by=practice.staff[one.therapist],
        at=at,
    )


def _go_through_again(practice: Practice, one: ClientStory, at: datetime) -> None:
    """A new version: the days by which objectives are to be reached move on with it."""
    by = practice.staff[one.therapist]
    draft = actions.revise(plan=practice.plans[one.key], by=by, at=at)
    for objective in Objective.of_chart(draft.chart_id).filter(goal__plan=draft).select_related("goal__plan__chart"):
        later = (at + REACHED).date()
        actions.change_part(part=objective, version=objective.version, by_when=later, by=by, at=at)
    practice.plans[one.key] = _agree(practice, one, draft, at)
    now = {goal.lineage: goal for goal in Goal.of_chart(draft.chart_id).filter(plan=draft).select_related("chart")}
    for key, goal in practice.goals.items():
        practice.goals[key] = now.get(goal.lineage, goal)
