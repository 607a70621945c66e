"""A drawing leaves the record only while the client agrees, with an entry, without a name."""

from __future__ import annotations

import base64
import hashlib
import io
import re
from typing import Any
from xml.etree import ElementTree

import numpy as np
import pytest
from django.urls import reverse
from PIL import Image
from pypdf import PdfReader

import factories
from apps.artworks.cast_of_artworks import hung
from core.strokes.drawn_logs import every_tool
from factories import NOON
from pentimento.core.kernel.errors import Invalid, NeedsConsent, NotFound, Refused
from pentimento.core.strokes import write_log
from pentimento.core.strokes.render import render
from pentimento.practice.artworks import actions
from pentimento.practice.artworks.press import PRESSES
from pentimento.practice.artworks.rules import FORMS
from pentimento.trust import audit
from pentimento.trust.consent.actions import withdraw
from pentimento.trust.consent.models import Act, Decision

LOG = every_tool(width=160, height=120)
CONTENT = write_log(LOG)


@pytest.fixture
def drawn(cast: Any) -> Any:
    """A work drawn on screen."""
    drawing = actions.begin_drawing(encounter=factories.encounter(cast.client, cast.lead), by=cast.lead, at=NOON)
    actions.add_to_drawing(drawing=drawing, offset=0, content=CONTENT, by=cast.lead, at=NOON)
    drawing.refresh_from_db()
    return actions.finish_drawing(drawing=drawing, media="On screen", by=cast.lead, at=NOON)


def taken_out(work: Any, cast: Any, form: str) -> bytes:
    return actions.export_drawing(artwork=work, form=form, by=cast.lead, at=NOON)


def exports(work: Any) -> int:
    return audit.events_of(work).count(audit.Event.DRAWING_EXPORTED)


def test_the_picture_is_every_pixel_as_it_was_drawn(drawn: Any, cast: Any) -> None:
    with Image.open(io.BytesIO(taken_out(drawn, cast, "png"))) as picture:
        assert (np.asarray(picture) == render(LOG)).all() and set(picture.info) == {"srgb"}


def test_the_page_of_paper_is_tagged_and_says_the_day(drawn: Any, cast: Any) -> None:
    pdf = PdfReader(io.BytesIO(taken_out(drawn, cast, "pdf")))
    assert len(pdf.pages) == 1 and pdf.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert "4 May 2026, On screen" in pdf.pages[0].extract_text() and len(pdf.pages[0].images) == 1


def test_the_lines_carry_their_times(drawn: Any, cast: Any) -> None:
    root = ElementTree.fromstring(taken_out(drawn, cast, "svg"))
    assert root.attrib["viewBox"] == "0 0 160 120" and "data-times" in ElementTree.tostring(root, "unicode")


def test_the_page_that_plays_it_holds_all_it_needs_and_may_ask_for_nothing(drawn: Any, cast: Any) -> None:
    page = taken_out(drawn, cast, "html").decode()
    [packed] = re.findall(r"data-packed>([^<]*)<", page)
    assert base64.b64decode(packed) == CONTENT
    [policy] = re.findall(r'Content-Security-Policy" content="([^"]*)"', page)
    assert policy.startswith("default-src 'none'; script-src 'sha256-")
    for name in ("script", "style"):
        [inside] = re.findall(rf"<{name}>(.*?)</{name}>", page, re.S)
        mark = base64.b64encode(hashlib.sha256(inside.encode()).digest()).decode()
        assert f"{name}-src 'sha256-{mark}'" in policy
    assert not re.findall(r"(?:src|href)=|url\(|@import|fetch\(|XMLHttpRequest|importScripts", page)
    assert "%%" not in page and set(re.findall(r"https?://[^\s\"']+", page)) <= {"http://www.w3.org/2000/svg"}


@pytest.mark.parametrize("form", FORMS)
def test_each_file_is_noted_in_the_trail_and_names_nobody(drawn: Any, cast: Any, form: str) -> None:
    content = taken_out(drawn, cast, form)
    assert exports(drawn) == 1
    for name in (cast.client.given_name, cast.client.family_name, cast.client.number, cast.lead.name):
        assert name.encode() not in content
    assert set(PRESSES) == set(FORMS)


@pytest.mark.parametrize("act", [Act.SHARE_TEAM, Act.KEEP, Act.PHOTOGRAPH])
@pytest.mark.parametrize("form", FORMS)
def test_nothing_leaves_once_a_yes_is_taken_back(drawn: Any, cast: Any, act: Act, form: str) -> None:
    decision = Decision.of_chart(cast.chart).get(act=act)
    withdraw(decision=decision, on=NOON.date(), reason="", witness="", by=cast.lead, at=NOON)
    with pytest.raises(NeedsConsent):
        taken_out(drawn, cast, form)
    assert exports(drawn) == 0


def test_the_clients_own_title_goes_along_only_where_they_are_shown_by_name(drawn: Any, cast: Any) -> None:
    actions.retitle(artwork=drawn, title="Our <kitchen> %% at home", version=drawn.version, by=cast.lead, at=NOON)
    drawn.refresh_from_db()
    assert "Our &lt;kitchen&gt; %% at home" in taken_out(drawn, cast, "html").decode()
    assert b"Our &lt;kitchen&gt;" in taken_out(drawn, cast, "svg") and taken_out(drawn, cast, "pdf")
    factories.consent(cast.client, Act.SHARE_TEAM, by=cast.lead, identity="pseudonym", recorded_at=NOON)
    for form in FORMS:
        assert b"kitchen" not in taken_out(drawn, cast, form)


def test_what_is_out_of_view_photographed_or_of_another_kind_does_not_leave(drawn: Any, cast: Any) -> None:
    with pytest.raises(Invalid):
        taken_out(drawn, cast, "exe")
    with pytest.raises(NotFound):
        taken_out(hung(cast.client, cast.lead), cast, "png")
    actions.retract(artwork=drawn, by=cast.lead, at=NOON)
    drawn.refresh_from_db()
    with pytest.raises(Refused):
        taken_out(drawn, cast, "png")


def test_the_page_offers_the_files_and_says_why_where_it_cannot(web: Any, drawn: Any, cast: Any) -> None:
    where = [cast.chart.public_id, drawn.public_id]
    page, address = reverse("artworks:work", args=where), reverse("artworks:export", args=[*where, "html"])
    assert address in web(cast.lead).get(page).content.decode()
    answer = web(cast.lead).get(address)
    assert answer.headers["Content-Disposition"] == 'attachment; filename="drawing-2026-05-04.html"'
    assert "sandbox" in answer.headers["Content-Security-Policy"]
    decision = Decision.of_chart(cast.chart).get(act=Act.SHARE_TEAM)
    withdraw(decision=decision, on=NOON.date(), reason="", witness="", by=cast.lead, at=NOON)
    shut = web(cast.lead).get(page).content.decode()
    assert address not in shut and "has not agreed to share" in shut
    assert web(cast.lead).get(address).status_code == 403
    assert web(cast.other).get(address).status_code == 404
