"""Seal canonical bytes with the practice's key, and check seals again later."""

from __future__ import annotations

import hashlib
import json
from datetime import datetime
from typing import Any

from pentimento.core.kernel.canonical import canonical
from pentimento.core.kernel.errors import Refused
from pentimento.trust.access.models import Chart
from pentimento.trust.keys import keyring
from pentimento.trust.people.models import Person

from .models import Meaning, Seal


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
    text = canonical(signed)
    ring = keyring()
    return Seal.add(
        chart=chart,
        kind=kind,
        subject_id=subject_id,
        meaning=meaning,
        content=text.decode(),
        digest=hashlib.sha256(text).hexdigest(),
        signature=ring.sign(text),
        key_id=ring.signing_key_id(),
        signed_by=by,
        signed_at=at,
    )


def is_whole(sealed: Seal) -> bool:
    """Whether the bytes are those that were signed."""
    text = sealed.content.encode()
    return hashlib.sha256(text).hexdigest() == sealed.digest and keyring().verify(text, bytes(sealed.signature))


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
