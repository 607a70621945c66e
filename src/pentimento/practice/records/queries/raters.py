"""Ratings of goals by whoever made them, over every record a viewer may open."""

from __future__ import annotations

from datetime import date
from typing import Any

from pentimento.practice.records.models import GoalRating


def ratings_since(viewer: Any, frm: date) -> list[GoalRating]:
    """Ratings that count, of every goal, by goal and day. One statement."""
    rows = GoalRating.scoped(viewer).filter(is_current=True, rated_on__gte=frm)
    return list(rows.select_related("chart", "rated_by").order_by("lineage", "rated_on", "pk"))
