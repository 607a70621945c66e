"""A claim goes to a supervisor, comes back or is sealed; it is reopened or withdrawn, and each is an event."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from pentimento.core.kernel.words import cleaned
from pentimento.profession.portfolio.models import Claim, ClaimState, Evidence, Remark, SignOff, Step
from pentimento.profession.portfolio.rules import claims as rules
from pentimento.profession.portfolio.rules.corrections import check_length
from pentimento.trust import audit
from pentimento.trust.access import naming
from pentimento.trust.people.actions import confirm
from pentimento.trust.people.models import Person
from pentimento.trust.signing.sealing import stamp

from .writing import held


@transaction.atomic
def send(*, claim: Claim, by: Person, at: datetime) -> Claim:
    """Hand a claim to the supervisor it names."""
    row = held(claim)
    linked = Evidence.of_owner(row.owner_id).filter(claim=row, unlinked_at__isnull=True).count()
    rules.check_can_send(
        is_owner=row.owner_id == by.pk,
        state=row.state,
        words=row.words,
        evidence=linked,
        has_verifier=row.verifier_id is not None,
    )
    row.sent_at = at
    return _move(row, ClaimState.WAITING, Step.What.SENT, audit.Event.CLAIM_SENT, by=by, at=at)


@transaction.atomic
def call_back(*, claim: Claim, by: Person, at: datetime) -> Claim:
    """Take a claim back from the supervisor's desk before they have decided."""
    row = held(claim)
    rules.check_can_call_back(is_owner=row.owner_id == by.pk, state=row.state)
    return _move(row, ClaimState.RETURNED, Step.What.RETURNED, audit.Event.CLAIM_RETURNED, by=by, at=at)


@transaction.atomic
def send_back(*, claim: Claim, why: str, by: Person, at: datetime) -> Claim:
    """Give a claim back with what is still wanted."""
    row = held(claim)
    rules.check_can_decide(is_verifier=row.verifier_id == by.pk, state=row.state)
    text = _why(by, why)
    return _move(row, ClaimState.RETURNED, Step.What.RETURNED, audit.Event.CLAIM_RETURNED, by=by, at=at, why=text)


@transaction.atomic
def verify(*, claim: Claim, comment: str, years: int, by: Person, at: datetime) -> SignOff:
    """Vouch for a claim. From now on it is locked; what was vouched for is kept as signed bytes."""
    row = held(claim)
    rules.check_can_decide(is_verifier=row.verifier_id == by.pk, state=row.state)
    rules.check_expiry(years)
    text = cleaned(comment)
    check_length(text, most=rules.REMARK_MOST)
    naming.check_nobody_named(by, text)
    if text:
        Remark.add(owner=row.owner, claim=row, by=by, words=text, at=at)
    row.verified_at = at
    row.expires_on = rules.expires_on(verified_on=timezone.localtime(at).date(), years=years)
    made = stamp(_signed(row, text, by=by, at=at))
    _move(row, ClaimState.VERIFIED, Step.What.VERIFIED, audit.Event.CLAIM_VERIFIED, by=by, at=at)
    return SignOff.add(
        owner=row.owner,
        claim=row,
        content=made.content,
        digest=made.digest,
        signature=made.signature,
        key_id=made.key_id,
        signed_by=by,
        signed_at=at,
    )


def verify_with_password(*, claim: Claim, comment: str, years: int, password: str, by: Person, at: datetime) -> SignOff:
    """Vouch for a claim after giving the password again."""
    confirm(person=by, password=password, at=at, subject=claim)
    return verify(claim=claim, comment=comment, years=years, by=by, at=at)


@transaction.atomic
def reopen(*, claim: Claim, why: str, by: Person, at: datetime) -> Claim:
    """Take the lock off, so that the owner can write again. The sealed words stay readable."""
    row = held(claim)
    rules.check_can_reopen(is_verifier=row.verifier_id == by.pk, state=row.state)
    text = _why(by, why)
    return _move(row, ClaimState.REOPENED, Step.What.REOPENED, audit.Event.CLAIM_REOPENED, by=by, at=at, why=text)


@transaction.atomic
def withdraw(*, claim: Claim, why: str, by: Person, at: datetime) -> Claim:
    """Withdraw a claim, or the verification of one. It happened, and it stays readable that it did."""
    row = held(claim)
    rules.check_can_withdraw(is_owner=row.owner_id == by.pk, is_verifier=row.verifier_id == by.pk, state=row.state)
    text = _why(by, why)
    return _move(row, ClaimState.WITHDRAWN, Step.What.WITHDRAWN, audit.Event.CLAIM_WITHDRAWN, by=by, at=at, why=text)


def _why(by: Person, why: str) -> str:
    text = cleaned(why)
    rules.check_why(text)
    naming.check_nobody_named(by, text)
    return text


def _move(
    row: Claim, state: str, what: Step.What, event: audit.Event, *, by: Person, at: datetime, why: str = ""
) -> Claim:
    row.state, row.version, row.changed_at = state, row.version + 1, at
    row.save(update_fields=["state", "version", "changed_at", "sent_at", "verified_at", "expires_on"])
    Step.add(owner=row.owner, claim=row, what=what, by=by, at=at, why=why)
    audit.record(event, by=by, at=at, subject=row, state=str(state))
    return row


def _signed(row: Claim, comment: str, *, by: Person, at: datetime) -> dict[str, Any]:
    """What the signature is over: who claims what, in which wording, resting on what, vouched for by whom."""
    evidence = Evidence.of_owner(row.owner_id).filter(claim=row, unlinked_at__isnull=True).order_by("linked_at", "pk")
    item = row.item
    return {
        "kind": "claim",
        "subject": row.public_id,
        "owner": {"id": row.owner.public_id, "name": row.owner.name, "profession": row.owner.profession},
        "statement": {
            "framework": item.version.framework.identifier,
            "version": item.version.name,
            "identifier": item.identifier,
            "code": item.code,
            "revision": row.item_revision,
        },
        "words": row.words,
        "evidence": [
            {"kind": one.kind, "place": one.place, "reference": one.reference, "words": one.words} for one in evidence
        ],
        "comment": comment,
        "expires_on": row.expires_on,
        "signed_by": {"id": by.public_id, "name": by.name, "profession": by.profession},
        "signed_at": at,
    }
