"""Badges somebody holds or has issued, and what a token says."""

from __future__ import annotations

import base64
import json
from typing import Any

from pentimento.core.kernel.errors import NotFound
from pentimento.profession.portfolio.models import Badge, Certificate, Claim, Revision
from pentimento.trust.people.models import Person


def badges_of(viewer: Person) -> list[Badge]:
    """The viewer's own badges and those they issued, newest first."""
    return list(Badge.scoped(viewer).select_related("owner", "issued_by").order_by("-issued_at", "-pk"))


def badge_for(viewer: Person, public_id: str) -> Badge:
    """One badge. NotFound when it is not theirs to see."""
    row = Badge.scoped(viewer).select_related("owner", "issued_by").filter(public_id=public_id).first()
    if row is None:
        raise NotFound
    return row


def said_by(badge: Badge) -> dict[str, Any]:
    """The credential inside the token, as it was signed."""
    body = badge.token.split(".")[1]
    content: dict[str, Any] = json.loads(base64.urlsafe_b64decode(body + "=" * (-len(body) % 4)))
    return content


def waiting_for(viewer: Person) -> tuple[list[Certificate], list[Claim]]:
    """Certificates and verified claims of the people the viewer supervises that have no badge yet."""
    given = Badge.scoped(viewer).filter(withdrawn_at__isnull=True).values("reference")
    hours = Certificate.scoped(viewer).filter(met=True, signed_by=viewer).exclude(public_id__in=given)
    claims = Claim.scoped(viewer).filter(state="verified", verifier=viewer).exclude(public_id__in=given)
    return (
        list(hours.select_related("owner").order_by("-signed_at", "-pk")),
        list(claims.select_related("owner", "item").order_by("-verified_at", "-pk")),
    )


def claim_for(viewer: Person, public_id: str) -> Claim:
    """A verified claim. NotFound when it is not theirs to see."""
    row = Claim.scoped(viewer).select_related("owner", "item").filter(public_id=public_id, state="verified").first()
    if row is None:
        raise NotFound
    return row


def statement_of(claim: Claim) -> str:
    """The wording that was signed off, even where the statement has been worded anew since."""
    kept = Revision.objects.filter(item=claim.item, number=claim.item_revision).first()
    return str(kept.content["statement"]) if kept else claim.item.statement


def framework_of(claim: Claim) -> str:
    """The framework the statement stands in."""
    return f"{claim.item.version.framework.title} {claim.item.version.name}"
