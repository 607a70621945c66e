"""Whose works a viewer sees inside a chart that is open to them."""

from __future__ import annotations

from typing import Any

from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.utils import timezone

from pentimento.core.kernel.errors import NeedsConsent
from pentimento.practice.artworks import rules
from pentimento.practice.artworks.models import Artwork
from pentimento.trust.access.models import Capacity, Chart
from pentimento.trust.access.openness import capacities_of, supervises_somebody_of
from pentimento.trust.consent import gate
from pentimento.trust.consent.models import Act


def may_see_all(viewer: Any, chart: Chart) -> bool:
    """Whether this viewer sees the works that others added. Three statements at most."""
    if viewer is None:
        return False
    today = timezone.localdate()
    mine = set(capacities_of(viewer.pk, chart.pk, on=today))
    if mine != {Capacity.MEMBER}:
        return rules.sees_shared_works(capacity="", shares=False)  # treats, or supervises who does
    if supervises_somebody_of(viewer.pk, chart.pk, on=today):
        return True
    return rules.sees_shared_works(capacity=Capacity.MEMBER, shares=gate.allows(chart, Act.SHARE_TEAM, on=today))


def seen_works(viewer: Any, chart: Chart) -> QuerySet[Artwork]:
    """The works of a chart this viewer may see, out of view ones too."""
    works = numbered(Artwork.scoped(viewer), chart.pk)
    return works if may_see_all(viewer, chart) else works.filter(added_by=viewer)


def numbered(works: QuerySet[Artwork], chart: int) -> QuerySet[Artwork]:
    """The works of one chart, each with its number among those of its day."""
    return works.filter(chart=chart).select_related("chart", "series").annotate(**_count(chart))


def _count(chart: int) -> dict[str, Subquery]:
    """``turn`` and ``of_day``. Works out of view count too, so that no number ever changes hands."""
    day = Artwork.of_chart(chart).filter(made_on=OuterRef("made_on")).order_by()
    so_far = day.filter(pk__lte=OuterRef("pk"))
    turn, of_day = (rows.values("made_on").annotate(n=Count("pk")).values("n") for rows in (so_far, day))
    return {"turn": Subquery(turn), "of_day": Subquery(of_day)}


def withheld_from(viewer: Any, chart: Chart) -> int:
    """How many works in view are kept from this viewer because the client has not agreed to share them."""
    if may_see_all(viewer, chart):
        return 0
    works = Artwork.scoped(viewer).filter(chart=chart, retracted_at__isnull=True)
    return works.exclude(added_by=viewer).count()


def missing_consent(chart: Any) -> NeedsConsent | None:
    """Why no picture can be added, where the client has not agreed; None where they have. One statement."""
    return gate.missing(chart, gate.PICTURE, on=timezone.localdate())
