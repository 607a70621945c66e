"""The service in numbers: every number in words, and no name of anybody."""

from __future__ import annotations

import re

import pytest
from django.test import Client as Browser

import factories
from pentimento.trust.people.models import Person
from pentimento.trust.people.roles import Role

pytestmark = pytest.mark.django_db


def signed_in(person: Person) -> Browser:
    browser = Browser()
    browser.force_login(person)
    return browser


def test_every_number_of_the_service_has_words_and_is_a_number() -> None:
    therapist = factories.person()
    factories.encounter(factories.client(therapist, given_name="Kestrel"), therapist)
    page = signed_in(factories.person(Role.HEAD)).get("/service/").text
    rows = re.findall(r"<tr><td>(.*?)</td><td class=\"num\">(.*?)</td></tr>", page)
    assert len(rows) > 15
    for words, number in rows:
        assert number.isdigit(), (words, number)
        assert "_" not in words and words[:1].isupper(), words
    assert ("In care", "1") in rows
    assert "Kestrel" not in page


def test_a_head_of_service_on_no_care_team_is_shown_the_way_to_the_numbers() -> None:
    page = signed_in(factories.person(Role.HEAD)).get("/").text
    assert "You are on no care team" in page and 'href="/service/"' in page
    assert "Notes to seal" not in page


def test_a_head_of_service_who_treats_sees_what_is_owed() -> None:
    head = factories.person(Role.HEAD)
    factories.client(head)
    assert "Notes to seal" in signed_in(head).get("/").text


def test_the_front_desk_is_not_told_of_rooms_it_cannot_open() -> None:
    page = signed_in(factories.person(Role.FRONT_DESK)).get("/").text
    assert "opens its room" not in page and "Book a session" in page
