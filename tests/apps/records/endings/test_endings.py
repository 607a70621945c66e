"""Therapy ends when nothing is owed, and not before."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client as Browser
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

import factories
from apps.records.reports.cast_of_reports import AT, artwork
from pentimento.core.kernel.errors import Invalid, NotFound, Refused
from pentimento.practice.artworks.actions import decide_artwork
from pentimento.practice.artworks.queries import review_of
from pentimento.practice.clients.models import Client, Episode, Referral
from pentimento.practice.encounters import actions as encounters
from pentimento.practice.encounters.queries import booked_after, groups_now
from pentimento.practice.outcomes.actions import schedule
from pentimento.practice.outcomes.models import Schedule
from pentimento.practice.outcomes.queries import due_for
from pentimento.practice.records import actions, queries
from pentimento.practice.records.rules.endings import Owed, check_can_complete
from pentimento.trust import audit
from pentimento.trust.people.roles import Role

pytestmark = pytest.mark.django_db


@pytest.fixture
def therapist() -> Any:
    return factories.person()


def in_care(by: Any, *, steps: tuple[str, ...] = factories.STEPS) -> Client:
    client = factories.client(by)
    referral = Referral.add(
        chart=client.chart, received_on=factories.LONG_AGO, source="gp", reason="x", taken_by=by, outcome="accepted"
    )
    Episode.add(chart=client.chart, referral=referral, lead=by, opened_on=factories.LONG_AGO)
    factories.agreed_plan(client, by, "I want to sit with the others", "I want to sleep", steps=steps)
    artwork(client, by, "The red bridge", factories.NOON.date())
    return client


def everything_done(client: Client, by: Any) -> Any:
    discharge = actions.begin_discharge(chart=client.chart, by=by, at=AT)
    for goal in queries.goals_of(by, client.chart):
        actions.review_goal(discharge=discharge, goal=goal, level=1, words="We are there.", by=by, at=AT)
    for one in review_of(by, client.chart):
        decide_artwork(disposition=one.disposition, choice="return", words="", by=by, at=AT)
    actions.sign_report(report=actions.draft_summary(discharge=discharge, by=by, at=AT), by=by, at=AT)
    return queries.discharge_for(by, client.chart)


OWED = """
goals         2  2 goals not looked at together
works         1  1 work without a decision
notes         3  3 notes not sealed
open_sessions 1  1 session still open
"""


@pytest.mark.parametrize("line", OWED.strip().splitlines())
def test_whatever_is_owed_is_named(line: str) -> None:
    field, number, words = line.split(maxsplit=2)
    with pytest.raises(Refused, match=words):
        check_can_complete(Owed(**{field: int(number)}))


@pytest.mark.parametrize(
    ("state", "words"), [("missing", "not written"), ("draft", "not sealed"), ("cosign", "co-sign")]
)
def test_a_summary_that_is_not_final_is_named(state: str, words: str) -> None:
    with pytest.raises(Refused, match=words):
        check_can_complete(Owed(summary=state))


def test_nothing_owed_lets_therapy_end() -> None:
    check_can_complete(Owed())


def test_therapy_ends_when_everything_is_done(therapist: Any) -> None:
    client = in_care(therapist)
    discharge = everything_done(client, therapist)
    ended = actions.complete_discharge(discharge=discharge, ending="planned", words="Well.", by=therapist, at=AT)
    assert ended.completed_at == AT
    assert ended.episode.closed_on == AT.date()
    assert Client.of_chart(client.chart).get().status == Client.Status.DISCHARGED
    assert audit.events_of(ended)[-1] is audit.Event.CLIENT_DISCHARGED
    with pytest.raises(Refused, match="ended already"):
        actions.complete_discharge(discharge=discharge, ending="planned", by=therapist, at=AT)


def test_beginning_opens_the_review_of_artwork_once(therapist: Any) -> None:
    client = in_care(therapist)
    first, second = (actions.begin_discharge(chart=client.chart, by=therapist, at=AT) for _ in range(2))
    assert first.pk == second.pk
    assert len(review_of(therapist, client.chart)) == 1


def test_all_that_is_owed_is_named_at_once(therapist: Any) -> None:
    client = in_care(therapist)
    factories.encounter(client, therapist)
    discharge = actions.begin_discharge(chart=client.chart, by=therapist, at=AT)
    with pytest.raises(Refused) as refusal:
        actions.complete_discharge(discharge=discharge, ending="planned", by=therapist, at=AT)
    for words in ("2 goals", "1 work", "1 session still open", "summary is not written"):
        assert words in str(refusal.value)
    assert Client.of_chart(client.chart).get().status == Client.Status.IN_CARE


def test_what_was_said_of_goals_is_evidence_in_the_summary(therapist: Any) -> None:
    client = in_care(therapist)
    discharge = everything_done(client, therapist)
    text = str(discharge.summary.body)
    assert "We are there." in text
    assert "'kind': 'review'" in text


def test_what_was_decided_about_works_is_told_in_the_summary(therapist: Any) -> None:
    client = in_care(therapist)
    wanted = {"The boat": "return", "Mud": "dispose", "The flood": "return"}
    for title in wanted:
        artwork(client, therapist, title, factories.NOON.date())
    discharge = actions.begin_discharge(chart=client.chart, by=therapist, at=AT)
    for one in review_of(therapist, client.chart):
        choice = wanted.get(one.work.title, "keep")
        decide_artwork(
            disposition=one.disposition, choice=choice, words="", confirmed=choice == "dispose", by=therapist, at=AT
        )
    report = actions.draft_summary(discharge=discharge, by=therapist, at=AT)
    texts = {one["text"]: len(one["evidence"]) for part in report.body for one in part["sentences"]}
    assert texts["At the end it was decided to keep one work."] == 1
    assert texts["At the end it was decided to return 2 works."] == 2
    assert texts["At the end it was decided to dispose of one work."] == 1
    assert queries.judged(therapist, report).findings == {}


def test_an_ending_can_be_taken_back(therapist: Any) -> None:
    client = in_care(therapist)
    discharge = everything_done(client, therapist)
    actions.abandon_discharge(discharge=discharge, by=therapist, at=AT)
    assert queries.discharge_of(therapist, client.chart) is None
    assert len(queries.reports_of(therapist, client.chart)) == 1
    again = actions.begin_discharge(chart=client.chart, by=therapist, at=AT)
    assert queries.ending_of(therapist, again).owed.goals == 2


@pytest.mark.parametrize(("level", "words"), [(None, ""), (3, ""), (None, "   ")])
def test_a_goal_looked_at_says_something(therapist: Any, level: Any, words: str) -> None:
    client = in_care(therapist)
    discharge = actions.begin_discharge(chart=client.chart, by=therapist, at=AT)
    goal = queries.goals_of(therapist, client.chart)[0]
    with pytest.raises(Invalid):
        actions.review_goal(discharge=discharge, goal=goal, level=level, words=words, by=therapist, at=AT)


def test_a_goal_of_somebody_else_is_not_found(therapist: Any) -> None:
    mine, theirs = in_care(therapist), in_care(therapist)
    discharge = actions.begin_discharge(chart=mine.chart, by=therapist, at=AT)
    goal = queries.goals_of(therapist, theirs.chart)[0]
    with pytest.raises(NotFound):
        actions.review_goal(discharge=discharge, goal=goal, level=0, by=therapist, at=AT)


def test_who_may_end_therapy(therapist: Any) -> None:
    client = in_care(therapist)
    supervisor, trainee = factories.person(Role.SUPERVISOR), factories.person(Role.TRAINEE)
    factories.supervise(supervisor, therapist)
    with pytest.raises(Refused):
        actions.begin_discharge(chart=client.chart, by=supervisor, at=AT)
    with pytest.raises(Refused):
        actions.begin_discharge(chart=in_care(trainee).chart, by=trainee, at=AT)


def test_the_page_walks_through_the_ending(therapist: Any) -> None:
    client = in_care(therapist)
    browser = Browser()
    browser.force_login(therapist)
    at = [client.chart.public_id]
    page = reverse("records:ending", args=at)
    assert "Begin the ending" in browser.get(page).content.decode()
    assert browser.post(reverse("records:ending-begin", args=at)).status_code == 302
    text = browser.get(page).content.decode()
    assert "2 to go" in text
    assert "one work without a decision" in text
    for goal in queries.goals_of(therapist, client.chart):
        url = reverse("records:ending-goal", args=[*at, goal.public_id])
        assert browser.post(url, {f"{goal.public_id}-words": ""}).status_code == 422
        assert browser.post(url, {f"{goal.public_id}-level": "1"}).status_code == 302
    assert "2 to go" not in browser.get(page).content.decode()
    answer = browser.post(reverse("records:ending-summary", args=at))
    assert "/reports/" in answer.headers["Location"]
    end = browser.post(reverse("records:ending-complete", args=at), {"ending": "planned", "on": "2026-09-01"})
    assert end.status_code == 422
    assert "the summary is not sealed" in end.content.decode()
    assert browser.post(reverse("records:ending-abandon", args=at)).status_code == 302
    assert "Begin the ending" in browser.get(page).content.decode()


def test_no_measure_is_due_any_more_once_therapy_has_ended(therapist: Any) -> None:
    client = in_care(therapist)
    schedule(chart=client.chart, instrument="phq-9", every_weeks=2, next_due=AT.date(), by=therapist, at=factories.NOON)
    assert len(due_for(therapist, on=AT.date())) == 1
    discharge = everything_done(client, therapist)
    actions.complete_discharge(discharge=discharge, ending="planned", by=therapist, at=AT)
    assert due_for(therapist, on=AT.date()) == []
    assert [row.ended_on for row in Schedule.scoped(therapist)] == [AT.date()]


def test_the_page_of_an_ending_shows_levels_with_their_sign(therapist: Any) -> None:
    client = in_care(therapist)
    goal = queries.goals_of(therapist, client.chart)[0]
    actions.rate_goal(goal=goal, level=-1, on=AT.date(), by=therapist, at=AT)
    actions.begin_discharge(chart=client.chart, by=therapist, at=AT)
    browser = Browser()
    browser.force_login(therapist)
    page = browser.get(reverse("records:ending", args=[client.chart.public_id])).content.decode()
    assert "Last rated −1 on" in page and "−2 Stays outside" in page


def test_a_goal_without_a_scale_is_looked_at_in_words_alone(therapist: Any) -> None:
    client = in_care(therapist, steps=())
    discharge = actions.begin_discharge(chart=client.chart, by=therapist, at=AT)
    goal = queries.goals_of(therapist, client.chart)[0]
    with pytest.raises(Invalid, match="no scale"):
        actions.review_goal(discharge=discharge, goal=goal, level=1, words="There.", by=therapist, at=AT)
    browser = Browser()
    browser.force_login(therapist)
    page = browser.get(reverse("records:ending", args=[client.chart.public_id])).content.decode()
    assert "This goal has no scale" in page and "Where it stands now" not in page
    url = reverse("records:ending-goal", args=[client.chart.public_id, goal.public_id])
    assert browser.post(url, {f"{goal.public_id}-words": " "}).status_code == 422
    assert browser.post(url, {f"{goal.public_id}-words": "She sleeps through."}).status_code == 302
    found = queries.ending_of(therapist, discharge)
    assert [(one.review.level, one.review.words) for one in found.goals if one.review] == [
        (None, "She sleeps through.")
    ]


def test_only_the_next_goal_to_look_at_lies_open(therapist: Any) -> None:
    client = in_care(therapist)
    discharge = actions.begin_discharge(chart=client.chart, by=therapist, at=AT)
    browser = Browser()
    browser.force_login(therapist)

    def lies_open() -> list[bool]:
        page = browser.get(reverse("records:ending", args=[client.chart.public_id])).content.decode()
        parts = [page.split(f'id="goal-{goal.public_id}"')[1] for goal in goals]
        return [part.split("<details", 1)[1].startswith(" open") for part in parts]

    goals = queries.goals_of(therapist, client.chart)
    assert lies_open() == [True, False]
    actions.review_goal(discharge=discharge, goal=goals[0], level=1, by=therapist, at=AT)
    assert lies_open() == [False, True]


def test_the_end_of_therapy_frees_the_calendar(therapist: Any) -> None:
    client, stays = in_care(therapist), in_care(therapist)
    lead = {"by": therapist, "at": AT}
    group = encounters.form_group(name="Tuesday studio", therapist=therapist, **lead)
    for one in (client, stays):
        encounters.join_group(group=group, chart=one.chart, **lead)
    sunday = {"therapist": therapist, "minutes": 50, "place": "Studio", **lead}
    encounters.book(chart=client.chart, starts_at=AT + timedelta(days=5), **sunday)
    encounters.book(chart=stays.chart, starts_at=AT + timedelta(days=6), **sunday)
    discharge = everything_done(client, therapist)
    actions.complete_discharge(discharge=discharge, ending="planned", by=therapist, at=AT)
    assert not booked_after(therapist, client.chart, day=AT.date())
    assert not groups_now(therapist, client.chart)
    assert len(booked_after(therapist, stays.chart, day=AT.date())) == 1
    meeting = encounters.book_meeting(group=group, starts_at=AT + timedelta(days=8), minutes=90, place="Studio", **lead)
    assert [one.chart_id for one in meeting] == [stays.chart.pk]


def test_the_page_of_an_ending_names_what_is_still_booked(therapist: Any) -> None:
    client = in_care(therapist)
    soon = timezone.now() + timedelta(days=9)
    now = {"by": therapist, "at": timezone.now()}
    encounters.book(chart=client.chart, therapist=therapist, starts_at=soon, minutes=50, place="Studio", **now)
    actions.begin_discharge(chart=client.chart, by=therapist, at=AT)
    browser = Browser()
    browser.force_login(therapist)
    page = browser.get(reverse("records:ending", args=[client.chart.public_id])).content.decode()
    assert "called off when therapy ends" in page and date_format(timezone.localtime(soon), "j F") in page
