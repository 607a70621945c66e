"""The sentence of something that was refused, beside the field it belongs to."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext

from pentimento.core.kernel.errors import PentimentoError
from pentimento.practice.clients.queries import header_for
from pentimento.practice.outcomes.queries import open_prompts_for
from pentimento.trust.access import Permission
from pentimento.trust.access.asking import Asking
from pentimento.trust.access.door import is_own_chart


def spoken(error: PentimentoError) -> str:
    """What Pentimento says, in the reader's language."""
    sentence = gettext(error.sentence)
    return sentence.format(**error.facts) if error.facts else sentence


def conflict_status(request: Asking) -> int:
    """409; to a partial request 422, which is put into the page where 409 is only announced."""
    return 422 if request.headers.get("HX-Request") else 409


def prompts_in(request: Asking, chart: Any) -> dict[str, Any]:
    """Safety prompts of a chart that nobody has answered yet, and whether this person can record what was done."""
    waiting = [one for one in open_prompts_for(request.user) if one.chart_id == chart.pk]
    may = request.user.may(Permission.MEASURE_GIVE) and is_own_chart(request.user, chart)
    return {"prompts": waiting, "can_write": may}


def with_header(request: Asking, chart: Any, current: str, **context: Any) -> dict[str, Any]:
    """A page's context with the client's header and tabs."""
    return {"header": header_for(request.user, chart, current=current), "chart": chart, **context}
