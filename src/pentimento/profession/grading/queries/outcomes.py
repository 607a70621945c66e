"""Sealed outcomes, and whether they are still what was signed."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from pentimento.profession.grading.models import Outcome
from pentimento.trust.keys import keyring


def is_whole(outcome: Outcome) -> bool:
    """Whether the bytes are those that were signed."""
    text = outcome.content.encode()
    whole = hashlib.sha256(text).hexdigest() == outcome.digest
    return whole and keyring().verify(text, bytes(outcome.signature))


def sealed_content(outcome: Outcome) -> dict[str, Any]:
    """What was signed, as it was signed."""
    content: dict[str, Any] = json.loads(outcome.content)
    return content
