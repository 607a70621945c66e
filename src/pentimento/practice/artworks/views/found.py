"""What several pages here look up in the same way."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.utils import timezone

from pentimento.core.kernel.errors import NeedsConsent
from pentimento.practice.artworks import queries
from pentimento.practice.clients.queries import header_for
from pentimento.trust.access import Permission
from pentimento.trust.access.asking import Asking
from pentimento.trust.access.door import chart_for, is_own_chart
from pentimento.trust.consent import gate
from pentimento.trust.consent.models import Act

KEPT_FOR = timedelta(hours=1)


def client_page(request: Asking, chart: Any) -> dict[str, Any]:
    """What every page about one client shows of them."""
    writes = is_own_chart(request.user, chart) and request.user.may(Permission.ARTWORK_KEEP)
    header = header_for(request.user, chart, current="wall")
    return {"header": header, "chart": chart, "can_write": writes, "no_consent": missing_consent(chart)}


def missing_consent(chart: Any) -> NeedsConsent | None:
    """Why no picture can be added, where the client has not agreed; None where they have. One statement."""
    on = timezone.localdate()
    for standing in gate.standings(chart, on=on):
        if standing.act in (Act.PHOTOGRAPH, Act.KEEP) and not standing.allows:
            return NeedsConsent(gate.ASK[standing.act])
    return None


def work_to_change(request: Asking, chart: str, work: str) -> Any:
    """The work a form writes to."""
    return queries.work_for(request.user, chart_for(request.user, chart), work)


def is_partial(request: Asking) -> bool:
    """Whether a part of a page is asked for."""
    return request.headers.get("HX-Request") == "true"
