"""Signing in: one sentence for every failure, and a slow-down that never locks the victim out."""

from __future__ import annotations

from datetime import timedelta

import pytest

import factories
from pentimento.core.kernel.errors import Refused
from pentimento.trust.people import actions
from pentimento.trust.people.models import SignInAttempt
from pentimento.trust.people.roles import MAY, Permission, Role

pytestmark = pytest.mark.django_db


def tried(email, password="wrong", address="192.0.2.1", at=factories.NOON):
    try:
        return actions.identify(email=email, password=password, address=address, at=at)
    except Refused as refused:
        return str(refused)


def test_the_right_password_lets_in_whatever_the_case_of_the_address():
    somebody = factories.person(email="ines@example.org")
    assert tried(" Ines@Example.org ", factories.PASSWORD) == somebody


def test_a_wrong_address_and_a_wrong_password_sound_the_same():
    factories.person(email="ines@example.org")
    assert tried("ines@example.org") == tried("nobody@example.org")


def test_who_has_left_cannot_sign_in():
    factories.person(email="gone@example.org", is_active=False)
    assert "do not belong together" in tried("gone@example.org", factories.PASSWORD)


def test_after_six_failures_the_guessers_address_waits_and_the_owner_does_not():
    owner = factories.person(email="ines@example.org")
    for _ in range(6):
        tried("ines@example.org")
    assert "Too many tries" in tried("ines@example.org", factories.PASSWORD)
    assert tried("ines@example.org", factories.PASSWORD, address="198.51.100.7") == owner
    later = factories.NOON + timedelta(minutes=16)
    assert tried("ines@example.org", factories.PASSWORD, at=later) == owner


def test_one_address_cannot_try_many_accounts():
    for number in range(20):
        tried(f"somebody{number}@example.org")
    assert "Too many tries" in tried("another@example.org")


def test_failed_tries_keep_neither_address_nor_password():
    tried("ines@example.org", "secret words")
    attempt = SignInAttempt.objects.get()
    assert "ines" not in attempt.email_digest and len(attempt.email_digest) == 64


def test_the_front_desk_has_no_clinical_permission():
    clinical = {p for p in Permission if p.name.startswith(("CHART", "SESSION", "NOTE", "REPORT", "MEASURE", "PLAN"))}
    assert not MAY[Role.FRONT_DESK] & clinical


def test_only_the_head_of_service_sees_the_service_in_numbers():
    assert [r for r in Role if Permission.SERVICE_COUNTS in MAY[r]] == [Role.HEAD]


def confirmed(somebody, password, at=factories.NOON):
    try:
        actions.confirm(person=somebody, password=password, at=at)
    except Refused as refused:
        return str(refused)
    return "yes"


def test_asked_again_only_the_right_password_counts():
    somebody = factories.person()
    assert confirmed(somebody, factories.PASSWORD) == "yes"
    assert "not your password" in confirmed(somebody, "wrong")


def test_asked_again_too_often_it_waits_and_the_door_stays_open():
    owner = factories.person(email="ines@example.org")
    for _ in range(6):
        confirmed(owner, "wrong")
    assert "Too many tries" in confirmed(owner, factories.PASSWORD)
    assert tried("ines@example.org", factories.PASSWORD) == owner
