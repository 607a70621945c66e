"""Rows put in order by occupation, packed and laid aside in a file, before anything is kept.

So the database is written to in one short transaction at the end: whoever writes a note meanwhile does not wait,
and what was refused half-way has left nothing behind. Memory holds one batch of rows, not the release.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from types import TracebackType
from typing import Any, Self

from pentimento.profession.occupations.rules import Bound, pack, unpack

BATCH = 20_000  # rows held in memory


class Spool:
    """Packed rows in a nameless file that is gone when it is closed."""

    def __init__(self) -> None:
        self._file = tempfile.TemporaryFile()  # noqa: SIM115 - closed by `__exit__`
        self._places: dict[str, dict[str, list[tuple[int, int, int]]]] = {}  # table, code, parts
        self._batch: dict[tuple[str, str], list[list[Any]]] = {}
        self._held = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._file.close()

    def add(self, kind: str, code: str, row: list[Any]) -> None:
        """Lay one row aside."""
        rows = self._batch.get((kind, code))
        if rows is None:
            rows = self._batch[kind, code] = []
        rows.append(row)
        self._held += 1
        if self._held >= BATCH:
            self.flush()

    def flush(self) -> None:
        """Pack what is held and write it to the file."""
        for (kind, code), rows in self._batch.items():
            packed = pack(rows)
            self._places.setdefault(kind, {}).setdefault(code, []).append((self._file.tell(), len(packed), len(rows)))
            self._file.write(packed)
        self._batch, self._held = {}, 0

    def bound(self, kind: str) -> Iterator[Bound]:
        """What was laid aside of one table, bound together by occupation, in the order of the codes."""
        self.flush()
        for code, places in sorted(self._places.get(kind, {}).items()):
            parts = [self._read(offset, length) for offset, length, _rows in places]
            packed = parts[0] if len(parts) == 1 else pack([row for part in parts for row in unpack(part)])
            yield Bound(kind, code, sum(rows for _offset, _length, rows in places), packed)

    def _read(self, offset: int, length: int) -> bytes:
        self._file.seek(offset)
        return self._file.read(length)
