"""Labels are changed, works leave the wall and come back, and looking is noted."""

from __future__ import annotations

from datetime import datetime
from typing import Unpack

from django.db import transaction

from pentimento.core.kernel.words import cleaned
from pentimento.practice.artworks import rules
from pentimento.practice.artworks.models import Artwork, Photograph
from pentimento.trust import audit
from pentimento.trust.people.models import Person

from .keeping import Label, checked_label, put_on
from .team import check_writer, held, to_change


@transaction.atomic
def describe(*, artwork: Artwork, version: int, by: Person, at: datetime, **label: Unpack[Label]) -> Artwork:
    """Change a work's label.

    Raises
    ------
    Conflict
        If somebody changed it since ``version``.
    """
    work = to_change(artwork, by=by)
    rules.check_version(theirs=work.version, ours=version)
    put_on(work, checked_label(at=at, **label))
    return _described(work, by=by, at=at)


@transaction.atomic
def retitle(*, artwork: Artwork, title: str, version: int, by: Person, at: datetime) -> Artwork:
    """Give a work its title in the client's words. The same words again are a repeat.

    Raises
    ------
    Conflict
        If somebody changed the label since ``version``.
    """
    work, words = to_change(artwork, by=by), cleaned(title)
    if work.title == words:
        return work
    rules.check_words(words, most=rules.TITLE_MOST)
    rules.check_version(theirs=work.version, ours=version)
    work.title = words
    return _described(work, by=by, at=at)


def _described(work: Artwork, *, by: Person, at: datetime) -> Artwork:
    work.version += 1
    work.save()
    audit.record(audit.Event.ARTWORK_DESCRIBED, by=by, at=at, chart=work.chart, subject=work)
    return work


@transaction.atomic
def retract(*, artwork: Artwork, by: Person, at: datetime) -> Artwork:
    """Take a work out of view. Nothing is deleted; ``restore`` brings it back."""
    check_writer(by, artwork.chart)
    work = held(artwork)
    if work.retracted_at is None:
        work.retracted_at, work.version = at, work.version + 1
        work.save(update_fields=["retracted_at", "version"])
        audit.record(audit.Event.ARTWORK_RETRACTED, by=by, at=at, chart=work.chart, subject=work)
    return work


@transaction.atomic
def restore(*, artwork: Artwork, by: Person, at: datetime) -> Artwork:
    """Bring a work back into view."""
    check_writer(by, artwork.chart)
    work = held(artwork)
    if work.retracted_at is not None:
        work.retracted_at, work.version = None, work.version + 1
        work.save(update_fields=["retracted_at", "version"])
        audit.record(audit.Event.ARTWORK_RESTORED, by=by, at=at, chart=work.chart, subject=work)
    return work


@transaction.atomic
def note_viewing(*, subject: Artwork | Photograph, by: Person, at: datetime, size: str = "") -> None:
    """Note that somebody looked at a work, or took out an original (``size="original"``)."""
    detail = {"size": size} if size else {}
    audit.record(audit.Event.ARTWORK_VIEWED, by=by, at=at, chart=subject.chart, subject=subject, **detail)
