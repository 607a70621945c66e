"""Database triggers that refuse to change what is sealed, whatever the door."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db.migrations import RunPython

REFUSAL = "This is sealed. It can be amended, never changed."


def frozen_when(table: str, condition: str = "1=1") -> RunPython:
    """Refuse UPDATE and DELETE of a row for which ``condition`` holds before the change.

    Parameters
    ----------
    table : str
        Database table.
    condition : str
        SQL over ``OLD``; both databases must understand it. The default freezes every row.
    """
    return RunPython(_each(_freeze, table, condition), _each(_thaw, table, condition))


def closed_when(table: str, condition: str) -> RunPython:
    """Refuse INSERT of a row for which ``condition`` over ``NEW`` holds: nothing is slipped under a seal."""
    return RunPython(_each(_close, table, condition), _each(_open, table, condition))


def _each(work: Callable[..., list[str]], table: str, condition: str) -> Callable[[Any, Any], None]:
    def run(apps: Any, schema_editor: Any) -> None:
        for statement in work(schema_editor.connection.vendor, table, condition):
            schema_editor.execute(statement, params=None)

    return run


def _freeze(vendor: str, table: str, condition: str) -> list[str]:
    return [s for verb in ("UPDATE", "DELETE") for s in _trigger(vendor, table, verb, condition)]


def _close(vendor: str, table: str, condition: str) -> list[str]:
    return _trigger(vendor, table, "INSERT", condition)


def _thaw(vendor: str, table: str, condition: str) -> list[str]:
    return [s for verb in ("UPDATE", "DELETE") for s in _drop(vendor, table, verb)]


def _open(vendor: str, table: str, condition: str) -> list[str]:
    return _drop(vendor, table, "INSERT")


def _trigger(vendor: str, table: str, verb: str, condition: str) -> list[str]:
    name = trigger_name(table, verb)
    if vendor == "sqlite":
        return [
            f'CREATE TRIGGER "{name}" BEFORE {verb} ON "{table}" WHEN {condition} '
            f"BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"
        ]
    return [
        f'CREATE OR REPLACE FUNCTION "{name}_refuse"() RETURNS trigger LANGUAGE plpgsql AS '
        f"$$ BEGIN RAISE EXCEPTION '{REFUSAL}' USING ERRCODE = 'integrity_constraint_violation'; END $$",
        f'CREATE TRIGGER "{name}" BEFORE {verb} ON "{table}" FOR EACH ROW '
        f'WHEN ({condition}) EXECUTE FUNCTION "{name}_refuse"()',
    ]


def _drop(vendor: str, table: str, verb: str) -> list[str]:
    name = trigger_name(table, verb)
    if vendor == "sqlite":
        return [f'DROP TRIGGER IF EXISTS "{name}"']
    return [f'DROP TRIGGER IF EXISTS "{name}" ON "{table}"', f'DROP FUNCTION IF EXISTS "{name}_refuse"()']


def trigger_name(table: str, verb: str) -> str:
    """The name under which the start-up check looks for a trigger."""
    return f"{table}_sealed_{verb.lower()}"
