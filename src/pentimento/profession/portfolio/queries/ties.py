"""What of the viewer's own something can be read for."""

from __future__ import annotations

from pentimento.profession.portfolio.models import Claim, Learning
from pentimento.trust.people.models import Person

NEWEST = 40
LONGEST = 80


def ties_for(viewer: Person) -> list[tuple[str, str]]:
    """Claims and entries of learning of the viewer's own, each as “kind/id” and what it is called. Two statements."""
    claims = Claim.of_owner(viewer).exclude(state="withdrawn").select_related("item").order_by("-changed_at", "-pk")
    entries = Learning.of_owner(viewer).filter(struck_at__isnull=True).order_by("-on", "-pk")
    return [
        *((f"claim/{row.public_id}", _short(row.item.statement)) for row in claims[:NEWEST]),
        *((f"learning/{row.public_id}", _short(row.title)) for row in entries[:NEWEST]),
    ]


def _short(words: str) -> str:
    return words if len(words) <= LONGEST else words[: LONGEST - 1].rstrip() + "…"
