"""Drawings made on screen: those that lie open in a session, and the log of one."""

from __future__ import annotations

from typing import Any

from pentimento.core.kernel.errors import NotFound
from pentimento.practice.artworks.models import Artwork, Drawing, DrawingPiece
from pentimento.practice.encounters.models import Encounter
from pentimento.trust import vault
from pentimento.trust.access.models import Chart

from .seeing import may_see_all


def drawing_for(viewer: Any, chart: Chart, public_id: str) -> Drawing:
    """One drawing of this chart.

    Raises
    ------
    NotFound
        Also when it is another client's, or a colleague's that is not shared.
    """
    rows = Drawing.scoped(viewer).filter(chart=chart, public_id=public_id)
    if not may_see_all(viewer, chart):
        rows = rows.filter(begun_by=viewer)
    found = rows.select_related("chart", "encounter__chart", "artwork").first()
    if found is None:
        raise NotFound
    return found


def open_drawings(viewer: Any, encounter: Encounter) -> list[Drawing]:
    """Drawings of a session that are not finished, oldest first. Four statements at most."""
    rows = Drawing.scoped(viewer).filter(encounter=encounter, artwork=None)
    if not may_see_all(viewer, encounter.chart):
        rows = rows.filter(begun_by=viewer)
    return list(rows.order_by("begun_at", "pk"))


def drawing_of(viewer: Any, artwork: Artwork) -> Drawing | None:
    """The drawing a work came from, for a viewer who was let in to the work. One statement."""
    return Drawing.scoped(viewer).filter(artwork=artwork).select_related("chart").first()


def log_of(drawing: Drawing) -> bytes:
    """The whole log, for somebody who was let in to the drawing."""
    return written_from(drawing, 0, drawing.length)


def written_from(drawing: Drawing, start: int, end: int) -> bytes:
    """The bytes of a log from ``start`` up to ``end``, as far as there are any."""
    pieces = DrawingPiece.of_chart(drawing.chart_id).filter(drawing=drawing, start__lt=min(end, drawing.length))
    found, first = bytearray(), 0
    for piece in pieces.select_related("blob__chart").order_by("start"):
        if piece.start + piece.size > start:
            first = first if found else piece.start
            found += vault.read(piece.blob)
    return bytes(found[start - first : end - first]) if found else b""
