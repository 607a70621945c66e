"""Answers are recorded and taken back, and nothing is overwritten."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from pentimento.core.kernel.errors import Invalid, NeedsConsent, NotFound, Refused
from pentimento.practice.clients import actions, queries
from pentimento.practice.clients.models import Client, Guardian
from pentimento.trust import audit
from pentimento.trust.audit import Event
from pentimento.trust.consent import gate
from pentimento.trust.consent.models import Act, Decision
from pentimento.trust.people.models import Person


@pytest.fixture
def answer(maya: Client, therapist: Person, now: datetime, today: date) -> Callable[..., Decision]:
    """Maya's yes to photographs from today, unless said otherwise."""

    def recorded(**fields: Any) -> Decision:
        said = {
            "chart": maya.chart,
            "act": "photograph",
            "agreed": True,
            "starts_on": today,
            "by": therapist,
            "at": now,
        }
        return actions.record_answer(**(said | fields))

    return recorded


@pytest.fixture
def child(refer: Callable[..., Client], therapist: Person, today: date) -> Client:
    return refer(therapist, given_name="Kit", birth_date=today.replace(day=1) - timedelta(days=365 * 9))


@pytest.fixture
def mother(child: Client, therapist: Person, now: datetime) -> Guardian:
    return actions.add_guardian(
        chart=child.chart, name="Eva", relation="Mother", may_consent=True, by=therapist, at=now
    )


def states(viewer: Person, client: Client, on: date) -> dict[str, str]:
    return {str(item.act): item.state for item in queries.answers_of(viewer, client.chart, on=on)}


def test_nothing_is_agreed_before_it_is_asked(maya: Client, therapist: Person, today: date) -> None:
    assert set(states(therapist, maya, today).values()) == {"unasked"}


def test_a_yes_opens_the_gate_and_taking_it_back_shuts_it(
    answer: Callable[..., Decision], maya: Client, therapist: Person, now: datetime, today: date
) -> None:
    given = answer(witness="Ben")
    gate.check(maya.chart, Act.PHOTOGRAPH, on=today)
    taken = actions.take_back(decision=given, on=today, reason="Rather not.", witness="Cas", by=therapist, at=now)
    with pytest.raises(NeedsConsent):
        gate.check(maya.chart, Act.PHOTOGRAPH, on=today)
    assert states(therapist, maya, today)["photograph"] == "withdrawn"
    assert (taken.witness, taken.withdrawal_witness) == ("Ben", "Cas"), "each has a witness of its own"
    assert audit.events_of(given) == [Event.CONSENT_RECORDED, Event.CONSENT_WITHDRAWN]
    with pytest.raises(Refused, match="no consent here"):
        actions.take_back(decision=given, on=today, reason="x", by=therapist, at=now)


def test_a_later_answer_counts_and_the_earlier_one_stays(
    answer: Callable[..., Decision], maya: Client, therapist: Person, now: datetime, today: date
) -> None:
    first = answer()
    second = answer(agreed=False, at=now + timedelta(seconds=1))
    item = next(i for i in queries.answers_of(therapist, maya.chart, on=today) if i.act == Act.PHOTOGRAPH)
    assert (item.state, item.answers) == ("no", [second, first])


def test_a_form_sent_twice_is_one_answer(answer: Callable[..., Decision], now: datetime) -> None:
    assert answer() == answer(at=now + timedelta(seconds=2))


def test_consent_with_an_end_ends(
    answer: Callable[..., Decision], maya: Client, therapist: Person, today: date
) -> None:
    answer(starts_on=today - timedelta(days=9), ends_on=today - timedelta(days=1))
    assert states(therapist, maya, today)["photograph"] == "ended"


def test_under_sixteen_a_guardian_agrees_and_the_child_says_so(
    answer: Callable[..., Decision], child: Client, mother: Guardian
) -> None:
    with pytest.raises(Invalid, match="guardian who may consent"):
        answer(chart=child.chart, assent="Yes")
    with pytest.raises(Invalid, match="own words"):
        answer(chart=child.chart, guardian=mother)
    given = answer(chart=child.chart, guardian=mother, assent="You can take a photo of my dragon.")
    assert (given.given_by, given.given_as) == ("Eva", "Mother")


def test_a_childs_no_is_enough(answer: Callable[..., Decision], child: Client, therapist: Person, today: date) -> None:
    answer(chart=child.chart, agreed=False)
    assert states(therapist, child, today)["photograph"] == "no"


def test_a_guardian_of_somebody_else_or_of_yesterday_does_not_answer(
    answer: Callable[..., Decision], child: Client, mother: Guardian, therapist: Person, now: datetime, today: date
) -> None:
    with pytest.raises(Invalid, match="not one of the client's guardians"):
        answer(guardian=mother)
    actions.end_guardian(guardian=mother, on=today, by=therapist, at=now)
    with pytest.raises(Invalid, match="not one of the client's guardians"):
        answer(chart=child.chart, guardian=mother, assent="Yes")


@pytest.mark.parametrize("fields", [{"act": "sell"}, {"identity": "masked"}, {"starts_on": date(2999, 1, 1)}])
def test_what_is_no_answer_is_refused(answer: Callable[..., Decision], fields: dict[str, Any]) -> None:
    with pytest.raises(Invalid):
        answer(**fields)


@pytest.mark.parametrize("who", ["other", "supervisor", "desk", "head"])
def test_only_the_care_team_records_answers(
    request: pytest.FixtureRequest, answer: Callable[..., Decision], who: str
) -> None:
    with pytest.raises(Refused):
        answer(by=request.getfixturevalue(who))


def test_several_acts_are_answered_together_or_not_at_all(
    maya: Client, therapist: Person, now: datetime, today: date
) -> None:
    said = {"chart": maya.chart, "agreed": True, "starts_on": today, "by": therapist, "at": now}
    with pytest.raises(Invalid):
        actions.record_answers(acts=["keep", "sell"], **said)
    assert set(states(therapist, maya, today).values()) == {"unasked"}
    actions.record_answers(acts=["keep", "photograph", "keep"], **said)
    assert states(therapist, maya, today) == {
        "keep": "yes",
        "photograph": "yes",
        "share_team": "unasked",
        "supervise": "unasked",
    }
    with pytest.raises(Invalid):
        actions.record_answers(acts=[], **said)


def test_what_ends_soon_is_told_to_whoever_may_see_it(
    django_assert_num_queries: Any,
    answer: Callable[..., Decision],
    maya: Client,
    therapist: Person,
    other: Person,
    desk: Person,
    now: datetime,
    today: date,
) -> None:
    answer(ends_on=today + timedelta(days=5))
    answer(act="keep", ends_on=today + timedelta(days=40))
    with django_assert_num_queries(2):
        found = queries.consents_ending(therapist, on=today)
    assert [(ending.client, ending.ends_on) for ending in found] == [(maya, today + timedelta(days=5))]
    assert queries.consents_ending(other, on=today) == queries.consents_ending(desk, on=today) == []
    answer(at=now + timedelta(seconds=1))
    assert queries.consents_ending(therapist, on=today) == [], "a later answer without an end replaces it"


def test_an_answer_of_another_client_is_not_found(
    answer: Callable[..., Decision], child: Client, therapist: Person
) -> None:
    with pytest.raises(NotFound):
        queries.decision_for(therapist, child.chart, answer().public_id)
