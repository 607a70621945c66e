"""Notes sealed in bulk, each with the seal its signature would have made."""

from __future__ import annotations

import hashlib
from typing import Any

from django.db.models import F

from pentimento.core.kernel.canonical import canonical
from pentimento.practice.records.models import Note
from pentimento.practice.records.queries.layers import content_of
from pentimento.trust.keys import keyring
from pentimento.trust.signing.models import Meaning, Seal


def add_sealed(notes: list[Note]) -> None:
    """Write notes as drafts, sign them, and keep their seals. Call inside ``atomic()``."""
    Note._unscoped.bulk_create(notes)
    for note in notes:
        note.signed_at, note.signed_by = note.changed_at, note.author
    # A note comes in unsigned: the database refuses anything else.
    written = Note._unscoped.filter(pk__gte=notes[0].pk, pk__lte=notes[-1].pk)
    written.update(signed_at=F("changed_at"), signed_by=F("author"))
    ring = keyring()
    key = ring.signing_key_id()
    Seal._unscoped.bulk_create([_sealed(note, ring, key) for note in notes])


def _sealed(note: Note, ring: Any, key: str) -> Seal:
    by, at = note.author, note.changed_at
    signed = {
        "kind": "note",
        "subject": note.public_id,
        "chart": note.chart.public_id,
        "meaning": str(Meaning.AUTHOR),
        "signed_by": {"id": by.public_id, "name": by.name, "profession": by.profession},
        "signed_at": at,
        "content": content_of(note),
    }
    text = canonical(signed)
    return Seal(
        chart=note.chart,
        kind="note",
        subject_id=note.public_id,
        meaning=Meaning.AUTHOR,
        content=text.decode(),
        digest=hashlib.sha256(text).hexdigest(),
        signature=ring.sign(text),
        key_id=key,
        signed_by=by,
        signed_at=at,
    )
