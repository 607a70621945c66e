"""Badges are issued for what was verified or certified, and withdrawn with a reason."""

from __future__ import annotations

import secrets
from datetime import datetime

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import load_pem_public_key
from django.db import transaction
from django.utils import timezone

from pentimento.core.kernel.errors import Refused
from pentimento.core.kernel.words import cleaned
from pentimento.profession.portfolio.models import Badge, Certificate, Claim
from pentimento.profession.portfolio.rules import badges as rules
from pentimento.profession.portfolio.rules.credentials import credential
from pentimento.profession.portfolio.rules.supervision import check_words
from pentimento.trust import audit
from pentimento.trust.identifiers import new_public_id
from pentimento.trust.keys import keyring
from pentimento.trust.people.models import Person
from pentimento.trust.people.queries import supervises

PRACTICE = "This practice"


@transaction.atomic
def issue_for_hours(*, certificate: Certificate, practice: str, by: Person, at: datetime) -> Badge:
    """A badge for hours that meet every rule, as their certificate says."""
    known = credential(certificate.credential)
    rules_of = known.rules_for(certificate.route, degree_on=None, on=certificate.stands_on)
    achievement = rules.Achievement(
        key=f"{known.key}/{certificate.route}",
        name=f"{known.name}: the hours that are asked for",
        description=f"Hours towards {known.title} ({known.body}), counted from the record of a practice, not typed.",
        criteria=" ".join(need.says for need in rules_of.needs),
    )
    return _issue(
        Badge.For.HOURS, certificate.public_id, certificate.owner, achievement, certificate.met, practice, by, at
    )


@transaction.atomic
def issue_for_claim(*, claim: Claim, statement: str, framework: str, practice: str, by: Person, at: datetime) -> Badge:
    """A badge for a claim that a supervisor verified. ``statement`` is the wording that was signed off."""
    achievement = rules.Achievement(
        key=f"claim/{claim.item_id}/{claim.item_revision}",
        name=statement[:120],
        description=statement,
        criteria=f"A claim to this statement of {framework}, with evidence, was verified and sealed by a supervisor.",
    )
    return _issue(Badge.For.CLAIM, claim.public_id, claim.owner, achievement, claim.is_locked, practice, by, at)


@transaction.atomic
def withdraw_badge(*, badge: Badge, why: str, by: Person, at: datetime) -> Badge:
    """Say that a badge no longer holds. Whoever has its file is not told; the page here says so."""
    said = cleaned(why)
    if badge.issued_by_id != by.pk:
        raise Refused("A badge is withdrawn by the person who issued it.")
    check_words(said)
    if badge.withdrawn_at is None:
        badge.withdrawn_at, badge.withdrawn_why = at, said[:300]
        badge.save(update_fields=["withdrawn_at", "withdrawn_why"])
        audit.record(audit.Event.BADGE_WITHDRAWN, by=by, at=at, subject=badge)
    return badge


def practice_key() -> bytes:
    """The 32 bytes of the practice's public key."""
    key = load_pem_public_key(keyring().public_key())
    if not isinstance(key, Ed25519PublicKey):
        raise Refused("The practice's key is not of the kind that badges need.")
    return key.public_bytes_raw()


def _issue(
    about: str,
    reference: str,
    owner: Person,
    achievement: rules.Achievement,
    earned: bool,
    practice: str,
    by: Person,
    at: datetime,
) -> Badge:
    rules.check_can_issue(supervises=supervises(by, owner, on=timezone.localdate(at)), earned=earned)
    there = Badge.of_owner(owner).filter(about=about, reference=reference, withdrawn_at__isnull=True)
    rules.check_not_issued(issued=there.exists())
    public_id, public = new_public_id(), practice_key()
    to = rules.Recipient(owner.public_id, owner.name, owner.email, secrets.token_hex(8))
    made = rules.badge(
        public_id=public_id,
        achievement=achievement,
        to=to,
        by=rules.Issuer(practice or PRACTICE, public),
        at=at,
    )
    unsigned = rules.to_be_signed(made, public=public, at=at)
    row = Badge.add(
        public_id=public_id,
        owner=owner,
        about=about,
        reference=reference,
        name=achievement.name,
        token=rules.token(unsigned, keyring().sign(unsigned)),
        issued_by=by,
        issued_at=at,
    )
    audit.record(audit.Event.BADGE_ISSUED, by=by, at=at, subject=row, about=str(about))
    return row
