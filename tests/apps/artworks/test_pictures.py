"""How pictures and overlays are served, turned and measured."""

from __future__ import annotations

import io
from typing import Any
from xml.etree import ElementTree as Tree

import pytest
from django.urls import reverse
from PIL import Image

from apps.artworks.cast_of_artworks import hung, picture_with_place
from cast import shared
from factories import NOON
from pentimento.core.art.elements import ELEMENTS
from pentimento.practice.artworks import actions, queries
from pentimento.practice.artworks.models import MeasurementRun, Photograph
from pentimento.trust import audit

ALONE = "default-src 'none'; frame-ancestors 'none'; sandbox"
SIZES = ("thumb", "screen", "large", "original")


def shot_of(work: Any) -> Photograph:
    return Photograph.of_chart(work.chart).get(artwork=work)


def url_of(name: str, work: Any, *more: str) -> str:
    return reverse(f"artworks:{name}", args=[work.chart.public_id, work.public_id, shot_of(work).public_id, *more])


def test_pictures_are_sealed_against_everything_a_browser_might_do_with_them(cast: Any, web: Any) -> None:
    work = hung(cast.client, cast.lead)
    for size in SIZES:
        answer = web(cast.lead).get(url_of("picture", work, size))
        assert answer.headers["Content-Type"] == "image/jpeg"
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["Content-Security-Policy"] == ALONE
        assert answer.headers["Cache-Control"] == "private, no-cache"
        expected = 'attachment; filename="house.jpg"' if size == "original" else "inline"
        assert answer.headers["Content-Disposition"] == expected


def test_an_unchanged_picture_is_not_sent_again(cast: Any, web: Any) -> None:
    work = hung(cast.client, cast.lead)
    url = url_of("picture", work, "thumb")
    tag = web(cast.lead).get(url).headers["ETag"]
    again = web(cast.lead).get(url, HTTP_IF_NONE_MATCH=f"W/{tag}")
    assert (again.status_code, again.content, again.headers["ETag"]) == (304, b"", tag)
    actions.rotate(photograph=shot_of(work), degrees=90, by=cast.lead, at=NOON)
    assert web(cast.lead).get(url, HTTP_IF_NONE_MATCH=tag).status_code == 200


def test_the_original_comes_back_as_it_came_and_the_place_only_there(cast: Any, web: Any) -> None:
    original = picture_with_place()
    work = hung(cast.client, cast.lead, original=original)
    answers = {size: web(cast.lead).get(url_of("picture", work, size)).content for size in SIZES}
    assert answers.pop("original") == original
    for size, content in answers.items():
        assert not Image.open(io.BytesIO(content)).getexif(), size
        assert b"Somewhere" not in content and b"Exif" not in content, size


@pytest.mark.parametrize("size", ["measuring", "huge", "original.exe"])
def test_other_sizes_are_not_found(cast: Any, web: Any, size: str) -> None:
    work = hung(cast.client, cast.lead)
    url = url_of("picture", work, "thumb").replace("/thumb/", f"/{size}/")
    assert web(cast.lead).get(url).status_code == 404


def test_turning_from_the_viewer_counts_from_what_the_page_showed(cast: Any, web: Any) -> None:
    work = hung(cast.client, cast.lead)
    url = url_of("rotate", work) + "?from=0"
    for degrees in ("90", "180", "180"):
        answer = web(cast.lead).post(url, {"degrees": degrees}, HTTP_ACCEPT="application/json")
        assert answer.json()["rotation"] == int(degrees)
    assert audit.events_of(shot_of(work)) == [audit.Event.PHOTOGRAPH_ROTATED] * 2
    for wrong in ("45", "x", "", "-90", "9" * 400):
        assert web(cast.lead).post(url, {"degrees": wrong}).status_code in {302, 422}
    assert shot_of(work).rotation in (180, 270)


def test_a_page_made_before_a_turn_keeps_the_pictures_it_was_made_for(cast: Any, web: Any) -> None:
    work = hung(cast.client, cast.lead)
    [shown] = queries.works_of(cast.lead, cast.chart)
    assert shown.front is not None
    url = shown.front.shown[0]["url"]
    actions.rotate(photograph=shot_of(work), degrees=90, by=cast.lead, at=NOON)
    sizes = [Image.open(io.BytesIO(web(cast.lead).get(u).content)).size for u in (url, url.replace("=0", "=90"))]
    assert sizes == [(480, 360), (360, 480)]


def test_turning_without_script_comes_back_to_the_page(cast: Any, web: Any) -> None:
    work = hung(cast.client, cast.lead)
    form = {"degrees": "90", "base": "0", "version": "1"}
    answer = web(cast.lead).post(url_of("rotate", work), form)
    assert answer.status_code == 302 and work.public_id in answer.headers["Location"]
    form |= {"base": "90"}
    assert web(cast.lead).post(url_of("rotate", work), form).status_code == 409


