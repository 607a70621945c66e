"""Measures are planned, come due, and go on when they are given."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

import factories
from apps.outcomes.cast_of_outcomes import CALM, given, in_care
from factories import NOON
from pentimento.core.kernel.errors import Conflict, Invalid, OutOfRange, Refused
from pentimento.practice.clients.models import Client
from pentimento.practice.outcomes import actions, queries
from pentimento.practice.outcomes.models import Schedule
from pentimento.trust import audit
from pentimento.trust.audit import Event
from pentimento.trust.people.models import Person

pytestmark = pytest.mark.django_db
TODAY = NOON.date()


def planned(client: Client, by: Person, *, weeks: int = 4, days: int = 0, **fields: str) -> Schedule:
    """PHQ-9 every four weeks from today on, unless told."""
    due = TODAY + timedelta(days=days)
    key = fields.get("instrument", "phq-9")
    return actions.schedule(chart=client.chart, instrument=key, every_weeks=weeks, next_due=due, by=by, at=NOON)


def test_giving_a_measure_moves_its_next_day_on() -> None:
    therapist, client = in_care()
    row = planned(client, therapist)
    other = planned(client, therapist, instrument="gad-7")
    given(client, therapist, CALM)
    row.refresh_from_db()
    other.refresh_from_db()
    assert row.next_due == TODAY + timedelta(weeks=4)
    assert other.next_due == TODAY


def test_an_old_sheet_entered_late_does_not_bring_the_day_forward() -> None:
    therapist, client = in_care()
    row = planned(client, therapist, days=10)
    given(client, therapist, CALM, given_on=TODAY - timedelta(days=200))
    row.refresh_from_db()
    assert row.next_due == TODAY + timedelta(days=10)


def test_planning_again_changes_the_plan_and_the_same_again_is_a_repeat() -> None:
    therapist, client = in_care()
    row = planned(client, therapist)
    assert planned(client, therapist).pk == row.pk == planned(client, therapist, weeks=2).pk
    assert audit.events_of(row) == [Event.MEASURE_SCHEDULED] * 2


@pytest.mark.parametrize(
    ("weeks", "days", "refusal"), [(0, 0, OutOfRange), (53, 0, OutOfRange), (4, -1, Invalid), (4, 800, Invalid)]
)
def test_an_absurd_plan_is_refused(weeks: int, days: int, refusal: type[Exception]) -> None:
    therapist, client = in_care()
    with pytest.raises(refusal):
        planned(client, therapist, weeks=weeks, days=days)


def test_a_plan_ends_and_its_end_is_taken_back() -> None:
    therapist, client = in_care()
    row = planned(client, therapist)
    for _ in range(2):
        actions.end_schedule(schedule=row, by=therapist, at=NOON)
    assert queries.schedules_of(therapist, client.chart) == {}
    actions.resume_schedule(schedule=row, by=therapist, at=NOON)
    assert list(queries.schedules_of(therapist, client.chart)) == ["phq-9"]
    assert audit.events_of(row) == [Event.MEASURE_SCHEDULED, Event.MEASURE_PLAN_ENDED, Event.MEASURE_SCHEDULED]


def test_an_ended_plan_does_not_come_back_beside_a_new_one() -> None:
    therapist, client = in_care()
    row = actions.end_schedule(schedule=planned(client, therapist), by=therapist, at=NOON)
    planned(client, therapist, weeks=2)
    with pytest.raises(Conflict, match="planned anew"):
        actions.resume_schedule(schedule=row, by=therapist, at=NOON)


def test_all_plans_end_together_when_therapy_ends() -> None:
    therapist, client = in_care()
    planned(client, therapist)
    planned(client, therapist, instrument="gad-7")
    assert len(actions.end_schedules(chart=client.chart, by=therapist, at=NOON)) == 2
    assert queries.schedules_of(therapist, client.chart) == {}


def test_only_the_care_team_plans() -> None:
    _, client = in_care()
    with pytest.raises(Refused, match="care team"):
        planned(client, factories.person())


def test_what_is_due_is_told_to_the_care_team_in_one_statement(django_assert_num_queries) -> None:  # type: ignore[no-untyped-def]
    therapist, client = in_care()
    supervisor = factories.person("supervisor")
    factories.supervise(supervisor, therapist)
    planned(client, therapist)
    planned(client, therapist, instrument="gad-7", days=30)
    for status in (Client.Status.DISCHARGED, Client.Status.DECLINED):
        planned(factories.client(therapist, status=status), therapist)
    with django_assert_num_queries(1):
        rows = queries.due_for(therapist, on=TODAY + timedelta(days=7))
        assert [(row.chart.public_id, row.title, row.next_due) for row in rows] == [
            (client.chart.public_id, "PHQ-9", TODAY)
        ]
    assert rows[0].is_overdue == (timezone.localdate() > TODAY)
    assert queries.due_for(supervisor, on=TODAY) == []
    assert queries.due_for(factories.person(), on=TODAY) == []


def test_the_service_is_counted_without_a_name() -> None:
    therapist, client = in_care()
    given(client, therapist, CALM)
    actions.correct(
        giving=given(client, therapist, CALM),
        answers=[0] * 9,
        given_on=TODAY,
        entry_key="fix",
        by=therapist,
        at=NOON,
    )
    given(client, therapist, [1] * 7, instrument="gad-7", given_on=TODAY - timedelta(days=400))
    planned(client, therapist, instrument="gad-7")
    assert queries.counts(TODAY - timedelta(days=91), TODAY + timedelta(days=1)) == {
        "GAD-7 given": 0,
        "PHQ-9 given": 2,
        "Measures overdue": 1,
    }
