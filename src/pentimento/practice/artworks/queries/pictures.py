"""Photographs, the sizes they are shown in, and their bytes."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from django.db.models import Case, IntegerField, QuerySet, Value, When

from pentimento.core.kernel.errors import NotFound
from pentimento.practice.artworks import rules
from pentimento.practice.artworks.darkroom import develop
from pentimento.practice.artworks.darkroom.limits import SIDES
from pentimento.practice.artworks.models import Artwork, Photograph
from pentimento.trust import vault
from pentimento.trust.access.models import Chart
from pentimento.trust.addresses import address

from .seeing import seen_works

SHOWN = ("thumb", "screen", "large")
SUFFIX = {"image/jpeg": "jpg", "image/png": "png", "image/webp": "webp", "image/tiff": "tif", "image/heif": "heic"}
_ORDER = Case(
    *[When(view=view, then=Value(place)) for place, view in enumerate(Photograph.View.values)],
    output_field=IntegerField(),
)


@dataclass(frozen=True, slots=True)
class Content:
    """Bytes to serve: their kind is ours, never what the uploader said."""

    opened: Callable[[], Iterable[bytes]]  # nothing is read, or made, before this is called
    media_type: str
    tag: str  # changes when the bytes do
    size: int | None = None  # bytes, where known beforehand
    name: str = ""  # for a download; safe


def with_levels(artwork: Artwork, photograph: Photograph) -> Photograph:
    """Write the addresses and sizes of a picture onto it. No statement."""
    where = (artwork.chart.public_id, artwork.public_id, photograph.public_id)
    # The turn is part of the address: a page keeps the pictures it was made for.
    pattern = f"{address('artworks:picture', *where, last='SIZE')}?turned={photograph.rotation}"
    found: list[dict[str, Any]] = []
    # Words, not JSON: with quotation marks and each address in full they were a third of a wall.
    words = [pattern]
    for size in SHOWN:
        width, height = rules.fitted(photograph.width, photograph.height, SIDES[size])
        if not found or width > found[-1]["width"]:
            found.append({"url": pattern.replace("/SIZE/", f"/{size}/"), "width": width, "height": height})
            words.append(f"{size} {width} {height}")
    photograph.shown, photograph.levels = tuple(found), " ".join(words)
    return photograph


def in_order(rows: QuerySet[Photograph]) -> QuerySet[Photograph]:
    """Front first, then back, details and the making; oldest first in each."""
    return rows.order_by(_ORDER, "pk")


def hang(viewer: Any, works: list[Artwork]) -> list[Artwork]:
    """Write its first picture onto each work. One statement for any number of works."""
    if works:
        hang_on(works, in_order(Photograph.scoped(viewer).filter(artwork__in=[work.pk for work in works])))
    return works


def hang_on(works: list[Artwork], pictures: Iterable[Photograph]) -> None:
    """Write onto each work the first of its pictures; pictures of other works are passed over. No statement."""
    by_pk = {work.pk: work for work in works}
    for picture in pictures:
        work = by_pk.get(picture.artwork_id)
        if work is not None and work.front is None:
            work.front = with_levels(work, picture)


def front_of(viewer: Any, artwork: Artwork) -> Photograph | None:
    """The picture a work is shown by. One statement unless it was hung already."""
    if artwork.front is None:
        hang(viewer, [artwork])
    return artwork.front


def photographs_of(viewer: Any, artwork: Artwork) -> list[Photograph]:
    """Every picture of a work, front first. One statement."""
    rows = Photograph.scoped(viewer).filter(artwork=artwork).select_related("original", "added_by")
    return [with_levels(artwork, row) for row in in_order(rows)]


def twin_of(viewer: Any, chart: Chart, original: bytes, *, upload_key: str) -> Photograph | None:
    """The picture of this chart with these very bytes, if the viewer sees its work and it was another upload."""
    rows = Photograph.scoped(viewer).filter(chart=chart, artwork__in=seen_works(viewer, chart).values("pk"))
    rows = rows.filter(original__sha256=sha256(original).hexdigest()).exclude(upload_key=upload_key)
    found = rows.order_by("artwork__retracted_at", "pk").first()
    if found is None:
        return None
    found.artwork = seen_works(viewer, chart).get(pk=found.artwork_id)
    found.artwork.front = with_levels(found.artwork, found)
    return found


def picture_again(viewer: Any, chart: Chart, public_id: str) -> Photograph:
    """A picture of this chart that is to be added once more, its ``original`` with it.

    Raises
    ------
    NotFound
        Also when it is another client's.
    """
    rows = Photograph.scoped(viewer).filter(chart=chart, artwork__in=seen_works(viewer, chart).values("pk"))
    found = rows.select_related("original__chart").filter(public_id=public_id).first()
    if found is None:
        raise NotFound
    return found


def photograph_for(viewer: Any, artwork: Artwork, public_id: str) -> Photograph:
    """One picture of a work that was found for this viewer.

    Raises
    ------
    NotFound
        Also when it is a picture of another work.
    """
    blobs = ("original", "thumb", "screen", "large", "measuring")
    related = [f"{name}__chart" for name in blobs]
    rows = Photograph.scoped(viewer).filter(chart=artwork.chart_id, artwork=artwork, public_id=public_id)
    found = rows.select_related("chart", "artwork__chart", *related).first()
    if found is None:
        raise NotFound
    return with_levels(artwork, found)


def content_of(photograph: Photograph, size: str, *, turned: int | None = None) -> Content:
    """The bytes of one size of a picture.

    Parameters
    ----------
    size : {"thumb", "screen", "large", "original"}
    turned : int, optional
        How the page that asks knew the picture to hang. If somebody turned it since, the picture is made
        anew as that page expects it.

    Raises
    ------
    NotFound, Damaged, KeyDestroyed
    """
    if size not in (*SHOWN, "original"):
        raise NotFound
    blob = getattr(photograph, size)
    if size == "original":
        name = rules.file_name(photograph.original_name, suffix=SUFFIX[blob.media_type])
        return Content(lambda: vault.open_stream(blob), blob.media_type, blob.public_id, blob.size, name)
    if turned is None or turned == photograph.rotation:
        return Content(lambda: vault.open_stream(blob), blob.media_type, blob.public_id, blob.size)
    rules.check_degrees(turned)

    def made() -> Iterable[bytes]:
        picture = develop(vault.read(photograph.original), rotation=turned, want=frozenset({size}))
        return [getattr(picture, size).content]

    return Content(made, "image/jpeg", f"{photograph.public_id}-{size}-{turned}")
