"""Reading the end of therapy: what was reviewed, and what is still owed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from pentimento.core.kernel.errors import NotFound
from pentimento.practice.artworks.queries import has_review, review_is_complete, review_of
from pentimento.practice.artworks.queries import works_of as works_in
from pentimento.practice.clients.queries import open_episode_of
from pentimento.practice.encounters.models import Appointment, Encounter, Membership
from pentimento.practice.encounters.queries import booked_after, groups_now
from pentimento.practice.records.models import Discharge, Goal, GoalRating, GoalReview, Note
from pentimento.practice.records.rules.endings import Owed
from pentimento.practice.records.rules.wording import bare
from pentimento.trust.access.models import Chart
from pentimento.trust.signing.models import Meaning, Seal

from .plans import goals_of


def steps_of(goal: Goal) -> list[tuple[int, str]]:
    """The steps of a goal's scale from −2 to +2 with their words; none where none were agreed."""
    return list(zip((-2, -1, 0, 1, 2), goal.levels, strict=True)) if goal.levels else []


@dataclass(frozen=True, slots=True)
class Reviewing:
    """One goal as it is looked at together."""

    goal: Goal
    review: GoalReview | None
    latest: GoalRating | None

    @property
    def words(self) -> str:
        """The goal without quotation marks of its own; the page puts them."""
        return bare(self.goal.words)

    @property
    def is_done(self) -> bool:
        return self.review is not None and (self.review.level is not None or bool(self.review.words))

    @property
    def steps(self) -> list[tuple[int, str]]:
        """From −2 to +2 with their words; none where none were agreed."""
        return steps_of(self.goal)


@dataclass(frozen=True, slots=True)
class Ending:
    """The ending of the stretch of therapy that goes on, or of the last one."""

    discharge: Discharge
    goals: list[Reviewing]
    works: int
    decided: int
    review_opened: bool
    unsealed: list[Encounter]  # sessions whose note is owed
    open_sessions: list[Encounter]
    booked: list[Appointment]  # after today; they are called off when therapy ends
    groups: list[Membership]
    owed: Owed

    @property
    def next_goal(self) -> Goal | None:
        """The first goal nobody has looked at yet."""
        return next((one.goal for one in self.goals if not one.is_done), None)


def discharge_of(viewer: Any, chart: Chart) -> Discharge | None:
    """The ending of the episode that goes on; where none goes on, the last one that was completed. One statement."""
    rows = Discharge.scoped(viewer).filter(chart=chart).select_related("episode", "summary", "begun_by", "chart")
    return rows.order_by("-episode__opened_on", "-pk").first()


def discharge_for(viewer: Any, chart: Chart) -> Discharge:
    """The ending that was begun for the episode that goes on.

    Raises
    ------
    NotFound
    """
    episode = open_episode_of(viewer, chart)
    rows = Discharge.scoped(viewer).filter(chart=chart, episode=episode).select_related("episode", "summary", "chart")
    found = rows.first() if episode is not None else None
    if found is None:
        raise NotFound
    return found


def ending_of(viewer: Any, discharge: Discharge) -> Ending:
    """Everything the checklist shows. About a dozen statements."""
    chart = discharge.chart
    goals = reviewing_of(viewer, discharge)
    reviewed = review_of(viewer, chart)
    works = len(works_in(viewer, chart))
    decided = sum(1 for one in reviewed if one.is_decided)
    # A team member may not see every work; the review asks about all of them.
    undecided = max(works - decided, 0 if review_is_complete(viewer, chart) else 1)
    opened = has_review(viewer, chart)
    open_sessions, unsealed = _sessions(viewer, discharge)
    owed = Owed(
        goals=sum(1 for one in goals if not one.is_done),
        works=undecided,
        review_opened=opened,
        notes=len(unsealed),
        open_sessions=len(open_sessions),
        summary=_summary(viewer, discharge),
    )
    booked, groups = booked_after(viewer, chart, day=timezone.localdate()), groups_now(viewer, chart)
    return Ending(discharge, goals, works, decided, opened, unsealed, open_sessions, list(booked), list(groups), owed)


def reviewing_of(viewer: Any, discharge: Discharge) -> list[Reviewing]:
    """Each goal of the plan in force with its review and its last rating. Three statements."""
    chart = discharge.chart
    reviews = {row.goal_id: row for row in GoalReview.scoped(viewer).filter(discharge=discharge)}
    latest: dict[str, GoalRating] = {}
    for rating in GoalRating.scoped(viewer).filter(chart=chart, is_current=True).order_by("rated_on", "pk"):
        latest[rating.lineage] = rating
    return [Reviewing(goal, reviews.get(goal.pk), latest.get(goal.lineage)) for goal in goals_of(viewer, chart)]


def _sessions(viewer: Any, discharge: Discharge) -> tuple[list[Encounter], list[Encounter]]:
    """Sessions still open, and closed ones whose note is not sealed. Two statements."""
    sealed = Note.scoped(viewer).filter(chart=discharge.chart_id, signed_at__isnull=False).values("encounter")
    owed = Encounter.scoped(viewer).filter(chart=discharge.chart_id).exclude(pk__in=sealed).select_related("therapist")
    rows = list(owed.order_by("opened_at", "pk"))
    return [row for row in rows if row.is_open], [row for row in rows if not row.is_open]


def _summary(viewer: Any, discharge: Discharge) -> str:
    summary = discharge.summary
    if summary is None:
        return "missing"
    if not summary.is_signed:
        return "draft"
    if not summary.includes.get("needs_cosign"):
        return ""
    seals = Seal.scoped(viewer).filter(kind="report", subject_id=summary.public_id, meaning=Meaning.COSIGNED)
    return "" if seals.exists() else "cosign"
