"""What stands on Today waits for whoever reads it, and for nobody else."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client as Browser
from django.utils import timezone

import factories
from apps.portfolio.cast_of_portfolio import pair, waiting_claim
from pentimento.practice.clients import actions as intake
from pentimento.practice.clients.models import Referral
from pentimento.profession.portfolio.actions import claims
from pentimento.trust.people.models import Person

pytestmark = pytest.mark.django_db


def today(person: Person) -> str:
    browser = Browser()
    browser.force_login(person)
    return str(browser.get("/").content.decode())


def referred(*team: Person, urgent: bool = False, ago: int = 1) -> Any:
    client = factories.client(*team, status="referred")
    day = timezone.localdate() - timedelta(days=ago)
    said = {"source": "gp", "reason": "Low mood.", "urgent": urgent, "taken_by": team[0]}
    Referral.add(chart=client.chart, received_on=day, entry_key=str(uuid4()), **said)
    return client


def test_a_claim_waits_on_the_page_of_the_supervisor_it_was_sent_to() -> None:
    owner, supervisor = pair()
    claim = waiting_claim(owner, supervisor)
    assert "Claims to verify" in today(supervisor) and f"/portfolio/claims/{claim.public_id}/" in today(supervisor)
    for somebody in (owner, factories.person("supervisor"), factories.person("head"), factories.person("front_desk")):
        assert "Claims to verify" not in today(somebody)


def test_a_claim_that_was_sent_back_waits_for_its_owner() -> None:
    owner, supervisor = pair()
    claim = waiting_claim(owner, supervisor)
    claims.send_back(claim=claim, why="Say how.", by=supervisor, at=timezone.now())
    assert "Claims back with you" in today(owner) and "Sent back with a comment" in today(owner)
    assert "Claims to verify" not in today(supervisor)


def test_a_referral_waits_for_the_qualified_therapists_of_its_team() -> None:
    lead, trainee, supervisor, head = (
        factories.person(role) for role in ("therapist", "trainee", "supervisor", "head")
    )
    factories.supervise(supervisor, lead)
    client = referred(lead, trainee)
    assert "Referrals to decide on" in today(lead) and client.name in today(lead)
    for somebody in (trainee, supervisor, head, factories.person(), factories.person("front_desk")):
        assert "Referrals to decide on" not in today(somebody)


def test_urgent_referrals_stand_first_and_decided_ones_are_gone() -> None:
    lead = factories.person()
    calm, urgent = referred(lead, ago=9), referred(lead, urgent=True)
    page = today(lead)
    assert page.index(f"{urgent.chart.public_id}/referral") < page.index(f"{calm.chart.public_id}/referral")
    for client in (calm, urgent):
        asked = Referral.of_chart(client.chart).get()
        intake.decide(referral=asked, outcome="accepted", on=timezone.localdate(), by=lead, at=timezone.now())
    assert "Referrals to decide on" not in today(lead)
