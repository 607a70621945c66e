"""Seal canonical bytes with the practice's key, and check seals again later."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from pentimento.core.kernel.canonical import canonical
from pentimento.core.kernel.errors import Refused
from pentimento.trust.access.models import Chart
from pentimento.trust.keys import keyring
from pentimento.trust.people.models import Person

from .models import Meaning, Seal


@dataclass(frozen=True, slots=True)
class Stamp:
    """Canonical bytes as text, their SHA-256 and an Ed25519 signature over them."""

    content: str
    digest: str
    signature: bytes
    key_id: str


def stamp(signed: Mapping[str, Any]) -> Stamp:
    """Sign a record that belongs to no chart, such as a colleague's claim. The caller keeps the bytes."""
    text = canonical(signed)
    ring = keyring()
    return Stamp(text.decode(), hashlib.sha256(text).hexdigest(), ring.sign(text), ring.signing_key_id())


def is_genuine(content: str, digest: str, signature: bytes) -> bool:
    """Whether stamped bytes are those that were signed."""
    text = content.encode()
    return hashlib.sha256(text).hexdigest() == digest and keyring().verify(text, bytes(signature))


def seal(
    *, kind: str, subject_id: str, chart: Chart, content: dict[str, Any], meaning: Meaning, by: Person, at: datetime
) -> Seal:
    """Sign ``content`` and keep the exact bytes that were signed.

    Who, when and what it means are part of the signed bytes, so none can be exchanged afterwards.
    """
    signed = {
        "kind": kind,
        "subject": subject_id,
        "chart": chart.public_id,
        "meaning": str(meaning),
        "signed_by": {"id": by.public_id, "name": by.name, "profession": by.profession},
        "signed_at": at,
        "content": content,
    }
    made = stamp(signed)
    return Seal.add(
        chart=chart,
        kind=kind,
        subject_id=subject_id,
        meaning=meaning,
        content=made.content,
        digest=made.digest,
        signature=made.signature,
        key_id=made.key_id,
        signed_by=by,
        signed_at=at,
    )


def is_whole(sealed: Seal) -> bool:
    """Whether the bytes are those that were signed."""
    return is_genuine(sealed.content, sealed.digest, bytes(sealed.signature))


def opened(sealed: Seal) -> dict[str, Any]:
    """The signed content, after checking the seal.

    Raises
    ------
    Refused
        If the bytes are not those that were signed.
    """
    if not is_whole(sealed):
        raise Refused("The seal on this does not match its text. Tell whoever looks after this system.")
    content: dict[str, Any] = json.loads(sealed.content)
    return content
