"""Test databases are real files, each process with its own: WAL and the gate are what is tested."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path
from typing import Any

from django.db.backends.sqlite3 import creation


class DatabaseCreation(creation.DatabaseCreation):
    """Makes the test database in a fresh folder, unless ``TEST["NAME"]`` asks for ``:memory:``."""

    _folder: Path | None = None

    def _get_test_db_name(self) -> str:
        if self.connection.settings_dict["TEST"]["NAME"] == ":memory:":
            return str(super()._get_test_db_name())  # type: ignore[misc]
        if self._folder is None:
            self._folder = Path(tempfile.mkdtemp(prefix="pentimento-test-"))
        return str(self._folder / f"{self.connection.alias}.sqlite3")

    def _destroy_test_db(self, test_database_name: str, verbosity: int) -> None:
        super()._destroy_test_db(test_database_name, verbosity)  # type: ignore[misc]
        if self._folder is not None:
            shutil.rmtree(self._folder, ignore_errors=True)
            self._folder = None

    def _clone_test_db(self, suffix: Any, verbosity: int, keepdb: bool = False) -> None:
        # Copying the file alone would leave behind what is still in the write-ahead log.
        self.connection.ensure_connection()
        with self.connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        super()._clone_test_db(suffix, verbosity, keepdb)  # type: ignore[misc]
