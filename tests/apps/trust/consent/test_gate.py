"""The consent gate, as a table a records officer can check."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest

import factories
from pentimento.core.kernel.errors import Invalid, NeedsConsent, Refused
from pentimento.trust import audit
from pentimento.trust.consent import actions, gate
from pentimento.trust.consent.models import Act, Decision

pytestmark = pytest.mark.django_db
DAY = date(2026, 5, 4)


@pytest.fixture
def people():
    therapist = factories.person()
    return therapist, factories.client(therapist)


@pytest.mark.parametrize(
    "agreed, starts, ends, withdrawn, state",
    [
        (True, -10, None, None, "yes"),
        (True, 0, 0, None, "yes"),
        (True, -10, -1, None, "ended"),
        (True, 1, None, None, "unasked"),
        (False, -10, None, None, "no"),
        (True, -10, None, 0, "withdrawn"),
        (True, -10, None, 1, "yes"),
    ],
)
def test_an_act_stands_as_its_latest_answer_says(people, agreed, starts, ends, withdrawn, state):
    def day(offset):
        return None if offset is None else DAY + timedelta(days=offset)

    therapist, client = people
    factories.consent(
        client,
        Act.PHOTOGRAPH,
        by=therapist,
        agreed=agreed,
        starts_on=day(starts),
        ends_on=day(ends),
        withdrawn_on=day(withdrawn),
    )
    found = {s.act: s.state for s in gate.standings(client.chart, on=DAY)}
    assert found == {Act.KEEP: "unasked", Act.PHOTOGRAPH: state, Act.SHARE_TEAM: "unasked", Act.SUPERVISE: "unasked"}


def test_a_later_no_closes_what_an_earlier_yes_opened(people):
    therapist, client = people
    for days, agreed in ((2, True), (1, False)):
        recorded = factories.NOON - timedelta(days=days)
        factories.consent(client, Act.KEEP, by=therapist, agreed=agreed, recorded_at=recorded)
    assert not gate.allows(client.chart, Act.KEEP, on=DAY)


def test_unasked_is_refused_with_what_to_do(people):
    with pytest.raises(NeedsConsent, match="Record their answer under Consent"):
        gate.check(people[1].chart, Act.PHOTOGRAPH, on=DAY)


def test_taking_consent_back_shuts_the_gate_and_keeps_the_history(people):
    therapist, client = people
    (decision,) = factories.consent(client, Act.PHOTOGRAPH, by=therapist)
    actions.withdraw(decision=decision, on=DAY, reason="Changed her mind", witness="", by=therapist, at=factories.NOON)
    assert not gate.allows(client.chart, Act.PHOTOGRAPH, on=DAY)
    assert gate.allows(client.chart, Act.PHOTOGRAPH, on=DAY - timedelta(days=1))
    assert audit.events_of(decision) == [audit.Event.CONSENT_WITHDRAWN]
    with pytest.raises(Refused):
        actions.withdraw(decision=decision, on=DAY, reason="", witness="", by=therapist, at=factories.NOON)


def test_who_saw_the_answer_given_stays_when_it_is_taken_back(people):
    therapist, client = people
    (decision,) = factories.consent(client, Act.PHOTOGRAPH, by=therapist, witness="Ben")
    actions.withdraw(decision=decision, on=DAY, reason="", witness=" Cas ", by=therapist, at=factories.NOON)
    kept = Decision.of_chart(client.chart).get()
    assert (kept.witness, kept.withdrawal_witness) == ("Ben", "Cas")


def record(client, therapist, **changed):
    answer = {
        "act": Act.KEEP,
        "agreed": True,
        "given_by": "Ada",
        "given_as": "",
        "starts_on": DAY,
        "ends_on": None,
        "at": datetime(2026, 5, 4, 12, tzinfo=factories.LONDON),
    }
    return actions.record_decision(chart=client.chart, by=therapist, **{**answer, **changed})


@pytest.mark.parametrize("changed", [{"given_by": "  "}, {"ends_on": DAY - timedelta(days=1)}])
def test_an_answer_without_a_giver_or_ending_before_it_starts_is_not_taken(people, changed):
    therapist, client = people
    with pytest.raises(Invalid):
        record(client, therapist, **changed)
    assert not Decision.of_chart(client.chart).exists()


def test_one_clients_yes_opens_nothing_for_another(people):
    therapist, client = people
    other = factories.client(therapist)
    factories.consent(client, by=therapist)
    assert not gate.allows(other.chart, Act.KEEP, on=DAY)
