"""A sealed note as it can be read: the note, its co-signature, the layers over it, and whether all is whole."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from pentimento.core.kernel.canonical import canonical
from pentimento.practice.records.models import Amendment, Note
from pentimento.trust.signing.models import Meaning, Seal
from pentimento.trust.signing.sealing import is_whole


@dataclass(frozen=True, slots=True)
class Layer:
    """One sealed text: the note itself or an amendment over it."""

    row: Note | Amendment
    seal: Seal | None
    cosigned: Seal | None
    whole: bool  # the bytes are those that were signed, and the row says what they say

    @property
    def awaits(self) -> bool:
        """Whether a trainee wrote it and nobody has answered for it yet."""
        return self.row.needs_cosign and self.cosigned is None


@dataclass(frozen=True, slots=True)
class Layers:
    """A sealed note with everything laid over it, oldest first."""

    note: Layer
    later: list[Layer]

    @property
    def all(self) -> list[Layer]:
        return [self.note, *self.later]

    @property
    def whole(self) -> bool:
        return self.note.whole and all(layer.whole for layer in self.later)


def layers_of(viewer: Any, note: Note) -> Layers:
    """A sealed note and its amendments with their seals, each checked. Two statements."""
    later = list(
        Amendment.scoped(viewer).filter(note=note).select_related("author", "note").order_by("amended_at", "pk")
    )
    seals: dict[tuple[str, str], Seal] = {}
    ids = [note.public_id, *(layer.public_id for layer in later)]
    for seal in Seal.scoped(viewer).filter(chart=note.chart_id, subject_id__in=ids).select_related("signed_by"):
        seals[seal.subject_id, seal.meaning] = seal
    return Layers(
        _layer(note, seals, Meaning.AUTHOR, content_of(note)),
        [_layer(row, seals, Meaning.AMENDED, amendment_content(row)) for row in later],
    )


def _layer(row: Any, seals: dict[tuple[str, str], Seal], meaning: Meaning, says: dict[str, Any]) -> Layer:
    seal, cosigned = seals.get((row.public_id, meaning)), seals.get((row.public_id, Meaning.COSIGNED))
    whole = seal is not None and is_whole(seal) and _says(seal, says) and (cosigned is None or is_whole(cosigned))
    return Layer(row, seal, cosigned, whole)


def _says(seal: Seal, content: dict[str, Any]) -> bool:
    # A trigger keeps the row from changing; whoever gets past it still cannot change what was signed.
    signed = json.loads(seal.content)
    return bool(canonical(signed["content"]) == canonical(content))


def content_of(note: Note) -> dict[str, Any]:
    """What is sealed of a note: the session, the text, and what it rests on."""
    return {
        "session": {"id": note.encounter.public_id, "opened_at": note.encounter.opened_at},
        "author": note.author.public_id,
        "template": note.template,
        "sections": [{key: section[key] for key in ("key", "heading", "text")} for section in note.sections],
        "rests_on": note.rests_on,
        "needs_cosign": note.needs_cosign,
    }


def amendment_content(row: Amendment) -> dict[str, Any]:
    """What is sealed of an amendment."""
    said = {"note": row.note.public_id, "words": row.words, "reason": row.reason}
    # Named only where it holds: what was sealed before there was such a thing stays word for word.
    return said | {"needs_cosign": True} if row.needs_cosign else said
