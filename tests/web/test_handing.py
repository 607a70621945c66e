"""A device in the client's hands shows the form they were handed, and nothing of anybody's record."""

from __future__ import annotations

import pytest
from django.test import Client as Browser

import factories
from pentimento.trust.access.handing import HANDED, close

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


def test_the_address_of_signing_out_shows_nothing_of_the_house(handed):
    answer = handed.get("/sign-out/")
    assert answer.headers["Location"] == "/take-back/?next=%2F"
    page = handed.get("/sign-out/", follow=True).content.decode()
    assert "hand the device back" in page and "Search" not in page.split("<dialog")[0] and "rail" not in page


@pytest.mark.parametrize("address", ["/take-back/", FORM])
def test_no_page_names_whose_device_it_is_nor_offers_a_search(handed, address):
    page = handed.get(address).content.decode()
    name = factories.Person.objects.get().name
    assert name not in page and 'type="search"' not in page and "Sign out" not in page


def test_a_form_that_is_done_does_not_open_again(handed):
    session = handed.session
    close(session, "/measures/")
    session.save()
    answer = handed.get(FORM)
    assert answer.headers["Location"] == "/take-back/?next=%2Fmeasures%2F"
    assert answer.headers["Cache-Control"] == "no-store"
    assert handed.post(FORM, {}).status_code == 404  # sent twice, it still arrives
    opened = handed.post(answer.headers["Location"], {"password": factories.PASSWORD})
    assert opened.headers["Location"] == "/measures/"
    assert handed.get("/measures/").status_code == 200 and handed.get(FORM).status_code == 404
