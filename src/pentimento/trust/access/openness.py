"""The door's question in the database's own words, put together once a process.

A page asks it some twenty times. Django would build and translate the same grants and supervisions anew for each;
here only the person and the day are filled in.
"""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import Any

from django.db import connections
from django.db.models import BooleanField, Expression, F, Q, QuerySet
from django.db.models.sql.compiler import SQLCompiler

from pentimento.trust.people.models import Supervision

from .models import Grant

# Stand-ins that no row and no caller can have; each is replaced wherever it turns up.
NOBODY, NEVER = -1, date.min


def grants_open_to(person: int, *, on: date) -> QuerySet[Grant, Any]:
    """Chart ids that grants in force on a day open to somebody, or to those they supervise."""
    in_force = (Q(until__isnull=True) | Q(until__gte=on)) & Q(since__lte=on)
    supervised = Supervision.objects.filter(in_force, supervisor=person).values("supervisee")
    return Grant.objects.filter(in_force & (Q(person=person) | Q(person__in=supervised))).values("chart")


@cache
def _worded(alias: str) -> tuple[str, tuple[Any, ...]]:
    sql, params = grants_open_to(NOBODY, on=NEVER).query.get_compiler(alias).as_sql()
    return sql, tuple(params)


class OpenTo(Expression):
    """Whether the chart named by a column is open to a person on a day. For ``filter``."""

    conditional = True
    output_field = BooleanField()

    def __init__(self, column: str, person: int, on: date) -> None:
        super().__init__()
        self.column: Any = F(column)
        self.person, self.on = person, on

    def get_source_expressions(self) -> list[Any]:
        return [self.column]

    def set_source_expressions(self, exprs: Any) -> None:
        (self.column,) = exprs

    def as_sql(self, compiler: SQLCompiler, connection: Any, **_context: Any) -> tuple[str, tuple[Any, ...]]:
        column, before = compiler.compile(self.column)
        grants, blanks = _worded(connection.alias)
        adapt = connections[connection.alias].ops.adapt_datefield_value
        filled = {NOBODY: self.person, adapt(NEVER): adapt(self.on)}
        return f"{column} IN ({grants})", (*before, *(filled[blank] for blank in blanks))
