"""Labels are changed, works leave the wall and come back, and looking is noted."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction

from pentimento.practice.artworks import rules
from pentimento.practice.artworks.models import Artwork, Photograph
from pentimento.trust import audit
from pentimento.trust.people.models import Person

from .keeping import checked_label, series_named, set_makers
from .team import check_writer, held, to_change


@transaction.atomic
def describe(
    *,
    artwork: Artwork,
    version: int,
    made_on: date,
    title: str,
    titled_by_client: bool,
    media: str,
    width_mm: int | None,
    height_mm: int | None,
    depth_mm: int | None,
    directive: str,
    series: str,
    makers: Iterable[str],
    place: str,
    by: Person,
    at: datetime,
) -> Artwork:
    """Change a work's label.

    Raises
    ------
    Conflict
        If somebody changed it since ``version``.
    """
    work, parts = to_change(artwork, by=by), tuple(makers)
    rules.check_version(theirs=work.version, ours=version)
    words = {"title": title, "media": media, "directive": directive}
    clean = checked_label(words, made_on=made_on, sizes=(width_mm, height_mm, depth_mm), makers=parts, at=at)
    work.title, work.media, work.directive = clean["title"], clean["media"], clean["directive"]
    work.titled_by_client, work.made_on = titled_by_client, made_on
    work.width_mm, work.height_mm, work.depth_mm = width_mm, height_mm, depth_mm
    work.place = rules.cleaned(place)[:120]
    work.series = series_named(work.chart, series)
    set_makers(work, parts)
    return _described(work, by=by, at=at)


@transaction.atomic
def retitle(*, artwork: Artwork, title: str, version: int, by: Person, at: datetime) -> Artwork:
    """Give a work its title in the client's words. The same words again are a repeat.

    Raises
    ------
    Conflict
        If somebody changed the label since ``version``.
    """
    work, words = to_change(artwork, by=by), rules.cleaned(title)
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
