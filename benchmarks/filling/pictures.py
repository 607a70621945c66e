"""Six drawings, drawn once and kept; walls of any length share them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from django.db import transaction

from pentimento.exchange.demo.drawings import PALETTES, Age, Hand, draw
from pentimento.exchange.demo.strokes import encode, render
from pentimento.practice.artworks.actions.keeping import Prepared, kept, prepare
from pentimento.practice.artworks.darkroom import Developed, develop
from pentimento.practice.artworks.models import Artwork, Maker, Photograph
from pentimento.practice.encounters.models import Encounter
from pentimento.trust.access.models import Chart
from pentimento.trust.people.models import Person
from pentimento.trust.vault import Blob

KINDS = ("garden", "sea", "mandala", "street", "self portrait", "inner weather")
TITLES = ("The boat that stayed", "Untitled", "Sunday", "Where the path ends", "Two of us", "Green, again")


@dataclass(frozen=True, slots=True)
class Drawing:
    """A photograph as it would be sent from a tablet, and what the darkroom made of it."""

    original: bytes
    developed: Developed


@dataclass(frozen=True, slots=True)
class Hung:
    """Pictures in one client's vault, ready to be hung any number of times."""

    chart: Chart
    files: list[tuple[Prepared, dict[str, Blob]]]


def drawings(shelf: Path) -> list[Drawing]:
    """The six drawings; drawn on first use and kept in ``shelf``."""
    shelf.mkdir(parents=True, exist_ok=True)
    found = []
    for seed, kind in enumerate(KINDS):
        path = shelf / f"{kind.replace(' ', '-')}.jpg"
        if not path.exists():
            hand = Hand(age=next(iter(Age)), palette=next(iter(PALETTES.values())))
            path.write_bytes(encode(render(draw(kind, hand, seed))))
        original = path.read_bytes()
        found.append(Drawing(original, develop(original)))
    return found


def store(chart: Chart, drawn: Sequence[Drawing], *, at: datetime) -> Hung:
    """Lock the drawings into one client's vault."""
    ready = [prepare(chart, one.original, developed=one.developed) for one in drawn]
    with transaction.atomic():
        return Hung(chart, [(one, kept(chart, one, at=at)) for one in ready])


def hang(hung: Hung, made: Sequence[tuple[date, Encounter | None]], *, by: Person, at: datetime) -> None:
    """One work for each day, in turn with each of the pictures. Call inside ``atomic()``."""
    works = [
        Artwork(
            chart=hung.chart,
            encounter=session,
            title=TITLES[n % len(TITLES)],
            made_on=day,
            media="Oil pastel",
            width_mm=297,
            height_mm=210,
            added_by=by,
            added_at=at,
        )
        for n, (day, session) in enumerate(made)
    ]
    Artwork._unscoped.bulk_create(works)
    Maker._unscoped.bulk_create([Maker(chart=hung.chart, artwork=work, part=Maker.Part.CLIENT) for work in works])
    Photograph._unscoped.bulk_create([_photograph(hung, n, work) for n, work in enumerate(works)])


def _photograph(hung: Hung, n: int, work: Artwork) -> Photograph:
    ready, blobs = hung.files[n % len(hung.files)]
    return Photograph(
        chart=hung.chart,
        artwork=work,
        width=ready.width,
        height=ready.height,
        original_name="drawing.jpg",
        upload_key=f"hung-{work.pk}",
        added_by=work.added_by,
        added_at=work.added_at,
        **blobs,
    )
