"""Supervision and hours on screen: what is opened goes through the door and the gate, what is sealed goes on paper."""

from __future__ import annotations

from datetime import date, timedelta
from io import BytesIO
from typing import Any

import pytest
from django.test import Client as Browser
from django.urls import reverse
from django.utils import timezone
from pypdf import PdfReader

import factories
from factories import PASSWORD
from pentimento.practice.artworks import actions as artworks
from pentimento.practice.records import actions as records
from pentimento.profession.portfolio.actions import hours, supervision
from pentimento.profession.portfolio.models import Certificate, Matter
from pentimento.profession.portfolio.queries.papers import opened
from pentimento.trust.audit.models import Entry
from pentimento.trust.consent.actions import withdraw
from pentimento.trust.consent.models import Act, Decision
from pentimento.trust.people.models import Person
from pentimento.trust.people.roles import Role
from web.house import small_picture

pytestmark = pytest.mark.django_db


@pytest.fixture
def rosa() -> Person:
    return factories.person(Role.SUPERVISOR, name="Rosa")


@pytest.fixture
def perry(rosa: Person) -> Person:
    made = factories.person(Role.TRAINEE, name="Perry", profession="Trainee")
    factories.supervise(rosa, made)
    return made


def browser(person: Person) -> Browser:
    made = Browser()
    made.force_login(person)
    return made


@pytest.fixture
def brought_work(perry: Person) -> Matter:
    now = timezone.now()
    client = factories.client(perry, given_name="Ottilie")
    factories.consent(client, by=perry)
    work = artworks.keep_artwork(
        chart=client.chart,
        original=small_picture(),
        original_name="one.png",
        upload_key="one",
        made_on=now.date(),
        title="The red bridge",
        by=perry,
        at=now,
    )
    return supervision.bring(
        kind="work", place=client.chart.public_id, reference=work.public_id, words="The corner", by=perry, at=now
    )


def test_a_supervisor_opens_what_was_brought_and_the_record_knows_it(rosa: Person, brought_work: Matter) -> None:
    there = reverse("supervision-opened", args=[brought_work.public_id])
    part = browser(rosa).get(there, headers={"HX-Request": "true"})
    assert "“The red bridge”, Ottilie" in part.content.decode()
    answer = browser(rosa).get(there)
    assert answer.status_code == 302
    assert answer.headers["Location"].endswith(f"/works/{brought_work.reference}/")
    assert Entry.objects.filter(event="MATTER_OPENED", by=rosa, chart__public_id=brought_work.place).exists()


def test_a_work_is_not_opened_any_more_once_the_client_takes_the_yes_back(
    rosa: Person, perry: Person, brought_work: Matter
) -> None:
    now = timezone.now()
    decision = Decision.scoped(perry).get(act=Act.SUPERVISE)
    withdraw(decision=decision, on=now.date(), reason="Not this one", witness="", by=perry, at=now)
    there = reverse("supervision-opened", args=[brought_work.public_id])
    assert browser(rosa).get(there).status_code == 403
    part = browser(rosa).get(there, headers={"HX-Request": "true"}).content.decode()
    assert "has not agreed to show this in supervision" in part
    assert "red bridge" not in part


def test_a_note_is_brought_from_its_own_page(perry: Person, rosa: Person) -> None:
    client = factories.client(perry, given_name="Ottilie")
    session = factories.encounter(client, perry)
    records.draft_note(encounter=session, by=perry, at=timezone.now())
    there = reverse("bring-to-supervision", args=[client.chart.public_id, "note", session.public_id])
    note = browser(perry).get(reverse("records:note", args=[client.chart.public_id, session.public_id]))
    assert there in note.content.decode()
    assert browser(perry).post(there, {"words": f"{client.given_name} was quiet"}).status_code == 422, "a name"
    assert browser(perry).post(there, {"words": "Stuck here"}).status_code == 302
    page = browser(rosa).get(reverse("portfolio:supervision")).content.decode()
    assert "Stuck here" in page
    assert client.given_name not in page, "names come only through the door"


def test_ratings_that_disagree_are_found_in_the_record(perry: Person, rosa: Person) -> None:
    client = factories.client(perry, given_name="Ottilie")
    plan = factories.agreed_plan(client, perry)
    from pentimento.practice.records.queries.plans import goals_of

    (goal,) = goals_of(perry, client.chart)
    now = timezone.now()
    assert plan
    for days, level, by_client in ((10, -1, False), (3, 2, True)):
        records.rate_goal(
            goal=goal, level=level, on=now.date() - timedelta(days=days), by=perry, at=now, by_client=by_client
        )
    page = browser(perry).get(reverse("supervision-suggested")).content.decode()
    assert "Ottilie" in page
    assert "by the client" in page
    there = reverse("bring-to-supervision", args=[client.chart.public_id, "ratings", goal.lineage])
    assert there in page
    assert browser(perry).post(there, {"words": ""}).status_code == 302


def test_a_supervisor_seals_hours_with_the_password_and_they_go_on_accessible_paper(
    rosa: Person, perry: Person, settings: Any
) -> None:
    settings.PENTIMENTO_PRACTICE_NAME = "Atelier Zinnober"
    now = timezone.now()
    pursuit = hours.pursue(credential="atr", route="approved", degree_on=date(2023, 7, 1), by=perry, at=now)
    there = reverse("portfolio:certify", args=[pursuit.public_id])
    assert browser(rosa).post(there, {"seal-password": "wrong", "seal-entry_key": "k"}).status_code == 403
    assert browser(perry).post(there, {"seal-password": PASSWORD, "seal-entry_key": "k"}).status_code == 403
    assert browser(rosa).post(there, {"seal-password": PASSWORD, "seal-entry_key": "k"}).status_code == 302
    row = Certificate.scoped(perry).get()
    assert opened(row)["needs"][0]["want"] == 1000
    answer = browser(perry).get(reverse("portfolio:certificate", args=[row.public_id]))
    reader = PdfReader(BytesIO(answer.content))
    root: Any = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    text = "".join(page.extract_text() for page in reader.pages)
    assert "Perry" in text and "Atelier Zinnober" in text
    assert row.digest[:32] in text.replace("\n", "")
    assert "short" in text


def test_hours_are_drawn_with_what_is_missing_and_which_rule_says_so(perry: Person) -> None:
    hours.pursue(credential="atr", route="approved", degree_on=None, by=perry, at=timezone.now())
    page = browser(perry).get(reverse("portfolio:hours")).content.decode()
    drawing = page[page.index('<svg width="100%" height="154"') :].partition("</svg>")[0]
    assert "viewBox" not in drawing and drawing.count('class="month"') == 12  # letters keep their size on any screen
    assert "The day of the degree is not entered." in page
    assert "ATCB, ATR requirements" in page


def test_an_import_shows_what_becomes_of_each_reference_before_anything_is_kept(perry: Person) -> None:
    there, text = reverse("portfolio:library-import"), "@book{b, title={Quiet & <b>loud</b>}}"
    look = browser(perry).post(there, {"text": text})
    assert look.status_code == 200
    assert b"Take in 1 reference" in look.content
    assert b"<b>loud" not in look.content
    assert browser(perry).get(reverse("portfolio:library")).content.count(b"row-link") == 0
    assert browser(perry).post(there, {"text": text, "keep": "yes"}).status_code == 302
    assert "Quiet &amp; &lt;b&gt;loud" in browser(perry).get(reverse("portfolio:library")).content.decode()
    refused = browser(perry).post(there, {"text": "@book{b, title={Never closed"})
    assert refused.status_code == 422
    assert b"Line 1, column 16" in refused.content
