"""Private process notes are written, under a key of their own."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from pentimento.core.kernel.words import cleaned
from pentimento.practice.encounters.models import Encounter
from pentimento.practice.records.models import ProcessNote
from pentimento.practice.records.queries.process_notes import place_of, process_note_of
from pentimento.practice.records.rules import notes as rules
from pentimento.trust import audit
from pentimento.trust.keys import Subkey, keyring
from pentimento.trust.people.models import Person

from .own import check_on_team


@transaction.atomic
def write_process_note(*, encounter: Encounter, words: str, version: int, by: Person, at: datetime) -> ProcessNote:
    """Keep the author's reflection on a session, encrypted. The same words again are a repeat.

    Parameters
    ----------
    version : int
        The version the form was shown; 0 where there was none.

    Raises
    ------
    Conflict
        If it was changed meanwhile, in another tab.
    """
    check_on_team(by, encounter.chart)
    said = cleaned(words)
    rules.check_process_words(said)
    row = ProcessNote.of_chart(encounter.chart_id).select_for_update().filter(encounter=encounter, author=by).first()
    if row is not None and process_note_of(by, encounter).words == said:
        return row
    rules.check_version(theirs=row.version if row else 0, ours=version)
    if row is None:
        row = ProcessNote(chart=encounter.chart, encounter=encounter, author=by, version=0)
    locked = keyring().encrypt_text(encounter.chart.public_id, Subkey.PRIVATE, said, place_of(row))
    row.sealed_words, row.changed_at, row.version = locked.encode(), at, row.version + 1
    row.save()
    audit.record(audit.Event.PROCESS_NOTE_WRITTEN, by=by, at=at, chart=encounter.chart, subject=row)
    return row
