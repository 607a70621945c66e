"""Measures as they were given."""

from __future__ import annotations

from datetime import date
from typing import Any

from pentimento.core.kernel.errors import NotFound
from pentimento.practice.encounters.models import Encounter
from pentimento.practice.outcomes.models import Giving, SafetyPrompt
from pentimento.trust.access.models import Chart


def scores_of(viewer: Any, chart: Chart, *, frm: date | None = None, to: date | None = None) -> list[Giving]:
    """Measures that count, oldest first, from one day to another, both counted. One statement."""
    rows = Giving.scoped(viewer).filter(chart=chart, is_current=True).select_related("encounter")
    if frm:
        rows = rows.filter(given_on__gte=frm)
    if to:
        rows = rows.filter(given_on__lte=to)
    return list(rows.order_by("given_on", "pk"))


def scores_of_session(viewer: Any, encounter: Encounter) -> list[Giving]:
    """Measures given in one session, in the order they were entered. One statement."""
    rows = Giving.scoped(viewer).filter(encounter=encounter, is_current=True)
    return list(rows.select_related("chart").order_by("pk"))


def giving_for(viewer: Any, chart: Chart, public_id: str) -> Giving:
    """One entry of a chart that was opened, corrected or not.

    Raises
    ------
    NotFound
    """
    rows = Giving.scoped(viewer).select_related("chart", "encounter", "form", "entered_by", "replaces")
    found = rows.filter(chart=chart, public_id=public_id).first()
    if found is None:
        raise NotFound
    return found


def latest_of(viewer: Any, giving: Giving) -> Giving:
    """The entry that counts now: the one that replaced this one, or the one that replaced that."""
    row, rows = giving, Giving.scoped(viewer).filter(chart=giving.chart_id)
    while not row.is_current:
        after = rows.filter(replaces=row).first()
        if after is None:
            return row
        row = after
    return row


def earlier_of(viewer: Any, giving: Giving) -> list[Giving]:
    """The entries this one replaced, latest first; a statement for each."""
    found: list[Giving] = []
    before = giving.replaces_id
    while before is not None:
        row = Giving.scoped(viewer).filter(chart=giving.chart_id, pk=before).select_related("entered_by").first()
        if row is None:
            break
        found.append(row)
        before = row.replaces_id
    return found


def prompt_of(viewer: Any, giving: Giving, *earlier: Giving) -> SafetyPrompt | None:
    """The safety prompt this entry, or one it replaced, raised; one that waits comes first."""
    rows = (
        SafetyPrompt.scoped(viewer)
        .filter(giving__in=[giving, *earlier])
        .select_related("chart", "giving", "answered_by")
    )
    found = sorted(rows, key=lambda row: (row.answered_at is not None, -row.pk))
    return found[0] if found else None
