"""The wall, the page of a work, the session's works and the review, as a browser meets them."""

from __future__ import annotations

import io
import zlib
from datetime import date
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client as Browser
from django.urls import reverse
from django.utils import timezone

import factories
from apps.artworks.cast_of_artworks import hung, picture
from factories import NOON
from pentimento.practice.artworks import actions, queries
from pentimento.practice.artworks.models import Artwork, Disposition, Photograph
from pentimento.trust.vault import Blob

FORM = {"made_on": "2026-05-04", "makers": ["client"], "titled_by_client": "on"}


def sent(content: bytes, name: str = "house.jpg", **more: Any) -> dict[str, Any]:
    return {**FORM, "picture": SimpleUploadedFile(name, content, content_type="image/jpeg"), **more}


def test_an_empty_wall_teaches(cast: Any, web: Any) -> None:
    page = web(cast.lead).get(reverse("artworks:wall", args=[cast.chart.public_id])).content.decode()
    assert "Nothing hangs here yet" in page and "one tap" in page


def test_a_wall_costs_the_same_however_much_hangs_there(
    cast: Any, web: Any, django_assert_max_num_queries: Any
) -> None:
    url = reverse("artworks:wall", args=[cast.chart.public_id])
    hung(cast.client, cast.lead)
    browser = web(cast.lead)
    browser.get(url)
    with django_assert_max_num_queries(24) as few:
        browser.get(url)
    many_url = url + "?page=1"
    Photograph.of_chart(cast.chart).update(upload_key="earlier")
    many_works(cast, 70)
    with django_assert_max_num_queries(len(few)):
        page = browser.get(many_url).content
    assert page.count(b'class="work"') == 60 and len(page) < 1_000_000
    assert b"?page=2" in page and page.count(b'loading="lazy"') == 60


def many_works(cast: Any, number: int) -> None:
    shot = Photograph.of_chart(cast.chart).get()
    for place in range(number):
        work = Artwork.add(
            chart=cast.chart, made_on=NOON.date(), title=f"Work {place}", added_by=cast.lead, added_at=NOON
        )
        shot.pk, shot.public_id, shot.artwork, shot.upload_key = None, f"{place:022d}", work, f"many-{place}"
        shot._state.adding = True
        shot.save()


def test_the_rest_of_the_wall_comes_as_a_part(cast: Any, web: Any) -> None:
    hung(cast.client, cast.lead)
    many_works(cast, 70)
    url = reverse("artworks:wall", args=[cast.chart.public_id]) + "?page=2"
    part = web(cast.lead).get(url, HTTP_HX_REQUEST="true").content.decode()
    assert part.count('class="work"') == 11 and "<html" not in part and "continued" in part
    assert "Back to the beginning of the wall" in web(cast.lead).get(url).content.decode()
    for nonsense in ("?page=x", "?page=-3", "?page=99999", "?by=<script>"):
        assert web(cast.lead).get(url.replace("?page=2", nonsense)).status_code == 200


def test_the_wall_hangs_by_series_when_asked(cast: Any, web: Any) -> None:
    hung(cast.client, cast.lead, title="Alone")
    hung(cast.client, cast.lead, title="One of many", series="Houses")
    page = web(cast.lead).get(reverse("artworks:wall", args=[cast.chart.public_id]) + "?by=series").content.decode()
    assert page.index("Houses") < page.index("One of many") < page.index("In no series") < page.index("Alone")


def test_a_work_is_added_from_a_file_with_its_label(cast: Any, web: Any) -> None:
    url = reverse("artworks:add", args=[cast.chart.public_id])
    form = sent(picture(), title="Me <b>", made_with="Ink", width="29.7", height="42", series="Rain", upload_key="k1")
    for _again in range(2):
        form["picture"].seek(0)
        answer = web(cast.lead).post(url, form)
        assert answer.status_code == 302
    [work] = queries.works_of(cast.lead, cast.chart)
    assert (work.title, work.media, work.size) == ("Me <b>", "Ink", "29.7 × 42 cm")
    page = web(cast.lead).get(answer.headers["Location"]).content.decode()
    assert "“Me &lt;b&gt;”" in page and "<b>" not in page.replace("<b class", "")
    assert "style=" not in page and 'figure class="picture"' in page


def test_the_form_keeps_its_words_and_says_what_to_mend(cast: Any, web: Any) -> None:
    url = reverse("artworks:add", args=[cast.chart.public_id])
    for wrong in ({"made_on": "2999-01-01"}, {"width": "0"}, {"height": "99999999"}, {"makers": ["Ana"]}):
        answer = web(cast.lead).post(url, sent(picture(), title="Kept words") | wrong)
        assert answer.status_code == 422 and b"Kept words" in answer.content, wrong
    assert queries.works_of(cast.lead, cast.chart) == []


