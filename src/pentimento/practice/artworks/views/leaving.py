"""The way out for a drawing, as a file."""

from __future__ import annotations

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from pentimento.practice.artworks import actions, queries
from pentimento.trust.access import Permission, needs
from pentimento.trust.access.asking import Asking
from pentimento.trust.access.door import chart_for
from pentimento.trust.downloads import handed_out

TYPES = {
    "png": "image/png",
    "svg": "image/svg+xml",
    "pdf": "application/pdf",
    "html": "text/html; charset=utf-8",
}


@require_safe
@needs(Permission.CHART_READ)
def export(request: Asking, chart: str, work: str, form: str) -> HttpResponse:
    """A drawing as a file: picture, lines, page of paper, or a page that plays it."""
    found = queries.work_for(request.user, chart_for(request.user, chart), work)
    content = actions.export_drawing(artwork=found, form=form, by=request.user, at=timezone.now())
    return handed_out(content, kind=TYPES[form], name=f"drawing-{found.made_on:%Y-%m-%d}.{form}")
