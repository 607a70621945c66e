"""A folder or ZIP of a release, opened without trusting a name in it. Nothing is ever unpacked to a place it names."""

from __future__ import annotations

import stat
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import IO
from zlib import error as ZlibError

from pentimento.core.kernel.errors import Invalid, NotFound, TooLarge, WrongType

from .tables import ENDINGS

MOST_FILES = 2_000
MOST_BYTES = 4_000_000_000  # unpacked; a release has about 200 MB as spreadsheets
MOST_RATIO = 400  # unpacked to packed; tables pack about 1 to 12
BROKEN = (zipfile.BadZipFile, zipfile.LargeZipFile, ZlibError, EOFError, RuntimeError, OSError)


@dataclass(frozen=True, slots=True)
class Member:
    """One file of a release: its name as it was given, and how many bytes it has."""

    name: str
    size: int

    @property
    def form(self) -> str:
        """``text``, ``csv``, ``xlsx``; empty for what is no table."""
        path = PurePosixPath(self.name)
        return "" if path.name.startswith((".", "~$")) else ENDINGS.get(path.suffix.lower(), "")

    @property
    def short(self) -> str:
        """The file's name without its folders."""
        return PurePosixPath(self.name).name


class Bundle:
    """The files of one release, wherever they lie."""

    def __init__(self, place: Path, members: tuple[Member, ...], packed: zipfile.ZipFile | None) -> None:
        self.place = place
        self.members = members
        self._packed = packed

    @contextmanager
    def reading(self, member: Member) -> Iterator[IO[bytes]]:
        """A file's bytes.

        Raises
        ------
        Invalid
            Where the ZIP is damaged, with the name of the file.
        """
        try:
            opened = self._packed.open(member.name) if self._packed else (self.place / member.name).open("rb")
            with opened as stream:
                yield stream
        except BROKEN as error:
            raise Invalid("{file} cannot be read: it is damaged. Download it again.", file=member.short) from error


@contextmanager
def opened(place: Path) -> Iterator[Bundle]:
    """Open a folder or a ZIP.

    Raises
    ------
    NotFound
        Where there is nothing.
    WrongType
        Where it is neither.
    Invalid, TooLarge
        Where a name leads out of the ZIP, it is damaged, or it would unpack to more than a release can have.
    """
    if place.is_dir():
        yield Bundle(place, _in_folder(place), None)
    elif not place.exists():
        raise NotFound("There is no folder or ZIP at {place}.", place=str(place))
    elif not zipfile.is_zipfile(place):
        raise WrongType(
            "{place} is neither a folder nor a ZIP. Give the release as it was downloaded.", place=place.name
        )
    else:
        with zipfile.ZipFile(place) as packed:
            yield Bundle(place, _in_zip(packed), packed)


def _in_folder(place: Path) -> tuple[Member, ...]:
    found = sorted(path for path in place.rglob("*") if path.is_file() and not path.is_symlink())
    if len(found) > MOST_FILES:
        raise TooLarge("{place} holds more than {most} files: that is no release.", place=place.name, most=MOST_FILES)
    return tuple(Member(path.relative_to(place).as_posix(), path.stat().st_size) for path in found)


def _in_zip(packed: zipfile.ZipFile) -> tuple[Member, ...]:
    entries = [entry for entry in packed.infolist() if not entry.is_dir()]
    if len(entries) > MOST_FILES:
        raise TooLarge("This ZIP holds more than {most} files: that is no release.", most=MOST_FILES)
    for entry in entries:
        _check_name(entry)
    unpacked, held = (sum(getattr(entry, size) for entry in entries) for size in ("file_size", "compress_size"))
    if unpacked > MOST_BYTES or unpacked > MOST_RATIO * max(held, 1_000_000):
        raise TooLarge("This ZIP would unpack to {size} MB: that is no release.", size=unpacked // 1_000_000)
    if len({entry.filename for entry in entries}) != len(entries):
        raise Invalid("This ZIP holds two files of the same name. Download the release again.")
    return tuple(Member(entry.filename, entry.file_size) for entry in entries)


def _check_name(entry: zipfile.ZipInfo) -> None:
    name = entry.filename
    path = PurePosixPath(name.replace("\\", "/"))
    leads_out = path.is_absolute() or ".." in path.parts or ":" in name or not name.isprintable()
    if leads_out or stat.S_ISLNK(entry.external_attr >> 16):
        raise Invalid(
            "This ZIP holds a file whose name leads out of it (“{name}”). Nothing was unpacked. "
            "Download the release from O*NET again.",
            name=name[:80].encode("ascii", "replace").decode(),
        )
    if entry.flag_bits & 0x1:
        raise Invalid("This ZIP is locked with a password. Official releases are not.")
