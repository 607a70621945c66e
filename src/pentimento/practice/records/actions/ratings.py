"""Goals are rated against their five steps. A rating is replaced, never overwritten."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from pentimento.core.kernel.errors import Conflict, NotFound
from pentimento.practice.encounters.models import Encounter
from pentimento.practice.records.models import Goal, GoalRating
from pentimento.practice.records.rules import plans as rules
from pentimento.trust import audit
from pentimento.trust.people.models import Person

from .own import check_on_team, local_day


@transaction.atomic
def rate_goal(
    *,
    goal: Goal,
    level: int,
    on: date,
    by: Person,
    at: datetime,
    encounter: Encounter | None = None,
    by_client: bool = False,
    version: int | None = None,
) -> GoalRating:
    """Record where a goal stands, −2 to +2.

    Rated again in the same session, the new rating replaces the old one, which stays readable for
    whatever rests on it. The same rating sent twice is one rating. ``version`` is the version the
    form was shown (0: not rated yet); left out, nothing is compared.

    Raises
    ------
    Conflict
        If somebody rated it meanwhile.
    """
    check_on_team(by, goal.chart)
    goal = Goal.of_chart(goal.chart_id).select_related("plan", "chart").get(pk=goal.pk)
    sealed = encounter is not None and _is_sealed(goal, encounter)
    rules.check_can_rate(
        status=goal.plan.status, level=level, steps=goal.levels, sealed=sealed, on=on, today=local_day(at)
    )
    now = _rating_in(goal, encounter)
    if now is not None and (now.level, now.by_client) == (level, by_client):
        return now
    if version is not None and version != (now.version if now else 0):
        raise Conflict("This goal was rated meanwhile. Nothing was overwritten; look at both and rate again.")
    return _replace(now, goal=goal, level=level, on=on, by=by, at=at, encounter=encounter, by_client=by_client)


def _is_sealed(goal: Goal, encounter: Encounter) -> bool:
    session = Encounter.of_chart(goal.chart_id).filter(pk=encounter.pk).first()
    if session is None:
        raise NotFound
    return session.sealed_at is not None


def _rating_in(goal: Goal, encounter: Encounter | None) -> GoalRating | None:
    if encounter is None:
        return None
    ratings = GoalRating.of_chart(goal.chart_id).select_for_update()
    return ratings.filter(lineage=goal.lineage, encounter=encounter, is_current=True).first()


def _replace(
    now: GoalRating | None,
    *,
    goal: Goal,
    level: int,
    on: date,
    by: Person,
    at: datetime,
    encounter: Encounter | None,
    by_client: bool,
) -> GoalRating:
    if now is not None:
        GoalRating.of_chart(goal.chart_id).filter(pk=now.pk).update(is_current=False)
    rating = GoalRating.add(
        chart=goal.chart,
        goal=goal,
        lineage=goal.lineage,
        encounter=encounter,
        level=level,
        rated_on=on,
        rated_by=by,
        rated_at=at,
        by_client=by_client,
        replaces=now,
        version=now.version + 1 if now else 1,
    )
    audit.record(
        audit.Event.GOAL_RATED,
        by=by,
        at=at,
        chart=goal.chart,
        subject=rating,
        goal=goal.lineage,
        version=rating.version,
    )
    return rating
