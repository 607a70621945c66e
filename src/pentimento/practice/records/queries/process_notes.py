"""Private process notes: opened for their author, for nobody else."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from pentimento.practice.encounters.models import Encounter
from pentimento.practice.records.models import ProcessNote
from pentimento.trust.keys import Subkey, keyring


@dataclass(frozen=True, slots=True)
class Reflection:
    """A process note, opened. Version 0: nothing is written yet."""

    words: str = ""
    version: int = 0
    changed_at: datetime | None = None


def process_note_of(viewer: Any, encounter: Encounter) -> Reflection:
    """The viewer's own reflection on a session. One statement; a colleague's is not even counted."""
    row = ProcessNote.scoped(viewer).filter(encounter=encounter).first()
    if row is None:
        return Reflection()
    locked = bytes(row.sealed_words).decode()
    words = keyring().decrypt_text(encounter.chart.public_id, Subkey.PRIVATE, locked, place_of(row))
    return Reflection(words, row.version, row.changed_at)


def place_of(row: ProcessNote) -> str:
    """Where the words belong; locked words open nowhere else."""
    return f"process-note:{row.public_id}"
