"""Every address, with every method, as everybody: what happens is what the table says, under headers that guard it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from web.access_table import ACCESS, Answer, Row, Who
from web.house import House
from web.sendings import SENDS, Sending, address
from web.visits import Visitors, fingerprint, met, missing, only_tried

# Who comes with the methods that no page of ours asks for: one of each that the middleware tells apart.
FEW = (Who.STRANGER, Who.THERAPIST, Who.FRONT_DESK)
ODD = ("HEAD", "PUT", "PATCH", "DELETE", "OPTIONS")


@pytest.fixture(scope="module")
def untouched(house: House, visitors: Visitors) -> dict[str, str]:
    """The record before anybody came."""
    return fingerprint()


def cells(row: Row) -> Iterator[tuple[Who, str, Answer]]:
    """Who comes how, and what the table says they meet."""
    for who in Who:
        for method in ("GET", "POST", *(ODD if who in FEW else ())):
            yield who, method, row.answer(who, method)


def come(house: House, visitors: Visitors, name: str, who: Who, method: str) -> tuple[Answer | int, list[str]]:
    """Come to an address with a method; a form is sent rightly filled in. What was met, and headers it lacked."""
    browser = visitors.browser(who)
    if method == "POST":
        sending = SENDS.get(name, lambda h: Sending())(house)
        response = browser.post(address(name, house), sending.body())
    else:
        response = browser.generic(method, address(name, house))
    return met(response, method), missing(response, name)


@pytest.mark.parametrize("name", sorted(ACCESS))
def test_everybody_meets_what_the_table_says_and_the_rest_changes_nothing(
    house: House, visitors: Visitors, untouched: dict[str, str], name: str
) -> None:
    wrong = []
    for done in (False, True):
        for who, method, said in cells(ACCESS[name]):
            if (said is Answer.DONE) is not done:
                continue
            with only_tried(not done):
                found, lacks = come(house, visitors, name, who, method)
            wrong += [f"{method} {name} as {who.name}: its headers lack {what}" for what in lacks]
            if found != said:
                wrong.append(f"{method} {name} as {who.name}: the table says {said.name}, it is {found!r}")
        if not done:
            assert fingerprint() == untouched, "something changed that nobody who may had asked for"
    assert not wrong, "\n".join(wrong)


def test_every_form_in_the_table_has_something_to_send() -> None:
    assert {name for name, row in ACCESS.items() if row.sends is not None} == set(SENDS)
