"""What stays as it is whatever the door. Appended to the room's one migration, which is generated."""

from __future__ import annotations

from pentimento.trust.signing.triggers import closed_when, frozen_when

LOCKED = "EXISTS (SELECT 1 FROM portfolio_claim AS held WHERE held.id = {claim} AND held.state = 'verified')"
KEPT = (
    "id public_id owner_id item_id item_revision words verifier_id entry_key begun_at sent_at verified_at expires_on"
)


def unchanged(columns: str) -> str:
    """These columns are the same before and after."""
    return " AND ".join(f"NEW.{column} IS NOT DISTINCT FROM OLD.{column}" for column in columns.split())


CLAIMS = [
    # A verified claim is reopened or withdrawn; nothing else happens to it.
    frozen_when(
        "portfolio_claim",
        "OLD.state = 'verified'",
        but=f"NEW.state IN ('reopened', 'withdrawn') AND {unchanged(KEPT)}",
    ),
    frozen_when("portfolio_evidence", LOCKED.format(claim="OLD.claim_id")),
    closed_when("portfolio_evidence", LOCKED.format(claim="NEW.claim_id")),
    frozen_when("portfolio_step"),
    frozen_when("portfolio_signoff"),
    frozen_when("portfolio_revision"),
]

SEALS = [*CLAIMS]
