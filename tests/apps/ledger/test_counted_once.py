"""Work that counts itself and is logged again by hand counts once, and its person is asked."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client as Browser
from django.utils import timezone

import factories
from factories import NOON
from pentimento.profession.ledger import actions
from pentimento.profession.portfolio.queries.hours import recorded_of
from pentimento.profession.portfolio.rules.credentials import credential
from pentimento.profession.portfolio.rules.hours import MAYBE_TWICE, judge
from pentimento.trust import activity
from pentimento.trust.activity.models import Activity, Kind
from pentimento.trust.people.models import Person

pytestmark = pytest.mark.django_db
DAY = NOON.date()


@pytest.fixture
def therapist() -> Person:
    return factories.person()


@pytest.fixture
def browser(therapist: Person) -> Browser:
    made = Browser()
    made.force_login(therapist)
    return made


def held(person: Person, *, minutes: int = 50, name: str = "one", kind: str = Kind.SESSION, on: Any = DAY) -> Activity:
    """Work that the record itself counts."""
    return activity.report(kind, person=person, at=NOON, about=("session", name), minutes=minutes, on=on)


def logged(person: Person, minutes: int, *, key: str = "k", beside: int = 0, kind: str = "session") -> Activity:
    said = {"kind": kind, "on": DAY, "minutes": minutes, "mode": "alone", "entry_key": key, "beside": beside}
    return actions.log_work(by=person, at=NOON, **said)


def total(person: Person) -> int:
    return sum(part.minutes for part in activity.sums(person, frm=DAY - timedelta(days=1), to=DAY))


def test_the_same_work_by_hand_is_refused_until_its_person_says_what_it_is(therapist: Person) -> None:
    held(therapist, minutes=50)
    held(therapist, minutes=40, name="two")
    with pytest.raises(activity.Counted, match=r"90 minutes of “Session” on .* count already, from the record"):
        logged(therapist, 120)
    assert total(therapist) == 90
    logged(therapist, 30, beside=90)
    assert total(therapist) == 120
    assert logged(therapist, 30, beside=90).minutes == 30, "sent twice it is one entry"
    assert total(therapist) == 120


def test_another_day_another_kind_and_another_person_are_not_asked(therapist: Person) -> None:
    held(therapist, on=DAY - timedelta(days=1))
    held(factories.person())
    held(therapist, kind=Kind.NOTE, name="note")
    logged(therapist, 60)
    logged(therapist, 20, kind="supplies", key="other")
    assert total(therapist) == 50 + 50 + 60 + 20


def test_what_the_record_counts_later_makes_an_earlier_entry_wait(therapist: Person) -> None:
    entry = logged(therapist, 60)
    assert total(therapist) == 60
    held(therapist, minutes=50)
    assert total(therapist) == 50, "never both without a word"
    assert [(row.pk, row.counted) for row in activity.waiting(therapist)] == [(entry.pk, 50)]
    actions.settle_work(entry=entry, minutes=10, by=therapist, at=NOON)
    assert total(therapist) == 60 and not activity.waiting(therapist).exists()
    held(therapist, minutes=45, name="another")
    assert activity.waiting(therapist).exists(), "more in the record asks again"
    with pytest.raises(Exception, match="Only what you logged yourself"):
        actions.settle_work(entry=entry, minutes=5, by=factories.person(), at=NOON)


def test_hours_towards_a_credential_leave_out_what_waits_and_tell_what_was_by_hand(therapist: Person) -> None:
    rules = credential("atr").rules_for("approved", degree_on=DAY - timedelta(days=90), on=DAY)
    logged(therapist, 60, key="settled", beside=0, kind="group_session")
    entry = logged(therapist, 60)
    held(therapist, minutes=50)
    direct = next(one for one in judge(rules, _with_degree(therapist), on=DAY).results if one.need.counts == "direct")
    assert (direct.have, direct.by_hand) == (1.83, 1.0)
    assert [(one.why, one.hours) for one in direct.left_out] == [(MAYBE_TWICE, 1.0)]
    actions.settle_work(entry=entry, minutes=60, by=therapist, at=NOON)
    direct = next(one for one in judge(rules, _with_degree(therapist), on=DAY).results if one.need.counts == "direct")
    assert (direct.have, direct.by_hand, direct.left_out) == (2.83, 2.0, ())


def _with_degree(person: Person) -> Any:
    found = recorded_of(person)
    return type(found)(found.work, found.met, found.learnt, found.held, DAY - timedelta(days=90))


def test_the_page_shows_what_counts_before_anything_is_kept_and_offers_the_rest(
    browser: Browser, therapist: Person
) -> None:
    today = timezone.localdate()
    held(therapist, on=today)
    assert "From the record, today: Session 50 min." in words(browser.get("/ledger/log/"))
    sent = {"kind": "session", "minutes": "80", "entry_key": "abc"}
    asked = browser.post("/ledger/log/", sent)
    page = words(asked)
    assert asked.status_code == 409 and not Activity.objects.filter(basis="said").exists()
    assert "50 minutes of “Session”" in page and "You said 80 minutes." in page
    assert "Partly: log the other 30 minutes" in page and "Yes: log nothing" in page
    assert browser.post("/ledger/log/", sent | {"minutes": "30", "beside": "50"}).status_code == 302
    assert Activity.objects.get(basis="said").minutes == 30


def test_fewer_minutes_than_the_record_counts_are_offered_no_rest(browser: Browser, therapist: Person) -> None:
    held(therapist, on=timezone.localdate())
    page = words(browser.post("/ledger/log/", {"kind": "session", "minutes": "45", "entry_key": "abc"}))
    assert "Partly" not in page and "No, other work: log all 45 on top" in page


def test_an_entry_that_waits_is_settled_on_the_page(browser: Browser, therapist: Person) -> None:
    today = timezone.localdate()
    entry = activity.log(
        person=therapist, kind="session", on=today, minutes=60, mode="alone", entry_key="k", at=timezone.now()
    )[0]
    held(therapist, on=today)
    page = words(browser.get("/ledger/log/"))
    assert "60 minutes logged, 50 from the record" in page and "Partly: keep 10 minutes" in page
    assert "may be the same work the record counts" in words(browser.get("/portfolio/hours/"))
    assert browser.post(f"/ledger/log/{entry.public_id}/settle/", {"minutes": "10"}).status_code == 302
    assert "60 minutes logged" not in words(browser.get("/ledger/log/"))
    entry.refresh_from_db()
    assert (entry.minutes, entry.beside) == (10, 50)


def words(response: Any) -> str:
    return " ".join(response.content.decode().split())
