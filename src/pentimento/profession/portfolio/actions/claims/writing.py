"""A claim is begun, written, talked about, and made anew when it has expired."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from pentimento.core.kernel.words import cleaned
from pentimento.profession.portfolio.models import Claim, Evidence, Item, Remark, Step
from pentimento.profession.portfolio.rules import claims as rules
from pentimento.profession.portfolio.rules.corrections import check_entry_key, check_length
from pentimento.trust import audit
from pentimento.trust.access import naming
from pentimento.trust.people.models import Person


def held(claim: Claim) -> Claim:
    """The claim as it is now, kept still until the transaction ends."""
    rows = Claim.of_owner(claim.owner_id).select_for_update(of=("self",))
    return rows.select_related("owner", "item__version__framework", "verifier").get(pk=claim.pk)


@transaction.atomic
def begin(*, item: Item, entry_key: str, by: Person, at: datetime, words: str = "") -> Claim:
    """Begin to claim a statement as it is worded now. Sent twice with one key, it is one claim."""
    check_entry_key(entry_key)
    if kept := Claim.of_owner(by).filter(entry_key=entry_key).first():
        return kept
    rules.check_is_new(live=Claim.of_owner(by).filter(item=item).exclude(state="withdrawn").exists())
    text = _words(by, words)
    claim = Claim.add(
        owner=by,
        item=item,
        item_revision=item.revision,
        words=text,
        entry_key=entry_key,
        begun_at=at,
        changed_at=at,
    )
    Step.add(owner=by, claim=claim, what=Step.What.BEGUN, by=by, at=at)
    audit.record(audit.Event.CLAIM_BEGUN, by=by, at=at, subject=claim)
    return claim


@transaction.atomic
def write(*, claim: Claim, words: str, verifier: Person | None, version: int, by: Person, at: datetime) -> Claim:
    """Keep what the owner writes and whom they name to verify it.

    Raises
    ------
    Conflict
        When it was changed since ``version`` was read.
    """
    row = held(claim)
    rules.check_can_write(is_owner=row.owner_id == by.pk, state=row.state)
    rules.check_version(sent=version, kept=row.version)
    if verifier is not None:
        rules.check_verifier(role=verifier.role, is_owner=verifier.pk == by.pk, works_here=verifier.is_active)
    row.words, row.verifier = _words(by, words), verifier
    row.version, row.changed_at = row.version + 1, at
    row.save(update_fields=["words", "verifier", "version", "changed_at"])
    audit.record(audit.Event.CLAIM_CHANGED, by=by, at=at, subject=row, version=row.version)
    return row


def _words(by: Person, words: str) -> str:
    text = cleaned(words)
    check_length(text, most=rules.WORDS_MOST)
    naming.check_nobody_named(by, text)
    return text


@transaction.atomic
def remark(*, claim: Claim, words: str, by: Person, at: datetime) -> Remark:
    """Say something about a claim that is open to the writer."""
    text = cleaned(words)
    rules.check_why(text[: rules.WHY_MOST])
    check_length(text, most=rules.REMARK_MOST)
    naming.check_nobody_named(by, text)
    row = Remark.add(owner=claim.owner, claim=claim, by=by, words=text, at=at)
    audit.record(audit.Event.CLAIM_REMARKED, by=by, at=at, subject=claim)
    return row


@transaction.atomic
def renew(*, claim: Claim, entry_key: str, by: Person, at: datetime) -> Claim:
    """Begin anew, with the old words and evidence, what was verified and has expired."""
    row, today = held(claim), timezone.localtime(at).date()
    expired = rules.has_expired(state=row.state, expires=row.expires_on, today=today)
    rules.check_can_renew(is_owner=row.owner_id == by.pk, expired=expired)
    row.state, row.version, row.changed_at = "withdrawn", row.version + 1, at
    row.save(update_fields=["state", "version", "changed_at"])
    Step.add(owner=by, claim=row, what=Step.What.WITHDRAWN, by=by, at=at, why="Renewed after it had expired.")
    audit.record(audit.Event.CLAIM_WITHDRAWN, by=by, at=at, subject=row)
    new = begin(item=row.item, entry_key=entry_key, by=by, at=at, words=row.words)
    for one in Evidence.of_owner(by).filter(claim=row, unlinked_at__isnull=True):
        Evidence.add(
            owner=by, claim=new, kind=one.kind, place=one.place, reference=one.reference, words=one.words, linked_at=at
        )
    return new
