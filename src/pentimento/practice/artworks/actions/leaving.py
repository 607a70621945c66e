"""A drawing leaves the record as a file, past the consent gate and into the audit trail."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from pentimento.core.kernel.errors import NotFound
from pentimento.practice.artworks import rules
from pentimento.practice.artworks.models import Artwork
from pentimento.practice.artworks.press import PRESSES
from pentimento.practice.artworks.queries.drawings import drawing_of
from pentimento.practice.artworks.queries.leaving import check_may_leave, sheet_of
from pentimento.trust import audit
from pentimento.trust.people.models import Person

from .team import day_of, held


def export_drawing(*, artwork: Artwork, form: str, by: Person, at: datetime) -> bytes:
    """A drawing as ``png``, ``svg``, ``pdf`` or as ``html`` that plays it. No file goes out without its entry.

    Raises
    ------
    NeedsConsent
        The client's yes to sharing, keeping and photographing is not in force at this moment.
    NotFound
        It was not drawn on screen.
    Refused, Invalid, Unavailable
    """
    rules.check_can_export(form=form, retracted=artwork.retracted_at is not None)
    drawing = drawing_of(by, artwork)
    if drawing is None:
        raise NotFound
    made = PRESSES[form](sheet_of(artwork, drawing, on=day_of(at), form=form))  # slow, so outside of any transaction
    _note(artwork=artwork, form=form, by=by, at=at)
    return made


@transaction.atomic
def _note(*, artwork: Artwork, form: str, by: Person, at: datetime) -> None:
    """The gate once more, in the transaction that records it: a yes taken back meanwhile counts."""
    row = held(artwork)
    check_may_leave(row.chart, on=day_of(at))
    audit.record(audit.Event.DRAWING_EXPORTED, by=by, at=at, chart=row.chart, subject=row, form=form)
