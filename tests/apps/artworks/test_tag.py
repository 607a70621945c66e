"""The label for the thing itself: a number that stays, a code that leads to its page, and no name."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from apps.artworks.cast_of_artworks import hung, picture
from pentimento.core.figures.codes import code_of
from pentimento.practice.artworks import actions, queries
from pentimento.practice.artworks.models import Artwork
from pentimento.practice.clients.queries import client_of


def label(web: Any, person: Any, work: Artwork) -> Any:
    return web(person).get(reverse("artworks:tag", args=[work.chart.public_id, work.public_id]))


def test_the_label_says_the_number_and_leads_to_the_work(web: Any, cast: Any) -> None:
    work = hung(cast.client, cast.lead, title="The red bridge", media="Ink", width_mm=297, height_mm=420)
    page = label(web, cast.lead, work).content.decode()
    tag = page[page.index('<div class="tag">') :]
    assert f"{cast.client.number}-001" in tag and "Ink" in tag and "29.7 × 42 cm" in tag
    where = "http://testserver" + reverse("artworks:work", args=[cast.chart.public_id, work.public_id])
    assert code_of(where).path in tag
    for word in (cast.client.given_name, cast.client.family_name, "red bridge"):
        assert word not in tag


def test_the_number_stays_when_others_come_and_go(cast: Any) -> None:
    first, second = (hung(cast.client, cast.lead, original=picture(quality=quality)) for quality in (70, 80))
    hung(cast.other_client, cast.other)
    actions.retract(artwork=first, by=cast.lead, at=first.added_at)
    found = queries.work_for(cast.lead, client_of(cast.lead, cast.chart).chart, second.public_id)
    assert queries.accession_of(cast.lead, found) == f"{cast.client.number}-002"


def test_somebody_elses_work_has_no_label_here(web: Any, cast: Any) -> None:
    assert label(web, cast.other, hung(cast.client, cast.lead)).status_code == 404
