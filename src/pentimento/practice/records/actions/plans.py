"""Plans are drafted, agreed with the client, and replaced by their next version."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, TypeVar

from django.db import transaction

from pentimento.core.kernel.errors import Conflict, NotFound
from pentimento.practice.records.models import Goal, Intervention, Need, Objective, Plan
from pentimento.practice.records.rules import plans as rules
from pentimento.trust import activity, audit
from pentimento.trust.access.models import Chart, ChartModel
from pentimento.trust.identifiers import new_public_id
from pentimento.trust.people.models import Person

from .copying import copy_parts, remove_parts
from .own import check_on_team, local_day

Part = Need | Goal | Objective | Intervention
Kind = TypeVar("Kind", Need, Goal, Objective, Intervention)
PARENT: dict[type[ChartModel], str] = {Need: "plan", Goal: "need", Objective: "goal", Intervention: "objective"}
BELOW: dict[type[ChartModel], tuple[type[ChartModel], str]] = {
    Need: (Goal, "need"),
    Goal: (Objective, "goal"),
    Objective: (Intervention, "objective"),
}


@transaction.atomic
def draft_plan(*, chart: Chart, by: Person, at: datetime) -> Plan:
    """Begin a plan, or go on with the draft there is. Where one is in force this revises it."""
    check_on_team(by, chart)
    plans = Plan.of_chart(chart).select_for_update()
    if (draft := plans.filter(status=Plan.Status.DRAFT).first()) is not None:
        return draft
    if (agreed := plans.filter(status=Plan.Status.AGREED).first()) is not None:
        return revise(plan=agreed, by=by, at=at)
    return _new_version(chart=chart, by=by, at=at)


@transaction.atomic
def revise(*, plan: Plan, by: Person, at: datetime) -> Plan:
    """Copy the plan in force into a draft of the next version. Lineages stay, so ratings go on."""
    check_on_team(by, plan.chart)
    drafts = Plan.of_chart(plan.chart_id).filter(status=Plan.Status.DRAFT)
    rules.check_can_revise(status=plan.status, has_draft=drafts.exists())
    draft = _new_version(chart=plan.chart, by=by, at=at)
    copy_parts(plan, draft)
    audit.record(audit.Event.PLAN_REVISED, by=by, at=at, chart=plan.chart, subject=draft, number=draft.number)
    return draft


@transaction.atomic
def drop_draft(*, plan: Plan, by: Person, at: datetime) -> None:
    """Leave a draft behind. What is in force stays in force."""
    _open_draft(plan, by)
    audit.record(audit.Event.PLAN_CHANGED, by=by, at=at, chart=plan.chart, subject=plan, dropped=True)
    remove_parts(plan)
    plan.delete()


@transaction.atomic
def agree(*, plan: Plan, on: date, agreed_with: str, by: Person, at: datetime, review_on: date | None = None) -> Plan:
    """The client says yes to this version. It replaces the one before and is frozen."""
    check_on_team(by, plan.chart)
    plan = Plan.of_chart(plan.chart_id).select_for_update().get(pk=plan.pk)
    goals = Goal.of_chart(plan.chart_id).filter(plan=plan).values_list("words", "levels")
    rules.check_can_agree(status=plan.status, goals=list(goals), on=on, today=local_day(at))
    rules.check_review_day(review_on, agreed=on, today=local_day(at))
    Plan.of_chart(plan.chart_id).filter(status=Plan.Status.AGREED).update(status=Plan.Status.SUPERSEDED)
    plan.status, plan.agreed_on, plan.agreed_with, plan.review_on = Plan.Status.AGREED, on, agreed_with, review_on
    plan.version += 1
    plan.save(update_fields=["status", "agreed_on", "agreed_with", "review_on", "version"])
    audit.record(audit.Event.PLAN_AGREED, by=by, at=at, chart=plan.chart, subject=plan, number=plan.number)
    activity.report("plan", person=by, at=at, about=("plan", plan.public_id))
    return plan


@transaction.atomic
def add_need(*, plan: Plan, words: str, by: Person, at: datetime, entry_key: str = "") -> Need:
    """Add what the client needs help with."""
    return _add(Need, plan, by=by, at=at, entry_key=entry_key, parent=plan, words=words)


@transaction.atomic
def add_goal(
    *,
    need: Need,
    words: str,
    by: Person,
    at: datetime,
    measured_by: str = "",
    levels: tuple[str, ...] | list[str] = (),
    weight: int = 1,
    entry_key: str = "",
) -> Goal:
    """Add a goal in the client's words, with the words of its five steps from −2 to +2, or none yet."""
    rules.check_levels(levels)
    fields = {"words": words, "measured_by": measured_by, "levels": list(levels), "weight": weight}
    return _add(Goal, need.plan, by=by, at=at, entry_key=entry_key, parent=need, plan=need.plan, **fields)


