"""Entries of the audit trail in bulk, chained as the real ones are."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from pentimento.trust.audit.models import Entry, Head
from pentimento.trust.audit.trail import digest_of

Said = tuple[str, datetime, Any, Any, dict[str, Any]]  # event, when, who, chart, detail


def append(said: Iterable[Said]) -> None:
    """Write these entries after the last one. Call inside ``atomic()``."""
    head = Head.objects.get_or_create(pk=1)[0]
    rows = []
    for event, at, by, chart, detail in said:
        entry = Entry(
            sequence=head.sequence + 1, at=at, event=event, by=by, chart=chart, detail=detail, previous=head.digest
        )
        entry.digest = digest_of(entry)
        head.sequence, head.digest = entry.sequence, entry.digest
        rows.append(entry)
    Entry.objects.bulk_create(rows)
    head.save()
