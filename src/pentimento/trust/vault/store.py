"""Where locked files lie. The store sees addresses and locked bytes, never keys or content."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO, Protocol

from pentimento.core.kernel.errors import Invalid
from pentimento.trust.keys.cabinet import FULL, make_folder, no_room, sync_folder

from .frames import Damaged

ADDRESS = re.compile(r"[0-9a-f]{64}")


class Store(Protocol):
    """What the vault asks of a place for files: a folder here, an object store elsewhere."""

    def put(self, address: str, pieces: Iterable[bytes]) -> None:
        """Keep a file, whole or not at all. Once this returns it survives a power cut."""

    def get(self, address: str) -> BinaryIO:
        """Open a file for reading. Raises Damaged if it is not there."""

    def size(self, address: str) -> int | None:
        """Bytes kept at this address; None if nothing is."""

    def touch(self, address: str) -> None:
        """Say that a file is wanted again, and make sure that it survives a power cut."""

    def delete(self, address: str) -> None:
        """Remove a file; nothing happens if it is not there."""

    def addresses(self) -> Iterator[tuple[str, float]]:
        """Every address with the time it was last wanted (seconds since 1970)."""

    def sweep(self, *, before: float) -> int:
        """Remove what unfinished writes left behind before then; say how many."""


class FolderStore:
    """Files in a folder, spread over 256 folders by the first two digits of their address."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def put(self, address: str, pieces: Iterable[bytes]) -> None:
        """Write beside, make safe, put in place, make the name safe.

        Raises
        ------
        Unavailable
            If the disk is full. Nothing is left behind.
        """
        file = self._file(address)
        make_folder(file.parent)
        temporary = file.with_name(f"{os.urandom(8).hex()}.tmp")
        try:
            _write(temporary, pieces)
            temporary.replace(file)
            sync_folder(file.parent)
        except OSError as fault:
            if fault.errno in FULL:
                raise no_room() from fault
            raise
        finally:
            temporary.unlink(missing_ok=True)

    def get(self, address: str) -> BinaryIO:
        try:
            return self._file(address).open("rb")
        except FileNotFoundError as gone:
            raise Damaged("The stored file {address} is gone. Restore it from a backup.", address=address) from gone

    def size(self, address: str) -> int | None:
        try:
            return self._file(address).stat().st_size
        except FileNotFoundError:
            return None

    def touch(self, address: str) -> None:
        file = self._file(address)
        os.utime(file)
        sync_folder(file.parent)  # whoever put it may have been killed before doing so

    def delete(self, address: str) -> None:
        self._file(address).unlink(missing_ok=True)

    def addresses(self) -> Iterator[tuple[str, float]]:
        for file in sorted(self.folder.glob("??/*")):
            if ADDRESS.fullmatch(file.name):
                yield file.name, file.stat().st_mtime

    def sweep(self, *, before: float) -> int:
        swept = 0
        for file in self.folder.glob("??/*.tmp"):
            if file.stat().st_mtime < before:
                file.unlink(missing_ok=True)
                swept += 1
        return swept

    def _file(self, address: str) -> Path:
        if not ADDRESS.fullmatch(address):
            raise Invalid("“{address}” is not the address of a stored file.", address=address[:80])
        return self.folder / address[:2] / address


def _write(file: Path, pieces: Iterable[bytes]) -> None:
    handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600)
    with os.fdopen(handle, "wb", buffering=0) as out:
        for piece in pieces:
            _write_all(out.fileno(), piece)
        os.fsync(out.fileno())


def _write_all(handle: int, piece: bytes) -> None:
    left = memoryview(piece)
    while left:  # a nearly full disk takes part of a piece before it refuses the rest
        left = left[os.write(handle, left) :]
