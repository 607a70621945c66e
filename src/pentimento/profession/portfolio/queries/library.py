"""The library: searching, comparing with a file, and what is tied to what."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from django.core.paginator import Page, Paginator
from django.db.models import Q

from pentimento.core.kernel.errors import NotFound
from pentimento.profession.portfolio.models import Literature, Reference
from pentimento.profession.portfolio.rules.library import Entry, Kind, Looked, compared, same_as, title_mark
from pentimento.profession.portfolio.rules.library.entry import plain
from pentimento.trust.people.models import Person

A_PAGE = 50


def digest_of(mark: str) -> str:
    """A mark as it is kept."""
    return hashlib.sha256(mark.encode()).hexdigest()


def folded(entry: Entry) -> str:
    """What an entry is found by: title, authors, place, year and keywords, folded."""
    return plain(" ".join([entry.title, *entry.authors, entry.container, str(entry.year or ""), *entry.keywords]))


def shelf(*, search: str = "", kind: str = "", page: int = 1) -> Page[Reference]:
    """References that hold every word searched for, the newest added first. Two statements."""
    rows = Reference.objects.all()
    for word in plain(search).split()[:12]:
        rows = rows.filter(found_by__contains=word)
    if kind in Reference.Kind.values:
        rows = rows.filter(kind=kind)
    return Paginator(rows.order_by("-added_at", "-pk"), A_PAGE).get_page(page)


def reference_for(public_id: str) -> Reference:
    """One reference."""
    row = Reference.objects.filter(public_id=public_id).select_related("added_by").first()
    if row is None:
        raise NotFound
    return row


def all_entries(references: Iterable[Reference] | None = None) -> list[Entry]:
    """References as entries to be written, in the order in which they came."""
    rows = Reference.objects.order_by("added_at", "pk") if references is None else references
    return [entry_of(row) for row in rows]


def entry_of(row: Reference) -> Entry:
    """One reference as an entry."""
    return Entry(
        kind=Kind(row.kind),
        title=row.title,
        authors=tuple(row.authors),
        year=row.year,
        container=row.container,
        volume=row.volume,
        issue=row.issue,
        pages=row.pages,
        publisher=row.publisher,
        doi=row.doi,
        url=row.url,
        abstract=row.abstract,
        keywords=tuple(row.keywords),
        key=row.key,
    )


def compared_with_shelf(entries: list[Entry]) -> list[Looked]:
    """Each entry of a file with what would become of it. One statement for five hundred entries."""
    marks = {digest_of(mark): mark for entry in entries for mark in (same_as(entry), title_mark(entry))}
    known: dict[str, str] = {}
    wanted = list(marks)
    for start in range(0, len(wanted), 500):
        some = wanted[start : start + 500]
        for row in Reference.objects.filter(Q(mark__in=some) | Q(title_mark__in=some)):
            known |= {marks[digest]: row.title for digest in (row.mark, row.title_mark) if digest in marks}
    return compared(entries, known)


def read_for(viewer: Person, reference: Reference) -> list[Literature]:
    """What the viewer reads it for, newest first."""
    rows = Literature.of_owner(viewer).filter(to=reference, untied_at__isnull=True)
    return list(rows.order_by("-tied_at", "-pk"))


def tied_for(viewer: Person, public_id: str) -> Literature:
    """One tie of the viewer's own."""
    row = Literature.of_owner(viewer).filter(public_id=public_id).select_related("to").first()
    if row is None:
        raise NotFound
    return row


def literature_on(viewer: Person, kind: str, reference: str) -> list[Literature]:
    """What the viewer has tied to one thing, such as a plan. One statement."""
    rows = Literature.of_owner(viewer).filter(kind=kind, reference=reference, untied_at__isnull=True)
    return list(rows.select_related("to").order_by("to__by", "to__year", "pk"))


def how_many() -> int:
    """How many references there are."""
    return Reference.objects.count()


def kinds() -> list[tuple[str, str]]:
    """The kinds of references and what they are called."""
    return [(value, str(label)) for value, label in Reference.Kind.choices]
