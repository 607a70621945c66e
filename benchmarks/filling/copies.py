"""A thousand clients again and again, copied inside the database: a hundred thousand in a minute.

The copies have therapists, addresses and record numbers of their own. Their seals are not copied and their
entries in the trail do not chain: they are there to be many, and are never opened.
"""

from __future__ import annotations

from collections.abc import Iterator

from django.db import connection, models, transaction
from django.db.models import Max

from pentimento.practice.clients.models import Client, Episode, Referral, SearchWord
from pentimento.practice.encounters.models import Appointment, Encounter, Observation
from pentimento.practice.records.models import Note
from pentimento.trust.access.models import Chart, Grant
from pentimento.trust.audit.models import Entry, Head
from pentimento.trust.consent.models import Decision
from pentimento.trust.people.models import Person

COPIED: tuple[type[models.Model], ...] = (
    Chart, Grant, Client, SearchWord, Referral, Episode, Decision, Appointment, Encounter, Observation, Note, Entry,
)  # fmt: skip
Steps = dict[type[models.Model], int]


def add_copies(times: int, *, clients: int, therapists: int) -> Iterator[int]:
    """Copy everything there is so many times; yields how many clients there are. SQLite only."""
    steps: Steps = {model: _highest(model) for model in COPIED} | {Person: therapists}
    orders = [_order(model, steps) for model in COPIED]
    for time in range(1, times + 1):
        with transaction.atomic(), connection.cursor() as cursor:
            for order in orders:
                cursor.execute(order.replace(":time", str(time)))
        yield clients * (time + 1)
    with transaction.atomic():
        copies = Note._unscoped.filter(pk__gt=steps[Note])
        copies.update(signed_at=models.F("changed_at"), signed_by=models.F("author"))
        Head.objects.update(sequence=_highest(Entry))


def _highest(model: type[models.Model]) -> int:
    highest: int = model._base_manager.aggregate(last=Max("pk"))["last"]
    return highest


def _order(model: type[models.Model], steps: Steps) -> str:
    """One INSERT that copies a table's first rows, with every id moved along."""
    quoted, table = connection.ops.quote_name, model._meta.db_table
    columns = [quoted(field.column) for field in model._meta.concrete_fields]
    values = [_value(field, quoted(field.column), steps) for field in model._meta.concrete_fields]
    # The word for the record number would find the wrong client.
    which = f"id <= {steps[model]}" + (" AND word NOT GLOB '*[0-9]*'" if model is SearchWord else "")
    into = f"INSERT INTO {quoted(table)} ({', '.join(columns)})"
    return f"{into} SELECT {', '.join(values)} FROM {quoted(table)} WHERE {which}"


def _value(field: models.Field, column: str, steps: Steps) -> str:
    if field.name in {"signed_at", "signed_by"}:
        return "NULL"  # a note comes in unsigned
    step = steps.get(field.related_model if field.is_relation else field.model)  # type: ignore[arg-type]
    if field.primary_key or field.name == "sequence" or (field.is_relation and step):
        return f"{column} + :time * {step}"
    if field.name == "public_id":
        return "lower(hex(randomblob(11)))"
    if field.name == "number" and field.model is Client:
        return f"printf('C%05d', chart_id + :time * {steps[Chart]})"
    return column
