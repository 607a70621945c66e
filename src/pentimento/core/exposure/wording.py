"""Recognising a task by its official wording: now, in an earlier release, or shared with another occupation.

A task's text changes between releases, and two occupations may share one text. A table keyed by text can therefore be
read only by a history of wordings; the shipped one holds fingerprints, an imported release adds its own sentences.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from pentimento.core.occupations.wordings import fingerprint, wordings_of


class Likeness(StrEnum):
    """How a text was recognised."""

    CURRENT = "current"
    EARLIER = "earlier"


@dataclass(frozen=True, slots=True)
class Recognised:
    """A task found by its text. ``shared_with`` names tasks of other occupations with the same sentence."""

    task_id: str
    likeness: Likeness
    release: str
    shared_with: tuple[str, ...]


class History:
    """The wordings of one occupation's tasks.

    Parameters
    ----------
    occupation : str
        Its code.
    statements : mapping of str to str, optional
        Official sentences of an imported release, by task id: they count as current.
    """

    def __init__(self, occupation: str, statements: Mapping[str, str] | None = None) -> None:
        self.occupation = occupation
        self._imported = {fingerprint(text): task for task, text in (statements or {}).items() if text}

    def find(self, text: str) -> Recognised | None:
        """The task that has, or had, this text."""
        if not text.strip():
            return None
        for one in wordings_of(text):
            if one.code == self.occupation:
                likeness = Likeness.CURRENT if one.is_current else Likeness.EARLIER
                shared = (one.shared_with,) if one.shared_with else ()
                return Recognised(one.task_id, likeness, one.release, shared)
        if task := self._imported.get(fingerprint(text)):
            return Recognised(task, Likeness.CURRENT, "", ())
        return None
