"""The vault: what goes in comes out, and nothing that was touched in between."""

from __future__ import annotations

import io
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from hypothesis import given
from hypothesis import strategies as st

from pentimento.core.kernel.errors import Invalid, TooLarge, Unavailable
from pentimento.trust import vault
from pentimento.trust.access.models import Chart
from pentimento.trust.keys import KeyDestroyed, KeyMissing, keyring
from pentimento.trust.vault import Damaged, frames
from pentimento.trust.vault.store import FolderStore

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
PHOTO = bytes(range(256)) * 5000  # 1.28 MB: two frames
LIMIT = 10_000_000
KEY = b"k" * 32
ADDRESS = "ab" * 32

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def home(tmp_path: Path, settings: Any) -> Path:
    settings.PENTIMENTO_HOME = tmp_path
    return tmp_path


@pytest.fixture
def chart() -> Chart:
    return Chart.objects.create(opened_at=NOON)


@pytest.fixture
def other_chart() -> Chart:
    return Chart.objects.create(opened_at=NOON)


def keep(chart: Chart, content: bytes = PHOTO, **changes: Any) -> vault.Blob:
    asked = {"source": content, "media_type": "image/jpeg", "at": NOON, "limit": LIMIT} | changes
    return vault.keep(chart=chart, **asked)


def file_of(home: Path, blob: vault.Blob) -> Path:
    return home / "files" / blob.address[:2] / blob.address


def everything(home: Path) -> bytes:
    return b"".join(file.read_bytes() for file in home.rglob("*") if file.is_file())


def stored_files(home: Path) -> list[str]:
    return sorted(file.name for file in (home / "files").rglob("*") if file.is_file())


# ---- frames


@given(content=st.binary(max_size=300), chunk=st.integers(1, 40), frame=st.integers(1, 64))
def test_any_content_comes_back_however_the_source_gives_it(content, chunk, frame):
    class Drip(io.BytesIO):
        def read(self, size: int | None = -1) -> bytes:
            return super().read(min(chunk, size if size and size > 0 else chunk))

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(frames, "FRAME", frame)
        locked = b"".join(frames.lock(Drip(content), key=KEY, address=ADDRESS))
        assert len(locked) == frames.locked_size(len(content))
        assert b"".join(frames.unlock(Drip(locked), key=KEY, address=ADDRESS)) == content


