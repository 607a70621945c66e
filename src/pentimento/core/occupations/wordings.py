"""Finding a task by the official sentence somebody has, without shipping the sentence.

Figures of others are often keyed by the text of a task rather than its number, and by the text of an older
release. What ships is a fingerprint of each wording; whoever holds the text can find the number.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cache
from unicodedata import normalize

from pentimento.core.reference.shelf import shipped

SHELF = "occupations"


@dataclass(frozen=True, slots=True)
class Wording:
    """One official wording of a task.

    ``is_current`` False for a wording that a later release changed; ``release`` is one it stands in;
    ``shared_with`` names the task of another occupation with the same sentence (``29-1129.02 19168``), because
    a figure keyed by that sentence belongs to both.
    """

    code: str
    task_id: str
    is_current: bool
    release: str
    fingerprint: str
    shared_with: str = ""


def normalised(statement: str) -> str:
    """A sentence as it is compared: Unicode NFKC, small letters, single spaces, no full stop at the end.

    >>> normalised("  Review  Research. ")
    'review research'
    """
    return " ".join(normalize("NFKC", statement).casefold().split()).rstrip(".").rstrip()


def fingerprint(statement: str) -> str:
    """SHA-256 of the normalised sentence, 64 hexadecimal characters."""
    return hashlib.sha256(normalised(statement).encode()).hexdigest()


def wordings_of(statement: str) -> tuple[Wording, ...]:
    """Every task that has, or had, this sentence; none where it is not known. More than one: it is shared."""
    return _by_fingerprint().get(fingerprint(statement), ())


@cache
def wordings() -> tuple[Wording, ...]:
    """Every wording whose fingerprint ships."""
    return tuple(
        Wording(
            code=row["code"],
            task_id=row["task_id"],
            is_current=row["wording"] == "current",
            release=row["release"],
            fingerprint=row["sha256"],
            shared_with=row["shared_with"],
        )
        for row in shipped(SHELF).csv("fingerprints.csv")
    )


@cache
def _by_fingerprint() -> dict[str, tuple[Wording, ...]]:
    found: dict[str, tuple[Wording, ...]] = {}
    for wording in wordings():
        found[wording.fingerprint] = (*found.get(wording.fingerprint, ()), wording)
    return found
