"""What is unsafe or missing here, and how to mend it. ``doctor`` shows it; ``serve`` refuses to start on it."""

from __future__ import annotations

import stat
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from pentimento.core.kernel.errors import PentimentoError
from pentimento.trust import audit
from pentimento.trust.keys import keyring
from pentimento.trust.signing.triggers import trigger_name

from . import statics
from .folder import is_prepared

OLDEST_SQLITE = (3, 51, 3)
SEALED: dict[str, tuple[str, ...]] = {
    "trust_seal": ("UPDATE", "DELETE"),
    "trust_entry": ("UPDATE", "DELETE"),
    "records_note": ("UPDATE", "DELETE", "INSERT"),
    "records_report": ("UPDATE", "DELETE", "INSERT"),
    "records_amendment": ("UPDATE", "DELETE"),
    "grading_outcome": ("UPDATE", "DELETE"),
    "grading_agreed": ("UPDATE", "DELETE", "INSERT"),
    "portfolio_claim": ("UPDATE", "DELETE"),
    "portfolio_evidence": ("UPDATE", "DELETE", "INSERT"),
    "portfolio_step": ("UPDATE", "DELETE"),
    "portfolio_signoff": ("UPDATE", "DELETE"),
    "portfolio_revision": ("UPDATE", "DELETE"),
    "portfolio_meeting": ("UPDATE", "DELETE"),
    "portfolio_attendance": ("UPDATE", "DELETE", "INSERT"),
    "portfolio_certificate": ("UPDATE", "DELETE"),
    "portfolio_badge": ("UPDATE", "DELETE"),
}


@dataclass(frozen=True, slots=True)
class Fault:
    """Something unsafe or missing. ``stops`` says whether serving is refused because of it."""

    what: str
    mend: str
    stops: bool = True

    def to_json(self) -> dict[str, object]:
        return asdict(self)


def faults(*, thorough: bool = False) -> list[Fault]:
    """Everything wrong with this practice folder. ``thorough`` reads the whole trail and every file."""
    found = [*_folder(), *_front_end()]
    if not any(f.stops for f in found):
        found += [fault for look in (_engine, _migrations) for fault in _safely(look)]
    if not any(f.stops for f in found):  # a table of a newer version has no seal yet: nobody has removed it
        found += [fault for look in (_triggers, _keys) for fault in _safely(look)]
    if thorough and not any(f.stops for f in found):
        found += [fault for look in (_trail, _files) for fault in _safely(look)]
    return found


def unprepared() -> Iterator[Fault]:
    """What keeps any command from using this folder: no practice in it, or one of an older version."""
    if not is_prepared(settings.PENTIMENTO_HOME):
        yield from _folder()
    else:
        yield from _migrations()


def _safely(look: Callable[[], Iterator[Fault]]) -> list[Fault]:
    try:
        return list(look())
    except PentimentoError as error:
        return [Fault(str(error), "See the sentence itself.")]


def _folder() -> Iterator[Fault]:
    home: Path = settings.PENTIMENTO_HOME
    if not is_prepared(home):
        yield Fault(f"There is no practice in {home}.", "Run: pentimento init, or name the folder with --home.")
        return
    if settings.DEBUG:
        yield Fault("DEBUG is on, which shows the record to strangers.", "Take DEBUG out of the settings.")
    for path in (home, home / "secret", home / "keys", home / "files", home / "pentimento.sqlite3"):
        if path.exists() and stat.S_IMODE(path.stat().st_mode) & 0o077:
            yield Fault(f"{path} can be read by others on this machine.", f"Run: chmod go-rwx {path}")


def _front_end() -> Iterator[Fault]:
    if not statics.MANIFEST.exists():
        yield Fault(
            "The styles and scripts of the pages are missing.",
            "Run make setup in the source folder, or install pentimento again.",
        )


def _engine() -> Iterator[Fault]:
    if connection.vendor == "sqlite":
        from sqlite3 import sqlite_version_info

        if sqlite_version_info < OLDEST_SQLITE:
            yield Fault("This SQLite can corrupt its write-ahead log.", "Install pentimento again with its own pins.")
        with connection.cursor() as cursor:
            level = cursor.execute("PRAGMA synchronous").fetchone()[0]
            journal = cursor.execute("PRAGMA journal_mode").fetchone()[0]
        if level < 2 or journal != "wal":
            yield Fault("The database may forget the last writes in a power cut.", "Start it through pentimento serve.")
    else:
        with connection.cursor() as cursor:
            cursor.execute("SHOW synchronous_commit")
            if cursor.fetchone()[0] not in {"on", "remote_apply", "remote_write"}:
                yield Fault("PostgreSQL may forget the last writes.", "Set synchronous_commit = on.")


def _migrations() -> Iterator[Fault]:
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        yield Fault("The database has not been brought up to this version.", "Run: pentimento init")


def _triggers() -> Iterator[Fault]:
    query = (
        "SELECT name FROM sqlite_master WHERE type = 'trigger'"
        if connection.vendor == "sqlite"
        else "SELECT tgname FROM pg_trigger WHERE tgenabled <> 'D'"
    )
    with connection.cursor() as cursor:
        cursor.execute(query)
        present = {row[0] for row in cursor.fetchall()}
    for table, verb in ((table, verb) for table, verbs in SEALED.items() for verb in verbs):
        if trigger_name(table, verb) not in present:
            yield Fault(
                f"The seal on {table} against {verb} is missing.",
                "Somebody has removed it: restore the database from a backup, and find out who.",
            )


def _keys() -> Iterator[Fault]:
    for words in keyring().faults():
        yield Fault(words, "Restore the folder “keys” from its own backup.")


def _trail() -> Iterator[Fault]:
    for words in audit.faults():
        yield Fault(words, "The audit trail was altered: keep this folder as it is, and find out who.", stops=False)


def _files() -> Iterator[Fault]:
    from pentimento.trust import vault

    for words in vault.verify():
        yield Fault(str(words), "Restore this file from a backup.", stops=False)
