"""Who stands before the wall, and who is told that there is nothing here."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

import factories
from apps.artworks.cast_of_artworks import hung
from factories import NOON
from pentimento.practice.artworks import actions, queries
from pentimento.practice.artworks.models import Photograph
from pentimento.trust import audit
from pentimento.trust.consent.models import Act

TREATS = ("lead", "trainee", "supervisor", "member")
NOT_THEIRS = ("other", "desk", "head")


def places(cast: Any, work: Any) -> dict[str, str]:
    """Every address of one work that is read."""
    shot = Photograph.of_chart(cast.chart).filter(artwork=work).first()
    assert shot is not None
    chart, keys = cast.chart.public_id, (work.public_id, shot.public_id)
    found = {name: reverse(f"artworks:{name}", args=[chart]) for name in ("wall", "add", "review", "receipt")}
    found["work"] = reverse("artworks:work", args=[chart, work.public_id])
    for size in ("thumb", "screen", "large", "original"):
        found[size] = reverse("artworks:picture", args=[chart, *keys, size])
    found["overlay"] = reverse("artworks:overlay", args=[chart, *keys, "filled-area"])
    return found


@pytest.mark.parametrize("who", TREATS)
def test_whoever_treats_or_supervises_reads_everything(cast: Any, web: Any, who: str) -> None:
    work = hung(cast.client, cast.lead)
    actions.measure(photograph=Photograph.of_chart(cast.chart).get(), by=cast.lead, at=NOON)
    browser = web(getattr(cast, who))
    for name, url in places(cast, work).items():
        assert browser.get(url).status_code == 200, name


@pytest.mark.parametrize("who", NOT_THEIRS)
def test_whoever_does_not_finds_nothing_and_gets_no_byte(cast: Any, web: Any, who: str) -> None:
    work = hung(cast.client, cast.lead, title="Secret house")
    actions.measure(photograph=Photograph.of_chart(cast.chart).get(), by=cast.lead, at=NOON)
    browser = web(getattr(cast, who))
    for name, url in places(cast, work).items():
        answer = browser.get(url)
        assert answer.status_code in ({403} if who == "desk" else {404}), name
        assert b"Secret" not in answer.content and b"\xff\xd8\xff" not in answer.content, name


def test_nobody_signed_in_is_sent_to_sign_in(cast: Any, client: Any) -> None:
    for url in places(cast, hung(cast.client, cast.lead)).values():
        assert client.get(url).status_code == 302


def writes(cast: Any, work: Any) -> dict[str, dict[str, Any]]:
    """Every address that changes something, with a form that would be accepted from the team."""
    shot = Photograph.of_chart(cast.chart).get()
    chart = cast.chart.public_id
    keys = [chart, work.public_id]
    label = {"version": 1, "title": "Mine", "made_on": "2026-05-04", "makers": ["client"]}
    return {
        reverse("artworks:describe", args=keys): label,
        reverse("artworks:title", args=keys): {"title": "Mine", "version": 1},
        reverse("artworks:retract", args=keys): {},
        reverse("artworks:restore", args=keys): {},
        reverse("artworks:rotate", args=[*keys, shot.public_id]): {"degrees": 90},
        reverse("artworks:measure", args=[*keys, shot.public_id]): {},
        reverse("artworks:review", args=[chart]): {},
    }


@pytest.mark.parametrize("who", (*NOT_THEIRS, "supervisor"))
def test_only_the_care_team_changes_anything(cast: Any, web: Any, who: str) -> None:
    work = hung(cast.client, cast.lead, title="Ours")
    browser = web(getattr(cast, who))
    before = audit.events_of(work)
    for url, form in writes(cast, work).items():
        assert browser.post(url, form).status_code in ({403} if who in ("desk", "supervisor") else {404}), url
    work.refresh_from_db()
    assert (work.title, work.version, work.retracted_at) == ("Ours", 1, None)
    assert Photograph.of_chart(cast.chart).get().rotation == 0
    assert audit.events_of(work) == before


def test_a_work_of_another_client_is_not_found_under_ones_own(cast: Any, web: Any) -> None:
    mine = hung(cast.client, cast.lead)
    theirs = hung(cast.other_client, cast.other, title="Secret house")
    shot, their_shot = (Photograph.of_chart(work.chart).get() for work in (mine, theirs))
    chart, browser = cast.chart.public_id, web(cast.lead)
    mixed = [
        reverse("artworks:work", args=[chart, theirs.public_id]),
        reverse("artworks:picture", args=[chart, theirs.public_id, their_shot.public_id, "thumb"]),
        reverse("artworks:picture", args=[chart, mine.public_id, their_shot.public_id, "thumb"]),
        reverse("artworks:picture", args=[cast.other_client.chart.public_id, mine.public_id, shot.public_id, "thumb"]),
        reverse("artworks:work", args=[chart, mine.public_id]) + f"?picture={their_shot.public_id}",
    ]
    for url in mixed:
        answer = browser.get(url)
        assert answer.status_code == 404, url
        assert b"\xff\xd8\xff" not in answer.content and b"Secret" not in answer.content


def test_another_clients_session_in_the_body_is_not_found(cast: Any, web: Any) -> None:
    from django.core.files.uploadedfile import SimpleUploadedFile

    from apps.artworks.cast_of_artworks import picture

    elsewhere = factories.encounter(cast.other_client, cast.other)
    form = {"made_on": "2026-05-04", "makers": ["client"], "session": elsewhere.public_id}
    form["picture"] = SimpleUploadedFile("a.jpg", picture())
    answer = web(cast.lead).post(reverse("artworks:add", args=[cast.chart.public_id]), form)
    assert answer.status_code in {404, 422}
    assert queries.works_of(cast.lead, cast.chart) == []


def test_a_further_member_sees_only_what_is_shared_or_their_own(cast: Any, web: Any) -> None:
    hers, own = hung(cast.client, cast.lead, title="Hers"), hung(cast.client, cast.member, title="Own")
    url = reverse("artworks:wall", args=[cast.chart.public_id])
    assert queries.works_of(cast.member, cast.chart) == [own, hers]
    factories.consent(cast.client, Act.SHARE_TEAM, by=cast.lead, agreed=False, recorded_at=NOON)
    assert queries.works_of(cast.member, cast.chart) == [own]
    for who in (cast.lead, cast.trainee, cast.supervisor):
        assert queries.works_of(who, cast.chart) == [own, hers]
        assert queries.withheld_from(who, cast.chart) == 0
    page = web(cast.member).get(url)
    assert b"has not agreed to share" in page.content and b"Hers" not in page.content
    for address in places(cast, hers).items():
        if address[0] not in ("wall", "add", "review", "receipt"):
            assert web(cast.member).get(address[1]).status_code == 404, address


def test_reading_a_work_is_noted_once_and_by_whom(cast: Any, web: Any) -> None:
    work = hung(cast.client, cast.lead)
    web(cast.supervisor).get(places(cast, work)["work"])
    web(cast.supervisor).get(places(cast, work)["thumb"])
    found = [(entry.event, entry.by) for entry in audit.readings_of(cast.chart)][:2]
    assert found == [("ARTWORK_VIEWED", cast.supervisor), ("CHART_READ", cast.supervisor)]


def test_taking_the_original_out_is_noted(cast: Any, web: Any) -> None:
    work = hung(cast.client, cast.lead)
    web(cast.lead).get(places(cast, work)["original"])
    latest = audit.readings_of(cast.chart)[0]
    assert (latest.event, latest.detail) == ("ARTWORK_VIEWED", {"size": "original"})


def test_the_door_shuts_when_the_grant_ends(cast: Any, web: Any) -> None:
    from datetime import timedelta

    from pentimento.trust.access.models import Grant

    work = hung(cast.client, cast.lead)
    Grant.objects.filter(person=cast.lead).update(until=timezone.localdate() - timedelta(days=1))
    tag = {"HTTP_IF_NONE_MATCH": f'"{Photograph.of_chart(cast.chart).get().thumb.public_id}"'}
    assert web(cast.lead).get(places(cast, work)["thumb"], **tag).status_code == 404
