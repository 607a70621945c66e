"""The door's question in the database's own words, put together once a process.

A page asks it some twenty times. Django would build and translate the same grants and supervisions anew for each;
here only the person and the day are filled in.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import BooleanField, Expression, F, Q, QuerySet
from django.db.models.sql.compiler import SQLCompiler

from pentimento.trust.people.models import Supervision
from pentimento.trust.prepared import Prepared, PreparedRows

from .models import Grant


def in_force(on: date) -> Q:
    """Grants and supervisions that have begun and not ended on a day."""
    return (Q(until__isnull=True) | Q(until__gte=on)) & Q(since__lte=on)


def grants_open_to(person: int, *, on: date) -> QuerySet[Grant, Any]:
    """Chart ids that grants in force on a day open to somebody, or to those they supervise."""
    by_team = Q(person=person) | Q(person__in=supervised_by(person, on=on))
    return Grant.objects.filter(in_force(on) & by_team).values("chart")


def supervised_by(person: int, *, on: date) -> QuerySet[Supervision, Any]:
    """The ids of those somebody supervises on a day."""
    return Supervision.objects.filter(in_force(on), supervisor=person).values("supervisee")


def grants_of(person: int, chart: int, *, on: date) -> QuerySet[Grant]:
    """Somebody's own grants to one chart, in force on a day."""
    return Grant.objects.filter(in_force(on), person=person, chart=chart)


_GRANTS = Prepared(lambda person, on: grants_open_to(person, on=on).query, person=int, on=date)
_ON_TEAM = Prepared(
    lambda person, chart, on: grants_of(person, chart, on=on).query.exists(), person=int, chart=int, on=date
)


_CAPACITIES = PreparedRows(
    lambda person, chart, on: grants_of(person, chart, on=on).values_list("capacity", flat=True),
    person=int,
    chart=int,
    on=date,
)
_THROUGH_SUPERVISION = PreparedRows(
    lambda person, chart, on: Grant.objects.filter(
        in_force(on), chart=chart, person__in=supervised_by(person, on=on)
    ).values_list("pk")[:1],
    person=int,
    chart=int,
    on=date,
)


def capacities_of(person: int, chart: int, *, on: date) -> list[str]:
    """In what capacity somebody is on the care team of a chart on a day, if at all. One statement."""
    return _CAPACITIES.all(person=person, chart=chart, on=on)


def supervises_somebody_of(person: int, chart: int, *, on: date) -> bool:
    """Whether somebody on the care team of a chart is supervised by this person on a day. One statement."""
    return bool(_THROUGH_SUPERVISION.all(person=person, chart=chart, on=on))


def is_on_team(person: int, chart: int, *, on: date) -> bool:
    """Whether somebody has a grant of their own to a chart on a day."""
    return _ON_TEAM.first(person=person, chart=chart, on=on) is not None


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
        grants, filled = _GRANTS.filled(person=self.person, on=self.on)
        return f"{column} IN ({grants})", (*before, *filled)