@given(content=st.binary(min_size=1, max_size=200), bit=st.integers(0, 10**6))
def test_one_changed_bit_anywhere_is_noticed(content, bit):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(frames, "FRAME", 32)
        locked = bytearray(b"".join(frames.lock(io.BytesIO(content), key=KEY, address=ADDRESS)))
        bit %= len(locked) * 8
        locked[bit // 8] ^= 1 << bit % 8
        with pytest.raises(Damaged, match=ADDRESS):
            b"".join(frames.unlock(io.BytesIO(bytes(locked)), key=KEY, address=ADDRESS))


@given(content=st.binary(max_size=200), cut=st.integers(0, 10**6))
def test_a_cut_anywhere_is_noticed(content, cut):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(frames, "FRAME", 32)
        locked = b"".join(frames.lock(io.BytesIO(content), key=KEY, address=ADDRESS))
        with pytest.raises(Damaged):
            b"".join(frames.unlock(io.BytesIO(locked[: cut % len(locked)]), key=KEY, address=ADDRESS))


def test_frames_cannot_be_exchanged_repeated_or_appended(monkeypatch):
    monkeypatch.setattr(frames, "FRAME", 4)
    locked = b"".join(frames.lock(io.BytesIO(b"aaaabbbbcc"), key=KEY, address=ADDRESS))
    head, rest = locked[: len(frames.MARK) + frames.SALT], locked[len(frames.MARK) + frames.SALT :]
    one, two, three = rest[:20], rest[20:40], rest[40:]
    for spliced in (two + one + three, one + one + two + three, one + two, one + three, rest + three, rest + b"x"):
        with pytest.raises(Damaged):
            b"".join(frames.unlock(io.BytesIO(head + spliced), key=KEY, address=ADDRESS))


def test_a_file_opens_only_at_its_address_and_with_its_key():
    locked = b"".join(frames.lock(io.BytesIO(b"x"), key=KEY, address=ADDRESS))
    for key, address in ((KEY, "cd" * 32), (b"j" * 32, ADDRESS)):
        with pytest.raises(Damaged):
            b"".join(frames.unlock(io.BytesIO(locked), key=key, address=address))


# ---- keeping and reading


@pytest.mark.parametrize("size", [0, 1, frames.FRAME - 1, frames.FRAME, frames.FRAME + 1, 2 * frames.FRAME])
def test_a_kept_file_comes_back_whole(chart, size):
    content = (PHOTO * 2)[:size]
    blob = keep(chart, content)
    assert vault.read(blob) == content
    assert (blob.size, blob.sha256, blob.created_at) == (size, sha256(content).hexdigest(), NOON)
    assert b"".join(vault.open_stream(blob)) == content


def test_nothing_of_the_content_lies_open_on_the_disk(chart, home):
    keep(chart, b"a house with no door" * 100)
    assert b"a house with no door" not in everything(home / "files")


def test_the_same_bytes_twice_are_one_file_and_one_row(chart, home):
    first = keep(chart)
    written = file_of(home, first).read_bytes()
    second = keep(chart, io.BytesIO(PHOTO))
    assert second.pk == first.pk and file_of(home, first).read_bytes() == written
    assert stored_files(home) == [first.address]


def test_equal_bytes_of_two_clients_cannot_be_linked(chart, other_chart, home):
    one, two = keep(chart), keep(other_chart)
    assert one.address != two.address
    assert file_of(home, one).read_bytes()[40:] != file_of(home, two).read_bytes()[40:]
    assert keep(chart, subkey="private").address != one.address


def test_a_damaged_file_of_the_wrong_length_is_mended_by_keeping_it_again(chart, home):
    blob = keep(chart)
    file_of(home, blob).write_bytes(b"cut")
    keep(chart)
    assert vault.read(blob) == PHOTO


def test_too_many_bytes_are_refused_and_leave_nothing(chart, home):
    with pytest.raises(TooLarge, match="larger than 1 MB"):
        keep(chart, limit=len(PHOTO) - 1)
    assert vault.read(keep(chart, limit=len(PHOTO))) == PHOTO
    assert len(stored_files(home)) == 1


def test_only_kinds_on_our_list_are_kept(chart):
    for kind in ("text/html", "image/svg+xml", ""):
        with pytest.raises(ValueError, match="MediaType"):
            keep(chart, media_type=kind)
    assert vault.Blob.of_chart(chart).count() == 0


def test_a_source_is_read_from_where_it_stands_and_may_be_a_pipe(chart):
    source = io.BytesIO(b"head" + PHOTO)
    source.seek(4)
    assert vault.read(keep(chart, source)) == PHOTO

    class Pipe(io.BytesIO):
        def seekable(self) -> bool:
            return False

    assert vault.read(keep(chart, Pipe(b"through a pipe"))) == b"through a pipe"
    with pytest.raises(TooLarge):
        keep(chart, Pipe(PHOTO), limit=10)


@pytest.mark.django_db(transaction=True)
def test_a_row_is_written_inside_a_transaction_only(home):
    with transaction.atomic():
        chart = Chart.objects.create(opened_at=NOON)
    with pytest.raises(transaction.TransactionManagementError, match="atomic"):
        keep(chart)
    shelved = vault.shelve(chart=chart, source=PHOTO, limit=LIMIT)
    with transaction.atomic():
        assert vault.read(keep(chart, shelved)) == PHOTO


def test_destroying_the_key_erases_every_file_of_that_chart_and_no_other(chart, other_chart):
    gone, stays = keep(chart), keep(other_chart)
    keyring().destroy(chart.public_id)
    with pytest.raises(KeyDestroyed):
        vault.read(gone)
    with pytest.raises(KeyDestroyed):
        keep(chart, b"something new")
    assert vault.read(stays) == PHOTO and list(vault.verify()) == []


def test_a_file_is_not_read_with_a_key_made_up_on_the_way(chart, home):
    blob = keep(chart)
    next((home / "keys").glob(f"charts/??/{chart.public_id}")).unlink()
    with pytest.raises(KeyMissing):
        vault.read(blob)


# ---- damage, garbage, a full disk


def test_damage_is_named(chart, home):
    whole, cut, changed, gone, swapped = (keep(chart, PHOTO + bytes([n])) for n in range(5))
    file_of(home, cut).write_bytes(file_of(home, cut).read_bytes()[:-1])
    content = bytearray(file_of(home, changed).read_bytes())
    content[600_000] ^= 4
    file_of(home, changed).write_bytes(content)
    file_of(home, gone).unlink()
    file_of(home, swapped).write_bytes(file_of(home, whole).read_bytes())
    faults = list(vault.verify())
    assert [fault.blob for fault in faults] == [b.public_id for b in (cut, changed, gone, swapped)]
    assert all(fault.address in fault.sentence for fault in faults)
    for blob in (cut, changed, gone, swapped):
        with pytest.raises(Damaged):
            vault.read(blob)


def test_a_row_that_describes_other_bytes_is_noticed(chart):
    blob = keep(chart)
    blob.sha256 = "0" * 64
    with pytest.raises(Damaged, match="describes"):
        vault.read(blob)


def test_a_cut_file_is_refused_before_its_first_piece(chart, home):
    blob = keep(chart)
    file_of(home, blob).write_bytes(file_of(home, blob).read_bytes()[: frames.FRAME + 100])
    with pytest.raises(Damaged):
        vault.open_stream(blob)


def test_garbage_is_swept_after_its_time_and_nothing_else(chart, home):
    kept = keep(chart)
    orphan = vault.shelve(chart=chart, source=b"never got a row", limit=LIMIT)
    (home / "files" / orphan.address[:2] / "0123.tmp").write_bytes(b"unfinished")
    soon = datetime.now(UTC) + timedelta(hours=1)
    assert vault.sweep(at=soon) == 0
    assert vault.sweep(at=soon + timedelta(days=2)) == 2
    assert stored_files(home) == [kept.address] and vault.read(kept) == PHOTO


def test_a_file_wanted_again_is_not_garbage(chart, home):
    import os

    orphan = vault.shelve(chart=chart, source=b"first try", limit=LIMIT)
    long_ago = datetime.now(UTC) - timedelta(days=9)
    os.utime(home / "files" / orphan.address[:2] / orphan.address, (long_ago.timestamp(),) * 2)
    vault.shelve(chart=chart, source=b"first try", limit=LIMIT)
    assert vault.sweep(at=datetime.now(UTC)) == 0


def test_a_discarded_file_goes_once_the_transaction_is_safe(chart, home, django_capture_on_commit_callbacks):
    blob, stays = keep(chart), keep(chart, b"another")
    with django_capture_on_commit_callbacks(execute=True):
        vault.discard(blob)
        assert len(stored_files(home)) == 2
    assert stored_files(home) == [stays.address]


def test_a_full_disk_is_said_plainly_and_leaves_nothing(tmp_path):
    def pieces():
        yield b"first"
        raise OSError(28, "No space left on device")

    with pytest.raises(Unavailable, match="no room"):
        FolderStore(tmp_path).put(ADDRESS, pieces())
    assert [f for f in tmp_path.rglob("*") if f.is_file()] == []


@pytest.mark.parametrize("address", ["../" * 8 + "etc/passwd", "AB" * 32, "", "a" * 63, "a" * 64 + "\n"])
def test_an_address_is_64_hex_digits_and_nothing_else(tmp_path, address):
    with pytest.raises(Invalid):
        FolderStore(tmp_path).get(address)


def test_files_are_for_their_owner_only(chart, home):
    keep(chart)
    modes = {path.stat().st_mode & 0o777 for path in (home / "files").rglob("*")}
    assert modes == {0o700, 0o600} and (home / "files").stat().st_mode & 0o777 == 0o700
