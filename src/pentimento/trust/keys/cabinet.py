"""Small files that survive a power cut and that nobody else can read."""

from __future__ import annotations

import contextlib
import errno
import os
import stat
from collections.abc import Collection, Iterator
from pathlib import Path

from pentimento.core.kernel.errors import Unavailable

FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}


def make_folder(folder: Path) -> None:
    """Make a folder, and those above it that are missing, for the owner only, safely on the disk."""
    if folder.is_dir():
        return
    make_folder(folder.parent)
    with contextlib.suppress(FileExistsError):
        folder.mkdir(mode=0o700)
    sync_folder(folder.parent)


def sync_folder(folder: Path) -> None:
    """Make sure that names just written in this folder survive a power cut."""
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def write_once(file: Path, content: bytes, *, mode: int = 0o600) -> None:
    """Write a file that is not there yet. If somebody was first, theirs stays and ours is dropped."""
    temporary = _write_beside(file, content, mode)
    try:
        with contextlib.suppress(FileExistsError):
            os.link(temporary, file)
    finally:
        temporary.unlink()
    sync_folder(file.parent)


def replace(file: Path, content: bytes) -> None:
    """Put a file in place of another in one step."""
    make_folder(file.parent)
    _write_beside(file, content, 0o600).replace(file)
    sync_folder(file.parent)


def overwrite(file: Path) -> None:
    """Overwrite a file's bytes where they lie. A disk that moves blocks may still keep a copy of them."""
    with contextlib.suppress(FileNotFoundError), file.open("r+b") as handle:
        handle.write(os.urandom(os.fstat(handle.fileno()).st_size))
        handle.flush()
        os.fsync(handle.fileno())


def open_to_others(folder: Path, *, public: Collection[str]) -> Iterator[str]:
    """Name folders and files that anybody but their owner can reach."""
    for path in [folder, *sorted(folder.rglob("*"))]:
        mode = stat.S_IMODE(path.lstat().st_mode)
        if mode & 0o077 and path.name not in public:
            yield f"{path} can be reached by others (mode {mode:o}). Run: chmod go= {path}"


def _write_beside(file: Path, content: bytes, mode: int) -> Path:
    temporary = file.with_name(f".{os.urandom(8).hex()}.tmp")
    try:
        handle = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, mode)
        with os.fdopen(handle, "wb") as out:
            out.write(content)
            out.flush()
            os.fsync(out.fileno())
    except OSError as fault:
        temporary.unlink(missing_ok=True)
        raise no_room() if fault.errno in FULL else fault from fault
    return temporary


def no_room() -> Unavailable:
    """What is said when the disk is full."""
    return Unavailable("There is no room left on the disk. Free some space, then try again.")
