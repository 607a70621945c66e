"""What is laid over a sealed note: amendments, and the co-signatures under a trainee's own seal."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from django.db import transaction

from pentimento.core.kernel.errors import Refused
from pentimento.core.kernel.words import cleaned
from pentimento.practice.records.models import Amendment, Note
from pentimento.practice.records.queries.layers import Layer, amendment_content, content_of, layers_of
from pentimento.practice.records.rules import notes as rules
from pentimento.trust import activity, audit
from pentimento.trust.identifiers import new_public_id
from pentimento.trust.people.actions import confirm
from pentimento.trust.people.models import Person
from pentimento.trust.people.queries import supervises
from pentimento.trust.signing.models import Meaning, Seal
from pentimento.trust.signing.sealing import seal

from .notes import held
from .own import check_on_team, local_day


@transaction.atomic
def amend_note(*, note: Note, words: str, reason: str, by: Person, at: datetime, entry_key: str = "") -> Amendment:
    """Lay a sealed layer over a sealed note. Both stay readable. Sent twice with one key it is one layer."""
    note = held(note)
    check_on_team(by, note.chart)
    said, why = cleaned(words), cleaned(reason)
    rules.check_can_amend(signed=note.is_signed, words=said, reason=why)
    if entry_key and (made := Amendment.of_chart(note.chart_id).filter(public_id=entry_key, note=note).first()):
        return made
    layer = Amendment.add(
        chart=note.chart,
        public_id=entry_key or new_public_id(),
        note=note,
        author=by,
        words=said,
        reason=why,
        amended_at=at,
        needs_cosign=by.is_trainee,
    )
    seal(
        kind="amendment",
        subject_id=layer.public_id,
        chart=note.chart,
        content=amendment_content(layer),
        meaning=Meaning.AMENDED,
        by=by,
        at=at,
    )
    audit.record(audit.Event.NOTE_AMENDED, by=by, at=at, chart=note.chart, subject=note)
    return layer


def amend_note_with_password(
    *, note: Note, words: str, reason: str, password: str, by: Person, at: datetime, entry_key: str = ""
) -> Amendment:
    """Amend once the password was given again: an amendment is sealed as it is written."""
    confirm(person=by, password=password, at=at, chart=note.chart, subject=note)
    return amend_note(note=note, words=words, reason=reason, by=by, at=at, entry_key=entry_key)


@transaction.atomic
def cosign_note(*, note: Note, by: Person, at: datetime, shown: Collection[str] | None = None) -> list[Seal]:
    """A supervisor answers for what a trainee sealed: the note, its amendments, or both.

    Parameters
    ----------
    shown : public ids of the note and the amendments that were read, optional
        What was laid over the note since is not answered for. Left out, everything that waits is.

    Returns
    -------
    list of Seal
        One beside each of the trainee's own seals; empty where the same person had co-signed already.
    """
    note = held(note)
    asked = [one for one in layers_of(by, note).all if one.row.needs_cosign]
    asked = [one for one in asked if shown is None or one.row.public_id in shown]
    waiting = [one for one in asked if one.awaits]
    if asked and not waiting and all(one.cosigned and one.cosigned.signed_by == by for one in asked):
        return []
    answered = [one for one in waiting if supervises(by, one.row.author, on=local_day(at))]
    rules.check_can_cosign(signed=note.is_signed, needed=bool(asked), cosigned=not waiting, supervises=bool(answered))
    return [_cosigned(note, one, by=by, at=at) for one in answered]


def cosign_note_with_password(
    *, note: Note, password: str, by: Person, at: datetime, shown: Collection[str] | None = None
) -> list[Seal]:
    """Co-sign once the password was given again."""
    confirm(person=by, password=password, at=at, chart=note.chart, subject=note)
    return cosign_note(note=note, by=by, at=at, shown=shown)


def _cosigned(note: Note, layer: Layer, *, by: Person, at: datetime) -> Seal:
    if layer.seal is None:
        raise Refused("The author's own seal is missing here. Tell whoever looks after this system.")
    row = layer.row
    kind = "note" if isinstance(row, Note) else "amendment"
    says = content_of(row) if isinstance(row, Note) else amendment_content(row)
    made = seal(
        kind=kind,
        subject_id=row.public_id,
        chart=note.chart,
        content={kind: says, "seal": layer.seal.digest},
        meaning=Meaning.COSIGNED,
        by=by,
        at=at,
    )
    audit.record(audit.Event.NOTE_COSIGNED, by=by, at=at, chart=note.chart, subject=row)
    activity.report("cosign", person=by, at=at, about=(kind, row.public_id))
    return made
