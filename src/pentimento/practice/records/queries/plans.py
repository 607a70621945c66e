"""Reading plans: the tree of one version, its objectives, and where goals stand."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery

from pentimento.core.kernel.errors import NotFound, PentimentoError
from pentimento.core.scoring.attainment import Attainment, attainment
from pentimento.practice.encounters.models import Aim, Encounter
from pentimento.practice.records.models import Goal, GoalRating, Intervention, Need, Objective, Plan
from pentimento.practice.records.rules.plans import Changed, Parts, differences
from pentimento.trust.access.models import Chart
from pentimento.trust.access.questions import Question

KINDS: dict[str, type[Need | Goal | Objective | Intervention]] = {
    "need": Need,
    "goal": Goal,
    "objective": Objective,
    "intervention": Intervention,
}


@dataclass(slots=True)
class ObjectiveBranch:
    """An objective with what is offered towards it."""

    part: Objective
    interventions: list[Intervention] = field(default_factory=list)


@dataclass(slots=True)
class GoalBranch:
    """A goal with its objectives, its steps as (level, words), and its latest rating."""

    part: Goal
    objectives: list[ObjectiveBranch] = field(default_factory=list)
    rating: GoalRating | None = None

    @property
    def steps(self) -> list[tuple[int, str]]:
        """From +2 down to −2, as a scale is read."""
        return list(zip((-2, -1, 0, 1, 2), self.part.levels, strict=True))[::-1] if self.part.levels else []


@dataclass(slots=True)
class NeedBranch:
    """A need with its goals."""

    part: Need
    goals: list[GoalBranch] = field(default_factory=list)


@dataclass(slots=True)
class PlanTree:
    """One version of a plan with all its parts in order."""

    plan: Plan
    needs: list[NeedBranch] = field(default_factory=list)

    @property
    def goals(self) -> list[GoalBranch]:
        return [goal for need in self.needs for goal in need.goals]

    @property
    def is_draft(self) -> bool:
        return self.plan.status == Plan.Status.DRAFT


def plan_of(viewer: Any, chart: Chart) -> PlanTree | None:
    """The plan in force: agreed with the client and not replaced. Six statements, or one where there is none."""
    return _tree_where(viewer, chart, status=Plan.Status.AGREED)


def draft_of(viewer: Any, chart: Chart) -> PlanTree | None:
    """The draft of the next version, if somebody is writing one."""
    return _tree_where(viewer, chart, status=Plan.Status.DRAFT)


def version_for(viewer: Any, chart: Chart, number: int) -> PlanTree:
    """One version by its number. NotFound if there is none this viewer may see."""
    tree = _tree_where(viewer, chart, number=number)
    if tree is None:
        raise NotFound
    return tree


def versions_of(viewer: Any, chart: Chart) -> list[Plan]:
    """All versions, newest first."""
    return list(Plan.scoped(viewer).filter(chart=chart).select_related("author").order_by("-number"))


def part_for(viewer: Any, chart: Chart, kind: str, public_id: str) -> Any:
    """One need, goal, objective or intervention. NotFound unless it is theirs to see."""
    if kind not in KINDS:
        raise NotFound
    found = KINDS[kind].scoped(viewer).filter(chart=chart, public_id=public_id).first()
    if found is None:
        raise NotFound
    return found


def objectives_of(viewer: Any, chart: Chart) -> list[Objective]:
    """Objectives of the plan in force, with their goals, in the plan's order. One statement."""
    rows = Objective.scoped(viewer).filter(chart=chart, goal__plan__status=Plan.Status.AGREED)
    order = ("goal__need__position", "goal__need", "goal__position", "goal", "position", "pk")
    return list(rows.select_related("goal").order_by(*order))


def goals_of(viewer: Any, chart: Chart) -> list[Goal]:
    """Goals of the plan in force, in the plan's order. One statement."""
    rows = Goal.scoped(viewer).filter(chart=chart, plan__status=Plan.Status.AGREED)
    return list(rows.select_related("plan").order_by("need__position", "need", "position", "pk"))


def goals_with_levels(viewer: Any, chart: Chart) -> list[Any]:
    """Goals of the plan in force with their ``need``, each with ``latest``: its last level, or None. One statement."""
    return _WITH_LEVELS.ask(viewer, chart=chart.pk)


def _with_levels(goals: QuerySet[Goal], chart: int) -> QuerySet[Goal]:
    ratings = GoalRating.of_chart(chart).filter(is_current=True, lineage=OuterRef("lineage"))
    last = Subquery(ratings.order_by("-rated_on", "-pk").values("level")[:1])
    rows = goals.filter(chart=chart, plan__status=Plan.Status.AGREED).select_related("need")
    return rows.annotate(latest=last).order_by("need__position", "need", "position", "pk")


_WITH_LEVELS = Question(Goal, _with_levels, chart=int)


def goal_for(viewer: Any, chart: Chart, public_id: str) -> Goal:
    """A goal of the plan in force. NotFound for any other."""
    rows = Goal.scoped(viewer).filter(chart=chart, plan__status=Plan.Status.AGREED, public_id=public_id)
    goal = rows.select_related("plan", "chart").first()
    if goal is None:
        raise NotFound
    return goal


def ratings_of(viewer: Any, chart: Chart, frm: date | None = None, to: date | None = None) -> list[GoalRating]:
    """Ratings that stand, oldest first, with their goals. One statement."""
    rows = GoalRating.scoped(viewer).filter(chart=chart, is_current=True)
    if frm is not None:
        rows = rows.filter(rated_on__gte=frm)
    if to is not None:
        rows = rows.filter(rated_on__lte=to)
    return list(rows.select_related("goal", "encounter").order_by("rated_on", "pk"))


