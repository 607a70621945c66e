"""References come into the library, whole file or none, and are tied to what they are read for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from pentimento.core.kernel.errors import Invalid, NotFound, Refused
from pentimento.core.kernel.words import cleaned
from pentimento.profession.portfolio.models import Claim, Learning, Literature, Reference
from pentimento.profession.portfolio.queries.library import compared_with_shelf, digest_of, folded
from pentimento.profession.portfolio.rules.library import Entry, Fate, read, same_as, title_mark
from pentimento.trust import audit
from pentimento.trust.access.door import chart_for
from pentimento.trust.people.models import Person

LIMITS = {"title": 500, "container": 300, "volume": 40, "issue": 40, "pages": 60, "publisher": 200, "url": 500}
TIE_MOST = 400


@dataclass(frozen=True, slots=True)
class Imported:
    """What came of a file."""

    added: tuple[Reference, ...]
    known: int


@transaction.atomic
def import_references(*, text: str, by: Person | None, at: datetime) -> Imported:
    """Take in every entry that is not in the library yet.

    Parameters
    ----------
    by
        None for the command line, where whoever keeps the practice folder imports.

    Raises
    ------
    Invalid, WrongType, TooLarge
        With line and column; then nothing of the file was taken.
    """
    _written, entries = read(text)
    looked = compared_with_shelf(entries)
    added = [_kept(one.entry, by, at) for one in looked if one.fate is Fate.NEW]
    if added:
        audit.record(audit.Event.LIBRARY_IMPORTED, by=by, at=at, references=len(added))
    return Imported(tuple(added), len(entries) - len(added))


def check_has_something(has: bool) -> None:
    """There is something of one's own that a reference could be tied to."""
    if not has:
        raise Refused("There is nothing of yours yet to tie this to. Begin a claim, or add to your log of learning.")


def check_fits(entry: Entry) -> None:
    """No field is longer than the library keeps."""
    for name, most in LIMITS.items():
        if len(getattr(entry, name)) > most:
            raise Invalid(
                "Line {line}: the {name} is longer than {most} characters.", line=entry.line, name=name, most=most
            )


def _kept(entry: Entry, by: Person | None, at: datetime) -> Reference:
    check_fits(entry)
    return Reference.objects.create(
        kind=str(entry.kind),
        title=entry.title,
        authors=list(entry.authors),
        by=entry.by[:200],
        year=entry.year,
        container=entry.container,
        volume=entry.volume,
        issue=entry.issue,
        pages=entry.pages,
        publisher=entry.publisher,
        doi=entry.doi[:200],
        url=entry.url,
        abstract=entry.abstract,
        keywords=list(entry.keywords),
        key=entry.key[:120],
        found_by=folded(entry),
        mark=digest_of(same_as(entry)),
        title_mark=digest_of(title_mark(entry)),
        added_by=by,
        added_at=at,
    )


@transaction.atomic
def tie(
    *, to: Reference, kind: str, reference: str, words: str, by: Person, at: datetime, place: str = ""
) -> Literature:
    """Say why something is read: for a plan, a claim or an entry of learning. Tied twice, it is tied once.

    Raises
    ------
    NotFound
        When the claim or entry is not one's own, or the plan's record is not open to them.
    """
    chart = chart_for(by, place) if kind == Literature.Kind.PLAN else None
    own = {Literature.Kind.CLAIM: Claim, Literature.Kind.LEARNING: Learning}.get(Literature.Kind(kind))
    if own is not None and not own.of_owner(by).filter(public_id=reference).exists():
        raise NotFound
    tied = Literature.of_owner(by).filter(to=to, kind=kind, reference=reference, untied_at__isnull=True)
    if there := tied.first():
        return there
    said = cleaned(words)[:TIE_MOST]
    row = Literature.add(owner=by, to=to, kind=kind, place=place, reference=reference, words=said, tied_at=at)
    audit.record(audit.Event.LITERATURE_TIED, by=by, at=at, chart=chart, subject=row, kind=str(kind))
    return row


@transaction.atomic
def untie(*, tied: Literature, by: Person, at: datetime) -> Literature:
    """It is no longer read for that."""
    if tied.owner_id != by.pk:
        raise NotFound
    if tied.untied_at is None:
        tied.untied_at = at
        tied.save(update_fields=["untied_at"])
        audit.record(audit.Event.LITERATURE_UNTIED, by=by, at=at, subject=tied)
    return tied
