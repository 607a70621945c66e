"""Django's SQLite backend with the pinned engine, durable settings and the write gate.

Options beside Django's: ``gate_wait``, seconds a writer waits for its turn (10).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db.transaction import TransactionManagementError

from pentimento.web.database.gate import WriteGate
from pentimento.web.database.pinned import pin

pin()

from django.db.backends.sqlite3 import base  # noqa: E402 - only after the engine is pinned

from .creation import DatabaseCreation  # noqa: E402

GATE_WAIT = 10.0
PRAGMAS = (
    "synchronous = FULL",  # WAL with NORMAL lost acknowledged rows in 25 of 30 power cuts, FULL in none of 150
    "mmap_size = 0",  # a mapped file turns a disk error into a crash, or into silence
    "trusted_schema = OFF",  # a tampered file must not run functions through its views and triggers
    "recursive_triggers = ON",  # without it INSERT OR REPLACE removes a sealed row and asks no trigger
    "cell_size_check = ON",  # notices a damaged page when it is read
)
WRITES = re.compile(r"\s*(?:WITH\b.*?\b)?(INSERT|UPDATE|DELETE|REPLACE)\b", re.IGNORECASE | re.DOTALL)
SHAPES = re.compile(r"\s*(CREATE|DROP|ALTER|REINDEX|VACUUM|ANALYZE)\b", re.IGNORECASE)
# Django notes an applied migration in a statement of its own, after the migration's transaction.
OWN_STATEMENT = re.compile(r'\s*\w+\s+(?:INTO\s+|FROM\s+)?"django_migrations"', re.IGNORECASE)


class UngatedWrite(TransactionManagementError):
    """A write outside ``atomic()``: a mistake in our code, told where PENTIMENTO_STRICT_WRITES is on."""


class DatabaseWrapper(base.DatabaseWrapper):
    """A connection that takes the gate before BEGIN IMMEDIATE and drops it after COMMIT or ROLLBACK."""

    creation_class = DatabaseCreation
    transaction_mode: str | None

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.execute_wrappers.append(self._watch)
        self._gate: WriteGate | None = None

    @property
    def gate(self) -> WriteGate:
        """This connection's gate; made on first use, when tests have settled the file's name."""
        if self._gate is None:
            name = str(self.settings_dict["NAME"]).removeprefix("file:").split("?")[0]
            path = None if self.is_in_memory_db() else Path(f"{name}.gate")
            self._gate = WriteGate(path, wait=float(self.settings_dict["OPTIONS"].get("gate_wait", GATE_WAIT)))
        return self._gate

    def get_connection_params(self) -> dict[str, Any]:
        params = super().get_connection_params()
        params.pop("gate_wait", None)
        params.setdefault("timeout", GATE_WAIT)  # SQLite's own, for a writer that does not know the gate
        self.transaction_mode = self.transaction_mode or "IMMEDIATE"
        return params

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        connection = super().get_new_connection(conn_params)
        for pragma in PRAGMAS:
            connection.execute(f"PRAGMA {pragma}")
        if not self.is_in_memory_db() and _journal(connection) != "wal":
            self._switch_to_wal(connection)
        return connection

    def _switch_to_wal(self, connection: Any) -> None:
        # SQLite does not wait when it changes the journal; at the gate nobody else is writing.
        self.gate.take()
        try:
            connection.execute("PRAGMA journal_mode = WAL").fetchone()
        finally:
            self.gate.drop()

    def _start_transaction_under_autocommit(self) -> None:
        self.gate.take()
        try:
            super()._start_transaction_under_autocommit()  # type: ignore[misc]
        finally:
            self._settle()

    def _commit(self) -> None:
        try:
            super()._commit()  # type: ignore[misc]
        finally:
            self._settle()

    def _rollback(self) -> None:
        try:
            super()._rollback()  # type: ignore[misc]
        finally:
            self._settle()

    def _set_autocommit(self, autocommit: bool) -> None:
        try:
            super()._set_autocommit(autocommit)  # type: ignore[misc]
        finally:
            self._settle()

    def _close(self) -> None:
        try:
            super()._close()  # type: ignore[misc]
        finally:
            self.gate.close()
            self._gate = None

    def _settle(self) -> None:
        """Drop the gate unless a transaction is open: a commit that failed still has to be rolled back."""
        if self.connection is None or not self.connection.in_transaction:
            self.gate.drop()

    def _watch(self, execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        """Give a statement outside ``atomic()`` the gate for itself, or refuse it where that is asked for."""
        if self.in_atomic_block or self.gate.held:
            return execute(sql, params, many, context)
        writes = WRITES.match(sql)
        if not writes and not SHAPES.match(sql):
            return execute(sql, params, many, context)
        if writes and getattr(settings, "PENTIMENTO_STRICT_WRITES", False) and not OWN_STATEMENT.match(sql):
            raise UngatedWrite(f"A write outside transaction.atomic(): {sql[:60]}")
        self.gate.take()
        try:
            return execute(sql, params, many, context)
        finally:
            self._settle()


def _journal(connection: Any) -> str:
    return str(connection.execute("PRAGMA journal_mode").fetchone()[0])
