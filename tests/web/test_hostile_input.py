"""Hostile words through every form, hostile files through every upload, and requests no page of ours makes."""

from __future__ import annotations

import os
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from pentimento.trust import audit
from web import hostile
from web.access_table import ACCESS, Who
from web.house import House
from web.sendings import SENDS, address
from web.visits import Visitors, fingerprint, only_tried

WHO = ("given_name", "family_name", "preferred_name", "pronouns", "language", "phone", "address")
WORDS: dict[str, tuple[str, ...]] = {
    "sign-in": ("email", "password"),
    "clients:new": (*WHO, "email", "source_name", "reason"),
    "clients:details": (*WHO, "email"),
    "clients:refer-again": ("source_name", "reason"),
    "clients:decide": ("reason",),
    "clients:consent": ("assent", "witness"),
    "clients:take-back": ("reason", "witness"),
    "clients:precautions": ("words",),
    "clients:guardians": ("name", "relation", "phone"),
    "clients:contacts": ("name", "role", "organisation", "phone"),
    "encounters:book": ("place",),
    "encounters:move": ("place",),
    "encounters:open": ("directive",),
    "encounters:directive": ("directive",),
    "encounters:save": ("text",),
    "encounters:media": ("medium",),
    "encounters:form-group": ("name",),
    "encounters:meet": ("place",),
    "artworks:describe": ("title", "made_with", "series", "directive", "place"),
    "artworks:title": ("title",),
    "artworks:phone": ("code",),
    "outcomes:safety": ("what_was_done",),
    "records:plan-agree": ("agreed_with",),
    "records:plan-add": ("words",),
    "records:plan-part": ("words",),
    "records:note-amend": ("amend-words", "amend-reason"),
    "records:process-note": ("words",),
    "records:report-save": ("title", "addressed_to"),
    "records:ending-complete": ("words",),
}
UPLOADS = {"artworks:add": "picture", "artworks:session-works": "picture", "artworks:add-view": "view-picture"}


ROUNDS = 12


def _share(name: str) -> list[str]:
    """Every twelfth string, beginning elsewhere for each form: together the forms meet them all.

    All strings on all forms take an hour; PENTIMENTO_ALL_WORDS=1 asks for that.
    """
    if os.environ.get("PENTIMENTO_ALL_WORDS") == "1":
        return list(hostile.EVERY)
    return list(hostile.EVERY)[sorted(WORDS).index(name) % ROUNDS :: ROUNDS]


def test_the_forms_together_meet_every_hostile_string() -> None:
    assert {words for name in WORDS for words in _share(name)} == set(hostile.EVERY)


@pytest.mark.parametrize("name", sorted(WORDS))
def test_hostile_words_are_kept_as_words_or_refused_with_a_sentence(
    house: House, visitors: Visitors, name: str
) -> None:
    wrong = []
    for words in _share(name):
        with only_tried():
            sent = SENDS[name](house).body(**dict.fromkeys(WORDS[name], words))
            answer = visitors.browser(Who.THERAPIST).post(address(name, house), sent, follow=True)
            if answer.status_code not in {200, 409, 413, 422}:
                wrong.append(f"{answer.status_code} for {words[:40]!r}")
            wrong += [f"{mark!r} alive for {words[:40]!r}" for mark in hostile.LIVE_MARKS if mark in answer.content]
    assert wrong == []


@pytest.mark.parametrize("name", sorted(UPLOADS))
@pytest.mark.parametrize("called", sorted(hostile.FILES))
def test_hostile_files_are_refused_and_nothing_is_kept(
    house: House, visitors: Visitors, name: str, called: str
) -> None:
    before = fingerprint()
    sent = SENDS[name](house).body(**{UPLOADS[name]: SimpleUploadedFile(called, hostile.FILES[called])})
    answer = visitors.browser(Who.THERAPIST).post(address(name, house), sent)
    assert answer.status_code in {413, 415, 422}
    assert fingerprint() == before


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"null", b'{"resourceType":1}', b"[" * 5000, b"\xff\xfe\x00"])
def test_a_hostile_official_form_is_refused(house: House, visitors: Visitors, content: bytes) -> None:
    sent = {"form_file": SimpleUploadedFile("form.json", content)}
    answer = visitors.browser(Who.THERAPIST).post(address("outcomes:import", house), sent)
    assert answer.status_code in {413, 422}


