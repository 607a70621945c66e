"""What the studio needs, and what was bought lately."""

from __future__ import annotations

from datetime import datetime

from django.db.models import QuerySet

from pentimento.core.kernel.errors import NotFound
from pentimento.profession.ledger.models import Supply


def needed() -> QuerySet[Supply]:
    """What is on the list, longest asked for first."""
    rows = Supply.objects.filter(bought_at__isnull=True, struck_at__isnull=True)
    return rows.select_related("asked_by").order_by("asked_at", "pk")


def bought(*, since: datetime) -> QuerySet[Supply]:
    """What was bought since a moment, newest first."""
    return Supply.objects.filter(bought_at__gte=since).select_related("bought_by").order_by("-bought_at", "-pk")


def supply_for(public_id: str) -> Supply:
    """One thing that was asked for, or NotFound."""
    row = Supply.objects.filter(public_id=public_id).first()
    if row is None:
        raise NotFound
    return row
