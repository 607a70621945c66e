"""A device in the client's hands shows the form they were handed, and nothing of anybody's record."""

from __future__ import annotations

import pytest
from django.test import Client as Browser

import factories
from pentimento.trust.access.handing import HANDED

pytestmark = pytest.mark.django_db
FORM = "/clients/" + "c" * 22 + "/measures/phq-9/give/screen/"


@pytest.fixture
def handed():
    browser, therapist = Browser(), factories.person()
    browser.force_login(therapist)
    session = browser.session
    session[HANDED] = FORM
    session.save()
    return browser


@pytest.mark.parametrize("address", ["/", "/clients/", "/calendar/", "/measures/", FORM + "?x=1/../"])
def test_only_the_form_opens(handed, address):
    answer = handed.get(address)
    if address.startswith(FORM):
        assert answer.status_code == 404  # reached the form's own page, which is not this therapist's client
    else:
        assert answer.headers["Location"].startswith("/take-back/?next=")


def test_a_form_elsewhere_is_not_sent(handed):
    assert handed.post("/clients/new/", {}).headers["Location"].startswith("/take-back/")


def test_a_wrong_password_opens_nothing(handed):
    assert handed.post("/take-back/", {"password": "guess"}).status_code == 422
    assert handed.get("/clients/").status_code == 302


def test_the_therapists_password_opens_the_record_where_it_was_left(handed):
    answer = handed.post("/take-back/?next=/clients/", {"password": factories.PASSWORD})
    assert answer.headers["Location"] == "/clients/"
    assert handed.get("/clients/").status_code == 200


def test_signing_out_is_always_possible(handed):
    assert handed.post("/sign-out/").headers["Location"] == "/sign-in/"
