"""The wall: all works of a client, newest first, by month or by series."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import F

from pentimento.core.kernel.errors import NotFound
from pentimento.practice.artworks import rules
from pentimento.practice.artworks.models import Artwork, Maker, Photograph, Series
from pentimento.practice.clients.queries import client_of
from pentimento.practice.encounters.models import Encounter
from pentimento.trust.access.models import Chart
from pentimento.trust.access.questions import Question

from .pictures import hang, hang_on, in_order
from .seeing import may_see_all, numbered, seen_works

A_PAGE = 60


@dataclass(frozen=True, slots=True)
class Section:
    """A month, or a series, of the wall. ``continued`` where its beginning hangs on the page before."""

    key: str
    month: date | None
    series: str
    works: list[Artwork]
    continued: bool = False


@dataclass(frozen=True, slots=True)
class WallPage:
    """One page of the wall."""

    sections: list[Section]
    page: Page[Any]
    by: str  # "month" or "series"
    total: int


def wall_of(viewer: Any, chart: Chart, *, by: str = "month", page: str | int = 1) -> WallPage:
    """Sixty works a page, in sections. At most five statements for any number of works."""
    by = "series" if by == "series" else "month"
    rows = seen_works(viewer, chart).filter(retracted_at__isnull=True)
    newest = ("-made_on", "-id")
    rows = rows.order_by(F("series__name").asc(nulls_last=True), *newest) if by == "series" else rows.order_by(*newest)
    found: Page[Any] = Paginator(rows, A_PAGE).get_page(page)
    # One more, from the page before, says whether its last section goes on here.
    first = found.start_index() - 1
    before = 1 if found.number > 1 else 0
    works = list(rows[first - before : first + A_PAGE]) if found.paginator.count else []
    last, works = (_key(works[0], by), works[1:]) if before else ("", works)
    return WallPage(list(_sections(hang(viewer, works), by, last)), found, by, found.paginator.count)


def _key(work: Artwork, by: str) -> str:
    return (work.series.name if work.series else "") if by == "series" else f"{work.made_on:%Y-%m}"


def _sections(works: list[Artwork], by: str, last: str) -> Iterable[Section]:
    for place, (key, group) in enumerate(groupby(works, lambda work: _key(work, by))):
        held = list(group)
        month = held[0].made_on.replace(day=1) if by == "month" else None
        yield Section(key, month, "" if month else key, held, continued=place == 0 and key == last)


def works_of(viewer: Any, chart: Chart, *, frm: date | None = None, to: date | None = None) -> list[Artwork]:
    """A client's works in view, newest first, from one day to another, both counted; ``front`` on each.

    At most four statements.
    """
    stretch: dict[str, Any] = {"chart": chart.pk, "frm": frm or date.min, "to": to or date.max}
    works = _BETWEEN.ask(viewer, **stretch)
    if not may_see_all(viewer, chart):
        works = [work for work in works if work.added_by_id == viewer.pk]
    if works:
        hang_on(works, _PICTURES.ask(viewer, **stretch))
    return works


_PICTURES = Question(
    Photograph,
    lambda rows, chart, frm, to: in_order(rows.filter(chart=chart, artwork__made_on__range=(frm, to))),
    chart=int,
    frm=date,
    to=date,
)


def latest_of(viewer: Any, chart: Chart, *, limit: int) -> list[Artwork]:
    """The newest works in view, ``front`` on each. At most four statements."""
    rows = seen_works(viewer, chart).filter(retracted_at__isnull=True)
    return hang(viewer, list(rows.order_by("-made_on", "-id")[:limit]))


_BETWEEN = Question(
    Artwork,
    lambda rows, chart, frm, to: (
        numbered(rows, chart).filter(retracted_at__isnull=True, made_on__range=(frm, to)).order_by("-made_on", "-id")
    ),
    chart=int,
    frm=date,
    to=date,
)


def works_of_session(viewer: Any, encounter: Encounter) -> list[Artwork]:
    """What was made in a session, in the order it came; ``front`` on each."""
    rows = seen_works(viewer, encounter.chart).filter(encounter=encounter, retracted_at__isnull=True)
    return hang(viewer, list(rows.order_by("id")))


def retracted_of(viewer: Any, chart: Chart) -> list[Artwork]:
    """Works taken out of view, latest first."""
    rows = seen_works(viewer, chart).filter(retracted_at__isnull=False)
    return hang(viewer, list(rows.order_by("-retracted_at", "-id")))


def work_for(viewer: Any, chart: Chart, public_id: str) -> Artwork:
    """One work of a chart that was opened, out of view or not, with ``parts``: who made it.

    Raises
    ------
    NotFound
        Also when it is another client's, or kept from this viewer.
    """
    rows = seen_works(viewer, chart).select_related("encounter__appointment", "added_by")
    found = rows.filter(public_id=public_id).first()
    if found is None:
        raise NotFound
    makers = Maker.scoped(viewer).filter(artwork=found).values_list("part", flat=True)
    found.parts = tuple(part for part in Maker.Part.values if part in set(makers))
    return found


def accession_of(viewer: Any, artwork: Artwork) -> str:
    """The number of a work that was found for this viewer: the client's, and which of their works it is.

    It stays: works are never removed, and one taken out of view keeps its place. Two statements.
    """
    place = Artwork.of_chart(artwork.chart_id).filter(pk__lte=artwork.pk).count()
    return rules.accession(client_of(viewer, artwork.chart).number, place)


def series_of(viewer: Any, chart: Chart) -> list[str]:
    """Names of this client's series, to choose from."""
    return list(Series.scoped(viewer).filter(chart=chart).order_by("name").values_list("name", flat=True))


def counts(frm: date, to: date) -> dict[str, int]:
    """How many works were made from one day to another, both counted, and where they are now.

    No names, and no way to any: for the head of service. One statement.
    """
    rows = Artwork.tally("custody", made_on__gte=frm, made_on__lte=to, retracted_at__isnull=True)
    found = {row["custody"]: row["number"] for row in rows}
    return {"made": sum(found.values()), **{kind: found.get(kind, 0) for kind in Artwork.Custody.values}}
