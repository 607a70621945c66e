"""Database triggers that refuse to change what is sealed, whatever the door.

Conditions are SQL over ``OLD`` and ``NEW`` that SQLite and PostgreSQL both understand; they may look
into other tables. Compare with ``IS NOT DISTINCT FROM`` where a column can be empty.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db.migrations import RunPython

REFUSAL = "This is sealed. It can be amended, never changed."


class Triggers(RunPython):
    """Triggers know tables by name and need no models, which Django would put together anew for each of them."""

    def database_forwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        self._run(self.code, schema_editor)

    def database_backwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        self._run(self.reverse_code, schema_editor)

    @staticmethod
    def _run(work: Any, schema_editor: Any) -> None:
        work(None, schema_editor)


def frozen_when(table: str, condition: str = "1=1", *, but: str = "") -> RunPython:
    """Refuse UPDATE and DELETE of a row for which ``condition`` holds before the change.

    Parameters
    ----------
    table : str
        Database table.
    condition : str
        SQL over ``OLD``. The default freezes every row.
    but : str
        SQL over ``OLD`` and ``NEW`` for the one UPDATE that stays allowed, such as a plan being
        replaced by its next version. It must never come out as NULL.

    Notes
    -----
    SQLite's REPLACE removes the row in its way without asking the DELETE trigger, unless the
    connection says otherwise. There, INSERT and UPDATE that would take a frozen row's place by its
    id or another unique key are refused as well.
    """
    freeze = _each([_on("UPDATE", condition, but), _on("DELETE", condition), _instead_of(condition)], table)
    thaw = _each([_off("UPDATE"), _off("DELETE"), _off("INSERT_OVER"), _off("UPDATE_OVER")], table)
    return Triggers(freeze, thaw)


def closed_when(table: str, condition: str) -> RunPython:
    """Refuse INSERT of a row for which ``condition`` over ``NEW`` holds: nothing is slipped under a seal."""
    return Triggers(_each([_on("INSERT", condition)], table), _each([_off("INSERT")], table))


def trigger_name(table: str, verb: str) -> str:
    """The name under which the start-up check looks for a trigger."""
    return f"{table}_sealed_{verb.lower()}"


def _each(works: list[Callable[[Any, str], list[str]]], table: str) -> Callable[[Any, Any], None]:
    def run(apps: Any, schema_editor: Any) -> None:
        for work in works:
            for statement in work(schema_editor.connection, table):
                schema_editor.execute(statement, params=None)

    return run


def _on(verb: str, condition: str, but: str = "") -> Callable[[Any, str], list[str]]:
    holds = f"({condition}) AND NOT ({but})" if but else condition

    def work(connection: Any, table: str) -> list[str]:
        name = trigger_name(table, verb)
        return (
            [_sqlite(name, table, verb, holds)]
            if connection.vendor == "sqlite"
            else _postgres(name, table, verb, holds)
        )

    return work


def _sqlite(name: str, table: str, verb: str, holds: str) -> str:
    return (
        f'CREATE TRIGGER "{name}" BEFORE {verb} ON "{table}" WHEN {holds} BEGIN SELECT RAISE(ABORT, \'{REFUSAL}\'); END'
    )


def _postgres(name: str, table: str, verb: str, holds: str) -> list[str]:
    # The condition stands in the function because a trigger's WHEN may not look into other tables.
    return [
        f'CREATE OR REPLACE FUNCTION "{name}_refuse"() RETURNS trigger LANGUAGE plpgsql AS '
        f"$$ BEGIN IF {holds} THEN RAISE EXCEPTION '{REFUSAL}' USING ERRCODE = 'integrity_constraint_violation'; "
        f"END IF; RETURN {'OLD' if verb == 'DELETE' else 'NEW'}; END $$",
        f'CREATE TRIGGER "{name}" BEFORE {verb} ON "{table}" FOR EACH ROW EXECUTE FUNCTION "{name}_refuse"()',
    ]


def _instead_of(condition: str) -> Callable[[Any, str], list[str]]:
    def work(connection: Any, table: str) -> list[str]:
        if connection.vendor != "sqlite":
            return []
        same = " OR ".join(
            "(" + " AND ".join(f'sealed."{column}" = NEW."{column}"' for column in key) + ")"
            for key in _unique_keys(connection, table)
        )
        there = condition.replace("OLD.", "sealed.")
        found = f'EXISTS (SELECT 1 FROM "{table}" AS sealed WHERE ({same}) AND ({there})'  # noqa: S608 - names from our own migrations
        return [
            _sqlite(trigger_name(table, "INSERT_OVER"), table, "INSERT", f"{found})"),
            _sqlite(trigger_name(table, "UPDATE_OVER"), table, "UPDATE", f"{found} AND sealed.id <> OLD.id)"),
        ]

    return work


def _unique_keys(connection: Any, table: str) -> list[list[str]]:
    """The id, and every other unique key without a condition of its own."""
    with connection.cursor() as cursor:
        cursor.execute(f'PRAGMA index_list("{table}")')
        indexes = [row[1] for row in cursor.fetchall() if row[2] and not row[4]]
        keys = [["id"]]
        for index in indexes:
            cursor.execute(f'PRAGMA index_info("{index}")')
            keys.append([row[2] for row in cursor.fetchall()])
    return keys


def _off(verb: str) -> Callable[[Any, str], list[str]]:
    def work(connection: Any, table: str) -> list[str]:
        name = trigger_name(table, verb)
        if connection.vendor == "sqlite":
            return [f'DROP TRIGGER IF EXISTS "{name}"']
        return [f'DROP TRIGGER IF EXISTS "{name}" ON "{table}"', f'DROP FUNCTION IF EXISTS "{name}_refuse"()']

    return work
