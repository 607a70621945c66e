"""Copying the parts of a plan into its next version, and taking the parts of a dropped draft away."""

from __future__ import annotations

from pentimento.practice.records.models import Goal, Intervention, Need, Objective, Plan


def copy_parts(plan: Plan, draft: Plan) -> None:
    """Copy needs, goals, objectives and interventions, each with its lineage."""
    needs, goals, objectives = {}, {}, {}
    chart = plan.chart
    for need in Need.of_chart(chart).filter(plan=plan).order_by("position", "pk"):
        needs[need.pk] = Need.add(
            chart=chart, plan=draft, lineage=need.lineage, words=need.words, position=need.position
        )
    for goal in Goal.of_chart(chart).filter(plan=plan).order_by("position", "pk"):
        goals[goal.pk] = Goal.add(
            chart=chart,
            plan=draft,
            need=needs[goal.need_id],
            lineage=goal.lineage,
            words=goal.words,
            measured_by=goal.measured_by,
            levels=goal.levels,
            weight=goal.weight,
            position=goal.position,
        )
    for aim in Objective.of_chart(chart).filter(goal__plan=plan).order_by("position", "pk"):
        objectives[aim.pk] = Objective.add(
            chart=chart,
            goal=goals[aim.goal_id],
            lineage=aim.lineage,
            words=aim.words,
            by_when=aim.by_when,
            position=aim.position,
        )
    for offer in Intervention.of_chart(chart).filter(objective__goal__plan=plan).order_by("position", "pk"):
        Intervention.add(
            chart=chart,
            objective=objectives[offer.objective_id],
            lineage=offer.lineage,
            words=offer.words,
            media=offer.media,
            position=offer.position,
        )


def remove_parts(plan: Plan) -> None:
    """Remove everything under a draft, from the leaves up."""
    chart = plan.chart_id
    Intervention.of_chart(chart).filter(objective__goal__plan=plan).delete()
    Objective.of_chart(chart).filter(goal__plan=plan).delete()
    Goal.of_chart(chart).filter(plan=plan).delete()
    Need.of_chart(chart).filter(plan=plan).delete()
