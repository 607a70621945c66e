"""Hours come from sessions and confirmed meetings; a supervisor seals them; a badge stands for them."""

from __future__ import annotations

import json
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from openbadgeslib.ob3 import OB3Verifier

import factories
from factories import NOON
from pentimento.core.kernel.errors import Conflict, Invalid, NotFound, Refused
from pentimento.practice.encounters import actions as encounters
from pentimento.profession.portfolio.actions import badges, hours, supervision
from pentimento.profession.portfolio.models import Certificate, Pursuit
from pentimento.profession.portfolio.queries import badges as badge_queries
from pentimento.profession.portfolio.queries import hours as queries
from pentimento.trust.people.models import Person
from pentimento.trust.people.roles import Role
from pentimento.trust.signing.sealing import is_genuine

pytestmark = pytest.mark.django_db
TODAY = NOON.date()


@pytest.fixture
def rosa() -> Person:
    made = factories.person(Role.SUPERVISOR, name="Rosa")
    hours.hold(
        name="ATR-BC",
        number="1",
        since=date(2014, 1, 1),
        until=date(2026, 2, 28),
        entry_key="h",
        by=made,
        at=NOON,
    )
    return made


@pytest.fixture
def perry(rosa: Person) -> Person:
    made = factories.person(Role.TRAINEE, name="Perry")
    factories.supervise(rosa, made)
    return made


def worked(person: Person, on: datetime, minutes: int = 50) -> None:
    """A session held and closed, as the record knows it."""
    client = factories.client(person)
    booked = factories.appointment(client, person, starts_at=on, minutes=minutes, status="attended")
    session = factories.encounter(client, person, appointment=booked, opened_at=on)
    encounters.close_session(encounter=session, by=person, at=on + timedelta(minutes=minutes))


def met(rosa: Person, person: Person, on: datetime, *more: Person, minutes: int = 60) -> Any:
    meeting = supervision.plan_meeting(
        supervisor=rosa,
        people=[person, *more],
        starts_at=on,
        minutes=minutes,
        entry_key=f"{on:%y%m%d}{person.pk}",
        by=rosa,
        at=on,
    )
    return supervision.confirm_meeting(meeting=meeting, came=[person, *more], minutes=minutes, by=rosa, at=on)


def towards_atr(person: Person) -> Pursuit:
    return hours.pursue(credential="atr", route="approved", degree_on=date(2025, 7, 1), by=person, at=NOON)


def test_sessions_and_meetings_count_by_themselves(rosa: Person, perry: Person) -> None:
    towards_atr(perry)
    worked(perry, NOON - timedelta(days=30))
    worked(perry, NOON - timedelta(days=500))
    met(rosa, perry, NOON - timedelta(days=100))
    met(rosa, perry, NOON - timedelta(days=20))
    (standing,) = queries.standings_of(perry, perry, on=TODAY)
    assert standing.judgement is not None
    assert standing.judgement.result("direct").have == 0.83
    assert [one.why for one in standing.judgement.result("direct").left_out] == ["before the degree"]
    assert standing.judgement.result("supervision").have == 2
    certified = standing.judgement.result("board-certified")
    assert certified.have == 1, "the other meeting was after the supervisor's certification had lapsed"
    assert [(share.name, share.hours) for share in certified.shares] == [("Rosa", 1.0)]


def test_a_struck_meeting_does_not_count(rosa: Person, perry: Person) -> None:
    towards_atr(perry)
    meeting = met(rosa, perry, NOON - timedelta(days=20))
    supervision.strike_meeting(meeting=meeting, why="It was the week after", by=rosa, at=NOON)
    (standing,) = queries.standings_of(perry, perry, on=TODAY)
    assert standing.judgement is not None
    assert standing.judgement.result("supervision").have == 0


def test_only_oneself_and_ones_supervisor_see_ones_hours(rosa: Person, perry: Person) -> None:
    towards_atr(perry)
    assert queries.person_for(rosa, perry.public_id) == perry
    assert queries.standings_of(rosa, perry, on=TODAY)
    for stranger in (factories.person(Role.HEAD), factories.person(Role.SUPERVISOR)):
        with pytest.raises(NotFound):
            queries.person_for(stranger, perry.public_id)
        assert queries.standings_of(stranger, perry, on=TODAY) == []


