"""What a release is made of while it comes in, and who may bring one."""

from __future__ import annotations

import json
import re
import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from pentimento.core.kernel.canonical import digest
from pentimento.core.kernel.errors import Conflict, Invalid, Refused

CODE = re.compile(r"\d{2}-\d{4}\.\d{2}")
VERSION = re.compile(r"\d{1,2}\.\d")
PATIENCE = timedelta(minutes=5)  # the longest table of a release is read in half a minute
QUICK = 1  # zlib's level: a third larger than the smallest, and four times as fast
ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), allow_nan=False)


@dataclass(frozen=True, slots=True)
class FileSeen:
    """One file of a release as it was read. ``rows`` without the header; ``sha256`` of its bytes."""

    name: str
    kind: str
    rows: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Bound:
    """All rows of one table about one occupation, packed. ``rows`` is how many."""

    kind: str
    code: str
    rows: int
    packed: bytes


@dataclass(frozen=True)
class Content:
    """A release that was read and checked, before it is kept.

    ``columns`` gives for each table what the cells of its rows are; ``scales`` name, least and most by id;
    ``categories`` words for the numbered answers of a scale; ``bound`` yields the packed rows of one table.
    """

    version: str
    form: str
    files: tuple[FileSeen, ...]
    columns: Mapping[str, Sequence[str]]
    elements: Mapping[str, str]
    scales: Mapping[str, tuple[str, float, float]]
    categories: Mapping[str, Mapping[str, str]]
    occupations: tuple[tuple[str, str, str], ...]  # code, title, description
    bound: Callable[[str], Iterator[Bound]]

    @property
    def rows(self) -> int:
        """Rows of all files together."""
        return sum(file.rows for file in self.files)

    @property
    def digest(self) -> str:
        """What these files are, whatever they are called and in whatever order they came."""
        return digest(sorted([file.kind, file.sha256] for file in self.files))


def pack(rows: Sequence[Sequence[Any]]) -> bytes:
    """Rows as they are kept: JSON, compressed."""
    return zlib.compress(ENCODER.encode(rows).encode(), QUICK)


def unpack(packed: bytes) -> list[list[Any]]:
    """The rows again."""
    rows: list[list[Any]] = json.loads(zlib.decompress(packed))
    return rows


def is_code(text: str) -> bool:
    """Whether this is a code in its official form."""
    return bool(CODE.fullmatch(text))


def check_version(version: str) -> None:
    """A release is named by two numbers, such as 30.1."""
    if not VERSION.fullmatch(version):
        raise Invalid("“{version}” is not the number of a release, such as 30.1.", version=version[:20])


def newer(version: str) -> tuple[int, ...]:
    """What releases are put in order by: 30.1 comes after 9.0."""
    return tuple(int(part) for part in version.split("."))


def check_can_import(*, may: bool) -> None:
    """The head of service brings releases in; so does whoever keeps the practice folder."""
    if not may:
        raise Refused("The head of service imports releases. Ask them.")


def check_free(*, reading: str) -> None:
    """One release is read at a time: two would write the same tables."""
    if reading:
        raise Conflict("{name} is being read already. Wait until it is done.", name=reading)


def is_stuck(*, heard_at: datetime, now: datetime) -> bool:
    """Whether nothing was heard of a reading for so long that it must have ended."""
    return now - heard_at > PATIENCE
