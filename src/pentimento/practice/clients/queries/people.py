"""One client, or the names of several."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet

from pentimento.core.kernel.errors import NotFound
from pentimento.practice.clients.models import Client
from pentimento.trust.access.door import practical_purpose
from pentimento.trust.access.models import Chart
from pentimento.trust.access.questions import Question
from pentimento.trust.people.models import Person

_OF_CHART = Question(Client, lambda rows, chart: rows.filter(chart=chart).select_related("chart"), chart=int)


def seen_by(viewer: Any) -> QuerySet[Client]:
    """The clients whose names this viewer may read: their own team's, or all at the front desk."""
    return Client.scoped(viewer, practical_purpose(viewer))


def client_of(viewer: Person, chart: Chart) -> Client:
    """Whose chart it is. One statement.

    Raises
    ------
    NotFound
        Also when the client exists but is not this viewer's to see.
    """
    for client in _OF_CHART.ask(viewer, practical_purpose(viewer), chart=chart.pk):
        found: Client = client
        return found
    raise NotFound


def names_of(viewer: Person, chart_ids: Iterable[int]) -> dict[int, Client]:
    """The clients of these charts, by chart id; those the viewer may not see are absent. One statement."""
    wanted = set(chart_ids)
    if not wanted:
        return {}
    return {client.chart_id: client for client in seen_by(viewer).filter(chart__in=wanted).select_related("chart")}
