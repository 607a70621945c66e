"""A picture comes in piece by piece, as tus 1.0.0 says it, and becomes a work when the last byte is here."""

from __future__ import annotations

import base64
import hashlib
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client as Browser
from django.utils import timezone

import factories
from apps.artworks.cast_of_artworks import hung, picture
from pentimento.core.kernel.errors import Unavailable
from pentimento.practice.artworks import actions, rules
from pentimento.practice.artworks.models import Artwork, Photograph
from pentimento.trust import audit, vault
from pentimento.trust.access import lending
from pentimento.trust.audit import Event
from pentimento.trust.consent.actions import withdraw
from pentimento.trust.consent.models import Decision
from pentimento.trust.vault.models import Blob, Incoming

HOME = "/phone/pictures/"
TYPE = "application/offset+octet-stream"
PICTURE = picture(quality=95)


def b64(content: bytes) -> str:
    return base64.b64encode(content).decode()


class Sender:
    """A phone that was let in and speaks the protocol."""

    def __init__(self, session: Any, by: Any) -> None:
        _loan, code = actions.lend_camera(encounter=session, by=by, at=timezone.now())
        self.browser = Browser(raise_request_exception=False)
        self.browser.post("/phone/", {"code": code})

    def ask(self, method: str, where: str, content: bytes = b"", **said: str) -> Any:
        headers = {"Tus-Resumable": "1.0.0", **{name.replace("_", "-"): value for name, value in said.items()}}
        kind = {"CONTENT_TYPE": headers.pop("Type", TYPE)}  # also where there is no content
        answer = self.browser.generic(method, where, content, headers=headers, **kind)
        assert answer.status_code == 500 or answer.headers["Tus-Resumable"] == "1.0.0"
        assert answer.headers["Cache-Control"] == "no-store"
        return answer

    def announces(self, size: int = len(PICTURE), name: str = "IMG_7.jpg") -> str:
        answer = self.ask("POST", HOME, Upload_Length=str(size), Upload_Metadata=f"filename {b64(name.encode())}, x")
        assert answer.status_code == 201 and answer.headers["Upload-Expires"].endswith("GMT")
        return str(answer.headers["Location"])

    def sends(self, where: str, content: bytes, at: int = 0, **said: str) -> Any:
        return self.ask("PATCH", where, content, Upload_Offset=str(at), **said)

    def stands(self, where: str) -> int:
        answer = self.ask("HEAD", where)
        assert answer.status_code == 200
        return int(answer.headers["Upload-Offset"])


@pytest.fixture
def session(cast: Any) -> Any:
    return factories.encounter(cast.client, cast.lead, opened_at=timezone.now())


@pytest.fixture
def phone(cast: Any, session: Any) -> Sender:
    return Sender(session, cast.lead)


# ---- the protocol


def test_it_says_what_it_speaks(phone: Sender) -> None:
    said = phone.ask("OPTIONS", HOME)
    assert said.status_code == 204 and said.headers["Tus-Version"] == "1.0.0"
    assert said.headers["Tus-Extension"] == "creation,expiration,checksum"
    assert said.headers["Tus-Max-Size"] == "200000000" and "sha1" in said.headers["Tus-Checksum-Algorithm"]


