"""Write the audit trail in the same transaction as what it records, and prove it whole."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from django.conf import settings
from django.db import models, transaction

from pentimento.core.kernel.canonical import canonical
from pentimento.trust.access.models import Chart
from pentimento.trust.people.models import Person
from pentimento.trust.prepared import NewRow, Prepared, changed

from .events import Event
from .models import Entry, Head

GENESIS = "0" * 64
_HEAD = Prepared(lambda: Head.objects.select_for_update().filter(pk=1).values_list("sequence", "digest").query)
_MOVE_HEAD = Prepared(
    lambda sequence, digest: changed(Head.objects.filter(pk=1), sequence=sequence, digest=digest),
    sequence=int,
    digest=str,
)
_ENTRY = NewRow(Entry)


def record(
    event: Event,
    *,
    by: Person | None,
    at: datetime,
    chart: Chart | None = None,
    subject: models.Model | None = None,
    **detail: str | int | bool | None,
) -> Entry:
    """Append one entry. ``detail`` holds ids, counts and states, never names or clinical words.

    Must run inside the transaction of what it records: if this fails, that fails.
    """
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("An audit entry is written in the transaction of what it records.")
    sequence, previous = _HEAD.first() or _first_head()
    entry = Entry(
        sequence=sequence + 1,
        at=at,
        event=event.name,
        by=by,
        chart=chart,
        subject_kind=subject._meta.label_lower if subject is not None else "",
        subject_id=str(getattr(subject, "public_id", None) or getattr(subject, "pk", "") or ""),
        detail=detail,
        previous=previous,
    )
    entry.digest = digest_of(entry)
    _ENTRY.write(entry)
    _MOVE_HEAD.tell(sequence=entry.sequence, digest=entry.digest)
    transaction.on_commit(lambda: show_head(entry.sequence, entry.digest))
    return entry


def _first_head() -> tuple[int, str]:
    head = Head.objects.create(pk=1)
    return head.sequence, head.digest


def digest_of(entry: Entry) -> str:
    """SHA-256 over the entry's canonical bytes, the hash of the one before included."""
    content = {
        "sequence": entry.sequence,
        "at": entry.at.astimezone(UTC).isoformat(),
        "event": entry.event,
        "by": entry.by_id,
        "chart": entry.chart_id,
        "subject_kind": entry.subject_kind,
        "subject_id": entry.subject_id,
        "detail": entry.detail,
        "previous": entry.previous,
    }
    return hashlib.sha256(canonical(content)).hexdigest()


def show_head(sequence: int, digest: str) -> None:
    """Keep the chain's head outside the database, so that putting yesterday's file back is noticed."""
    path: Path | None = settings.PENTIMENTO_AUDIT_HEAD
    if path is None:
        return
    line = f"{sequence} {digest}\n".encode()
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    try:
        # Appending keeps writers from overwriting each other; the file is trimmed when it grows.
        os.write(handle, line)
        if os.fstat(handle).st_size > 1_000_000:
            _trim(path)
    finally:
        os.close(handle)


def _trim(path: Path) -> None:
    tail = path.read_bytes().splitlines(keepends=True)[-100:]
    fresh = path.with_suffix(f".{os.getpid()}")
    fresh.write_bytes(b"".join(tail))
    fresh.chmod(0o600)
    fresh.replace(path)


def shown_head() -> tuple[int, str] | None:
    """The highest head ever shown outside the database, or None where there is none yet."""
    path: Path | None = settings.PENTIMENTO_AUDIT_HEAD
    if path is None or not path.exists():
        return None
    heads = (line.split() for line in path.read_text().splitlines())
    # A line torn by a power cut says nothing; the whole one before it does.
    whole = (h for h in heads if len(h) == 2 and h[0].isdigit() and len(h[1]) == len(GENESIS))
    return max(((int(h[0]), h[1]) for h in whole), default=None)


def faults() -> Iterator[str]:
    """Walk the whole chain and name everything that is wrong with it. Nothing yielded: it is whole."""
    expected, previous = 1, GENESIS
    digests: dict[int, str] = {}
    shown = shown_head()
    for entry in Entry.objects.order_by("sequence").iterator(chunk_size=2000):
        if entry.sequence != expected:
            yield f"Entries {expected} to {entry.sequence - 1} are missing."
        if entry.previous != previous:
            yield f"Entry {entry.sequence} does not follow the one before it."
        if digest_of(entry) != entry.digest:
            yield f"Entry {entry.sequence} was changed."
        if shown and entry.sequence == shown[0]:
            digests[shown[0]] = entry.digest
        expected, previous = entry.sequence + 1, entry.digest
    head = Head.objects.filter(pk=1).first()
    if head and (head.sequence, head.digest) != (expected - 1, previous):
        yield "The end of the chain is not where its head says."
    if shown and shown[0] >= expected:
        yield f"Entries up to {shown[0]} were shown outside the database; it ends at {expected - 1}."
    elif shown and digests.get(shown[0]) != shown[1]:
        yield f"Entry {shown[0]} is not the one that was shown outside the database."


def events_of(subject: models.Model) -> list[Event]:
    """What has happened to one row, oldest first."""
    key = str(getattr(subject, "public_id", None) or subject.pk)
    names = (
        Entry.objects.filter(subject_kind=subject._meta.label_lower, subject_id=key)
        .order_by("sequence")
        .values_list("event", flat=True)
    )
    return [Event[name] for name in names]


def readings_of(chart: Chart, *, limit: int = 200) -> list[Entry]:
    """What has happened to one chart, newest first, with who did it. One statement."""
    return list(Entry.objects.filter(chart=chart).select_related("by").order_by("-sequence")[:limit])
