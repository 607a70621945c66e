"""Every address, come to in a way it does not take: a sentence, and the way to the page it belongs to."""

from __future__ import annotations

import re

import pytest
from django.test import Client as Browser

from web.access_table import ACCESS, Answer, Who
from web.house import House
from web.sendings import address
from web.visits import Visitors, fingerprint, met, only_tried

pytestmark = pytest.mark.sweep
ONLY_SENT = sorted(name for name, row in ACCESS.items() if row.reads is None)
COMERS = (Who.THERAPIST, Who.SUPERVISOR, Who.TRAINEE, Who.HEAD_ON_TEAM, Who.HEAD, Who.OTHER_TEAM, Who.FRONT_DESK)
ONWARD = re.compile(r'<a class="button primary" href="([^"]+)"')


def visitor_of(name: str) -> Who:
    """Somebody who may use the address: the first who comes to mind."""
    row = ACCESS[name]
    may = row.role & row.record & (row.sends or row.reads or row.role)
    return next((who for who in COMERS if who in may), Who.THERAPIST)


@pytest.mark.parametrize("name", ONLY_SENT)
def test_reading_an_address_that_only_takes_a_form_leads_to_its_page(
    house: House, visitors: Visitors, name: str
) -> None:
    browser = visitors.browser(visitor_of(name))
    refused = browser.get(address(name, house))
    text = refused.content.decode()
    assert refused.status_code == 405 and "POST" in refused.headers["Allow"]
    assert "There is nothing to read at this address" in text and "<h1" in text
    found = ONWARD.search(text)
    assert found is not None
    with only_tried():
        assert met(browser.get(found[1]), "GET") in {Answer.SEES, Answer.LED_ON}, found[1]


@pytest.mark.parametrize("name", sorted(ACCESS))
def test_what_cannot_be_done_to_an_address_is_said(house: House, visitors: Visitors, name: str) -> None:
    browser = visitors.browser(visitor_of(name))
    for method in ("PUT", "PATCH", "DELETE"):
        refused = browser.generic(method, address(name, house))
        assert refused.status_code in {405, 403}
        if refused.status_code == 405:
            assert "This cannot be done to a page. Nothing was changed." in refused.content.decode()


def test_none_of_it_changes_anything(house: House, visitors: Visitors) -> None:
    before = fingerprint()
    for name in ACCESS:
        visitors.browser(visitor_of(name)).delete(address(name, house))
    assert fingerprint() == before


def test_a_head_of_an_address_that_only_takes_a_form_is_refused_without_words(house: House, visitors: Visitors) -> None:
    refused = visitors.browser(Who.THERAPIST).head(address("records:note-sign", house))
    assert (refused.status_code, refused.content) == (405, b"")


def test_a_browser_without_our_token_is_told_the_same(house: House, visitors: Visitors) -> None:
    browser: Browser = visitors.browser(Who.THERAPIST, enforce_csrf_checks=True)
    for method in ("PUT", "DELETE"):
        refused = browser.generic(method, address("records:plan", house))
        assert refused.status_code == 405 and "cannot be done to a page" in refused.content.decode()


def test_a_script_is_told_in_its_own_way(house: House, visitors: Visitors) -> None:
    browser = visitors.browser(Who.THERAPIST)
    url = address("encounters:save", house)
    assert "nothing to read" in browser.get(url, headers={"Accept": "application/json"}).json()["error"]
    partial = browser.get(url, headers={"HX-Request": "true"})
    assert partial.status_code == 405 and "<html" not in partial.content.decode()
