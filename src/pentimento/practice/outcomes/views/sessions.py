"""The measures of one session, as the room and the session's record show them."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from pentimento.core.scoring.instruments import instrument as instrument_named
from pentimento.practice.encounters import queries as encounters
from pentimento.practice.outcomes import queries
from pentimento.trust.access import Permission, needs
from pentimento.trust.access.asking import Asking

from .found import client_page, measures_first, opened


@require_safe
@needs(Permission.CHART_READ)
def session_measures(request: Asking, chart: str, session: str) -> HttpResponse:
    """Scores given in this session, and the measures that can be given now, due ones first."""
    found = opened(request, chart, what="the measures of a session")
    held = encounters.session_for(request.user, found, session)
    scores = queries.scores_of_session(request.user, held)
    prompts = {row.giving_id: row for row in queries.open_prompts_for(request.user) if row.chart_id == found.pk}
    page = client_page(request, found)
    context = page | {
        "session": held,
        "scores": [_score(row, prompts) for row in scores],
        "give": measures_first(queries.schedules_of(request.user, found)),
        "can_give": page["can_write"] and held.sealed_at is None,
    }
    partial = request.headers.get("HX-Request") == "true"
    return render(request, f"outcomes/{'_session_measures' if partial else 'session_measures'}.html", context)


def _score(row: Any, prompts: dict[int, Any]) -> dict[str, Any]:
    known = instrument_named(row.instrument)
    answered = len(known.items) - row.missing
    return {"giving": row, "known": known, "answered": answered, "prompt": prompts.get(row.pk)}
