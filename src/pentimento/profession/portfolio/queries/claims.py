"""Claims as their owner, their supervisor and nobody else may read them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from pentimento.core.kernel.errors import NotFound
from pentimento.profession.portfolio.models import (
    Claim,
    ClaimState,
    Evidence,
    Item,
    Remark,
    Revision,
    SignOff,
    Step,
)
from pentimento.profession.portfolio.rules import claims as rules
from pentimento.trust.people.models import Person
from pentimento.trust.signing.sealing import is_genuine


def _claims(viewer: Any) -> QuerySet[Claim]:
    return Claim.scoped(viewer).select_related("owner", "verifier", "item__level", "item__version__framework")


def claim_for(viewer: Any, public_id: str) -> Claim:
    """One claim that is open to this viewer. NotFound otherwise."""
    found = _claims(viewer).filter(public_id=public_id).first()
    if found is None:
        raise NotFound
    return found


def claims_of(owner: Person) -> list[Claim]:
    """Somebody's own claims, the one changed last first. One statement."""
    return list(_claims(owner).filter(owner=owner).order_by("-changed_at", "-pk"))


def live_claim_of(owner: Person, item: Item) -> Claim | None:
    """The claim somebody has to a statement, unless withdrawn."""
    return _claims(owner).filter(owner=owner, item=item).exclude(state=ClaimState.WITHDRAWN).first()


def waiting_for(viewer: Person) -> list[Claim]:
    """Claims on this supervisor's desk, the one sent first on top. One statement."""
    rows = _claims(viewer).filter(verifier=viewer, state=ClaimState.WAITING)
    return list(rows.order_by("sent_at", "pk"))


def back_with(owner: Person) -> list[Claim]:
    """Somebody's own claims that a supervisor sent back or reopened, the latest first. One statement."""
    rows = _claims(owner).filter(owner=owner, state__in=[ClaimState.RETURNED, ClaimState.REOPENED])
    return list(rows.order_by("-changed_at", "-pk"))


def decided_by(viewer: Person, *, limit: int = 50) -> list[Claim]:
    """Claims this supervisor has seen and that are elsewhere now. One statement."""
    rows = _claims(viewer).filter(verifier=viewer).exclude(state=ClaimState.WAITING).exclude(owner=viewer)
    return list(rows.order_by("-changed_at", "-pk")[:limit])


@dataclass(frozen=True, slots=True)
class Read:
    """A claim with everything that hangs on it."""

    claim: Claim
    statement: str  # as it was worded when it was claimed
    has_newer: bool
    evidence: list[Evidence]
    remarks: list[Remark]
    steps: list[Step]
    seals: list[tuple[SignOff, bool]]  # newest first; whether the bytes are those that were signed
    expired: bool

    @property
    def seal(self) -> tuple[SignOff, bool] | None:
        """The seal in force, where there is one."""
        return self.seals[0] if self.seals and self.claim.is_locked else None


def read(viewer: Any, claim: Claim, *, today: date) -> Read:
    """A claim as a page shows it. Five statements."""
    revision = Revision.objects.filter(item=claim.item_id, number=claim.item_revision).first()
    seals = SignOff.scoped(viewer).filter(claim=claim).select_related("signed_by").order_by("-signed_at", "-pk")
    return Read(
        claim=claim,
        statement=revision.content["statement"] if revision else claim.item.statement,
        has_newer=claim.item.revision > claim.item_revision,
        evidence=evidence_of(viewer, claim),
        remarks=list(Remark.scoped(viewer).filter(claim=claim).select_related("by").order_by("at", "pk")),
        steps=list(Step.scoped(viewer).filter(claim=claim).select_related("by").order_by("at", "pk")),
        seals=[(one, is_genuine(one.content, one.digest, bytes(one.signature))) for one in seals],
        expired=rules.has_expired(state=claim.state, expires=claim.expires_on, today=today),
    )


def evidence_of(viewer: Any, claim: Claim) -> list[Evidence]:
    """What a claim rests on, in the order in which it was linked. One statement."""
    rows = Evidence.scoped(viewer).filter(claim=claim, unlinked_at__isnull=True)
    return list(rows.order_by("linked_at", "pk"))


def evidence_for(viewer: Any, claim: Claim, public_id: str) -> Evidence:
    """One piece of a claim's evidence. NotFound otherwise."""
    rows = Evidence.scoped(viewer).filter(claim=claim, unlinked_at__isnull=True).select_related("claim__owner")
    found = rows.filter(public_id=public_id).first()
    if found is None:
        raise NotFound
    return found


@dataclass(frozen=True, slots=True)
class Group:
    """Claims in one state, under its own heading."""

    state: str
    title: Any
    claims: list[Claim]


HEADINGS: tuple[tuple[str, Any], ...] = (
    ("returned", _("Sent back to you")),
    ("reopened", _("Reopened by your supervisor")),
    ("draft", _("Being written")),
    ("waiting", _("With your supervisor")),
    ("expired", _("Expired")),
    ("verified", _("Verified")),
    ("withdrawn", _("Withdrawn")),
)


def by_state(owner: Person, *, today: date) -> list[Group]:
    """Somebody's own claims: first what waits for them, last what is over. One statement."""
    found: dict[str, list[Claim]] = {}
    for claim in claims_of(owner):
        expired = rules.has_expired(state=claim.state, expires=claim.expires_on, today=today)
        found.setdefault("expired" if expired else claim.state, []).append(claim)
    return [Group(state, title, found[state]) for state, title in HEADINGS if state in found]