def test_an_early_degree_says_that_its_rules_are_not_known(perry: Person) -> None:
    hours.pursue(credential="lcat-new-york", route="licence", degree_on=None, by=perry, at=NOON)
    hours.pursue(credential="atr", route="related", degree_on=date(2019, 7, 1), by=perry, at=NOON - timedelta(days=1))
    standings = queries.standings_of(perry, perry, on=date(2025, 1, 1))
    assert standings[0].judgement is None
    assert "2019-08-01" in str(standings[0].why_not)


def test_the_log_refuses_what_cannot_be(perry: Person) -> None:
    said = {"on": TODAY, "title": "Course", "kind": "course", "topic": "ethics", "minutes": 90, "changed": ""}
    with pytest.raises(Invalid, match="future"):
        hours.log_learning(**{**said, "on": TODAY + timedelta(days=1)}, entry_key="a", by=perry, at=NOON)
    with pytest.raises(Invalid, match="minutes"):
        hours.log_learning(**{**said, "minutes": 0}, entry_key="a", by=perry, at=NOON)
    one = hours.log_learning(**said, entry_key="a", by=perry, at=NOON)
    assert hours.log_learning(**said, entry_key="a", by=perry, at=NOON) == one
    with pytest.raises(Conflict):
        hours.log_learning(**{**said, "title": "Other"}, entry_key="a", by=perry, at=NOON)
    changed = hours.change_learning(learning=one, version=1, by=perry, at=NOON, **{**said, "minutes": 120})
    with pytest.raises(Conflict):
        hours.change_learning(learning=one, version=1, by=perry, at=NOON, **{**said, "minutes": 60})
    assert changed.version == 2


def sealed(rosa: Person, perry: Person, *, met_all: bool = True) -> Certificate:
    pursuit = towards_atr(perry)
    content = {"person": perry.name, "credential": "ATR"}
    return hours.certify(pursuit=pursuit, content=content, met=met_all, entry_key="c", by=rosa, at=NOON)


def test_a_certificate_is_sealed_by_the_supervisor_and_never_changes(rosa: Person, perry: Person) -> None:
    made = sealed(rosa, perry)
    assert sealed(rosa, perry) == made
    assert is_genuine(made.content, made.digest, bytes(made.signature))
    assert json.loads(made.content)["signed_by"]["name"] == "Rosa"
    with pytest.raises(DatabaseError), transaction.atomic():
        Certificate.scoped(rosa).update(met=False)
    with pytest.raises(Refused, match="supervisor"):
        hours.certify(pursuit=towards_atr(perry), content={}, met=True, entry_key="d", by=perry, at=NOON)


def test_a_badge_for_hours_is_accepted_by_a_verifier_that_is_not_ours(rosa: Person, perry: Person) -> None:
    certificate = sealed(rosa, perry)
    badge = badges.issue_for_hours(certificate=certificate, practice="Lantern Yard", by=rosa, at=NOON)
    said = badge_queries.said_by(badge)
    found = OB3Verifier.for_issuer_did(said["issuer"]["id"]).verify(badge.token)
    assert found.achievement.name.startswith("ATR")
    assert "1,000 hours" in found.achievement.criteria_narrative
    with pytest.raises(Conflict, match="already"):
        badges.issue_for_hours(certificate=certificate, practice="Lantern Yard", by=rosa, at=NOON)
    badges.withdraw_badge(badge=badge, why="Counted twice", by=rosa, at=NOON)
    with pytest.raises(DatabaseError), transaction.atomic():
        type(badge).scoped(rosa).update(token="x")


def test_hours_that_are_short_earn_no_badge(rosa: Person, perry: Person) -> None:
    with pytest.raises(Refused, match="nothing verified"):
        badges.issue_for_hours(certificate=sealed(rosa, perry, met_all=False), practice="", by=rosa, at=NOON)
    with pytest.raises(Refused, match="supervisor"):
        badges.issue_for_hours(certificate=sealed(rosa, perry), practice="", by=perry, at=NOON)
