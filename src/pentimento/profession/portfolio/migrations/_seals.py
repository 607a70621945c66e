"""What stays as it is whatever the door. Appended to the room's one migration, which is generated."""

from __future__ import annotations

from pentimento.trust.signing.triggers import closed_when, frozen_when

LOCKED = "EXISTS (SELECT 1 FROM portfolio_claim AS held WHERE held.id = {claim} AND held.state = 'verified')"
KEPT = "id public_id owner_id item_id item_revision words verifier_id entry_key begun_at sent_at verified_at expires_on"


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

HELD = (
    "EXISTS (SELECT 1 FROM portfolio_meeting AS held "
    "WHERE held.id = {row}.meeting_id AND held.confirmed_at IS NOT NULL)"
)
MET = (
    "id public_id owner_id starts_at minutes form way place follows decisions came "
    "planned_by_id planned_at cancelled_at confirmed_at entry_key"
)
ISSUED = "id public_id owner_id about reference name token issued_by_id issued_at"

SUPERVISION = [
    # What counts as hours does not change afterwards; a meeting confirmed by mistake is struck, with a reason.
    frozen_when(
        "portfolio_meeting",
        "OLD.confirmed_at IS NOT NULL",
        but=f"OLD.struck_at IS NULL AND NEW.struck_at IS NOT NULL AND {unchanged(MET)}",
    ),
    frozen_when("portfolio_attendance", HELD.format(row="OLD")),
    closed_when("portfolio_attendance", HELD.format(row="NEW")),
    frozen_when("portfolio_certificate"),
    # A badge that went out stays what it was; that it was withdrawn is written beside it.
    frozen_when(
        "portfolio_badge",
        but=f"OLD.withdrawn_at IS NULL AND NEW.withdrawn_at IS NOT NULL AND {unchanged(ISSUED)}",
    ),
]

SEALS = [*CLAIMS, *SUPERVISION]
