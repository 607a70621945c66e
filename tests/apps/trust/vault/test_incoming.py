"""A file comes in piece by piece: cut anywhere it goes on, nothing lies unlocked, and what is over goes."""

from __future__ import annotations

import hashlib
import io
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction

import factories
from factories import NOON
from pentimento.core.kernel.errors import Conflict, NotFound, TooLarge
from pentimento.trust import vault
from pentimento.trust.vault import incoming as coming
from pentimento.trust.vault.models import Blob, Incoming, IncomingPiece

HOUR = timedelta(hours=1)
CONTENT = b"what was drawn " * 170_000  # 2.55 MB: three pieces
pytestmark = pytest.mark.django_db


class Cut(io.BytesIO):
    """A line that is cut after so many bytes, with an error or without a word."""

    def __init__(self, content: bytes, after: int, *, quietly: bool) -> None:
        super().__init__(content[:after])
        self.quietly = quietly

    def read(self, size: int | None = -1, /) -> bytes:
        piece = super().read(size)
        if not piece and not self.quietly:
            raise OSError("cut")
        return piece


@pytest.fixture(autouse=True)
def home(tmp_path: Path, settings: Any) -> Path:
    settings.PENTIMENTO_HOME = tmp_path
    settings.PENTIMENTO_AUDIT_HEAD = None
    return tmp_path


@pytest.fixture
def chart() -> Any:
    return factories.chart(factories.person())


def announced(chart: Any, content: bytes = CONTENT, **fields: Any) -> Incoming:
    fields = {"under": "u", "name": "a.jpg", "at": NOON, "ends_at": NOON + HOUR, **fields}
    return coming.expect(chart=chart, size=len(content), **fields)


def send(row: Incoming, content: bytes = CONTENT, *, offset: int = 0, **more: Any) -> Incoming:
    source = more.pop("source", None) or io.BytesIO(content[offset:])
    length = more.pop("length", len(content) - offset)
    return coming.take_in(row, offset=offset, length=length, source=source, at=NOON, **more)


def again(chart: Any, row: Incoming) -> Incoming:
    return coming.incoming_for(chart, row.public_id, under="u", at=NOON)


def test_what_comes_at_once_is_whole(chart: Any) -> None:
    row = send(announced(chart))
    assert row.is_whole and coming.content_of(row) == CONTENT
    assert IncomingPiece.of_chart(chart).count() == 3


@pytest.mark.parametrize("quietly", [True, False])
@pytest.mark.parametrize("after", [0, 1, 4095, (1 << 20) - 1, 1 << 20, (1 << 20) + 1, 2_000_000, len(CONTENT) - 1])
def test_cut_at_any_byte_it_goes_on_where_it_stopped(chart: Any, after: int, quietly: bool) -> None:
    row = send(announced(chart), source=Cut(CONTENT, after, quietly=quietly))
    assert again(chart, row).received == after and not row.is_whole
    assert coming.content_of(row) == CONTENT[:after]
    assert coming.content_of(send(again(chart, row), offset=after)) == CONTENT


def test_a_hundred_cuts_make_no_heap_of_files(chart: Any) -> None:
    content = CONTENT[:300_000]
    row = announced(chart, content)
    for start in range(0, 300_000, 3000):
        row = send(row, content, offset=start, source=Cut(content[start:], 3000, quietly=True))
    assert coming.content_of(row) == content
    assert IncomingPiece.of_chart(chart).count() == 1 == Blob.of_chart(chart).count()


def test_another_place_than_where_it_stands_is_refused(chart: Any) -> None:
    row = send(announced(chart), source=Cut(CONTENT, 1000, quietly=True))
    for offset in (0, 999, 1001, len(CONTENT)):
        with pytest.raises(Conflict, match="at byte 1000"):
            send(row, offset=offset)
    assert coming.content_of(row) == CONTENT[:1000]


def test_of_two_that_send_at_once_one_is_told_to_look_again(chart: Any) -> None:
    row = announced(chart)
    stale = again(chart, row)
    send(row, source=Cut(CONTENT, 1000, quietly=True))
    with pytest.raises(Conflict):
        send(stale)
    assert coming.content_of(again(chart, row)) == CONTENT[:1000]


def test_more_than_was_announced_is_refused(chart: Any) -> None:
    row = announced(chart)
    with pytest.raises(TooLarge, match="announced"):
        send(row, length=len(CONTENT) + 1)
    assert again(chart, row).received == 0


@pytest.mark.parametrize("algorithm", ["sha1", "sha256", "md5"])
def test_bytes_that_are_not_what_they_should_be_are_not_kept(chart: Any, algorithm: str) -> None:
    row, right = announced(chart), hashlib.new(algorithm, CONTENT).digest()
    for wrong in (b"", right[:-1], bytes(len(right))):
        with pytest.raises(coming.Mismatch):
            send(row, checksum=(algorithm, wrong))
    with pytest.raises(coming.Mismatch):
        send(row, source=Cut(CONTENT, 2_000_000, quietly=True), checksum=(algorithm, right))
    assert again(chart, row).received == 0
    assert coming.content_of(send(row, checksum=(algorithm, right))) == CONTENT


def test_no_byte_lies_unlocked(chart: Any, home: Path) -> None:
    send(announced(chart), source=Cut(CONTENT, 1_500_000, quietly=False))
    files = [path.read_bytes() for path in (home / "files").rglob("*") if path.is_file()]
    assert files and not any(b"what was drawn" in content for content in files)
    assert list(vault.verify()) == []


def test_what_is_over_is_not_there_and_goes_with_the_next_that_comes(chart: Any, home: Path) -> None:
    with transaction.atomic():
        row = send(announced(chart), source=Cut(CONTENT, 1_500_000, quietly=True))
    late = NOON + HOUR
    with pytest.raises(NotFound):
        coming.incoming_for(chart, row.public_id, under="u", at=late)
    announced(factories.chart(factories.person()), at=late, ends_at=late + HOUR)
    assert not Incoming.of_chart(chart).exists() and not Blob.of_chart(chart).exists()


def test_it_belongs_to_its_chart_and_to_what_it_came_under(chart: Any) -> None:
    row, other = announced(chart), factories.chart(factories.person())
    for where, under in ((other, "u"), (chart, "v")):
        with pytest.raises(NotFound):
            coming.incoming_for(where, row.public_id, under=under, at=NOON)


def test_put_away_or_forgotten_nothing_of_it_stays_on_the_disk(
    chart: Any, home: Path, django_capture_on_commit_callbacks: Any
) -> None:
    kept, dropped = send(announced(chart)), send(announced(chart))
    with django_capture_on_commit_callbacks(execute=True):
        coming.put_away(kept, at=NOON)
        coming.forget(dropped)
    assert again(chart, kept).done_at == NOON
    assert not [path for path in (home / "files").rglob("*") if path.is_file()]
    with pytest.raises(NotFound):
        again(chart, dropped)


def test_a_picture_of_one_piece_is_not_the_same_file_as_its_piece(chart: Any) -> None:
    row = send(announced(chart, b"small"), b"small")
    with transaction.atomic():
        kept = vault.keep(chart=chart, source=b"small", media_type="image/png", at=NOON, limit=100)
        coming.put_away(row, at=NOON)
    assert kept.media_type == "image/png" and vault.read(kept) == b"small"
