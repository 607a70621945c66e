"""The sheet's one address: shown, added to, finished; and nothing else opens meanwhile."""

from __future__ import annotations

from typing import Any
from xml.etree import ElementTree

import pytest
from django.urls import reverse

import factories
from apps.artworks.cast_of_artworks import hung
from core.strokes.drawn_logs import every_tool
from factories import NOON, PASSWORD
from pentimento.core.strokes import write_log
from pentimento.core.strokes.measures.table import MEASURES
from pentimento.practice.artworks import actions, queries
from pentimento.practice.artworks.models import Drawing

CONTENT = write_log(every_tool(width=160, height=120))
LOG = "application/octet-stream"


@pytest.fixture
def session(cast: Any) -> Any:
    return factories.encounter(cast.client, cast.lead)


@pytest.fixture
def sheet(web: Any, cast: Any, session: Any) -> str:
    """Laid out by the lead therapist; the address of it."""
    begun = web(cast.lead).post(reverse("artworks:begin-drawing", args=[cast.chart.public_id, session.public_id]))
    assert begun.status_code == 302
    return str(begun.headers["Location"])


def test_the_sheet_shows_nothing_of_the_record(web: Any, cast: Any, sheet: str) -> None:
    page = web(cast.lead).get(sheet).content.decode()
    assert "data-easel" in page
    assert cast.client.given_name not in page and cast.client.family_name not in page


def test_what_is_sent_is_kept_and_comes_back(web: Any, cast: Any, sheet: str) -> None:
    browser = web(cast.lead)
    answer = browser.post(f"{sheet}?from=0", CONTENT, content_type=LOG, headers={"accept": "application/json"})
    assert answer.json() == {"length": len(CONTENT)}
    log = browser.get(f"{sheet}?log")
    assert (log.content, log.headers["Content-Type"], log.headers["Cache-Control"]) == (CONTENT, LOG, "no-store")


@pytest.mark.parametrize(
    "query, content, status, words",
    [
        ("?from=7", CONTENT, 409, "did not arrive"),
        ("?from=0", b"\x89PNG", 422, "not a drawing"),
        ("", CONTENT, 422, "out of date"),
        ("?from=-1", CONTENT, 422, "out of date"),
        ("?from=1e3", CONTENT, 422, "out of date"),
        ("?from=99999999999999999999", CONTENT, 422, "out of date"),
    ],
)
def test_a_refusal_is_a_sentence(
    web: Any, cast: Any, sheet: str, query: str, content: bytes, status: int, words: str
) -> None:
    answer = web(cast.lead).post(sheet + query, content, content_type=LOG, headers={"accept": "application/json"})
    assert answer.status_code == status and words in answer.json()["error"]


def test_two_windows_meet_a_conflict(web: Any, cast: Any, sheet: str) -> None:
    browser = web(cast.lead)
    browser.post(f"{sheet}?from=0", CONTENT, content_type=LOG)
    other = write_log(every_tool(width=100, height=100))
    answer = browser.post(f"{sheet}?from=0", other, content_type=LOG, headers={"accept": "application/json"})
    assert answer.status_code == 409 and "another window" in answer.json()["error"]


def test_an_empty_sheet_stays_with_a_sentence(web: Any, cast: Any, sheet: str) -> None:
    answer = web(cast.lead).post(sheet)
    assert answer.status_code == 422 and "nothing on this sheet" in answer.content.decode()


def test_finished_it_is_closed_until_the_owner_is_back(web: Any, cast: Any, sheet: str) -> None:
    browser = web(cast.lead)
    browser.get(sheet)
    assert browser.get("/clients/").headers["Location"].startswith("/take-back/")
    browser.post(f"{sheet}?from=0", CONTENT, content_type=LOG)
    done = browser.post(sheet)
    work = queries.drawing_for(cast.lead, cast.chart, Drawing.of_chart(cast.chart).get().public_id).artwork
    assert work is not None
    assert done.headers["Location"] == reverse("artworks:work", args=[cast.chart.public_id, work.public_id])
    assert browser.get(sheet).headers["Location"].startswith("/take-back/")
    assert browser.post(sheet).headers["Location"] == done.headers["Location"]  # sent twice is once
    assert browser.get(done.headers["Location"]).headers["Location"].startswith("/take-back/")
    browser.post("/take-back/", {"password": PASSWORD})
    page = browser.get(done.headers["Location"])
    assert b"Watch it being drawn" in page.content
    strokes = browser.get(reverse("artworks:strokes", args=[cast.chart.public_id, work.public_id]))
    assert strokes.content == CONTENT


@pytest.fixture
def drawn(cast: Any, session: Any) -> Any:
    """A work drawn on screen with every tool."""
    drawing = actions.begin_drawing(encounter=session, by=cast.lead, at=NOON)
    actions.add_to_drawing(drawing=drawing, offset=0, content=CONTENT, by=cast.lead, at=NOON)
    drawing.refresh_from_db()
    return actions.finish_drawing(drawing=drawing, media="On screen", by=cast.lead, at=NOON)


def test_the_making_is_told_with_units_limits_and_two_maps(web: Any, cast: Any, drawn: Any) -> None:
    where = [cast.chart.public_id, drawn.public_id]
    address, browser = reverse("artworks:making", args=where), web(cast.lead)
    assert f'hx-get="{address}"' in browser.get(reverse("artworks:work", args=where)).content.decode()
    part = browser.get(address, headers={"hx-request": "true"}).content.decode()
    whole = browser.get(address).content.decode()
    assert "<html" not in part and "<html" in whole
    for page in (part, whole):
        assert page.count('class="element"') == len(MEASURES)
        assert page.count("What it cannot tell") == len(MEASURES)
        assert "top left" in page and "overdrawing/1" in page and "{{" not in page
    for which in ("time", "order"):
        answer = browser.get(reverse("artworks:making-map", args=[*where, which]))
        assert (
            answer.headers["Content-Type"] == "image/svg+xml" and "sandbox" in answer.headers["Content-Security-Policy"]
        )
        assert ElementTree.fromstring(answer.content).attrib["viewBox"] == "0 0 160 120"
    assert browser.get(reverse("artworks:making-map", args=[*where, "mood"])).status_code == 404


def test_a_photographed_work_has_no_strokes(web: Any, cast: Any) -> None:
    work = hung(cast.client, cast.lead)
    where = [cast.chart.public_id, work.public_id]
    assert web(cast.lead).get(reverse("artworks:strokes", args=where)).status_code == 404
    assert b"data-replay" not in web(cast.lead).get(reverse("artworks:work", args=where)).content
    assert web(cast.lead).get(reverse("artworks:making", args=where)).status_code == 404


def test_an_open_sheet_is_found_again_in_the_session(web: Any, cast: Any, sheet: str, session: Any) -> None:
    works = reverse("artworks:session-works", args=[cast.chart.public_id, session.public_id])
    assert sheet in web(cast.lead).get(works).content.decode()
    assert sheet not in web(cast.supervisor).get(works).content.decode()
