"""Therapy ends: begun, reviewed together, completed; or taken back before that."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from pentimento.core.kernel.errors import NotFound
from pentimento.core.kernel.words import cleaned
from pentimento.practice.artworks.actions import open_review
from pentimento.practice.clients.actions import close_episode
from pentimento.practice.clients.queries import open_episode_of
from pentimento.practice.encounters.actions import free_calendar
from pentimento.practice.outcomes.actions import end_schedules
from pentimento.practice.records.models import Discharge, Goal, GoalReview, Plan, Report
from pentimento.practice.records.queries.endings import ending_of
from pentimento.practice.records.queries.reports import periods_for
from pentimento.practice.records.rules import endings as rules
from pentimento.trust import audit
from pentimento.trust.access import Permission
from pentimento.trust.access.door import is_own_chart
from pentimento.trust.access.models import Chart
from pentimento.trust.people.models import Person

from .own import check_on_team, local_day
from .reports import draft_report


@transaction.atomic
def begin_discharge(*, chart: Chart, by: Person, at: datetime) -> Discharge:
    """Begin the ending of the episode that goes on, and ask what becomes of each work. Begun twice it is one."""
    Chart.objects.select_for_update().get(pk=chart.pk)
    episode = open_episode_of(by, chart)
    may = by.may(Permission.DISCHARGE)
    rules.check_can_begin(on_team=is_own_chart(by, chart), may=may, open_episode=episode is not None)
    if (begun := Discharge.of_chart(chart).filter(episode=episode).first()) is not None:
        return begun
    discharge = Discharge.add(chart=chart, episode=episode, begun_at=at, begun_by=by)
    open_review(chart=chart, by=by, at=at)
    audit.record(audit.Event.DISCHARGE_BEGUN, by=by, at=at, chart=chart, subject=discharge)
    return discharge


@transaction.atomic
def review_goal(
    *, discharge: Discharge, goal: Goal, level: int | None = None, words: str = "", by: Person, at: datetime
) -> GoalReview:
    """Record what became of one goal, as looked at together. Reviewed again, the later answer stands."""
    discharge = _held(discharge, by=by)
    if goal.chart_id != discharge.chart_id or goal.plan.status != Plan.Status.AGREED:
        raise NotFound
    said = cleaned(words)
    rules.check_review(level=level, words=said, has_scale=bool(goal.levels))
    review = GoalReview.of_chart(discharge.chart_id).filter(discharge=discharge, goal=goal).first()
    if review is not None and (review.level, review.words) == (level, said):
        return review
    if review is None:
        review = GoalReview(chart=discharge.chart, discharge=discharge, goal=goal)
    review.level, review.words = level, said
    review.save()
    audit.record(audit.Event.GOAL_REVIEWED, by=by, at=at, chart=discharge.chart, subject=review)
    return review


@transaction.atomic
def draft_summary(*, discharge: Discharge, by: Person, at: datetime) -> Report:
    """Put the summary of the whole episode together; where there is one, that one."""
    discharge = _held(discharge, by=by)
    if discharge.summary is not None:
        return discharge.summary
    frm, to = periods_for(by, discharge.chart, today=local_day(at))["episode"]
    report = draft_report(chart=discharge.chart, kind="ending", period_from=frm, period_to=to, by=by, at=at)
    return take_summary(discharge=discharge, report=report, by=by, at=at).summary or report


@transaction.atomic
def take_summary(*, discharge: Discharge, report: Report, by: Person, at: datetime) -> Discharge:
    """Take a report that was written already as the summary of this ending."""
    discharge = _held(discharge, by=by)
    if report.chart_id != discharge.chart_id or report.kind != Report.Kind.ENDING:
        raise NotFound
    if discharge.summary_id != report.pk:
        discharge.summary, discharge.version = report, discharge.version + 1
        discharge.save(update_fields=["summary", "version"])
    return discharge


@transaction.atomic
def complete_discharge(
    *, discharge: Discharge, ending: str, words: str = "", on: date | None = None, by: Person, at: datetime
) -> Discharge:
    """End therapy: close the episode, free the calendar, ask for no more measures.

    Refused while anything is owed, naming all of it.

    Parameters
    ----------
    ending : a key of ``rules.endings.ENDINGS``
    on : date, optional
        The last day of therapy; left out, the day of ``at``.
    """
    discharge = _held(discharge, by=by)
    said = cleaned(words)
    rules.check_ending(ending=ending, words=said)
    rules.check_can_complete(ending_of(by, discharge).owed)
    last_day = on or local_day(at)
    free_calendar(chart=discharge.chart, last_day=last_day, by=by, at=at)
    close_episode(episode=discharge.episode, ending=rules.ENDINGS[ending], on=last_day, by=by, at=at)
    end_schedules(chart=discharge.chart, by=by, at=at)
    discharge.ending, discharge.words, discharge.completed_at = ending, said, at
    discharge.version += 1
    discharge.save(update_fields=["ending", "words", "completed_at", "version"])
    audit.record(audit.Event.CLIENT_DISCHARGED, by=by, at=at, chart=discharge.chart, subject=discharge)
    return discharge


@transaction.atomic
def abandon_discharge(*, discharge: Discharge, by: Person, at: datetime) -> None:
    """Take the ending back before it is complete: therapy goes on. A summary that was begun stays a report."""
    discharge = _held(discharge, by=by)
    reviews = GoalReview.of_chart(discharge.chart_id).filter(discharge=discharge)
    audit.record(
        audit.Event.DISCHARGE_ABANDONED,
        by=by,
        at=at,
        chart=discharge.chart,
        subject=discharge,
        goals_reviewed=reviews.count(),
    )
    reviews.delete()
    Discharge.of_chart(discharge.chart_id).filter(pk=discharge.pk).delete()


def _held(discharge: Discharge, *, by: Person) -> Discharge:
    check_on_team(by, discharge.chart)
    may = by.may(Permission.DISCHARGE)
    rules.check_can_begin(on_team=True, may=may, open_episode=True)
    rows = Discharge.of_chart(discharge.chart_id).select_for_update(of=("self",))
    found = rows.select_related("chart", "episode", "summary").filter(pk=discharge.pk).first()
    if found is None:
        raise NotFound
    rules.check_open(completed=found.completed_at is not None)
    return found
