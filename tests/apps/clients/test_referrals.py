"""Somebody is referred, taken on or not, and one day therapy ends."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta

import pytest

from pentimento.core.kernel.errors import Conflict, Invalid, PentimentoError, Refused, TooLarge
from pentimento.practice.clients import actions, queries
from pentimento.practice.clients.models import Client, Episode, Referral
from pentimento.trust import audit
from pentimento.trust.access.actions import team_of
from pentimento.trust.audit import Event
from pentimento.trust.people.models import Person


def events(client: Client) -> list[str]:
    return [entry.event for entry in reversed(audit.readings_of(client.chart))]


def test_a_referral_opens_a_chart_and_lets_the_lead_in(maya: Client, therapist: Person) -> None:
    assert maya.status == "referred"
    assert maya.sort_name == "lindqvist maya"
    assert maya.number == f"C{maya.chart_id:05d}"
    assert [(grant.person, grant.capacity) for grant in team_of(maya.chart)] == [(therapist, "lead")]
    assert events(maya) == ["CHART_OPENED", "TEAM_JOINED", "CLIENT_REFERRED"]


def test_the_trail_holds_no_name_and_no_reason(maya: Client) -> None:
    told = " ".join(str(entry.detail) for entry in audit.readings_of(maya.chart))
    assert "Maya" not in told
    assert "Sleeps" not in told


def test_the_front_desk_refers_to_a_therapist(refer: Callable[..., Client], desk: Person, therapist: Person) -> None:
    client = refer(therapist, by=desk)
    assert [grant.person for grant in team_of(client.chart)] == [therapist]


def test_a_trainee_neither_refers_nor_leads(refer: Callable[..., Client], trainee: Person, therapist: Person) -> None:
    with pytest.raises(Refused, match="does not take referrals"):
        refer(therapist, by=trainee)
    with pytest.raises(Refused, match="qualified therapist leads"):
        refer(trainee, by=therapist)


def test_the_front_desk_does_not_lead(refer: Callable[..., Client], desk: Person, therapist: Person) -> None:
    with pytest.raises(Refused, match="qualified therapist leads"):
        refer(desk, by=therapist)


def test_a_form_sent_twice_is_one_client(refer: Callable[..., Client], therapist: Person, other: Person) -> None:
    key = "b0c6bb1e-0000-4000-8000-000000000001"
    first = refer(therapist, entry_key=key)
    assert refer(therapist, entry_key=key) == first
    assert refer(other, entry_key=key) != first, "somebody else's key is another"
    with pytest.raises(Conflict, match="recorded already"):
        refer(other, by=therapist, entry_key=key)


def test_a_form_sent_twice_for_a_colleague_is_one_client(
    refer: Callable[..., Client], therapist: Person, other: Person
) -> None:
    assert refer(other, by=therapist, entry_key="k1") == refer(other, by=therapist, entry_key="k1")


@pytest.mark.parametrize(("fields", "error"), [
    ({"given_name": " \u200b "}, Invalid),
    ({"given_name": "x" * 121}, TooLarge),
    ({"given_name": "x" * 100_000}, TooLarge),
    ({"reason": ""}, Invalid),
    ({"reason": "x" * 4001}, TooLarge),
    ({"source": "stars"}, Invalid),
    ({"received_on": date(2999, 1, 1)}, Invalid),
    ({"birth_date": date(2999, 1, 1)}, Invalid),
    ({"birth_date": date(1800, 1, 1)}, Invalid),
])  # fmt: skip
def test_what_cannot_be_is_refused_and_leaves_nothing(
    refer: Callable[..., Client], therapist: Person, fields: dict[str, object], error: type[PentimentoError]
) -> None:
    with pytest.raises(error):
        refer(therapist, **fields)
    assert list(queries.list_for(therapist)) == []


def referral_of(client: Client) -> Referral:
    return Referral.of_chart(client.chart_id).select_related("chart").latest("pk")


def test_taking_on_opens_an_episode(maya: Client, therapist: Person, now: datetime, today: date) -> None:
    referral = referral_of(maya)
    episode = actions.decide(referral=referral, outcome="accepted", on=today, by=therapist, at=now)
    assert episode is not None
    assert queries.open_episode_of(therapist, maya.chart) == episode
    assert episode.lead == therapist
    assert queries.client_of(therapist, maya.chart).status == "in_care"
    assert audit.events_of(referral) == [Event.CLIENT_REFERRED, Event.REFERRAL_DECIDED]
    assert audit.events_of(episode) == [Event.EPISODE_OPENED]


def test_a_no_needs_a_reason_and_opens_nothing(maya: Client, therapist: Person, now: datetime, today: date) -> None:
    asked = {"referral": referral_of(maya), "outcome": "declined", "on": today, "by": therapist, "at": now}
    with pytest.raises(Invalid, match="Say why"):
        actions.decide(reason="  ", **asked)
    assert queries.client_of(therapist, maya.chart).status == "referred"
    assert actions.decide(reason="Wants talking therapy.", **asked) is None
    assert queries.client_of(therapist, maya.chart).status == "declined"
    assert queries.open_episode_of(therapist, maya.chart) is None


def test_a_decision_is_made_once(maya: Client, therapist: Person, now: datetime, today: date) -> None:
    stale = referral_of(maya)
    actions.decide(referral=referral_of(maya), outcome="accepted", on=today, by=therapist, at=now)
    with pytest.raises(Refused, match="decided on already"):
        actions.decide(referral=stale, outcome="declined", reason="x", on=today, by=therapist, at=now)
    assert Episode.of_chart(maya.chart_id).count() == 1


@pytest.mark.parametrize("who", ["other", "supervisor", "desk", "head"])
def test_only_the_care_team_decides(
    request: pytest.FixtureRequest, maya: Client, who: str, now: datetime, today: date
) -> None:
    with pytest.raises(Refused, match="care team decides"):
        actions.decide(
            referral=referral_of(maya), outcome="accepted", on=today, by=request.getfixturevalue(who), at=now
        )


def test_therapy_ends_and_may_begin_again(maya: Client, therapist: Person, now: datetime, today: date) -> None:
    episode = actions.decide(referral=referral_of(maya), outcome="accepted", on=today, by=therapist, at=now)
    assert episode is not None
    with pytest.raises(Refused, match="in care or waiting"):
        again(maya, therapist, now, today)
    with pytest.raises(Invalid, match="before it began"):
        actions.close_episode(episode=episode, ending="x", on=today - timedelta(days=1), by=therapist, at=now)
    actions.close_episode(episode=episode, ending="planned", on=today, by=therapist, at=now)
    with pytest.raises(Refused, match="ended already"):
        actions.close_episode(episode=episode, ending="planned", on=today, by=therapist, at=now)
    assert queries.client_of(therapist, maya.chart).status == "discharged"
    assert audit.events_of(episode) == [Event.EPISODE_OPENED, Event.EPISODE_CLOSED]
    assert again(maya, therapist, now, today) == again(maya, therapist, now, today), "sent twice, kept once"
    assert queries.client_of(therapist, maya.chart).status == "referred"
    assert len(queries.referrals_of(therapist, maya.chart)) == 2


def again(client: Client, by: Person, at: datetime, on: date) -> Referral:
    return actions.refer_again(
        client=client, received_on=on, source="self", reason="Bad nights again.", by=by, at=at, entry_key="again"
    )


def test_the_service_is_counted_without_names(maya: Client, therapist: Person, now: datetime, today: date) -> None:
    before = queries.counts()
    assert (before["clients"]["referred"], before["referrals_waiting"], before["episodes_open"]) == (1, 1, 0)
    actions.decide(referral=referral_of(maya), outcome="accepted", on=today, by=therapist, at=now)
    after = queries.counts()
    assert (after["clients"]["in_care"], after["referrals_waiting"], after["episodes_open"]) == (1, 0, 1)
    assert "Maya" not in str(after)
