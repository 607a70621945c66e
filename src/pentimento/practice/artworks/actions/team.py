"""Who may write, whether the client agreed, and the row as it is now."""

from __future__ import annotations

from datetime import date, datetime
from typing import TypeVar

from django.utils import timezone

from pentimento.practice.artworks import rules
from pentimento.practice.artworks.models import Artwork
from pentimento.trust.access.door import is_own_chart
from pentimento.trust.access.models import Chart, ChartModel
from pentimento.trust.consent import gate
from pentimento.trust.people.models import Person

Row = TypeVar("Row", bound=ChartModel)


def check_writer(by: Person, chart: Chart) -> None:
    """Refuse unless this person is on the care team."""
    rules.check_can_write(on_team=is_own_chart(by, chart))


def check_consent(chart: Chart, *, on: date) -> None:
    """Refuse unless the client agreed to photographs, and to keeping them.

    Raises
    ------
    NeedsConsent
    """
    gate.check(chart, *gate.PICTURE, on=on)


def held(row: Row) -> Row:
    """The row as it is now, locked until the transaction ends."""
    rows = type(row).of_chart(row.chart_id).select_for_update(of=("self",)).select_related("chart")
    return rows.get(pk=row.pk)


def to_change(artwork: Artwork, *, by: Person) -> Artwork:
    """A work that is in view, held, for somebody on the care team."""
    check_writer(by, artwork.chart)
    row = held(artwork)
    rules.check_can_change(retracted=row.retracted_at is not None)
    return row


def day_of(at: datetime) -> date:
    """The day a moment falls on where the practice is."""
    return at.astimezone(timezone.get_current_timezone()).date()
