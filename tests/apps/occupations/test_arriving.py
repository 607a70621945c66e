"""A release that is sent by upload: looked at at once, read by itself, told on a page; a wrong file keeps nothing."""

from __future__ import annotations

import zipfile
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

import factories
from factories import NOON
from made_release import MadeRelease, zipped
from pentimento.core.kernel.errors import Conflict, Invalid, PentimentoError, Refused, WrongType
from pentimento.exchange import releases
from pentimento.profession.occupations import actions, queries
from pentimento.profession.occupations.models import Arrival, Release
from pentimento.profession.occupations.queries.arrivals import arrival_for, being_read
from pentimento.trust import audit
from pentimento.trust.people.models import Person

pytestmark = pytest.mark.django_db
PLACE = "/occupations/releases/import/"


@pytest.fixture
def head() -> Person:
    return factories.person("head")


def sent(home: Path, file: Path, by: Person, *, at: Any = NOON, version: str = "") -> Arrival:
    kept: dict[str, Any] = {"home": home, "name": file.name, "blocks": [file.read_bytes()]}
    return releases.receive(**kept, version=version, by=by, at=at)


def left_in(home: Path) -> list[Path]:
    return [path for path in (home / "incoming").rglob("*") if path.is_file()]


def test_a_release_that_is_sent_is_read_and_kept_and_its_file_is_gone(tmp_path: Path, head: Person) -> None:
    home = tmp_path / "home"
    row = sent(home, zipped(MadeRelease().as_text(tmp_path)), head)
    assert len(left_in(home)) == 1
    releases.take_in(home=home, arrival=arrival_for(row.public_id), clock=lambda: NOON)
    row = arrival_for(row.public_id)
    assert (row.release, row.ended_at, left_in(home)) == ("30.1", NOON, [])
    assert row.read == row.tables - 1  # the table nobody needs is left aside
    assert Release.objects.get().imported_by == head
    assert audit.events_of(row) == [audit.Event.RELEASE_SENT]
    assert not being_read(now=NOON)


def test_a_row_that_does_not_fit_is_named_on_the_page_and_nothing_is_kept(tmp_path: Path, head: Person) -> None:
    wrong = MadeRelease(change=lambda table, row: [*row[:2], *["x"], *row[3:]] if table == "Skills" else row)
    row = sent(tmp_path, zipped(wrong.as_text(tmp_path / "made")), head)
    releases.take_in(home=tmp_path, arrival=arrival_for(row.public_id), clock=lambda: NOON)
    row = arrival_for(row.public_id)
    assert row.release == "" and "Skills.txt, row 2" in row.words
    assert not Release.objects.exists() and not left_in(tmp_path)


@pytest.mark.parametrize(
    ("name", "content", "kind", "sentence"),
    [
        ("db_30_1_text.zip", b"<!doctype html><title>Not found</title>", WrongType, "neither a folder nor a ZIP"),
        ("holiday.jpg", b"\xff\xd8\xff\xe0", WrongType, "neither a folder nor a ZIP"),
        ("photos.zip", None, Invalid, "no table “Occupation Data”"),
    ],
)
def test_a_wrong_file_meets_one_sentence_at_once_and_leaves_nothing(
    tmp_path: Path, head: Person, name: str, content: bytes | None, kind: type[PentimentoError], sentence: str
) -> None:
    file = tmp_path / name
    if content is None:
        with zipfile.ZipFile(file, "w") as packed:
            packed.writestr("one.jpg", b"x")
    else:
        file.write_bytes(content)
    with pytest.raises(kind, match=sentence):
        sent(tmp_path / "home", file, head)
    assert not Arrival.objects.exists() and not left_in(tmp_path / "home")


def test_one_release_is_read_at_a_time_but_a_stuck_one_holds_nobody_up(tmp_path: Path, head: Person) -> None:
    file = zipped(MadeRelease().as_text(tmp_path))
    first = sent(tmp_path, file, head)
    with pytest.raises(Conflict, match="is being read already"):
        sent(tmp_path, file, head, at=NOON + timedelta(minutes=4))
    assert sent(tmp_path, file, head, at=NOON + timedelta(minutes=6)).pk != first.pk


def test_only_the_head_of_service_sends_releases(tmp_path: Path) -> None:
    for role in ("therapist", "supervisor", "trainee"):
        with pytest.raises(Refused, match="head of service"):
            sent(tmp_path, zipped(MadeRelease().as_text(tmp_path / role)), factories.person(role))
    assert not left_in(tmp_path)


def test_the_page_takes_a_zip_shows_progress_and_then_what_is_kept(
    tmp_path: Path, head: Person, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settings, "PENTIMENTO_HOME", tmp_path)
    client.force_login(head)
    content = zipped(MadeRelease().as_text(tmp_path / "made")).read_bytes()
    answer = client.post(PLACE, {"file": SimpleUploadedFile("db_30_1_text.zip", content)})
    row = Arrival.objects.get()
    assert answer.headers["Location"] == f"{PLACE}{row.public_id}/"
    actions.hear(arrival=row, words="Skills.txt: 8 rows", at=timezone.now())
    part = client.get(answer.headers["Location"], headers={"HX-Request": "true"}).content.decode()
    assert "Skills.txt: 8 rows" in part and "<progress" in part and "<html" not in part
    releases.take_in(home=tmp_path, arrival=arrival_for(row.public_id), clock=lambda: NOON)
    assert "O*NET 30.1 is kept" in client.get(answer.headers["Location"]).content.decode()
    assert [one.version for one in queries.releases()] == ["30.1"]


def test_a_wrong_upload_comes_back_with_its_sentence(head: Person, client: Client) -> None:
    client.force_login(head)
    answer = client.post(PLACE, {"file": SimpleUploadedFile("a.zip", b"no zip")})
    assert answer.status_code == 422 and "neither a folder nor a ZIP" in answer.content.decode()


def test_more_bytes_than_may_be_are_refused_before_they_are_all_taken_in(
    head: Person, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settings, "PENTIMENTO_UPLOAD_BYTES", 1024 * 1024)
    client.force_login(head)
    answer = client.post(PLACE, {"file": SimpleUploadedFile("a.zip", b"0" * 3 * 1024 * 1024)})
    assert answer.status_code == 413 and "more than 1 MB" in answer.content.decode()
