"""What several pages here look up in the same way."""

from __future__ import annotations

import re
from typing import Any

from django.utils import timezone

from pentimento.core.kernel.errors import NotFound
from pentimento.core.scoring.instruments import Instrument, instruments
from pentimento.practice.clients import queries as clients
from pentimento.practice.encounters import queries as encounters
from pentimento.practice.outcomes import rules
from pentimento.trust.access import Permission
from pentimento.trust.access.asking import Asking
from pentimento.trust.access.door import chart_for, is_own_chart
from pentimento.trust.access.reading import open_chart
from pentimento.trust.identifiers import PublicIdConverter

PUBLIC_ID = re.compile(PublicIdConverter.regex)


def opened(request: Asking, chart: str, *, what: str) -> Any:
    """The chart behind a page that is read; the reading goes into the trail."""
    return open_chart(request.user, chart, at=timezone.now(), what=what)


def client_page(request: Asking, chart: Any) -> dict[str, Any]:
    """What every page about one client shows of them."""
    can_write = is_own_chart(request.user, chart) and request.user.may(Permission.MEASURE_GIVE)
    return {
        "header": clients.header_for(request.user, chart, current="measures"),
        "chart": chart,
        "can_write": can_write,
    }


def writing(request: Asking, chart: str, *, what: str) -> Any:
    """The chart behind a page that is filled in, for somebody on the care team."""
    found = opened(request, chart, what=what) if request.method in {"GET", "HEAD"} else chart_for(request.user, chart)
    rules.check_can_write(on_team=is_own_chart(request.user, found))
    return found


def session_asked(request: Asking, chart: Any) -> Any:
    """The session named in the address, if one is.

    Raises
    ------
    NotFound
        When it is not one of this chart.
    """
    asked = request.GET.get("session", "")
    if not asked:
        return None
    if not PUBLIC_ID.fullmatch(asked):
        raise NotFound
    return encounters.session_for(request.user, chart, asked)


def measures_first(due: Any) -> list[dict[str, Any]]:
    """Every measure that ships, those that are due first."""
    today = timezone.localdate()
    rows = [{"known": known, "due": is_due(due.get(known.key), today)} for known in by_use()]
    return sorted(rows, key=lambda row: not row["due"])


def is_due(planned: Any, today: Any) -> bool:
    """Whether a plan asks for its measure by today."""
    return planned is not None and planned.next_due <= today


def by_use() -> list[Instrument]:
    """Longer measures first: PHQ-9 before GAD-7."""
    return sorted(instruments(), key=lambda known: (-len(known.items), known.key))
