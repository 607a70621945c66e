"""Details, precautions, guardians, contacts and the care team."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pytest

from pentimento.core.kernel.errors import Conflict, Invalid, NotFound, Refused, TooLarge
from pentimento.practice.clients import actions, queries
from pentimento.practice.clients.models import Client
from pentimento.trust import audit
from pentimento.trust.access.actions import team_of
from pentimento.trust.access.door import is_own_chart
from pentimento.trust.access.models import Grant
from pentimento.trust.audit import Event
from pentimento.trust.people.models import Person


def test_details_change_and_the_version_counts(maya: Client, therapist: Person, now: datetime) -> None:
    actions.change_details(client=maya, version=1, family_name="Lind", phone="020 1", by=therapist, at=now)
    kept = queries.client_of(therapist, maya.chart)
    assert (kept.family_name, kept.phone, kept.given_name, kept.version) == ("Lind", "020 1", "Maya", 2)
    assert kept.sort_name == "lind maya"
    assert audit.events_of(maya) == [Event.CLIENT_DETAILS_CHANGED]


def test_the_second_of_two_tabs_overwrites_nothing(
    maya: Client, therapist: Person, desk: Person, now: datetime
) -> None:
    actions.change_details(client=maya, version=1, phone="first", by=therapist, at=now)
    stale = queries.client_of(desk, maya.chart)
    with pytest.raises(Conflict, match="Nothing was overwritten"):
        actions.change_details(client=stale, version=1, phone="second", given_name="Else", by=desk, at=now)
    kept = queries.client_of(therapist, maya.chart)
    assert (kept.phone, kept.given_name, kept.version) == ("first", "Maya", 2)
    assert list(queries.list_for(therapist, search="else")) == []


@pytest.mark.parametrize("who", ["other", "supervisor", "head"])
def test_who_is_not_on_the_team_changes_no_details(
    request: pytest.FixtureRequest, maya: Client, who: str, now: datetime
) -> None:
    with pytest.raises(Refused):
        actions.change_details(client=maya, version=1, phone="1", by=request.getfixturevalue(who), at=now)


def test_what_is_not_a_detail_is_not_changed_as_one(maya: Client, therapist: Person, now: datetime) -> None:
    with pytest.raises(Invalid, match="status"):
        actions.change_details(client=maya, version=1, status="in_care", by=therapist, at=now)


@pytest.fixture
def kinds(maya: Client, therapist: Person, now: datetime, today: date) -> dict[str, tuple[Any, ...]]:
    """For each kind of entry: how to add, end, bring back and read it, and its events."""
    by = {"chart": maya.chart, "by": therapist, "at": now}
    return {
        "precaution": (
            lambda: actions.add_precaution(kind="allergy", words="Latex: no balloons.", on=today, **by),
            actions.end_precaution,
            actions.restore_precaution,
            queries.precautions_of,
            [Event.PRECAUTION_ADDED, Event.PRECAUTION_ENDED, Event.PRECAUTION_RESTORED],
        ),
        "guardian": (
            lambda: actions.add_guardian(name="Eva", relation="Mother", may_consent=True, **by),
            actions.end_guardian,
            actions.restore_guardian,
            queries.guardians_of,
            [Event.GUARDIAN_ADDED, Event.GUARDIAN_ENDED, Event.GUARDIAN_RESTORED],
        ),
        "contact": (
            lambda: actions.add_contact(name="Dr Roe", role="GP", **by),
            actions.end_contact,
            actions.restore_contact,
            queries.contacts_of,
            [Event.CONTACT_ADDED, Event.CONTACT_ENDED, Event.CONTACT_RESTORED],
        ),
    }


@pytest.mark.parametrize("kind", ["precaution", "guardian", "contact"])
def test_an_entry_is_added_ended_and_brought_back(
    kinds: dict[str, tuple[Any, ...]], kind: str, maya: Client, therapist: Person, now: datetime, today: date
) -> None:
    add, end, restore, read, told = kinds[kind]
    entry = add()
    assert add() == entry, "the same words again are the same entry"
    assert read(therapist, maya.chart) == [entry]
    end(**{kind: entry}, on=today, by=therapist, at=now)
    assert (read(therapist, maya.chart), read(therapist, maya.chart, ended=True)) == ([], [entry])
    with pytest.raises(Refused, match="ended already"):
        end(**{kind: entry}, on=today, by=therapist, at=now)
    restore(**{kind: entry}, by=therapist, at=now)
    assert read(therapist, maya.chart) == [entry]
    with pytest.raises(Refused, match="not ended"):
        restore(**{kind: entry}, by=therapist, at=now)
    assert audit.events_of(entry) == told


def test_long_or_empty_words_are_refused(maya: Client, therapist: Person, now: datetime, today: date) -> None:
    asked = {"chart": maya.chart, "kind": "risk", "on": today, "by": therapist, "at": now}
    with pytest.raises(TooLarge, match="600"):
        actions.add_precaution(words="x" * 601, **asked)
    with pytest.raises(Invalid):
        actions.add_precaution(words=" \n ", **asked)
    with pytest.raises(Invalid):
        actions.add_precaution(**{**asked, "kind": "stars", "words": "x"})
    with pytest.raises(Invalid, match="future"):
        actions.add_precaution(**{**asked, "on": date(2999, 1, 1), "words": "x"})


def test_a_supervisor_reads_precautions_and_writes_none(
    maya: Client, supervisor: Person, now: datetime, today: date
) -> None:
    with pytest.raises(Refused, match="Only the care team"):
        actions.add_precaution(chart=maya.chart, kind="risk", words="x", on=today, by=supervisor, at=now)


def test_the_front_desk_keeps_guardians_and_not_who_may_consent(
    maya: Client, desk: Person, therapist: Person, now: datetime, today: date
) -> None:
    asked = {"chart": maya.chart, "name": "Eva", "relation": "Mother", "by": desk, "at": now}
    guardian = actions.add_guardian(**asked)
    assert queries.guardians_of(desk, maya.chart) == [guardian]
    with pytest.raises(Refused):
        actions.add_guardian(may_consent=True, **asked)
    father = actions.add_guardian(**{**asked, "name": "Jon", "by": therapist}, may_consent=True)
    actions.end_guardian(guardian=father, on=today, by=desk, at=now)
    with pytest.raises(Refused):
        actions.restore_guardian(guardian=father, by=desk, at=now)


def test_the_front_desk_reads_nothing_clinical(kinds: dict[str, tuple[Any, ...]], maya: Client, desk: Person) -> None:
    for add, *_ in kinds.values():
        add()
    assert queries.precautions_of(desk, maya.chart) == []
    assert queries.contacts_of(desk, maya.chart) == []
    assert queries.referrals_of(desk, maya.chart) == []
    assert queries.team_of(desk, maya.chart) == []


def test_an_entry_of_another_client_is_not_found(
    kinds: dict[str, tuple[Any, ...]], refer: Callable[..., Client], therapist: Person
) -> None:
    entry = kinds["precaution"][0]()
    second = refer(therapist, given_name="Noor")
    with pytest.raises(NotFound):
        queries.entry_for(therapist, second.chart, "precautions", entry.public_id)


def test_a_trainee_joins_as_a_trainee(maya: Client, therapist: Person, trainee: Person, now: datetime) -> None:
    grant = actions.join_team(chart=maya.chart, person=trainee, by=therapist, at=now)
    assert grant.capacity == "trainee"
    assert is_own_chart(trainee, maya.chart)
    with pytest.raises(Refused, match="already on"):
        actions.join_team(chart=maya.chart, person=trainee, by=therapist, at=now)
    with pytest.raises(Refused, match="qualified"):
        actions.join_team(chart=maya.chart, person=therapist, by=trainee, at=now)


def test_the_front_desk_is_not_let_in(maya: Client, therapist: Person, desk: Person, now: datetime) -> None:
    with pytest.raises(Invalid, match="does not work with clients"):
        actions.join_team(chart=maya.chart, person=desk, by=therapist, at=now)


def test_whoever_is_let_out_reads_no_more(maya: Client, therapist: Person, other: Person, now: datetime) -> None:
    actions.join_team(chart=maya.chart, person=other, by=therapist, at=now)
    Grant.objects.filter(chart=maya.chart, person=other).update(since=date(2020, 1, 1))
    actions.leave_team(chart=maya.chart, person=other, by=therapist, at=now)
    assert not is_own_chart(other, maya.chart)
    assert [entry.event for entry in audit.readings_of(maya.chart)][:2] == ["TEAM_LEFT", "TEAM_JOINED"]


def test_a_lead_does_not_leave_before_handing_over(
    maya: Client, therapist: Person, other: Person, trainee: Person, now: datetime
) -> None:
    leave = {"chart": maya.chart, "person": therapist, "by": therapist, "at": now}
    actions.join_team(chart=maya.chart, person=trainee, by=therapist, at=now)
    with pytest.raises(Refused, match="Somebody qualified"):
        actions.leave_team(**leave)
    actions.join_team(chart=maya.chart, person=other, by=therapist, at=now)
    with pytest.raises(Refused, match="lead first"):
        actions.leave_team(**leave)
    actions.hand_over(chart=maya.chart, to=other, by=therapist, at=now)
    team = {(grant.person, grant.capacity) for grant in team_of(maya.chart)}
    assert team == {(other, "lead"), (therapist, "member"), (trainee, "trainee")}
    actions.leave_team(**leave)
    assert therapist not in {grant.person for grant in team_of(maya.chart)}


def test_a_trainee_is_not_handed_the_lead(maya: Client, therapist: Person, trainee: Person, now: datetime) -> None:
    actions.join_team(chart=maya.chart, person=trainee, by=therapist, at=now)
    with pytest.raises(Refused, match="qualified therapist leads"):
        actions.hand_over(chart=maya.chart, to=trainee, by=therapist, at=now)
    with pytest.raises(NotFound):
        actions.leave_team(chart=maya.chart, person=Person(pk=10**6), by=therapist, at=now)
