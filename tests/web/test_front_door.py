"""Forged forms, headers, and signing in and out."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.conf import settings
from django.test import Client as Browser
from django.urls import reverse
from django.utils import timezone

from factories import PASSWORD
from pentimento.web.middleware import SEEN
from web.access_table import Who
from web.house import House
from web.sendings import SENDS, address
from web.visits import Visitors, fingerprint, missing, only_tried

SESSION = settings.SESSION_COOKIE_NAME


def signed_in(house: House, who: Who = Who.THERAPIST) -> Browser:
    """Somebody who came in through the page, with their password."""
    browser = Browser(raise_request_exception=False)
    answer = browser.post(reverse("sign-in"), {"email": house.people[who].email, "password": PASSWORD})
    assert answer.status_code == 302
    return browser


def test_a_form_without_its_token_changes_nothing_anywhere(house: House, visitors: Visitors) -> None:
    browser, before, let_in = visitors.browser(Who.THERAPIST, enforce_csrf_checks=True), fingerprint(), []
    for name, send in SENDS.items():
        with only_tried(stays=True):
            answer = browser.post(address(name, house), send(house).body())
        if answer.status_code != 403:
            let_in.append(f"{name}: {answer.status_code}")
    assert let_in == []
    assert fingerprint() == before


@pytest.mark.parametrize("origin", ["https://elsewhere.example", "null", "http://testserver.elsewhere.example"])
def test_a_form_sent_from_another_site_is_refused_even_with_a_token(house: House, origin: str) -> None:
    browser = Browser(enforce_csrf_checks=True)
    browser.get(reverse("sign-in"))
    token = browser.cookies[settings.CSRF_COOKIE_NAME].value
    sent = {"email": house.by.email, "password": PASSWORD, "csrfmiddlewaretoken": token}
    answer = browser.post(reverse("sign-in"), sent, headers={"origin": origin})
    assert answer.status_code == 403


def test_pages_that_are_not_there_and_broken_requests_carry_the_headers_too(visitors: Visitors) -> None:
    browser = visitors.browser(Who.THERAPIST)
    for path in ("/nothing/", "/clients/short/", "/clients/" + "x" * 22 + "/", "/clients/%00/", "/static/nothing.js"):
        answer = browser.get(path)
        assert answer.status_code == 404, path
        assert missing(answer, "") == [], path


def test_signing_in_gives_a_new_session_so_that_a_planted_one_is_worth_nothing(house: House) -> None:
    browser = Browser()
    planted = browser.session
    planted["planted"] = "by somebody else"
    planted.save()
    browser.cookies[SESSION] = planted.session_key
    browser.post(reverse("sign-in"), {"email": house.by.email, "password": PASSWORD})
    assert browser.cookies[SESSION].value != planted.session_key


def test_signing_out_ends_the_session_on_the_server_and_clears_the_browser(house: House) -> None:
    browser = signed_in(house)
    stolen = browser.cookies[SESSION].value
    answer = browser.post(reverse("sign-out"))
    assert '"storage"' in answer.headers["Clear-Site-Data"]
    thief = Browser()
    thief.cookies[SESSION] = stolen
    assert reverse("sign-in") in thief.get(reverse("today")).headers["Location"]


def test_somebody_whose_account_is_closed_is_out_with_their_next_click(house: House) -> None:
    browser = signed_in(house, Who.TRAINEE)
    assert browser.get(reverse("today")).status_code == 200
    house.trainee.is_active = False
    house.trainee.save(update_fields=["is_active"])
    try:
        assert reverse("sign-in") in browser.get(reverse("today")).headers["Location"]
    finally:
        house.trainee.is_active = True


def test_a_new_password_ends_the_sessions_of_the_old_one(house: House) -> None:
    browser = signed_in(house, Who.HEAD)
    head = house.people[Who.HEAD]
    head.set_password("another quiet studio")
    head.save(update_fields=["password"])
    assert reverse("sign-in") in browser.get(reverse("today")).headers["Location"]


@pytest.mark.parametrize("away, stays", [(-2, True), (2, False)])
def test_who_is_away_longer_than_the_limit_is_signed_out(house: House, away: int, stays: bool) -> None:
    browser = signed_in(house)
    session = browser.session
    session[SEEN] = (timezone.now() - timedelta(minutes=settings.PENTIMENTO_IDLE_MINUTES + away)).isoformat()
    session.save()
    assert (browser.get(reverse("today")).status_code == 200) is stays


def test_polling_does_not_count_as_being_there(house: House) -> None:
    browser = signed_in(house)
    session = browser.session
    long_ago = (timezone.now() - timedelta(minutes=30)).isoformat()
    session[SEEN] = long_ago
    session.save()
    browser.get(reverse("today"), headers={"x-background": "1"})
    assert browser.session[SEEN] == long_ago


@pytest.mark.parametrize(
    "onward", ["https://elsewhere.example/", "//elsewhere.example", "javascript:alert(1)", "\\\\x"]
)
def test_signing_in_never_leads_to_another_site(house: House, onward: str) -> None:
    there = {"email": house.by.email, "password": PASSWORD}
    answer = Browser().post(reverse("sign-in") + "?next=" + onward, there)
    assert answer.headers["Location"] == reverse("today")