def test_without_consent_the_page_leads_to_consent(cast: Any, web: Any) -> None:
    client = factories.client(cast.lead)
    url = reverse("artworks:add", args=[client.chart.public_id])
    consent = reverse("clients:consent", args=[client.chart.public_id])
    answer = web(cast.lead).post(url, sent(picture()))
    assert answer.status_code == 403
    assert "has not agreed to photographs" in answer.content.decode() and consent in answer.content.decode()
    assert not Blob.of_chart(client.chart).exists()


def bomb() -> bytes:
    """A PNG that says it has 60000 x 60000 pixels."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return len(body).to_bytes(4, "big") + kind + body + zlib.crc32(kind + body).to_bytes(4, "big")

    size = (60_000).to_bytes(4, "big") * 2
    rows = zlib.compress(bytes(10_000_000))
    head = chunk(b"IHDR", size + bytes([8, 2, 0, 0, 0]))
    return b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def sixty_megapixels() -> bytes:
    from PIL import Image

    out = io.BytesIO()
    Image.new("L", (10_000, 6_000), 200).save(out, "JPEG")
    return out.getvalue()


HOSTILE = {
    "a bomb": (bomb, "b.png", 413),
    "60 million pixels": (sixty_megapixels, "big.jpg", 413),
    "cut off": (lambda: picture()[:3000], "cut.jpg", 422),
    "empty": (lambda: b"", "none.jpg", 415),
    "a page": (lambda: b"<html><script>alert(1)</script></html>", "page.jpg", 415),
    "a drawing with script": (lambda: b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>", "a.svg", 415),
    "a PDF": (lambda: b"%PDF-1.7\n" + b"x" * 500, "a.pdf", 415),
    "a program": (lambda: b"MZ" + bytes(2000), "a.jpg.exe", 415),
}


@pytest.mark.parametrize("what", HOSTILE)
def test_a_hostile_file_gets_a_sentence_and_leaves_nothing(cast: Any, web: Any, what: str) -> None:
    make, name, status = HOSTILE[what]
    url = reverse("artworks:add", args=[cast.chart.public_id])
    answer = web(cast.lead).post(url, sent(make(), name, title="Kept words"))
    assert answer.status_code == status and b"Kept words" in answer.content
    session = factories.encounter(cast.client, cast.lead)
    capture = reverse("artworks:session-works", args=[cast.chart.public_id, session.public_id])
    answer = web(cast.lead).post(capture, sent(make(), name), HTTP_HX_REQUEST="true")
    assert answer.status_code == status and b"data-sentence" in answer.content
    assert not Artwork.of_chart(cast.chart).exists() and not Blob.of_chart(cast.chart).exists()


def test_more_bytes_than_a_picture_has_are_not_taken_in(cast: Any, web: Any, settings: Any) -> None:
    settings.PENTIMENTO_UPLOAD_BYTES = 1000
    url = reverse("artworks:add", args=[cast.chart.public_id])
    assert web(cast.lead).post(url, sent(picture())).status_code == 413
    settings.PENTIMENTO_UPLOAD_BYTES = 1
    assert web(cast.lead).post(url, sent(bytes(2_000_000))).status_code == 413
    assert not Blob.of_chart(cast.chart).exists()


def test_a_picture_from_another_site_is_refused(cast: Any) -> None:
    browser = Browser(enforce_csrf_checks=True)
    browser.force_login(cast.lead)
    answer = browser.post(reverse("artworks:add", args=[cast.chart.public_id]), sent(picture()))
    assert answer.status_code == 403 and not Artwork.of_chart(cast.chart).exists()


def test_one_tap_in_the_room_takes_everything_else_from_the_session(cast: Any, web: Any) -> None:
    session = factories.encounter(cast.client, cast.lead, directive="Draw the weather")
    url = reverse("artworks:session-works", args=[cast.chart.public_id, session.public_id])
    form = {"picture": SimpleUploadedFile("a.jpg", picture()), "upload_key": "tap"}
    part = web(cast.lead).post(url, form, HTTP_HX_REQUEST="true").content.decode()
    assert part.lstrip().startswith("<li") and "Name it" in part and "data-levels" in part
    [work] = queries.works_of_session(cast.lead, session)
    assert (work.directive, work.made_on, work.encounter) == ("Draw the weather", NOON.date(), session)
    title = reverse("artworks:title", args=[cast.chart.public_id, work.public_id])
    named = web(cast.lead).post(title, {"title": "Rain", "version": 1}, HTTP_HX_REQUEST="true").content.decode()
    assert "“Rain”" in named and 'value="2"' in named
    assert web(cast.lead).post(title, {"title": "Sun", "version": 1}, HTTP_HX_REQUEST="true").status_code == 409
    assert "“Rain”" in web(cast.lead).get(url, HTTP_HX_REQUEST="true").content.decode()
    assert "<html" in web(cast.lead).get(url).content.decode()


def test_the_same_file_without_a_key_is_one_upload(cast: Any, web: Any) -> None:
    session = factories.encounter(cast.client, cast.lead)
    url = reverse("artworks:session-works", args=[cast.chart.public_id, session.public_id])
    for _again in range(2):
        assert web(cast.lead).post(url, {"picture": SimpleUploadedFile("a.jpg", picture())}).status_code == 302
    assert len(queries.works_of_session(cast.lead, session)) == 1
    assert web(cast.lead).post(url, {}).status_code == 422


def test_two_tabs_do_not_overwrite_each_other_and_both_texts_stay(cast: Any, web: Any) -> None:
    work = hung(cast.client, cast.lead, title="First")
    url = reverse("artworks:describe", args=[cast.chart.public_id, work.public_id])
    assert web(cast.lead).post(url, {**FORM, "title": "Theirs", "version": 1}).status_code == 302
    answer = web(cast.lead).post(url, {**FORM, "title": "Mine", "version": 1})
    page = answer.content.decode()
    assert answer.status_code == 409 and "“Theirs”" in page and 'value="Mine"' in page
    assert 'name="version" value="2"' in page


def test_taking_out_of_view_offers_to_undo_it(cast: Any, web: Any) -> None:
    work = hung(cast.client, cast.lead)
    keys = [cast.chart.public_id, work.public_id]
    page = web(cast.lead).post(reverse("artworks:retract", args=keys), follow=True).content.decode()
    assert f'action="{reverse("artworks:restore", args=keys)}"' in page and "Undo" in page
    assert web(cast.lead).post(reverse("artworks:restore", args=keys)).status_code == 302
    assert queries.works_of(cast.lead, cast.chart) == [work]


def test_the_review_decides_on_every_work(cast: Any, web: Any) -> None:
    works = [hung(cast.client, cast.lead, title=title) for title in ("A", "B", "C")]
    url = reverse("artworks:review", args=[cast.chart.public_id])
    assert not queries.review_is_complete(cast.lead, cast.chart)
    web(cast.lead).post(url)
    web(cast.lead).post(url)
    rows = {row.artwork_id: row for row in Disposition.of_chart(cast.chart)}
    assert len(rows) == 3
    for work, choice, more in zip(works, ("keep", "return", "dispose"), ({}, {}, {"confirmed": "on"}), strict=True):
        key = rows[work.pk].public_id
        where = reverse("artworks:decide", args=[cast.chart.public_id, key])
        form = {f"{key}-{name}": value for name, value in {"choice": choice, "words": "Take it", **more}.items()}
        assert web(cast.lead).post(where, form).status_code == 302
    assert [Artwork.of_chart(cast.chart).get(pk=work.pk).custody for work in works] == ["held", "returned", "disposed"]
    assert queries.review_is_complete(cast.lead, cast.chart)
    assert "Every work is decided on" in web(cast.lead).get(url).content.decode()
    receipt = web(cast.lead).get(reverse("artworks:receipt", args=[cast.chart.public_id])).content.decode()
    assert "“B”" in receipt and "“A”" not in receipt and "“C”" not in receipt


def test_disposing_without_the_tick_changes_nothing(cast: Any, web: Any) -> None:
    work = hung(cast.client, cast.lead)
    [row] = actions.open_review(chart=cast.chart, by=cast.lead, at=NOON)
    where = reverse("artworks:decide", args=[cast.chart.public_id, row.public_id])
    answer = web(cast.lead).post(where, {f"{row.public_id}-choice": "dispose", f"{row.public_id}-words": "Kept words"})
    assert answer.status_code == 422 and b"Kept words" in answer.content
    work.refresh_from_db()
    assert work.custody == "held"
    elsewhere = reverse("artworks:decide", args=[cast.other_client.chart.public_id, row.public_id])
    assert web(cast.other).post(elsewhere, {f"{row.public_id}-choice": "keep"}).status_code == 404


def test_a_work_added_to_an_earlier_session_has_the_day_of_that_session(cast: Any, web: Any) -> None:
    session = factories.encounter(cast.client, cast.lead)
    url = reverse("artworks:add", args=[cast.chart.public_id])
    today = timezone.localdate().isoformat()
    for made_on, name in ((today, "as proposed"), ("2026-05-02", "as typed")):
        label = {"made_on": made_on, "session": session.public_id, "title": name}
        assert (
            web(cast.lead)
            .post(url, sent(picture(quality=60 + len(name)), **label, upload_key=name.replace(" ", "-")))
            .status_code
            == 302
        )
    days = {work.title: work.made_on for work in Artwork.of_chart(cast.chart)}
    assert days == {"as proposed": NOON.date(), "as typed": date(2026, 5, 2)}
