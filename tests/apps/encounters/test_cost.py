"""How many statements the busy pages ask, however much there is."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client as Browser
from django.test.utils import CaptureQueriesContext

import factories
from apps.encounters.cast_of_encounters import address, running, signed_in, today_at, wrote
from factories import NOON
from pentimento.practice.encounters import actions, queries
from pentimento.trust.people.models import Person
from pentimento.trust.people.roles import Role

pytestmark = pytest.mark.django_db


def asked(browser: Browser, url: str) -> int:
    """Statements of the second look: the first one writes the reading into the trail."""
    assert browser.get(url).status_code == 200
    with CaptureQueriesContext(
        connection,
    ) as captured:
        browser.get(url)
    return len(captured)


def fill(therapist: Person, count: int, *, first: int = 0) -> None:
    for number in range(first, first + count):
        starts_at = today_at(8) + timedelta(minutes=5 * number)
        factories.appointment(factories.client(therapist), therapist, starts_at=starts_at)


@pytest.mark.parametrize("role", [Role.THERAPIST, Role.FRONT_DESK])
@pytest.mark.parametrize("span", ["day", "week"])
def test_the_calendar_costs_the_same_with_one_time_or_twenty(role: Role, span: str) -> None:
    therapist = factories.person()
    browser = signed_in(therapist if role == Role.THERAPIST else factories.person(role))
    fill(therapist, 1)
    one = asked(browser, f"/calendar/?span={span}")
    fill(therapist, 19, first=1)
    assert asked(browser, f"/calendar/?span={span}") == one <= 10


def test_a_day_is_three_statements_and_a_meeting_one_more(
    django_assert_num_queries: Callable[[int], CaptureQueriesContext],
) -> None:
    therapist = factories.person()
    for hours in range(3):
        factories.encounter(factories.client(therapist), therapist, opened_at=NOON + timedelta(hours=hours))
    with django_assert_num_queries(3):
        queries.day_for(therapist, NOON.date())
    group = actions.form_group(name="Clay", therapist=therapist, by=therapist, at=NOON)
    actions.join_group(group=group, chart=factories.client(therapist).chart, by=therapist, at=NOON)
    actions.book_meeting(group=group, starts_at=NOON + timedelta(hours=5), minutes=60, place="", by=therapist, at=NOON)
    with django_assert_num_queries(4):
        queries.day_for(therapist, NOON.date())


@pytest.mark.parametrize("page", [(), ("room",)])
def test_a_session_costs_the_same_with_one_entry_or_forty(page: tuple[str, ...]) -> None:
    therapist = factories.person()
    session = running(factories.client(therapist), therapist)
    url, browser = address("sessions", session.chart, session.public_id, *page), signed_in(therapist)
    wrote(session, therapist)
    wrote(session, therapist, "response")
    one = asked(browser, url)
    for number in range(20):
        wrote(session, therapist, words=f"Sight {number}")
        wrote(session, therapist, "response", words=f"Response {number}")
    assert asked(browser, url) == one <= 20


def test_the_list_of_sessions_costs_the_same_with_one_or_thirty() -> None:
    therapist = factories.person()
    client, browser = factories.client(therapist), signed_in(therapist)
    factories.encounter(client, therapist)
    one = asked(browser, address("sessions", client.chart))
    for days in range(30):
        factories.encounter(client, therapist, opened_at=NOON - timedelta(days=days))
    assert asked(browser, address("sessions", client.chart)) == one <= 18


def test_a_saving_is_a_few_statements(django_assert_max_num_queries: Callable[[int], CaptureQueriesContext]) -> None:
    therapist = factories.person()
    session = running(factories.client(therapist), therapist)
    wrote(session, therapist, words="A", client_key="k", finish=False)
    with django_assert_max_num_queries(7):  # the last one is the test looking at the row
        wrote(session, therapist, words="A red", client_key="k", version=1, finish=False)
