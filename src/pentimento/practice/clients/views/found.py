"""What several pages here look up in the same way."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone

from pentimento.practice.clients import queries
from pentimento.trust.access.asking import Asking
from pentimento.trust.access.door import is_own_chart, practical_purpose
from pentimento.trust.access.reading import open_chart


def opened(request: Asking, chart: str, *, what: str) -> Any:
    """The chart behind a page with names on it; the reading goes into the trail."""
    return open_chart(request.user, chart, at=timezone.now(), what=what, purpose=practical_purpose(request.user))


def client_page(request: Asking, chart: Any, *, current: str) -> dict[str, Any]:
    """What every page about one client shows of them."""
    header = queries.header_for(request.user, chart, current=current)
    return {
        "header": header,
        "client": header["client"],
        "chart": chart,
        "on_team": is_own_chart(request.user, chart),
    }


def to_section(chart: Any, section: str) -> HttpResponse:
    """Back to a part of the details page."""
    return redirect(reverse("clients:details", args=[chart.public_id]) + f"#{section}")
