"""Keys: made once, kept close, lost on purpose only."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pentimento.core.kernel.errors import Invalid
from pentimento.trust.keys import KeyDestroyed, KeyMissing, Keyring, WrongKey, keyring

ADA, BEN = "ada-chart-0123456789_-", "ben-chart-0123456789_-"
PLACE = "note:abc:body"


@pytest.fixture
def ring(tmp_path: Path) -> Keyring:
    made = Keyring(tmp_path / "keys")
    made.prepare()
    return made


def again(ring: Keyring) -> Keyring:
    """The same folder as another process would see it."""
    return Keyring(ring.folder)


def key_file(ring: Keyring, chart: str) -> Path:
    return next(ring.folder.glob(f"charts/??/{chart}"))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(text=st.text())
def test_any_text_comes_back_as_it_was(ring, text):
    locked = ring.encrypt_text(ADA, "private", text, PLACE)
    assert again(ring).decrypt_text(ADA, "private", locked, PLACE) == text


def test_the_same_text_is_locked_differently_each_time(ring):
    assert ring.encrypt_text(ADA, "record", "blue", PLACE) != ring.encrypt_text(ADA, "record", "blue", PLACE)


@pytest.mark.parametrize(
    "chart, subkey, place",
    [(BEN, "record", PLACE), (ADA, "private", PLACE), (ADA, "shared-copy", PLACE), (ADA, "record", "note:abd:body")],
)
def test_a_text_opens_only_for_its_chart_use_and_place(ring, chart, subkey, place):
    ring.encrypt_text(BEN, "record", "so that Ben has a key", PLACE)
    locked = ring.encrypt_text(ADA, "record", "a house", PLACE)
    with pytest.raises(WrongKey, match="belongs elsewhere"):
        ring.decrypt_text(chart, subkey, locked, place)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(where=st.integers(0, 10**6), other=st.characters(codec="ascii"))
def test_a_changed_text_does_not_open(ring, where, other):
    locked = ring.encrypt_text(ADA, "record", "a house", PLACE)
    where %= len(locked)
    changed = locked[:where] + other + locked[where + 1 :]
    if changed == locked:
        return
    with pytest.raises(WrongKey):
        ring.decrypt_text(ADA, "record", changed, PLACE)


def test_a_text_that_only_stands_for_the_same_bytes_does_not_open(ring):
    letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
    locked = next(text for size in range(3) if (text := ring.encrypt_text(ADA, "record", "x" * size, PLACE))[-1] == "=")
    bare = locked.rstrip("=")
    twin = bare[:-1] + letters[letters.index(bare[-1]) ^ 1] + "=" * (len(locked) - len(bare))
    with pytest.raises(WrongKey):
        ring.decrypt_text(ADA, "record", twin, PLACE)


@pytest.mark.parametrize("rubbish", ["", "p1.", "p1.AAAA", "plain words", "p1.ä", "p1." + "A" * 15])
def test_what_was_never_locked_does_not_open(ring, rubbish):
    ring.encrypt_text(ADA, "record", "x", PLACE)
    with pytest.raises(WrongKey):
        ring.decrypt_text(ADA, "record", rubbish, PLACE)


def test_nothing_is_opened_for_a_chart_without_a_key(ring):
    with pytest.raises(KeyMissing, match="Restore"):
        ring.decrypt_text(ADA, "record", "p1.AAAA", PLACE)
    assert not list(ring.folder.glob("charts/??/*"))


def test_a_destroyed_key_is_gone_for_every_process_and_never_made_anew(ring):
    locked = ring.encrypt_text(ADA, "record", "a house", PLACE)
    other = again(ring)
    assert other.decrypt_text(ADA, "record", locked, PLACE) == "a house"
    kept = key_file(ring, ADA).read_bytes()
    ring.destroy(ADA)
    for process in (ring, other, again(ring)):
        with pytest.raises(KeyDestroyed):
            process.decrypt_text(ADA, "record", locked, PLACE)
        with pytest.raises(KeyDestroyed):
            process.encrypt_text(ADA, "record", "again", PLACE)
    assert ring.is_destroyed(ADA) and not ring.is_destroyed(BEN)
    assert kept[17:] not in b"".join(f.read_bytes() for f in ring.folder.rglob("*") if f.is_file())


def test_destroying_a_key_that_never_was_keeps_one_from_being_made(ring):
    ring.destroy(BEN)
    with pytest.raises(KeyDestroyed):
        ring.encrypt_text(BEN, "record", "x", PLACE)


def test_eight_writers_at_once_agree_on_one_key(ring):
    rings = [again(ring) for _ in range(8)]
    with ThreadPoolExecutor(8) as pool:
        locked = list(pool.map(lambda r: r.encrypt_text(ADA, "record", "x", PLACE), rings))
    assert {ring.decrypt_text(ADA, "record", text, PLACE) for text in locked} == {"x"}
    assert [f.name for f in ring.folder.glob("charts/??/*")] == [ADA]


def test_keys_are_for_their_owner_only(ring):
    ring.encrypt_text(ADA, "record", "x", PLACE)
    modes = {path.name: path.stat().st_mode & 0o777 for path in [ring.folder, *ring.folder.rglob("*")]}
    assert modes.pop("signing.pub") == 0o644
    assert set(modes.values()) == {0o600, 0o700}
    assert list(ring.faults()) == []


def test_no_key_lies_open_on_the_disk(ring):
    ring.encrypt_text(ADA, "record", "x", PLACE)
    secret = ring._chart_key(ADA, create=False)
    assert all(secret not in f.read_bytes() for f in ring.folder.rglob("*") if f.is_file())


@pytest.mark.parametrize("name", ["../../etc/passwd", "short", "a/b/c/d/e/f", "", "x" * 65, "ä" * 22])
def test_only_a_public_id_names_a_key(ring, name):
    with pytest.raises(Invalid):
        ring.encrypt_text(name, "record", "x", PLACE)


def test_an_unknown_use_has_no_key(ring):
    with pytest.raises(ValueError, match="gossip"):
        ring.subkey(ADA, "gossip", create=True)


def test_the_practice_signs_and_anybody_can_check(ring):
    signature = ring.sign(b"what was seen")
    assert again(ring).verify(b"what was seen", signature)
    assert not ring.verify(b"what was Seen", signature)
    assert not ring.verify(b"what was seen", signature[:-1] + bytes([signature[-1] ^ 1]))
    assert len(ring.signing_key_id()) == 16 and ring.signing_key_id() == again(ring).signing_key_id()
    assert ring.public_key().startswith(b"-----BEGIN PUBLIC KEY-----")


def test_preparing_twice_changes_nothing(ring):
    before = {f: f.read_bytes() for f in ring.folder.rglob("*") if f.is_file()}
    again(ring).prepare()
    assert before == {f: f.read_bytes() for f in ring.folder.rglob("*") if f.is_file()}


def test_a_lost_master_key_is_not_replaced_by_one_that_opens_nothing(ring):
    (ring.folder / "master.key").unlink()
    with pytest.raises(KeyMissing, match="Restore"):
        again(ring).prepare()
    assert not ring.exists()


def test_files_without_any_keys_refuse_a_fresh_keyring(tmp_path, settings):
    settings.PENTIMENTO_HOME = tmp_path
    (tmp_path / "files" / "ab").mkdir(parents=True)
    with pytest.raises(KeyMissing, match="Restore"):
        keyring()


def test_the_practice_folder_gets_its_keys_on_first_use(tmp_path, settings):
    settings.PENTIMENTO_HOME = tmp_path
    assert keyring().exists() and keyring() is keyring()


def test_another_masters_key_opens_nothing(ring, tmp_path):
    locked = ring.encrypt_text(ADA, "record", "x", PLACE)
    other = Keyring(tmp_path / "other")
    other.prepare()
    (ring.folder / "master.key").write_bytes((other.folder / "master.key").read_bytes())
    with pytest.raises(WrongKey, match="master key"):
        again(ring).decrypt_text(ADA, "record", locked, PLACE)


def test_the_doctor_names_each_fault(ring):
    for chart in (ADA, BEN):
        ring.encrypt_text(chart, "record", "x", PLACE)
    file = key_file(ring, ADA)
    file.write_bytes(file.read_bytes()[:-1] + b"\0\0")
    (ring.folder / "master.key").chmod(0o644)
    (ring.folder / "signing.pub").write_bytes(b"somebody else's")
    said = "\n".join(again(ring).faults())
    assert ADA in said and BEN not in said
    assert "chmod go= " in said and "signing.pub does not belong" in said


def test_a_key_file_put_in_anothers_place_does_not_open(ring):
    locked = ring.encrypt_text(ADA, "record", "x", PLACE)
    ring.encrypt_text(BEN, "record", "x", PLACE)
    key_file(ring, BEN).replace(key_file(ring, ADA))
    with pytest.raises(WrongKey):
        again(ring).decrypt_text(ADA, "record", locked, PLACE)