@pytest.mark.parametrize("pieces", [1, 2, 7, 50])
def test_a_picture_in_pieces_is_kept_byte_for_byte(phone: Sender, cast: Any, session: Any, pieces: int) -> None:
    where, size = phone.announces(), -(-len(PICTURE) // pieces)
    for start in range(0, len(PICTURE), size):
        assert phone.stands(where) == start
        answer = phone.sends(where, PICTURE[start : start + size], start)
        assert answer.status_code == 204
        assert answer.headers["Upload-Offset"] == str(min(start + size, len(PICTURE)))
    kept = Photograph.of_chart(cast.chart).get()
    assert vault.read(kept.original) == PICTURE and kept.original.media_type == "image/jpeg"
    assert kept.original_name == "IMG_7.jpg" and kept.artwork.encounter == session
    assert audit.events_of(kept) == [Event.PICTURE_SENT]


def test_an_answer_that_was_lost_is_asked_for_again_and_makes_no_second_work(phone: Sender, cast: Any) -> None:
    where = phone.announces()
    phone.sends(where, PICTURE)
    assert phone.stands(where) == len(PICTURE)
    assert phone.sends(where, b"", len(PICTURE)).status_code == 204
    assert Artwork.of_chart(cast.chart).count() == 1
    assert audit.events_of(Photograph.of_chart(cast.chart).get()) == [Event.PICTURE_SENT]


def test_a_server_that_died_between_the_last_byte_and_the_work_makes_it_when_asked_again(
    phone: Sender, cast: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    where = phone.announces()
    with monkeypatch.context() as patch:
        patch.setattr(actions.phones, "keep_in_session", lambda **_said: 1 / 0)
        assert phone.sends(where, PICTURE).status_code == 500
    assert phone.stands(where) == len(PICTURE) and not Artwork.of_chart(cast.chart).exists()
    assert phone.sends(where, b"", len(PICTURE)).status_code == 204
    assert Artwork.of_chart(cast.chart).count() == 1


def test_another_method_may_carry_a_piece(phone: Sender, cast: Any) -> None:
    where = phone.announces()
    assert phone.ask("POST", where, PICTURE, Upload_Offset="0").status_code == 400
    answer = phone.ask("POST", where, PICTURE, Upload_Offset="0", X_HTTP_Method_Override="PATCH")
    assert answer.status_code == 204 and Artwork.of_chart(cast.chart).exists()


@pytest.mark.parametrize(
    "said, status",
    [
        ({"Upload_Offset": "1"}, 409),
        ({"Upload_Offset": "0", "Type": "image/jpeg"}, 415),
        ({"Upload_Offset": "0", "Tus_Resumable": "0.2.2"}, 412),
        ({"Upload_Offset": "0", "Upload_Checksum": f"sha1 {b64(b'0' * 20)}"}, 460),
        ({"Upload_Offset": "0", "Upload_Checksum": f"crc32 {b64(b'0000')}"}, 400),
        ({"Upload_Offset": "0", "Upload_Checksum": "sha1 *"}, 400),
        ({}, 400),
        ({"Upload_Offset": "-1"}, 400),
        ({"Upload_Offset": "1e1"}, 400),
        ({"Upload_Offset": "²"}, 400),
        ({"Upload_Offset": "9" * 30}, 400),
    ],
)
def test_what_does_not_fit_is_refused_and_nothing_moves(phone: Sender, said: dict[str, str], status: int) -> None:
    where = phone.announces()
    answer = phone.ask("PATCH", where, PICTURE, **said)
    assert answer.status_code == status and answer.json()["error"].endswith(".")
    assert phone.stands(where) == 0
    assert status != 412 or answer.headers["Tus-Version"] == "1.0.0"


def test_a_right_checksum_is_taken(phone: Sender, cast: Any) -> None:
    where = phone.announces()
    checksum = f"sha256 {b64(hashlib.sha256(PICTURE).digest())}"
    assert phone.sends(where, PICTURE, Upload_Checksum=checksum).status_code == 204
    assert Artwork.of_chart(cast.chart).exists()


@pytest.mark.parametrize(
    "said, status",
    [
        ({"Upload_Length": "200000001"}, 413),
        ({"Upload_Length": "0"}, 415),
        ({"Upload_Length": "-5"}, 400),
        ({}, 400),
        ({"Upload_Defer_Length": "1"}, 400),
        ({"Upload_Length": "5", "Upload_Metadata": "filename %%%"}, 400),
    ],
)
def test_what_cannot_be_a_picture_is_not_begun(phone: Sender, said: dict[str, str], status: int) -> None:
    assert phone.ask("POST", HOME, **said).status_code == status
    assert not Incoming._unscoped.exists()


def test_more_than_was_announced_is_refused(phone: Sender) -> None:
    where = phone.announces(10)
    assert phone.sends(where, PICTURE).status_code == 413 and phone.stands(where) == 0


def test_a_crowd_of_pictures_waits(phone: Sender, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rules, "COMING_MOST", 2)
    phone.announces(), phone.announces()
    assert phone.ask("POST", HOME, Upload_Length="5").status_code == 403


# ---- whose it is


def test_without_being_let_in_there_is_nothing(phone: Sender) -> None:
    where = phone.announces()
    phone.browser.cookies.clear()
    for method, place in (("POST", HOME), ("OPTIONS", HOME), ("HEAD", where), ("PATCH", where)):
        assert phone.ask(method, place, Upload_Offset="0", Upload_Length="5").status_code == 403


def test_a_picture_of_another_phone_is_not_there(phone: Sender, cast: Any, session: Any) -> None:
    where = phone.announces()
    theirs = factories.encounter(cast.other_client, cast.other, opened_at=timezone.now())
    for other in (Sender(theirs, cast.other), Sender(session, cast.lead)):
        assert other.ask("HEAD", where).status_code == other.sends(where, PICTURE).status_code == 404
    assert not Artwork.of_chart(cast.chart).exists()


def test_a_form_of_another_site_cannot_send(phone: Sender) -> None:
    strict = Browser(raise_request_exception=False, enforce_csrf_checks=True)
    strict.cookies = phone.browser.cookies
    phone.browser = strict
    answer = strict.post(HOME, headers={"Tus-Resumable": "1.0.0", "Upload-Length": "5"})
    assert answer.status_code == 403 and not Incoming._unscoped.exists()


# ---- over


def later(cast: Any, **how_much: int) -> None:
    """Let time pass for what was lent and for what is on its way."""
    for row in (*lending.loans_by(cast.lead), *Incoming.of_chart(cast.chart)):
        row.ends_at -= timedelta(**how_much)
        row.save(update_fields=["ends_at"])


def test_a_picture_begun_in_time_may_be_finished_a_little_later(phone: Sender, cast: Any) -> None:
    where = phone.announces()
    phone.sends(where, PICTURE[:100])
    later(cast, minutes=15)
    assert phone.ask("POST", HOME, Upload_Length="5").status_code == 403  # but none begun
    assert phone.sends(where, PICTURE[100:], 100).status_code == 204
    assert Artwork.of_chart(cast.chart).exists()


def test_after_that_it_is_gone_and_so_are_its_bytes(
    phone: Sender, cast: Any, home: Path, session: Any, django_capture_on_commit_callbacks: Any
) -> None:
    where = phone.announces()
    phone.sends(where, PICTURE[:100])
    later(cast, minutes=31)
    assert phone.ask("HEAD", where).status_code == 403
    with django_capture_on_commit_callbacks(execute=True):
        Sender(session, cast.lead).announces()  # whoever comes next clears it away
    assert Incoming.of_chart(cast.chart).count() == 1 and not Blob.of_chart(cast.chart).exists()
    assert not [path for path in (home / "files").rglob("*") if path.is_file()]


def test_put_away_at_the_desk_what_was_on_its_way_is_dropped(phone: Sender, cast: Any, session: Any) -> None:
    where = phone.announces()
    phone.sends(where, PICTURE[:100])
    actions.put_phone_away(encounter=session, by=cast.lead, at=timezone.now())
    assert phone.sends(where, PICTURE[100:], 100).status_code == 403
    assert not Incoming.of_chart(cast.chart).exists() and not Blob.of_chart(cast.chart).exists()


# ---- what is not kept


@pytest.mark.parametrize("content, status", [(b"no picture at all", 415), (PICTURE[:-2000], 422)])
def test_a_hostile_or_cut_file_costs_one_sentence(phone: Sender, cast: Any, content: bytes, status: int) -> None:
    where = phone.announces(len(content))
    answer = phone.sends(where, content)
    assert answer.status_code == status and answer.json()["error"].count(".") <= 2
    assert phone.ask("HEAD", where).status_code == 404
    assert not Artwork.of_chart(cast.chart).exists() and not Blob.of_chart(cast.chart).exists()
    assert Event.PICTURE_UNUSABLE.name in {entry.event for entry in audit.readings_of(cast.chart)}


def test_consent_taken_back_on_the_way_counts(phone: Sender, cast: Any) -> None:
    where = phone.announces()
    phone.sends(where, PICTURE[:100])
    decision = Decision.of_chart(cast.chart).get(act="photograph")
    withdraw(decision=decision, on=timezone.localdate(), reason="", witness="", by=cast.lead, at=timezone.now())
    refused = phone.sends(where, PICTURE[100:], 100)
    assert refused.status_code == 403 and "has not agreed" in refused.json()["error"]
    assert not Artwork.of_chart(cast.chart).exists() and not Blob.of_chart(cast.chart).exists()
    assert phone.ask("POST", HOME, Upload_Length="5").status_code == 403


def test_a_picture_that_hangs_already_is_not_kept_again(phone: Sender, cast: Any) -> None:
    hung(cast.client, cast.lead, original=PICTURE, title="The red bridge")
    refused = phone.sends(phone.announces(), PICTURE)
    assert refused.status_code == 403 and "in the record already" in refused.json()["error"]
    assert "red bridge" not in refused.content.decode()
    assert Artwork.of_chart(cast.chart).count() == 1


def test_while_the_darkroom_is_full_what_came_stays(phone: Sender, cast: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(**_said: Any) -> None:
        raise Unavailable("Many pictures are being prepared right now. Try again in a minute.")

    where = phone.announces()
    with monkeypatch.context() as patch:
        patch.setattr(actions.phones, "keep_in_session", full)
        assert phone.sends(where, PICTURE).status_code == 503
    assert phone.sends(where, b"", phone.stands(where)).status_code == 204
    assert Artwork.of_chart(cast.chart).exists()
