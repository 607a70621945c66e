"""Works laid side by side: their pictures, their measured elements line by line, and one element over time."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from pentimento.core.art.element import Element
from pentimento.core.art.elements import ELEMENTS, Measurement
from pentimento.core.kernel.errors import Invalid, NotFound
from pentimento.practice.artworks.models import Artwork, MeasurementRun, Photograph
from pentimento.trust.access.models import Chart

from .elements import METHODS, Panel, Shown, panel_of
from .pictures import hang
from .seeing import seen_works
from .walls import works_of

MOST = 4  # works that can be taken in at once


@dataclass(frozen=True, slots=True)
class Beside:
    """One of the works on the table."""

    work: Artwork
    picture: Photograph | None
    panel: Panel | None  # None where the picture has not been measured as it hangs

    @property
    def waits(self) -> bool:
        """Whether there is a picture that could be measured."""
        return self.picture is not None and self.panel is None


@dataclass(frozen=True, slots=True)
class Line:
    """One element of every work on the table; None where a picture has not been measured."""

    about: Element
    cells: tuple[Shown | None, ...]


def side_by_side(viewer: Any, chart: Chart, keys: Sequence[str]) -> list[Beside]:
    """The works that were chosen, oldest first. At most five statements.

    Raises
    ------
    Invalid
        More than four, or one alone.
    NotFound
        One of them is out of view, another client's, or kept from this viewer.
    """
    wanted = list(dict.fromkeys(keys))
    if not wanted:
        return []
    if not 2 <= len(wanted) <= MOST:
        raise Invalid("Choose two, three or four works.")
    rows = seen_works(viewer, chart).filter(public_id__in=wanted, retracted_at__isnull=True)
    works = hang(viewer, list(rows.order_by("made_on", "id")))
    if len(works) != len(wanted):
        raise NotFound
    runs = _runs(viewer, works)
    return [Beside(work, work.front, _panel(runs.get(work.pk))) for work in works]


def _panel(run: MeasurementRun | None) -> Panel | None:
    return panel_of(run) if run else None


def _runs(viewer: Any, works: Iterable[Artwork]) -> dict[int, MeasurementRun]:
    """The measurement of each work's first picture as it hangs, by today's methods. One statement."""
    hanging = {(work.front.pk, work.front.rotation): work.pk for work in works if work.front is not None}
    rows = MeasurementRun.scoped(viewer).filter(photograph__in=[pk for pk, _turn in hanging], methods=METHODS)
    found = {hanging.get((run.photograph_id, run.rotation)): run for run in rows}
    return {pk: run for pk, run in found.items() if pk is not None}


def lines_of(table: Sequence[Beside]) -> list[Line]:
    """The elements of works on the table, one under the other. No statement."""
    panels = [{shown.about.key: shown for shown in one.panel.shown} if one.panel else {} for one in table]
    return [Line(about, tuple(panel.get(key) for panel in panels)) for key, about in ELEMENTS.items()]


def course_of(viewer: Any, chart: Chart, element: str, *, frm: date, to: date) -> list[tuple[Artwork, float]]:
    """One element of every measured work between two days, oldest first; what cannot be told is left out.

    Raises
    ------
    NotFound
        There is no such element.
    """
    if element not in ELEMENTS:
        raise NotFound
    works = works_of(viewer, chart, frm=frm, to=to)
    runs = _runs(viewer, works)
    values = [(work, _value(runs[work.pk], element)) for work in reversed(works) if work.pk in runs]
    return [(work, value) for work, value in values if value is not None]


def _value(run: MeasurementRun, element: str) -> float | None:
    for result in Measurement.from_json(run.results):
        if result.element == element:
            return result.value
    return None
