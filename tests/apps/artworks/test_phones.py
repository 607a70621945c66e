"""A phone as the camera of one session: let in once, for minutes, with the client's consent, and told nothing."""

from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client as Browser
from django.urls import reverse
from django.utils import timezone

import factories
from apps.artworks.cast_of_artworks import hung, picture
from pentimento.core.kernel.errors import NeedsConsent, Refused
from pentimento.practice.artworks import actions, queries
from pentimento.practice.artworks.models import Artwork, Photograph
from pentimento.practice.encounters import actions as sessions
from pentimento.trust import audit, vault
from pentimento.trust.access import actions as access
from pentimento.trust.access import lending
from pentimento.trust.access.models import Grant
from pentimento.trust.audit import Event
from pentimento.trust.consent.actions import withdraw
from pentimento.trust.consent.models import Decision

MINUTE = timedelta(minutes=1)
PHONE = "/phone/"
CODE = re.compile(r'<b class="num">([0-9A-Z ]{14})</b>')


@pytest.fixture
def session(cast: Any) -> Any:
    return factories.encounter(cast.client, cast.lead, opened_at=timezone.now(), directive="Draw a bridge")


@pytest.fixture
def desk(web: Any, cast: Any) -> Any:
    return web(cast.lead)


@pytest.fixture
def where(cast: Any, session: Any) -> str:
    return reverse("artworks:session-phone", args=[cast.chart.public_id, session.public_id])


def phone() -> Browser:
    return Browser(raise_request_exception=False)


def code_from(desk: Any, where: str) -> str:
    found = CODE.search(desk.post(where, headers={"HX-Request": "true"}).content.decode())
    assert found
    return found[1]


@pytest.fixture
def lent(desk: Any, where: str) -> Browser:
    """A phone that was let in."""
    here = phone()
    assert here.post(PHONE, {"code": code_from(desk, where)}).headers["Location"] == PHONE
    return here


def photographs(here: Browser, content: bytes = b"", **fields: Any) -> Any:
    return here.post(PHONE, {"picture": SimpleUploadedFile("IMG_1.jpg", content or picture()), **fields})


# ---- let in


def test_a_phone_with_the_code_photographs_into_this_session(lent: Browser, cast: Any, session: Any) -> None:
    answer = photographs(lent)
    assert (answer.status_code, answer.headers["Location"]) == (302, "/phone/?kept")
    work = Artwork.of_chart(cast.chart).get()
    assert (work.encounter, work.directive, work.added_by) == (session, "Draw a bridge", cast.lead)
    sent = Photograph.of_chart(cast.chart).get()
    assert vault.read(sent.original) == picture() and sent.original_name == "IMG_1.jpg"
    assert audit.events_of(sent) == [Event.PICTURE_SENT]


def test_the_phone_is_told_nothing_of_the_client(desk: Any, where: str, cast: Any) -> None:
    here = phone()
    hung(cast.client, cast.lead, title="The red bridge")
    pages = [here.get(PHONE), here.post(PHONE, {"code": code_from(desk, where)}, follow=True)]
    pages += [photographs(here), here.get(PHONE), here.get(f"{PHONE}?kept"), here.post(PHONE, {"done": "1"})]
    for page in pages:
        for word in (
            cast.client.given_name,
            cast.client.family_name,
            cast.lead.name,
            cast.chart.public_id,
            "red bridge",
        ):
            assert word not in page.content.decode() + repr(page.headers)
        assert b"<img" not in page.content
        assert page.headers["Cache-Control"] == "no-store"


def test_the_cookie_of_a_phone_is_out_of_reach_of_scripts_and_other_sites(lent: Browser) -> None:
    cookie = lent.cookies["pentimento-phone"]
    assert cookie["httponly"] and cookie["samesite"] == "Strict" and int(cookie["max-age"]) <= 1800


def test_a_second_phone_is_refused_kindly(desk: Any, where: str) -> None:
    code, first, second = code_from(desk, where), phone(), phone()
    assert first.post(PHONE, {"code": code}).status_code == 302
    refused = second.post(PHONE, {"code": code})
    assert refused.status_code == 422 and "another phone" in refused.content.decode()
    assert photographs(second).status_code == 403
    assert first.post(PHONE, {"code": code}).status_code == 302  # the same phone may scan again


