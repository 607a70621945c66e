"""The review of works at the end of therapy."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from pentimento.core.kernel.errors import NotFound
from pentimento.practice.artworks.models import Artwork, Disposition
from pentimento.trust.access.models import Chart

from .pictures import hang
from .seeing import seen_works


@dataclass(frozen=True, slots=True)
class Reviewed:
    """One work and what becomes of it."""

    work: Artwork
    disposition: Disposition

    @property
    def is_decided(self) -> bool:
        return bool(self.disposition.choice)


def has_review(viewer: Any, chart: Chart) -> bool:
    """Whether the review was opened."""
    return Disposition.scoped(viewer).filter(chart=chart).exists()


def review_of(viewer: Any, chart: Chart) -> list[Reviewed]:
    """Each work under review, undecided first, then oldest first. At most five statements."""
    works = {work.pk: work for work in seen_works(viewer, chart).filter(retracted_at__isnull=True)}
    rows = Disposition.scoped(viewer).filter(chart=chart, artwork__in=list(works)).select_related("decided_by")
    found = [Reviewed(works[row.artwork_id], row) for row in rows]
    hang(viewer, [one.work for one in found])
    return sorted(found, key=lambda one: (one.is_decided, one.work.made_on, one.work.pk))


def review_is_complete(viewer: Any, chart: Chart) -> bool:
    """Whether every work in view has been decided on. True where there is none. Two statements."""
    works = Artwork.scoped(viewer).filter(chart=chart, retracted_at__isnull=True)
    decided = Disposition.scoped(viewer).filter(chart=chart).exclude(choice="").values("artwork")
    return not works.exclude(pk__in=decided).exists()


def disposition_for(viewer: Any, chart: Chart, public_id: str) -> Disposition:
    """One question of the review.

    Raises
    ------
    NotFound
    """
    rows = Disposition.scoped(viewer).filter(chart=chart, artwork__in=seen_works(viewer, chart))
    found = rows.select_related("chart", "artwork__chart").filter(public_id=public_id).first()
    if found is None:
        raise NotFound
    return found


def returned_of(viewer: Any, chart: Chart) -> list[Reviewed]:
    """Works that go back to the client, for the receipt, oldest first."""
    found = [one for one in review_of(viewer, chart) if one.disposition.choice == Disposition.Choice.RETURN]
    return sorted(found, key=lambda one: (one.work.made_on, one.work.pk))
