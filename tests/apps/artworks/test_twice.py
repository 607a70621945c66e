"""The same picture again is noticed and asked about; meant twice, it hangs twice; sent twice, it hangs once."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

import factories
from apps.artworks.cast_of_artworks import drawing, hung, picture
from factories import NOON
from pentimento.practice.artworks import actions, queries
from pentimento.practice.artworks.models import Artwork, Photograph
from pentimento.trust import vault

PARTIAL = {"HX-Request": "true"}


def file_of(content: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile("house.jpg", content, "image/jpeg")


def label(**changes: Any) -> dict[str, Any]:
    return {"title": "Me again", "made_on": "2026-05-04", "makers": ["client"], "upload_key": "second", **changes}


@pytest.fixture
def work(cast: Any) -> Artwork:
    return hung(cast.client, cast.lead, title="Me", upload_key="first")


@pytest.mark.django_db
def test_the_same_picture_again_is_asked_about_and_nothing_typed_is_lost(cast: Any, web: Any, work: Artwork) -> None:
    url, browser = reverse("artworks:add", args=[cast.chart.public_id]), web(cast.lead)
    asked = browser.post(url, {**label(), "picture": file_of(picture())})
    page = asked.content.decode()
    assert asked.status_code == 409
    assert "This picture is already on the wall as “Me”. Add it again?" in page
    assert 'value="Me again"' in page and work.public_id in page and ">Add it again<" in page and "Leave it" in page
    assert Artwork.of_chart(cast.chart).count() == 1
    twin = asked.context["form"].twin
    for _ in range(2):  # a double press
        assert browser.post(url, label(again=twin.public_id)).status_code == 302
    (again,) = Artwork.of_chart(cast.chart).exclude(pk=work.pk)
    assert again.title == "Me again"
    assert vault.read(Photograph.of_chart(cast.chart).get(artwork=again).original) == picture()


@pytest.mark.django_db
def test_another_picture_chosen_instead_is_added_without_asking(cast: Any, web: Any, work: Artwork) -> None:
    twin = Photograph.of_chart(cast.chart).get(artwork=work)
    other = picture(image=drawing(320, 240))
    sent = label(again=twin.public_id) | {"picture": file_of(other)}
    assert web(cast.lead).post(reverse("artworks:add", args=[cast.chart.public_id]), sent).status_code == 302
    assert Photograph.of_chart(cast.chart).filter(original__size=len(other)).count() == 1


@pytest.mark.django_db
def test_the_room_asks_in_the_row_of_works(cast: Any, web: Any, work: Artwork) -> None:
    session = factories.encounter(cast.client, cast.lead, opened_at=NOON)
    url = reverse("artworks:session-works", args=[cast.chart.public_id, session.public_id])
    browser = web(cast.lead)
    asked = browser.post(url, {"picture": file_of(picture()), "upload_key": "k2"}, headers=PARTIAL)
    assert asked.status_code == 409 and "data-asked" in asked.content.decode()
    plain = browser.post(url, {"picture": file_of(picture())})
    assert plain.status_code == 409 and "Add it again" in plain.content.decode()
    again = {"again": asked.context["twin"].public_id, "upload_key": "k3"}
    for _ in range(2):
        assert browser.post(url, again, headers=PARTIAL).status_code == 200
    assert len(queries.works_of_session(cast.lead, session)) == 1


@pytest.mark.django_db
def test_a_further_view_with_the_same_picture_is_asked_about(cast: Any, web: Any, work: Artwork) -> None:
    url = reverse("artworks:add-view", args=[cast.chart.public_id, work.public_id])
    sent = {"view-view": "back", "view-upload_key": "v2"}
    asked = web(cast.lead).post(url, {**sent, "view-picture": file_of(picture())})
    assert asked.status_code == 409 and "already on the wall" in asked.content.decode()
    twin = asked.context["view_form"].twin
    assert web(cast.lead).post(url, {**sent, "view-again": twin.public_id}).status_code == 302
    assert Photograph.of_chart(cast.chart).filter(artwork=work).count() == 2


@pytest.mark.django_db
def test_a_picture_out_of_view_is_said_to_be_out_of_view(cast: Any, web: Any, work: Artwork) -> None:
    actions.retract(artwork=work, by=cast.lead, at=NOON)
    url = reverse("artworks:add", args=[cast.chart.public_id])
    page = web(cast.lead).post(url, {**label(), "picture": file_of(picture())}).content.decode()
    assert "is here, out of view, as “Me”" in page


@pytest.mark.django_db
def test_nothing_of_another_client_is_noticed_or_added_again(cast: Any, web: Any) -> None:
    theirs = hung(cast.other_client, cast.other)
    twin = Photograph.of_chart(cast.other_client.chart).get(artwork=theirs)
    url = reverse("artworks:add", args=[cast.chart.public_id])
    assert web(cast.lead).post(url, label(again=twin.public_id)).status_code in {404, 422}
    assert not Artwork.of_chart(cast.chart).exists()
    assert web(cast.lead).post(url, {**label(), "picture": file_of(picture())}).status_code == 302


@pytest.mark.django_db
def test_works_without_a_title_are_told_apart_by_their_turn_of_the_day(cast: Any) -> None:
    works = [hung(cast.client, cast.lead, title=title) for title in ("", "Me", "")]
    called = {work.pk: work.called for work in queries.works_of(cast.lead, cast.chart)}
    assert [called[work.pk] for work in works] == ["Untitled, 1 of 3", "Me", "Untitled, 3 of 3"]
    actions.retract(artwork=works[0], by=cast.lead, at=NOON)
    assert queries.work_for(cast.lead, cast.chart, works[2].public_id).called == "Untitled, 3 of 3"


@pytest.mark.django_db
@pytest.mark.parametrize("made_on", ["0001-01-01", "9999-12-31"])
def test_what_is_wrong_with_a_day_or_a_file_stands_beside_it(cast: Any, web: Any, made_on: str) -> None:
    url = reverse("artworks:add", args=[cast.chart.public_id])
    answer = web(cast.lead).post(url, {**label(made_on=made_on), "picture": file_of(picture())})
    assert answer.status_code == 422 and list(answer.context["form"].errors) == ["made_on"]
    assert "Choose the picture once more" in answer.content.decode() and 'value="Me again"' in answer.content.decode()
    answer = web(cast.lead).post(url, {**label(), "picture": file_of(b"<svg/>")})
    assert answer.status_code == 415 and list(answer.context["form"].errors) == ["picture"]
