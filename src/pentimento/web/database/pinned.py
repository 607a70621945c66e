"""Puts the SQLite that Pentimento brings along in place of the one Python was built with."""

from __future__ import annotations

import sys

# Earlier engines can corrupt the write-ahead log when it is reset under load.
# Source: release notes of SQLite 3.51.3, "WAL-reset bug".
OLDEST = (3, 51, 3)


class UnsafeEngine(RuntimeError):
    """The SQLite engine in this process could damage the record; Pentimento does not start with it."""


def check_version(version: tuple[int, ...]) -> None:
    """Refuse an engine older than ``OLDEST``.

    Raises
    ------
    UnsafeEngine
        With the version found and how to mend it.
    """
    if version < OLDEST:
        found, oldest = ".".join(map(str, version)), ".".join(map(str, OLDEST))
        raise UnsafeEngine(
            f"SQLite {found} can damage its write-ahead log; Pentimento needs {oldest} or newer. "
            "Install the locked requirements again, so that pysqlite3 is there."
        )


def pin() -> None:
    """Make ``import sqlite3`` mean pysqlite3 from now on. Safe to call more than once.

    Raises
    ------
    UnsafeEngine
        If pysqlite3 is missing or too old, or if Django's backend already took the other engine.
    """
    try:
        import pysqlite3
        from pysqlite3 import dbapi2
    except ImportError as missing:
        raise UnsafeEngine("pysqlite3 is not installed. Install the locked requirements again.") from missing
    check_version(dbapi2.sqlite_version_info)
    sys.modules["sqlite3"] = pysqlite3
    sys.modules["sqlite3.dbapi2"] = dbapi2
    taken = sys.modules.get("django.db.backends.sqlite3.base")
    if taken is not None:
        check_version(taken.Database.sqlite_version_info)
