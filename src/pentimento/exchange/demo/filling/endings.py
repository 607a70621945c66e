"""Therapy that ended, and therapy that is about to: goals looked at again, works decided about, the summary."""

from datetime import datetime, time, timedelta
from functools import partial

from pentimento.exchange.demo.filling.practice import Practice, moment
from pentimento.exchange.demo.filling.timeline import Timeline
from pentimento.exchange.demo.plot import ClientStory
from pentimento.practice.artworks.actions import decide_artwork, open_review
from pentimento.practice.artworks.models import Disposition
from pentimento.practice.records import actions
from pentimento.practice.records.models import Discharge, Goal, GoalRating
from pentimento.trust.people.models import Person

SOON = "ferdinand"  # whose ending was begun and goes on
BEGUN_AGO = timedelta(days=4)
NOTICE = timedelta(days=7)
GOODBYE = "Ended as planned. A card in six months was agreed; self-referral stays open."
REVIEWED = "Looked at together in the last sessions: what helped was having one hour that was hers alone."
HALFWAY = "Talked about on Tuesday. He would like to look at it once more next time."
DECISIONS = (
    ("return", "Takes it home."),
    ("return", "Takes it home, for the hall."),
    ("keep", "May stay in the folder here."),
    ("dispose", "Wanted this one torn up; we did it together."),
)


def tell(practice: Practice, timeline: Timeline) -> None:
    """Tell of every ending."""
    for one in practice.tellers:
        if one.ended_on:
            begun = moment(one.ended_on - NOTICE, time(18, 10))
            timeline.add(begun, partial(_begin, practice, one, begun))
            over = moment(one.ended_on, time(18, 30))
            timeline.add(over, partial(_end, practice, one, over))
        if one.key == SOON:
            begun = moment(practice.story.today - BEGUN_AGO, time(18, 10))
            timeline.add(begun, partial(_begin_and_leave_open, practice, one, begun))


def _begin(practice: Practice, one: ClientStory, at: datetime) -> Discharge:
    return actions.begin_discharge(chart=practice.chart(one.key), by=practice.staff[one.therapist], at=at)


def _end(practice: Practice, one: ClientStory, at: datetime) -> None:
    chart, by = practice.chart(one.key), practice.staff[one.therapist]
    discharge = Discharge.of_chart(chart).select_related("chart").get()
    for goal in _goals(practice, one):
        last = GoalRating.of_chart(chart).filter(lineage=goal.lineage, is_current=True).order_by("-rated_on").first()
        level = last.level if last else 0
        actions.review_goal(discharge=discharge, goal=goal, level=level, words=REVIEWED, by=by, at=at)
    open_review(chart=chart, by=by, at=at)
    _decide(chart.pk, len(one.artworks), by, at)
    summary = actions.draft_summary(discharge=discharge, by=by, at=at)
    actions.sign_report(report=summary, by=by, at=at + timedelta(minutes=30))
    late = at + timedelta(minutes=40)
    actions.complete_discharge(discharge=discharge, ending="planned", words=GOODBYE, on=at.date(), by=by, at=late)


def _begin_and_leave_open(practice: Practice, one: ClientStory, at: datetime) -> None:
    by, discharge = practice.staff[one.therapist], _begin(practice, one, at)
    for goal in _goals(practice, one)[:1]:
        actions.review_goal(discharge=discharge, goal=goal, level=None, words=HALFWAY, by=by, at=at)
    _decide(discharge.chart_id, 2, by, at)


def _goals(practice: Practice, one: ClientStory) -> list[Goal]:
    rows = Goal.of_chart(practice.chart(one.key)).filter(plan=practice.plans[one.key]).order_by("position", "pk")
    return list(rows.select_related("plan", "chart"))


def _decide(chart: int, most: int, by: Person, at: datetime) -> None:
    for turn, row in enumerate(Disposition.of_chart(chart).select_related("chart", "artwork").order_by("pk")[:most]):
        choice, words = DECISIONS[turn % len(DECISIONS)]
        confirmed = choice == "dispose"
        decide_artwork(disposition=row, choice=choice, words=words, confirmed=confirmed, by=by, at=at)