DAYS = (
    "2999-01-01",
    "0001-01-01",
    "9999-12-31",
    "1899-12-31",
    "2026-02-30",
    "tomorrow",
    "-1",
    "2026-13-01",
    "0000-00-00",
)
DATED = {
    "clients:new": "received_on",
    "clients:details": "birth_date",
    "clients:decide": "on",
    "clients:consent": "starts_on",
    "clients:take-back": "on",
    "encounters:book": "day",
    "encounters:move": "day",
    "encounters:meet": "day",
    "artworks:describe": "made_on",
    "outcomes:give": "given_on",
    "outcomes:correct": "given_on",
    "outcomes:schedule": "next_due",
    "records:plan-agree": "on",
    "records:ending-complete": "on",
}


@pytest.mark.parametrize("name", sorted(DATED))
def test_absurd_days_are_refused_and_nothing_changes(house: House, visitors: Visitors, name: str) -> None:
    before, wrong = fingerprint(), []
    for day in DAYS:
        sent = SENDS[name](house).body(**{DATED[name]: day})
        with only_tried(stays=True):
            answer = visitors.browser(Who.THERAPIST).post(address(name, house), sent)
        if answer.status_code != 422:
            wrong.append(f"{answer.status_code} for {day}")
    assert wrong == []
    assert fingerprint() == before


STRANGE: dict[str, dict[str, Any]] = {
    "1,001 fields": {"data": {f"field{number}": "x" for number in range(1001)}},
    "not JSON": {"data": b"{", "content_type": "application/json"},
    "no kind": {"data": b"a=b", "content_type": ""},
    "a broken boundary": {"data": b"--x", "content_type": "multipart/form-data"},
    "bytes that are no text": {
        "data": b"words=%ff%fe&version=%00",
        "content_type": "application/x-www-form-urlencoded",
    },
    "every field twice": {
        "data": b"version=1&version=2&words=a&words=b",
        "content_type": "application/x-www-form-urlencoded",
    },
}


@pytest.mark.parametrize("what", sorted(STRANGE))
def test_a_request_no_page_of_ours_makes_is_answered_without_a_fault(
    house: House, visitors: Visitors, what: str
) -> None:
    wrong = []
    for name in sorted(set(SENDS) - {"sign-out"}):
        with only_tried():
            answer = visitors.browser(Who.THERAPIST).post(address(name, house), **STRANGE[what])
        if answer.status_code >= 500:
            wrong.append(f"{name}: {answer.status_code}")
    assert wrong == []


@pytest.mark.parametrize(
    "query",
    [
        "?" + "a" * 60_000,
        "?page=-1&page=x",
        "?q=%00&status=%ff",
        "?from=9999-12-31&to=0001-01-01",
        "?width=1e99&by=x&day=0000-00-00&session=x&picture=x&turned=91&template=../x&kind=x",
    ],
)
def test_a_strange_query_is_answered_without_a_fault(house: House, visitors: Visitors, query: str) -> None:
    wrong = []
    for name, row in sorted(ACCESS.items()):
        if row.reads is not None and name not in {"records:report-pdf", "records:report-docx"}:
            with only_tried():
                answer = visitors.browser(Who.THERAPIST).get(address(name, house).partition("?")[0] + query)
            if answer.status_code >= 500:
                wrong.append(f"{name}: {answer.status_code}")
    assert wrong == []


@pytest.mark.parametrize("name", ["{0}", "{who.__class__}", "{", "%s", "%(x)s", hostile.LIVE])
def test_a_colleague_may_be_called_anything(house: House, visitors: Visitors, name: str) -> None:
    house.trainee.name = name
    house.trainee.save(update_fields=["name"])
    browser = visitors.browser(Who.TRAINEE)
    for page in ("chart", "readings", "clients:details", "records:note", "encounters:appointment"):
        answer = browser.get(address(page, house))
        assert answer.status_code == 200, page
        assert b"<script>hostile" not in answer.content
    assert audit.readings_of(house.chart)


@pytest.mark.parametrize("name", ["{0}", "{name.__class__}", "{"])
def test_a_refusal_says_a_name_as_it_is(house: House, visitors: Visitors, name: str) -> None:
    head = house.people[Who.HEAD_ON_TEAM]
    head.name = name
    head.save(update_fields=["name"])
    sent = SENDS["encounters:book"](house).body(therapist=head.public_id, minutes="0")
    answer = visitors.browser(Who.THERAPIST).post(address("encounters:book", house), sent)
    assert answer.status_code == 422
    assert name.encode() in answer.content
