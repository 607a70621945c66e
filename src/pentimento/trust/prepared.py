"""Statements put into the database's words once a process, and asked with other values each time.

Every action is written on the trail, and whoever writes is looked up on the care team. Putting these statements
together from the models took several times as long as the database took to answer them.
"""

from __future__ import annotations

from collections.abc import Callable
from copy import copy
from datetime import UTC, date, datetime
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connection, connections, models
from django.db.models import sql

_BLANKS: dict[type, Callable[[int], Any]] = {
    int: lambda place: -1_000_000_007 - place,
    str: lambda place: f"\ue000{place}\ue000",  # from the private use area, so nobody's words
    date: lambda place: date(1, 1, 1 + place),
    datetime: lambda place: datetime(1, 1, 2 + place, tzinfo=UTC),
}


class Prepared:
    """One statement with blanks.

    Parameters
    ----------
    build : callable
        Takes a value for each blank, by name, and gives the query. What it is given here are stand-ins that no row
        has; wherever one turns up among the parameters, the value asked with goes.
    kinds
        The type of each blank: ``int``, ``str``, ``date`` or ``datetime``.
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
        here = connections[DEFAULT_DB_ALIAS]  # looked up once: the proxy looks for its thread at every use
        if here.vendor not in self._words:
            words, params = self._build(**self._blanks).get_compiler(connection=here).as_sql()
            self._words[here.vendor] = words, tuple(params)
        words, params = self._words[here.vendor]
        given = {_adapted(blank, here): _adapted(values[name], here) for name, blank in self._blanks.items()}
        return words, [given.get(param, param) for param in params]


class PreparedRows:
    """A query set with blanks: the same rows as it would give, without putting it together again.

    Parameters
    ----------
    build : callable
        As for ``Prepared``, but gives a query set. A slice of it must be the same every time.
    """

    def __init__(self, build: Callable[..., models.QuerySet[Any, Any]], **kinds: type) -> None:
        self._rows: dict[str, models.QuerySet[Any, Any]] = {}
        self._compilers: dict[str, Any] = {}
        self._build = build
        self._statement = Prepared(self._compiled, **kinds)

    def all(self, **values: Any) -> list[Any]:
        """Every row: objects, tuples or values, as the query set asks for them."""
        here = connections[DEFAULT_DB_ALIAS]
        words, params = self._statement.filled(**values)
        # Copied: the one that is kept belongs to the thread that made it, and holds what it read last.
        compiler = copy(self._compilers[here.vendor])
        compiler.connection, compiler.as_sql = here, lambda *_a, **_k: (words, tuple(params))
        rows = self._rows[here.vendor]._chain()  # type: ignore[attr-defined]
        rows.query.get_compiler = lambda *_a, **_k: compiler
        return list(rows)

    def _compiled(self, **blanks: Any) -> Any:
        rows = self._build(**blanks)
        self._rows[connection.vendor] = rows
        self._compilers[connection.vendor] = rows.query.get_compiler(connection=connection)
        return _Once(self._compilers[connection.vendor])


class _Once:
    """Lets ``Prepared`` have a statement from the compiler that is kept, which knows its columns from then on."""

    def __init__(self, compiler: Any) -> None:
        self._compiler = compiler

    def get_compiler(self, **_where: Any) -> Any:
        return self._compiler


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


def _adapted(value: Any, here: Any) -> Any:
    if isinstance(value, datetime):
        return here.ops.adapt_datetimefield_value(value)
    return here.ops.adapt_datefield_value(value) if isinstance(value, date) else value
