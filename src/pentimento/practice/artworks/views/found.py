"""What several pages here look up in the same way."""

from __future__ import annotations

from typing import Any

from pentimento.core.kernel.errors import NotFound
from pentimento.practice.artworks import queries
from pentimento.practice.clients.queries import header_for
from pentimento.trust.access import Permission
from pentimento.trust.access.asking import Asking
from pentimento.trust.access.door import chart_for, is_own_chart


def client_page(request: Asking, chart: Any) -> dict[str, Any]:
    """What every page about one client shows of them."""
    writes = is_own_chart(request.user, chart) and request.user.may(Permission.ARTWORK_KEEP)
    header = header_for(request.user, chart, current="wall")
    return {"header": header, "chart": chart, "can_write": writes, "no_consent": queries.missing_consent(chart)}


def work_to_change(request: Asking, chart: str, work: str) -> Any:
    """The work a form writes to."""
    return queries.work_for(request.user, chart_for(request.user, chart), work)


def drawn_work(request: Asking, chart: str, work: str) -> tuple[Any, Any]:
    """A work and the drawing it came from.

    Raises
    ------
    NotFound
        Also when it was not drawn on screen.
    """
    found = queries.work_for(request.user, chart_for(request.user, chart), work)
    drawn = queries.drawing_of(request.user, found)
    if drawn is None:
        raise NotFound
    return found, drawn


def is_partial(request: Asking) -> bool:
    """Whether a part of a page is asked for."""
    return request.headers.get("HX-Request") == "true"
