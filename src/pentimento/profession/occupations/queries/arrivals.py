"""Releases that were sent by upload: which one is being read, and what came of it."""

from __future__ import annotations

from datetime import datetime

from pentimento.core.kernel.errors import NotFound
from pentimento.profession.occupations import rules
from pentimento.profession.occupations.models import Arrival


def being_read(*, now: datetime) -> list[Arrival]:
    """Those that are not done and of which something was heard lately."""
    rows = Arrival.objects.filter(ended_at__isnull=True).order_by("pk")
    return [row for row in rows if not rules.is_stuck(heard_at=row.heard_at, now=now)]


def arrival_for(public_id: str) -> Arrival:
    """One of them, or NotFound."""
    found = Arrival.objects.filter(public_id=public_id).select_related("sent_by").first()
    if found is None:
        raise NotFound
    return found