def test_looking_at_the_address_does_not_use_the_code_up(desk: Any, where: str) -> None:
    code = code_from(desk, where)
    assert phone().get(PHONE).status_code == 200
    assert phone().post(PHONE, {"code": code}).status_code == 302


@pytest.mark.parametrize("typed", ["", "x" * 41, "WRONG CODE 22", "<b>"])
def test_a_code_that_nobody_made_is_refused_with_a_sentence(db: Any, typed: str) -> None:
    refused = phone().post(PHONE, {"code": typed})
    assert refused.status_code == 422 and 'class="error"' in refused.content.decode()


# ---- over


def over_by_time(cast: Any, session: Any) -> None:
    lending.loans_by(cast.lead).update(ends_at=timezone.now() - MINUTE)


def closed(cast: Any, session: Any) -> None:
    sessions.close_session(encounter=session, by=cast.lead, at=timezone.now())


def sealed(cast: Any, session: Any) -> None:
    sessions.seal_encounter(encounter=session, by=cast.lead, at=timezone.now())


def put_away(cast: Any, session: Any) -> None:
    actions.put_phone_away(encounter=session, by=cast.lead, at=timezone.now())


def a_new_code(cast: Any, session: Any) -> None:
    actions.lend_camera(encounter=session, by=cast.lead, at=timezone.now())


def left_the_team(cast: Any, session: Any) -> None:
    yesterday = timezone.localdate() - timedelta(days=1)
    grant = Grant.objects.get(chart=cast.chart, person=cast.lead)
    access.let_out(grant=grant, until=yesterday, by=cast.member, at=timezone.now())


def left_the_practice(cast: Any, session: Any) -> None:
    cast.lead.is_active = False
    cast.lead.save()


ENDS = [over_by_time, closed, sealed, put_away, a_new_code, left_the_team, left_the_practice]


@pytest.mark.parametrize("end", ENDS, ids=lambda end: end.__name__)
def test_from_then_on_the_phone_photographs_no_more(lent: Browser, cast: Any, session: Any, end: Any) -> None:
    assert lent.get(PHONE).content.count(b"capture=") == 1
    end(cast, session)
    refused = photographs(lent)
    assert refused.status_code == 403 and not Artwork.of_chart(cast.chart).exists()
    page = lent.get(PHONE)
    assert page.status_code == 200 and b"capture=" not in page.content
    assert not lent.cookies["pentimento-phone"].value  # it need not know itself any more


def test_signing_out_puts_the_phone_away(lent: Browser, desk: Any, cast: Any) -> None:
    desk.post(reverse("sign-out"))
    assert photographs(lent).status_code == 403
    assert Event.DEVICE_ENDED in audit.events_of(lending.loans_by(cast.lead).get())


def test_the_phone_can_end_it_itself(lent: Browser, cast: Any) -> None:
    device = lent.cookies["pentimento-phone"].value
    assert "Thank you" in lent.post(PHONE, {"done": "1"}).content.decode()
    with pytest.raises(Refused, match="over"):
        queries.camera_of(device, at=timezone.now())


# ---- consent


def taken_back(cast: Any, act: str) -> None:
    decision = Decision.of_chart(cast.chart).get(act=act)
    withdraw(decision=decision, on=timezone.localdate(), reason="", witness="", by=cast.lead, at=timezone.now())


@pytest.mark.parametrize("act", ["photograph", "keep"])
def test_without_consent_there_is_no_code(desk: Any, where: str, cast: Any, session: Any, act: str) -> None:
    taken_back(cast, act)
    with pytest.raises(NeedsConsent):
        actions.lend_camera(encounter=session, by=cast.lead, at=timezone.now())
    refused = desk.post(where, headers={"HX-Request": "true"})
    assert refused.status_code == 403 and "has not agreed" in refused.content.decode()
    assert "has not agreed" in desk.get(where).content.decode()


@pytest.mark.parametrize("act", ["photograph", "keep"])
def test_consent_taken_back_after_the_code_was_made_counts(lent: Browser, cast: Any, act: str) -> None:
    taken_back(cast, act)
    refused = photographs(lent)
    assert refused.status_code == 403 and "has not agreed" in refused.content.decode()
    assert not Artwork.of_chart(cast.chart).exists()


# ---- what is not kept


