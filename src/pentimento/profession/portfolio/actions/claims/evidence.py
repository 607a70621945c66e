"""Evidence is linked to a claim, taken off it, and read without names."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from pentimento.core.kernel.errors import NotFound
from pentimento.core.kernel.words import cleaned
from pentimento.profession.portfolio.models import Claim, Evidence
from pentimento.profession.portfolio.rules import claims as rules
from pentimento.profession.portfolio.rules.corrections import check_length
from pentimento.trust import audit
from pentimento.trust.access import naming
from pentimento.trust.people.models import Person

from .writing import held


@transaction.atomic
def link(
    *,
    claim: Claim,
    kind: str,
    by: Person,
    at: datetime,
    reference: str = "",
    place: str = "",
    words: str = "",
) -> Evidence:
    """Link something in the record, or words about something outside it. Linked twice, it is linked once.

    ``reference`` and ``place`` are opaque here: whoever calls has opened them through the access door.
    """
    row = held(claim)
    rules.check_can_write(is_owner=row.owner_id == by.pk, state=row.state)
    text = cleaned(words)
    check_length(text, most=rules.WHY_MOST)
    naming.check_nobody_named(by, text)
    linked = Evidence.of_owner(by).filter(claim=row, unlinked_at__isnull=True)
    rules.check_evidence(kind=kind, words=text, reference=reference, linked=linked.count())
    if reference and (kept := linked.filter(kind=kind, reference=reference).first()):
        return kept
    made = Evidence.add(owner=by, claim=row, kind=kind, reference=reference, place=place, words=text, linked_at=at)
    _touch(row, at)
    audit.record(audit.Event.CLAIM_EVIDENCE_LINKED, by=by, at=at, subject=row, kind=kind)
    return made


@transaction.atomic
def unlink(*, evidence: Evidence, by: Person, at: datetime) -> Evidence:
    """Take evidence off a claim that is still being written."""
    row = held(evidence.claim)
    rules.check_can_write(is_owner=row.owner_id == by.pk, state=row.state)
    found = Evidence.of_owner(by).filter(pk=evidence.pk, unlinked_at__isnull=True).first()
    if found is None:
        raise NotFound
    found.unlinked_at = at
    found.save(update_fields=["unlinked_at"])
    _touch(row, at)
    audit.record(audit.Event.CLAIM_EVIDENCE_UNLINKED, by=by, at=at, subject=row, kind=found.kind)
    return found


@transaction.atomic
def read_without_names(*, evidence: Evidence, by: Person, at: datetime) -> None:
    """Record that a piece of evidence was read; the reading of the record itself is recorded by the door."""
    audit.record(audit.Event.CLAIM_EVIDENCE_READ, by=by, at=at, subject=evidence.claim, kind=evidence.kind)


def _touch(row: Claim, at: datetime) -> None:
    row.changed_at = at
    row.save(update_fields=["changed_at"])
