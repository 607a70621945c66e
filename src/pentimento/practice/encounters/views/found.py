"""What several pages here look up in the same way."""

from __future__ import annotations

import re
from typing import Any

from django.utils import timezone

from pentimento.core.kernel.errors import NotFound
from pentimento.practice.clients import queries as clients
from pentimento.practice.encounters import queries
from pentimento.trust.access.asking import Asking
from pentimento.trust.access.door import chart_for, is_own_chart, practical_purpose
from pentimento.trust.access.reading import open_chart
from pentimento.trust.identifiers import PublicIdConverter

PUBLIC_ID = re.compile(PublicIdConverter.regex)


def public_id(words: str) -> str:
    """A public id that came in a form or a query rather than in the path.

    Raises
    ------
    NotFound
        If it cannot be one.
    """
    if not PUBLIC_ID.fullmatch(words):
        raise NotFound
    return words


def client_choices(request: Asking) -> dict[str, Any]:
    """Clients to choose from, found by name as one types."""
    words = request.GET.get("q", "")[:100].replace("\x00", "")
    page = clients.list_for(request.user, search=words, page=request.GET.get("page", "1"))
    return {"page": page, "words": words, "day": request.GET.get("day", "")[:10]}


def opened(request: Asking, chart: str, *, what: str) -> Any:
    """The chart behind a page that names and times are read on; the reading goes into the trail."""
    purpose = practical_purpose(request.user)
    return open_chart(request.user, chart, at=timezone.now(), what=what, purpose=purpose)


def session_to_change(request: Asking, chart: str, session: str) -> Any:
    """The session a form writes to."""
    return queries.session_for(request.user, chart_for(request.user, chart), session)


def client_page(request: Asking, chart: Any) -> dict[str, Any]:
    """What every page about one client shows of them."""
    header = clients.header_for(request.user, chart, current="sessions")
    return {"header": header, "chart": chart, "on_team": is_own_chart(request.user, chart)}
