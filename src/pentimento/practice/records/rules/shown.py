"""One thing in the record that a sentence can rest on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

KINDS = (
    "session",
    "appointment",
    "aim",
    "medium",
    "seen",
    "said",
    "hypothesis",
    "artwork",
    "score",
    "rating",
    "review",
    "decision",
    "note",
)


@dataclass(frozen=True, slots=True)
class Shown:
    """One thing in the record, as the viewer may see it now.

    ``digest`` is the SHA-256 of what it says at this moment (``core.kernel.canonical``): kept beside a
    sentence, it tells later whether the evidence was changed. ``withdrawn`` is true for an observation
    struck out, a picture taken out of view, a score or rating that was replaced.
    """

    kind: str  # one of KINDS
    public_id: str
    words: str  # what it says, in the record's own words
    when: datetime | date
    on: date  # the local day, for ordering and periods; in a session, the session's
    label: str  # such as ``Seen, 4 May 2026``
    url_name: str
    url_args: tuple[str, ...]
    digest: str
    withdrawn: bool = False
    session: str = ""  # public id of the session it belongs to, if any
    facts: Mapping[str, Any] = field(default_factory=dict)  # figures behind the words, by kind
    after: Shown | None = None  # what stands in its place now, if it was corrected

    def as_evidence(self) -> dict[str, str]:
        """The shape kept in ``rests_on`` and beside a report's sentence."""
        return {
            "kind": self.kind,
            "id": self.public_id,
            "words": self.words,
            "digest": self.digest,
            "label": self.label,
        }
