"""Tables are used only while they are the very bytes somebody vouched for."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from pentimento.core.kernel.errors import Invalid, NotFound
from pentimento.core.reference import shelf as reference
from pentimento.core.reference.shelf import Shelf, shipped

STATED = 'title = "T"\norigin = "o"\ndate = "2026-01-01"\nlicence = "l"\n'
PACKAGE = Path(reference.__file__).parent
SHELVES = sorted(place.parent.name for place in PACKAGE.glob("*/SOURCE.toml"))


def a_shelf(folder: Path, **tables: bytes) -> Shelf:
    """A folder holding the tables (``name__csv`` for ``name.csv``) and a SOURCE.toml that vouches for them."""
    lines = []
    for key, content in tables.items():
        name = key.replace("__", ".")
        (folder / name).write_bytes(content)
        lines.append(f'"{name}" = "{hashlib.sha256(content).hexdigest()}"')
    (folder / "SOURCE.toml").write_text(STATED + "[files]\n" + "\n".join(lines))
    return Shelf(folder)


def test_a_vouched_table_is_read_with_its_source(tmp_path):
    shelf = a_shelf(tmp_path, levels__csv=b'level,points\n1,"1,5"\n2,\xc3\xa9\n')
    assert shelf.names() == ("levels.csv",)
    assert shelf.csv("levels.csv") == [{"level": "1", "points": "1,5"}, {"level": "2", "points": "é"}]
    source = shelf.source("levels.csv")
    assert (source.title, source.date, source.licence, source.url) == ("T", "2026-01-01", "l", "o")
    assert len(source.sha256) == 64


def test_one_changed_byte_and_the_table_is_refused(tmp_path):
    shelf = a_shelf(tmp_path, cuts__toml=b"cut = 10\n")
    assert shelf.toml("cuts.toml") == {"cut": 10}
    (tmp_path / "cuts.toml").write_bytes(b"cut = 11\n")
    with pytest.raises(Invalid, match=r"cuts\.toml is not the one that was checked in"):
        shelf.toml("cuts.toml")


def test_a_table_that_was_removed_is_said_to_be_missing(tmp_path):
    shelf = a_shelf(tmp_path, cuts__toml=b"cut = 10\n")
    (tmp_path / "cuts.toml").unlink()
    with pytest.raises(Invalid, match="missing"):
        shelf.toml("cuts.toml")


@pytest.mark.parametrize("name", ["other.toml", "../kernel/errors.py", "/etc/passwd", "", "SOURCE.toml"])
def test_what_is_not_vouched_for_does_not_exist(tmp_path, name):
    (tmp_path / "other.toml").write_text("a = 1")
    with pytest.raises(NotFound):
        a_shelf(tmp_path, cuts__toml=b"cut = 10\n").toml(name)


@pytest.mark.parametrize(
    "voucher, sentence",
    [
        (None, "no SOURCE.toml"),
        ("title = 1", "does not state title, origin, date, licence"),
        (STATED.replace('"l"', '" "'), "does not state licence"),
        (STATED, "lists no files"),
        (STATED + "files = 3", "lists no files"),
        ("title = ", "cannot be read"),
    ],
)
def test_a_poor_voucher_is_refused_with_what_it_lacks(tmp_path, voucher, sentence):
    if voucher is not None:
        (tmp_path / "SOURCE.toml").write_text(voucher)
    with pytest.raises(Invalid, match=sentence):
        Shelf(tmp_path).names()


@pytest.mark.parametrize(
    "content, sentence",
    [(b"a,b\n1\n", "Row 2"), (b"a,b\n1,2\n1,2,3\n", "Row 3"), (b"a\n\xff\n", "UTF-8"), (b'a\n"1', "cannot be read")],
)
def test_a_damaged_csv_table_is_refused(tmp_path, content, sentence):
    with pytest.raises(Invalid, match=sentence):
        a_shelf(tmp_path, t__csv=content).csv("t.csv")


@pytest.mark.parametrize("folder", ["nothing", "../kernel", "", "__pycache__x"])
def test_only_shelves_that_ship_can_be_asked_for(folder):
    with pytest.raises(NotFound):
        shipped(folder)


@pytest.mark.parametrize("folder", SHELVES)
def test_every_shipped_table_is_vouched_for_and_unchanged(folder):
    shelf = shipped(folder)
    there = {place.name for place in (PACKAGE / folder).iterdir() if place.suffix in {".toml", ".csv"}}
    assert there - {"SOURCE.toml"} == set(shelf.names())
    for name in shelf.names():
        assert shelf.toml(name) if name.endswith(".toml") else shelf.csv(name)


def test_there_is_a_shelf_of_instruments():
    assert "instruments" in SHELVES
