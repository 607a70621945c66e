"""What the studio needs is asked for and bought, and that work counts itself."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client as Browser

import factories
from factories import NOON
from pentimento.core.kernel.errors import Conflict, Invalid, OutOfRange
from pentimento.profession.ledger import actions, queries
from pentimento.profession.ledger.models import Supply
from pentimento.trust import activity
from pentimento.trust.activity.models import Activity, Basis
from pentimento.trust.people.models import Person

pytestmark = pytest.mark.django_db
DAY = NOON.date()


@pytest.fixture
def therapist() -> Person:
    return factories.person()


def asked(person: Person, what: str = "Clay", *, key: str = "one") -> Supply:
    return actions.ask_for(what=what, amount="10 kg", why="The group", entry_key=key, by=person, at=NOON)


def counted(person: Person) -> int:
    return activity.counted(person, on=DAY).get("supplies", 0)


def test_asking_and_buying_count_each_for_whoever_did_it(therapist: Person) -> None:
    buyer = factories.person()
    row = asked(therapist)
    actions.buy(supply=row, minutes=25, by=buyer, at=NOON)
    assert (counted(therapist), counted(buyer)) == (5, 25)
    found = {one.person: one.basis for one in Activity.objects.all()}
    assert found == {therapist: Basis.USUAL, buyer: Basis.COUNTED}
    actions.buy(supply=row, minutes=25, by=buyer, at=NOON)
    assert counted(buyer) == 25, "twice is a repeat"
    with pytest.raises(activity.Counted):
        actions.log_work(kind="supplies", on=DAY, minutes=20, mode="alone", entry_key="k", by=buyer, at=NOON)


def test_what_did_not_happen_does_not_count(therapist: Person) -> None:
    row = actions.buy(supply=asked(therapist), minutes=None, by=therapist, at=NOON)
    assert counted(therapist) == 10
    actions.give_back(supply=row, by=therapist, at=NOON)
    assert counted(therapist) == 5 and list(queries.needed()) == [row]
    actions.take_off(supply=row, by=therapist, at=NOON)
    assert counted(therapist) == 0 and not queries.needed()
    with pytest.raises(Conflict, match="took this off the list"):
        actions.buy(supply=row, minutes=None, by=therapist, at=NOON)
    actions.put_back(supply=row, by=therapist, at=NOON + timedelta(days=2))
    assert counted(therapist) == 5, "on the day it was asked for"


def test_what_was_bought_stays_and_nonsense_is_refused(therapist: Person) -> None:
    row = actions.buy(supply=asked(therapist), minutes=None, by=therapist, at=NOON)
    with pytest.raises(Conflict, match="bought already"):
        actions.take_off(supply=row, by=therapist, at=NOON)
    with pytest.raises(Invalid, match="Say what is needed"):
        asked(therapist, "   ", key="two")
    with pytest.raises(OutOfRange):
        actions.buy(supply=asked(therapist, key="three"), minutes=0, by=therapist, at=NOON)


def test_a_form_sent_twice_asks_once_and_other_words_are_not_lost_in_it(therapist: Person) -> None:
    assert asked(therapist) == asked(therapist)
    with pytest.raises(Conflict, match="other words"):
        asked(therapist, "Gouache")
    assert Supply.objects.count() == 1 and counted(therapist) == 5


def test_no_client_is_named_on_the_list(therapist: Person) -> None:
    client = factories.client(therapist)
    with pytest.raises(Invalid):
        actions.ask_for(what="Paper", amount="", why=f"For {client.name}", entry_key="k", by=therapist, at=NOON)


def test_the_page_takes_a_wish_and_a_purchase_and_each_can_be_undone(therapist: Person) -> None:
    there = Browser()
    there.force_login(therapist)
    sent = {"what": "Clay", "amount": "10 kg", "why": "The group", "entry_key": "abc"}
    assert "On the list: Clay." in words(there.post("/ledger/supplies/", sent, follow=True))
    row = Supply.objects.get()
    bought = words(there.post(f"/ledger/supplies/{row.public_id}/bought/", {"minutes": "20"}, follow=True))
    assert "Bought: Clay." in bought and f"/ledger/supplies/{row.public_id}/not-bought/" in bought
    there.post(f"/ledger/supplies/{row.public_id}/not-bought/")
    assert "10 kg" in words(there.get("/ledger/supplies/")) and list(queries.needed()) == [row]
    refused = there.post("/ledger/supplies/", {"what": "", "why": "Kept words", "entry_key": "x"})
    assert refused.status_code == 422 and "Kept words" in words(refused)


def words(response: Any) -> str:
    return " ".join(response.content.decode().split())
