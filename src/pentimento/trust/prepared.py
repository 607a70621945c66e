"""Statements put into the database's words once a process, and asked with other values each time.

Every action is written on the trail, and whoever writes is looked up on the care team. Putting these statements
together from the models took several times as long as the database took to answer them.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from django.db import connection, models
from django.db.models import sql

_BLANKS: dict[type, Callable[[int], Any]] = {
    int: lambda place: -1_000_000_007 - place,
    str: lambda place: f"\ue000{place}\ue000",  # from the private use area, so nobody's words
    date: lambda place: date(1, 1, 1 + place),
}


class Prepared:
    """One statement with blanks.

    Parameters
    ----------
    build : callable
        Takes a value for each blank, by name, and gives the query. What it is given here are stand-ins that no row
        has; wherever one turns up among the parameters, the value asked with goes.
    kinds
        The type of each blank: ``int``, ``str`` or ``date``.
    """

    def __init__(self, build: Callable[..., sql.Query], **kinds: type) -> None:
        self._build = build
        self._blanks = {name: _BLANKS[kind](place) for place, (name, kind) in enumerate(kinds.items())}
        self._words: dict[str, tuple[str, tuple[Any, ...]]] = {}

    def first(self, **values: Any) -> tuple[Any, ...] | None:
        """The first row, or None."""
        with connection.cursor() as cursor:
            cursor.execute(*self.filled(**values))
            found: tuple[Any, ...] | None = cursor.fetchone()
        return found

    def tell(self, **values: Any) -> None:
        """Carry out a change."""
        with connection.cursor() as cursor:
            cursor.execute(*self.filled(**values))

    def filled(self, **values: Any) -> tuple[str, list[Any]]:
        """The statement in the words of the database in use, and its parameters."""
        if connection.vendor not in self._words:
            words, params = self._build(**self._blanks).get_compiler(connection=connection).as_sql()
            self._words[connection.vendor] = words, tuple(params)
        words, params = self._words[connection.vendor]
        given = {_adapted(blank): _adapted(values[name]) for name, blank in self._blanks.items()}
        return words, [given.get(param, param) for param in params]


def changed(rows: models.QuerySet[Any], **values: Any) -> Any:
    """The query that changes these rows. For ``Prepared``."""
    query: Any = rows.query.chain(sql.UpdateQuery)
    query.add_update_values(values)
    return query


class NewRow:
    """Writes new rows of one table, as ``save(force_insert=True)`` would; nobody listens for them."""

    def __init__(self, model: type[models.Model]) -> None:
        self._model = model
        self._words: dict[str, str] = {}

    def write(self, row: models.Model) -> None:
        """Write one row and give it its key."""
        fields = [field for field in row._meta.concrete_fields if not field.primary_key]
        if connection.vendor not in self._words:
            query = sql.InsertQuery(self._model)
            query.insert_values(fields, [row])
            compiler: Any = query.get_compiler(connection=connection)
            compiler.returning_fields = [row._meta.pk]
            self._words[connection.vendor] = compiler.as_sql()[0][0]
        params = [field.get_db_prep_save(field.pre_save(row, True), connection) for field in fields]
        with connection.cursor() as cursor:
            cursor.execute(self._words[connection.vendor], params)
            row.pk = cursor.fetchone()[0]
        row._state.adding, row._state.db = False, connection.alias


def _adapted(value: Any) -> Any:
    return connection.ops.adapt_datefield_value(value) if isinstance(value, date) else value