def test_a_picture_that_hangs_already_is_not_kept_again_and_not_named(lent: Browser, cast: Any) -> None:
    hung(cast.client, cast.lead, title="The red bridge")
    refused = photographs(lent)
    assert refused.status_code == 403 and "in the record already" in refused.content.decode()
    assert Artwork.of_chart(cast.chart).count() == 1


def test_the_same_form_sent_twice_is_one_picture(lent: Browser, cast: Any) -> None:
    for _turn in range(2):
        assert photographs(lent, upload_key="one").status_code == 302
    assert Photograph.of_chart(cast.chart).count() == 1
    assert audit.events_of(Photograph.of_chart(cast.chart).get()) == [Event.PICTURE_SENT]


@pytest.mark.parametrize("content, status", [(b"no picture", 415), (b"\xff\xd8\xff\xe0cut", 422)])
def test_a_hostile_file_costs_a_sentence(lent: Browser, cast: Any, content: bytes, status: int) -> None:
    refused = photographs(lent, content)
    assert refused.status_code == status and refused.content.count(b'role="alert"') == 1
    assert not Artwork.of_chart(cast.chart).exists()
    assert lent.post(PHONE, {}).status_code == 422  # nothing chosen


# ---- the desk


def test_only_the_care_team_lets_a_phone_in(web: Any, cast: Any, where: str) -> None:
    for person, status in ((cast.supervisor, 403), (cast.other, 404), (cast.desk, 403), (cast.trainee, 200)):
        assert web(person).get(where).status_code == status


def test_a_session_of_another_client_is_not_found(desk: Any, cast: Any) -> None:
    theirs = factories.encounter(cast.other_client, cast.other)
    where = reverse("artworks:session-phone", args=[cast.chart.public_id, theirs.public_id])
    assert desk.post(where).status_code == 404


def test_a_closed_session_has_no_camera(desk: Any, where: str, cast: Any, session: Any) -> None:
    closed(cast, session)
    assert desk.post(where).status_code == 403
    assert "Make a code" not in desk.get(where).content.decode()


def test_without_script_the_code_stands_on_a_page_of_its_own(desk: Any, where: str, settings: Any) -> None:
    settings.ALLOWED_HOSTS = ["practice.example"]
    page = desk.post(where, headers={"host": "practice.example"}).content.decode()
    assert CODE.search(page) and "practice.example/phone/" in page and '<svg class="qr"' in page
    assert "answers only itself" not in page
    settings.ALLOWED_HOSTS = ["127.0.0.1"]
    assert "answers only itself" in desk.post(where, headers={"host": "127.0.0.1:8765"}).content.decode()


def test_the_code_is_shown_once(desk: Any, where: str) -> None:
    code = code_from(desk, where)
    again = desk.get(where, headers={"HX-Request": "true"}).content.decode()
    assert code not in again and "shown only once" in again


def test_the_room_hears_of_what_came_and_only_of_that(desk: Any, where: str, cast: Any, session: Any) -> None:
    def asks(**said: Any) -> Any:
        return desk.get(where, said, headers={"HX-Request": "true", "X-Background": "1"})

    here, code = phone(), code_from(desk, where)
    assert asks(was="waiting-0-0").status_code == 204
    here.post(PHONE, {"code": code})
    came_in = asks(was="waiting-0-0").content.decode()
    assert "A phone is the camera" in came_in and "hx-swap-oob" not in came_in
    hung(cast.client, cast.lead, encounter=session, original=picture("PNG"))  # from the desk: it hangs there already
    photographs(here)
    arrived = asks(was="here-0-0").content.decode()
    work = Photograph.of_chart(cast.chart).get(upload_key__startswith="camera.").artwork.public_id
    assert arrived.count('<li id="work-') == 1 and f"work-{work}" in arrived and "One picture came" in arrived
    assert asks(was="here-0-1", here=[work]).status_code == 204
    assert desk.post(where, {"end": "1"}, headers={"HX-Request": "true"}).status_code == 200
    assert "no longer the camera" in asks(was="here-0-1", here=[work]).content.decode()


def test_no_code_and_no_device_is_in_a_log(lent: Browser, caplog: Any, home: Path) -> None:
    caplog.set_level(0)
    photographs(lent)
    secret = lent.cookies["pentimento-phone"].value
    assert secret not in caplog.text
    assert not any(secret.encode() in path.read_bytes() for path in home.rglob("*") if path.is_file())
