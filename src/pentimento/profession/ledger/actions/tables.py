"""Labels and usage are brought in: first looked at, then applied, and set aside again if they should not count."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction

from pentimento.core.exposure.label_sets import read_labels
from pentimento.core.exposure.usage_sets import read_usage
from pentimento.core.kernel.canonical import digest
from pentimento.core.kernel.errors import Invalid
from pentimento.core.kernel.words import cleaned
from pentimento.profession.ledger import rules
from pentimento.profession.ledger.models import Table
from pentimento.profession.ledger.queries import history_of, tasks_of
from pentimento.trust import audit
from pentimento.trust.people.models import Person

STATED = ("title", "source", "licence", "released")


@transaction.atomic
def propose_table(*, kind: str, occupation: str, content: bytes, by: Person, at: datetime, **stated: str) -> Table:
    """Read a table and keep it for looking at. It does not count yet; the same content again is the same row.

    Parameters
    ----------
    stated : str
        ``title``, ``source``, ``licence`` and ``released`` (a day, a month or a version), all needed.

    Raises
    ------
    Invalid
        With row and column; nothing is kept then.
    """
    rules.check_can_keep(role=by.role)
    said = {name: cleaned(stated.get(name, "")) for name in STATED}
    if lacking := [name for name, words in said.items() if not words]:
        raise Invalid("Say where the table comes from. Missing: {missing}.", missing=", ".join(lacking))
    fields = _read(kind, content, occupation)
    mark = digest({"kind": kind, "content": fields["content"], **said})
    rows = Table.objects.filter(kind=kind, occupation=occupation, digest=mark, ended_at__isnull=True)
    if kept := rows.first():
        return kept
    whole = {"kind": kind, "occupation": occupation, "digest": mark, "proposed_by": by, "proposed_at": at}
    try:
        with transaction.atomic():
            row = Table.objects.create(**whole, **said, **fields)
    except IntegrityError:  # the same file, sent twice at once
        return rows.get()
    audit.record(audit.Event.LEDGER_TABLE_PROPOSED, by=by, at=at, subject=row, kind=kind)
    return row


def _read(kind: str, content: bytes, occupation: str) -> dict[str, Any]:
    known: dict[str, Any] = {"tasks": tasks_of(occupation), "history": history_of(occupation), "occupation": occupation}
    if kind == Table.Kind.LABELS:
        labels = read_labels(content, **known)
        rows = {
            task: {"exposure": dict(one.exposure), "automation": dict(one.automation)}
            for task, one in labels.labels.items()
        }
        return _fields(labels, rows, missing=list(labels.missing))
    if kind == Table.Kind.USAGE:
        usage = read_usage(content, **known)
        return _fields(usage, {task: use.to_json() for task, use in usage.uses.items()}, unit=usage.unit)
    raise Invalid("Bring labels or usage.")


def _fields(read: Any, content: dict[str, Any], **more: Any) -> dict[str, Any]:
    remarks = [remark.to_json() for remark in read.remarks]
    return {"content": content, "remarks": remarks, "elsewhere": read.elsewhere, **more}


@transaction.atomic
def apply_table(*, table: Table, by: Person, at: datetime) -> Table:
    """From now on it counts."""
    rules.check_can_keep(role=by.role)
    row = Table.objects.select_for_update().get(pk=table.pk)
    rules.check_can_apply(applied=row.applied_at is not None, ended=row.ended_at is not None)
    row.applied_at, row.applied_by = at, by
    row.save(update_fields=["applied_at", "applied_by"])
    audit.record(audit.Event.LEDGER_TABLE_APPLIED, by=by, at=at, subject=row, kind=row.kind)
    return row


@transaction.atomic
def set_table_aside(*, table: Table, by: Person, at: datetime) -> Table:
    """It no longer counts, or never will. Twice is a repeat."""
    rules.check_can_keep(role=by.role)
    row = Table.objects.select_for_update().get(pk=table.pk)
    if row.ended_at is None:
        row.ended_at = at
        row.save(update_fields=["ended_at"])
        audit.record(audit.Event.LEDGER_TABLE_SET_ASIDE, by=by, at=at, subject=row, kind=row.kind)
    return row
