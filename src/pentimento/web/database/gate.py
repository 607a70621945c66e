"""The write gate: an advisory lock on a file beside the database, held for one transaction.

SQLite lets one writer in at a time anyway, but makes the others wait in sleeps that grow to a tenth
of a second. Two processes waited up to 1.45 s for a row that way (p99) and 8-90 ms at this gate.
"""

from __future__ import annotations

import fcntl
import os
import time
from pathlib import Path

from pentimento.core.kernel.errors import Unavailable

PAUSE = 0.0005  # seconds between two tries; a commit takes about as long
IMPATIENT_PAUSE = 0.0002  # who has waited longer tries more often, so that nobody starves
IMPATIENT_AFTER = 0.05


class WriteGate:
    """One connection's handle on the gate. Excludes other processes and other threads alike.

    Parameters
    ----------
    path : Path or None
        The gate file; None for a database in memory, which has one connection only.
    wait : float
        Seconds to wait before giving up.
    """

    def __init__(self, path: Path | None, *, wait: float) -> None:
        self.path = path
        self.wait = wait
        self.held = False
        self._file: int | None = None
        self._owner = 0

    def take(self) -> None:
        """Wait for the gate and hold it. Taking it twice is taking it once.

        Raises
        ------
        Unavailable
            After ``wait`` seconds.
        """
        if self.held or self.path is None:
            self.held = True
            return
        until = time.monotonic() + self.wait
        while not self._try():
            left = until - time.monotonic()
            if left <= 0:
                raise Unavailable("Somebody else has been saving for {seconds} seconds. Try again.", seconds=self.wait)
            impatient = self.wait - left > IMPATIENT_AFTER
            time.sleep(min(left, IMPATIENT_PAUSE if impatient else PAUSE))

    def drop(self) -> None:
        """Let the next writer in. Dropping what is not held does nothing."""
        if self.held and self._file is not None and self._owner == os.getpid():
            fcntl.flock(self._file, fcntl.LOCK_UN)
        self.held = False

    def close(self) -> None:
        """Drop the gate and forget the file."""
        self.drop()
        if self._file is not None:
            os.close(self._file)
            self._file = None

    def _try(self) -> bool:
        gate = self._open()
        try:
            fcntl.flock(gate, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        if os.fstat(gate).st_nlink == 0:  # somebody swept the folder: this file keeps nobody out
            self.close()
            return False
        self.held = True
        return True

    def _open(self) -> int:
        # A lock belongs to the open file; a forked child must open its own or it would share its parent's.
        if self._file is None or self._owner != os.getpid():
            assert self.path is not None  # noqa: S101 - take() let only real paths through
            self._file = os.open(self.path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
            self._owner = os.getpid()
        return self._file