@dataclass(frozen=True, slots=True)
class SessionGoal:
    """A goal of the plan in force and how it was rated in one session, if it was."""

    goal: Goal
    rating: GoalRating | None
    latest: GoalRating | None  # the last one from an earlier session

    @property
    def steps(self) -> list[tuple[int, str]]:
        return list(zip((-2, -1, 0, 1, 2), self.goal.levels, strict=True)) if self.goal.levels else []


def goals_in(viewer: Any, encounter: Encounter) -> list[SessionGoal]:
    """Goals of the plan in force with this session's ratings. Two statements."""
    goals = goals_of(viewer, encounter.chart)
    here: dict[str, GoalRating] = {}
    before: dict[str, GoalRating] = {}
    rows = GoalRating.scoped(viewer).filter(chart=encounter.chart_id, is_current=True)
    for rating in rows.filter(lineage__in=[goal.lineage for goal in goals]).order_by("rated_at", "pk"):
        (here if rating.encounter_id == encounter.pk else before)[rating.lineage] = rating
    return [SessionGoal(goal, here.get(goal.lineage), before.get(goal.lineage)) for goal in goals]


def attainment_in(found: list[SessionGoal]) -> Attainment | PentimentoError | None:
    """T of the goals that have a scale, the sentence that says why there is none, or None without goals."""
    scaled = [one for one in found if one.steps]
    if not scaled:
        return None
    try:
        ratings = [one.rating.level if one.rating else None for one in scaled]
        return attainment(ratings, [one.goal.weight for one in scaled])
    except PentimentoError as missing:
        return missing


def aims_to_choose(
    viewer: Any, encounter: Encounter, objectives: Iterable[Objective]
) -> tuple[list[tuple[str, str]], set[str]]:
    """What a session can work on, as (lineage, words), and the lineages of what it does work on. One statement.

    An aim of an earlier plan is offered after today's objectives, so that it can be taken off. One that says
    the same words as an objective of today is that objective, and stands there once.
    """
    aims = {aim.objective: aim.words for aim in Aim.scoped(viewer).filter(encounter=encounter).order_by("pk")}
    now = {one.lineage: one.words for one in objectives}
    by_words = {words: lineage for lineage, words in now.items()}
    earlier = {key: words for key, words in aims.items() if key not in now and words not in by_words}
    aimed = {key if key in now or key in earlier else by_words[words] for key, words in aims.items()}
    return [*now.items(), *earlier.items()], aimed


def changes_between(before: PlanTree, after: PlanTree) -> list[Changed]:
    """What differs between two versions, in words."""
    return differences(_parts(before), _parts(after))


def _parts(tree: PlanTree) -> Parts:
    parts: dict[tuple[str, str], dict[str, str]] = {}
    for need in tree.needs:
        parts["need", need.part.lineage] = {"words": need.part.words}
        for goal in need.goals:
            steps = {f"step {level:+d}" if level else "step 0": words for level, words in goal.steps}
            blank = dict.fromkeys(("step +2", "step +1", "step 0", "step -1", "step -2"), "")
            plain = {"words": goal.part.words, "measured by": goal.part.measured_by, "weight": str(goal.part.weight)}
            parts["goal", goal.part.lineage] = plain | blank | steps
            for aim in goal.objectives:
                day = aim.part.by_when.isoformat() if aim.part.by_when else ""
                parts["objective", aim.part.lineage] = {"words": aim.part.words, "by when": day}
                for offer in aim.interventions:
                    parts["intervention", offer.lineage] = {"words": offer.words, "media": offer.media}
    return parts


def _tree_where(viewer: Any, chart: Chart, **which: Any) -> PlanTree | None:
    plan = Plan.scoped(viewer).filter(chart=chart, **which).select_related("author", "chart").first()
    return _tree(viewer, plan) if plan is not None else None


def _tree(viewer: Any, plan: Plan) -> PlanTree:
    order = ("position", "pk")
    tree = PlanTree(plan)
    needs: dict[int, NeedBranch] = {}
    goals: dict[int, GoalBranch] = {}
    aims: dict[int, ObjectiveBranch] = {}
    for need in Need.scoped(viewer).filter(plan=plan).order_by(*order):
        tree.needs.append(needs.setdefault(need.pk, NeedBranch(need)))
    for goal in Goal.scoped(viewer).filter(plan=plan).order_by(*order):
        needs[goal.need_id].goals.append(goals.setdefault(goal.pk, GoalBranch(goal)))
    for aim in Objective.scoped(viewer).filter(goal__plan=plan).order_by(*order):
        goals[aim.goal_id].objectives.append(aims.setdefault(aim.pk, ObjectiveBranch(aim)))
    for offer in Intervention.scoped(viewer).filter(objective__goal__plan=plan).order_by(*order):
        aims[offer.objective_id].interventions.append(offer)
    latest = _latest(viewer, plan)
    for branch in goals.values():
        branch.rating = latest.get(branch.part.lineage)
    return tree


def _latest(viewer: Any, plan: Plan) -> dict[str, GoalRating]:
    ratings = GoalRating.scoped(viewer).filter(chart=plan.chart_id, is_current=True)
    last = ratings.filter(lineage=OuterRef("lineage")).order_by("-rated_on", "-pk").values("pk")[:1]
    newest = Goal.scoped(viewer).filter(plan=plan).values_list(Subquery(last))
    return {rating.lineage: rating for rating in ratings.filter(pk__in=newest)}