def test_a_picture_is_measured_once_for_each_way_it_hangs(cast: Any, web: Any) -> None:
    work = hung(cast.client, cast.lead)
    page = web(cast.lead).get(reverse("artworks:work", args=[cast.chart.public_id, work.public_id]))
    assert f'hx-post="{url_of("measure", work)}"' in page.content.decode()
    panel = web(cast.lead).post(url_of("measure", work), HTTP_HX_REQUEST="true").content.decode()
    for about in ELEMENTS.values():
        assert about.label in panel and about.method in panel and about.agreement.source in panel
    assert "What it cannot tell" in panel and "style=" not in panel
    assert 'fill="#' in panel and "&lt;svg" not in panel
    web(cast.lead).post(url_of("measure", work))
    assert MeasurementRun.of_chart(cast.chart).count() == 1
    actions.rotate(photograph=shot_of(work), degrees=90, by=cast.lead, at=NOON)
    web(cast.lead).post(url_of("measure", work))
    assert MeasurementRun.of_chart(cast.chart).count() == 2


def test_a_blank_sheet_says_that_it_cannot_tell(cast: Any, web: Any) -> None:
    out = io.BytesIO()
    Image.new("RGB", (640, 480), (250, 249, 245)).save(out, "PNG")
    work = hung(cast.client, cast.lead, original=out.getvalue())
    panel = web(cast.lead).post(url_of("measure", work), HTTP_HX_REQUEST="true").content.decode()
    assert "Cannot tell" in panel and "no marks were found on the sheet" in panel


def test_a_picture_too_small_to_measure_says_so_in_its_place(cast: Any, web: Any) -> None:
    out = io.BytesIO()
    Image.new("RGB", (20, 20), (250, 0, 0)).save(out, "PNG")
    work = hung(cast.client, cast.lead, original=out.getvalue())
    answer = web(cast.lead).post(url_of("measure", work), HTTP_HX_REQUEST="true")
    assert answer.status_code == 422 and b"too small to measure" in answer.content


def covers(answer: Any, width: int, height: int) -> bool:
    """Whether an overlay has the picture's size."""
    assert answer.status_code == 200
    assert answer.headers["Content-Security-Policy"] == ALONE
    if answer.headers["Content-Type"] == "image/png":
        image = Image.open(io.BytesIO(answer.content))
        return image.size == (width, height) and image.mode == "RGBA"
    assert answer.headers["Content-Type"] == "image/svg+xml"
    root = Tree.fromstring(answer.content)
    assert len(root) > 0
    return (root.get("width"), root.get("height")) == (str(width), str(height))


@pytest.mark.parametrize("element", ELEMENTS)
def test_every_overlay_covers_a_synthetic_picture(cast: Any, web: Any, element: str) -> None:
    work = hung(cast.client, cast.lead)
    run = actions.measure(photograph=shot_of(work), by=cast.lead, at=NOON)
    answer = web(cast.lead).get(url_of("overlay", work, element))
    if next(shown for shown in queries.panel_of(run).shown if shown.about.key == element).reason:
        assert answer.status_code == 404
    else:
        assert covers(answer, 640, 480)
        assert (
            web(cast.lead).get(url_of("overlay", work, element), HTTP_IF_NONE_MATCH=answer["ETag"]).status_code == 304
        )


def test_overlays_cover_a_real_drawing_and_turn_with_it(cast: Any, web: Any) -> None:
    work = hung(cast.client, cast.lead, original=shared("data", "htp", "htp_1.jpg").read_bytes())
    shot = shot_of(work)
    panel = queries.panel_of(actions.measure(photograph=shot, by=cast.lead, at=NOON))
    shape = panel.shown[0].on
    told = [shown.about.key for shown in panel.shown if not shown.reason]
    assert len(told) >= 6
    for element in told:
        assert covers(web(cast.lead).get(url_of("overlay", work, element) + "?turned=0"), shape.width, shape.height)
    actions.rotate(photograph=shot, degrees=90, by=cast.lead, at=NOON)
    assert covers(web(cast.lead).get(url_of("overlay", work, told[0]) + "?turned=0"), shape.width, shape.height)
    assert web(cast.lead).get(url_of("overlay", work, told[0]) + "?turned=90").status_code == 404


def test_an_overlay_of_nothing_known_is_not_found(cast: Any, web: Any) -> None:
    work = hung(cast.client, cast.lead)
    assert web(cast.lead).get(url_of("overlay", work, "filled-area")).status_code == 404
    actions.measure(photograph=shot_of(work), by=cast.lead, at=NOON)
    assert web(cast.lead).get(url_of("overlay", work, "happiness")).status_code == 404