@transaction.atomic
def add_objective(
    *, goal: Goal, words: str, by: Person, at: datetime, by_when: date | None = None, entry_key: str = ""
) -> Objective:
    """Add a step towards a goal that can be seen to be done."""
    rules.check_day(by_when, today=local_day(at))
    return _add(Objective, goal.plan, by=by, at=at, entry_key=entry_key, parent=goal, words=words, by_when=by_when)


@transaction.atomic
def add_intervention(
    *, objective: Objective, words: str, by: Person, at: datetime, media: str = "", entry_key: str = ""
) -> Intervention:
    """Add what the therapist offers towards an objective, and with which media."""
    plan = objective.goal.plan
    return _add(Intervention, plan, by=by, at=at, entry_key=entry_key, parent=objective, words=words, media=media)


@transaction.atomic
def change_part(*, part: Kind, version: int, by: Person, at: datetime, **fields: Any) -> Kind:
    """Change a need, goal, objective or intervention of a draft.

    Raises
    ------
    Conflict
        If it was changed since ``version``, unless to the very same words.
    """
    plan = plan_holding(part)
    _open_draft(plan, by)
    if "levels" in fields:
        rules.check_levels(fields["levels"])
    if "by_when" in fields:
        rules.check_day(fields["by_when"], today=local_day(at))
    now = type(part).of_chart(plan.chart_id).select_for_update().get(pk=part.pk)
    if all(getattr(now, name) == value for name, value in fields.items()):
        return now
    if now.version != version:
        raise Conflict("This part of the plan was changed meanwhile. Nothing was overwritten; both are shown.")
    for name, value in fields.items():
        setattr(now, name, value)
    now.version += 1
    now.save(update_fields=[*fields, "version"])
    _changed(plan, by=by, at=at)
    return now


@transaction.atomic
def remove_part(*, part: Part, by: Person, at: datetime) -> None:
    """Take a part out of a draft. It goes when nothing hangs from it."""
    plan = plan_holding(part)
    _open_draft(plan, by)
    if type(part) in BELOW:
        child, name = BELOW[type(part)]
        rules.check_can_remove(below=child.of_chart(plan.chart_id).filter(**{name: part}).count())
    part.delete()
    _changed(plan, by=by, at=at)


@transaction.atomic
def move_part(*, part: Part, earlier: bool, by: Person, at: datetime) -> None:
    """Move a part one place up or down among its siblings. At the end of the row nothing happens."""
    plan = plan_holding(part)
    _open_draft(plan, by)
    kind = type(part)
    siblings = list(_siblings(kind, getattr(part, f"{PARENT[kind]}_id"), plan))
    place = next(i for i, one in enumerate(siblings) if one.pk == part.pk)
    target = place - 1 if earlier else place + 1
    if not 0 <= target < len(siblings):
        return
    siblings[place], siblings[target] = siblings[target], siblings[place]
    for position, one in enumerate(siblings):
        one.position = position
        one.save(update_fields=["position"])
    _changed(plan, by=by, at=at)


def plan_holding(part: Part) -> Plan:
    """The plan a part belongs to."""
    if isinstance(part, Need | Goal):
        return part.plan
    return part.goal.plan if isinstance(part, Objective) else part.objective.goal.plan


def _add(kind: type[Kind], into: Plan, *, by: Person, at: datetime, entry_key: str, parent: Any, **fields: Any) -> Kind:
    _open_draft(into, by)
    # The form's key becomes the row's id: sent twice, it is still one row.
    if entry_key and (made := kind.of_chart(into.chart_id).filter(public_id=entry_key).first()) is not None:
        return made
    siblings = _siblings(kind, parent.pk, into)
    rules.check_room(already=len(siblings))
    fields |= {PARENT[kind]: parent, "position": siblings[-1].position + 1 if siblings else 0}
    row = kind.add(chart=into.chart, public_id=entry_key or new_public_id(), **fields)
    _changed(into, by=by, at=at)
    return row


def _siblings(kind: type[Any], parent_id: int, plan: Plan) -> list[Any]:
    return list(kind.of_chart(plan.chart_id).filter(**{PARENT[kind]: parent_id}).order_by("position", "pk"))


def _open_draft(plan: Plan, by: Person) -> None:
    check_on_team(by, plan.chart)
    now = Plan.of_chart(plan.chart_id).select_for_update().filter(pk=plan.pk).first()
    if now is None:
        raise NotFound
    rules.check_can_change(status=now.status)


def _changed(plan: Plan, *, by: Person, at: datetime) -> None:
    audit.record(audit.Event.PLAN_CHANGED, by=by, at=at, chart=plan.chart, subject=plan)


def _new_version(*, chart: Chart, by: Person, at: datetime) -> Plan:
    last = Plan.of_chart(chart).order_by("-number").first()
    plan = Plan.add(chart=chart, number=last.number + 1 if last else 1, author=by, drafted_at=at)
    audit.record(audit.Event.PLAN_DRAFTED, by=by, at=at, chart=chart, subject=plan, number=plan.number)
    return plan
