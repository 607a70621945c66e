"""Pictures come in: developed and locked away first, entered in the record second."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Required, TypedDict, Unpack, cast

from django.db import transaction

from pentimento.core.kernel.errors import Invalid
from pentimento.core.kernel.words import cleaned
from pentimento.practice.artworks import rules
from pentimento.practice.artworks.darkroom import MOST_BYTES, Developed, develop
from pentimento.practice.artworks.models import Artwork, Maker, Photograph, Series
from pentimento.practice.encounters.models import Encounter
from pentimento.practice.encounters.queries import media_of
from pentimento.trust import activity, audit, vault
from pentimento.trust.access.models import Chart
from pentimento.trust.people.models import Person
from pentimento.trust.vault import Blob, MediaType, Shelved

from .team import check_consent, check_writer, day_of, to_change


class Label(TypedDict, total=False):
    """What stands on a work's label. Who made it is named by part, never by name."""

    made_on: Required[date]
    title: str
    titled_by_client: bool
    media: str
    width_mm: int | None
    height_mm: int | None
    depth_mm: int | None
    directive: str
    series: str
    makers: Iterable[str]  # of client, therapist, group, family
    place: str  # of the work itself


UNSAID: dict[str, Any] = {
    "title": "",
    "titled_by_client": True,
    "media": "",
    "width_mm": None,
    "height_mm": None,
    "depth_mm": None,
    "directive": "",
    "series": "",
    "makers": ("client",),
    "place": "",
}
DERIVED = ("thumb", "screen", "large", "measuring")
MOST_DERIVED = 64_000_000  # bytes; 4096 px of pure noise make 30 MB


@dataclass(frozen=True, slots=True)
class Prepared:
    """A picture that was developed and lies in the vault, but in no record yet."""

    files: dict[str, Shelved]
    kinds: dict[str, MediaType]
    width: int  # px, upright and turned
    height: int


def prepare(
    chart: Chart,
    original: bytes,
    *,
    rotation: int = 0,
    keep_original: bool = True,
    developed: Developed | None = None,
) -> Prepared:
    """Develop a picture and lock everything away. Slow, so outside of any transaction.

    Raises
    ------
    WrongType, TooLarge, Unmeasurable, Unavailable
        In the darkroom's words; nothing is kept then.
    """
    made = developed or develop(original, rotation=rotation)
    contents = derived_from(made)
    kinds = {name: MediaType.BYTES if name == "measuring" else MediaType.JPEG for name in DERIVED}
    if keep_original:
        contents["original"], kinds["original"] = original, MediaType(made.media_type)
    files = {
        name: vault.shelve(chart=chart, source=content, limit=MOST_BYTES if name == "original" else MOST_DERIVED)
        for name, content in contents.items()
    }
    return Prepared(files, kinds, made.width, made.height)


def derived_from(made: Developed) -> dict[str, bytes]:
    """What is kept of a developed picture besides its original."""
    if not (made.thumb and made.screen and made.large and made.measuring):
        raise Invalid("This picture could not be prepared. Send it again.")
    return {
        "thumb": made.thumb.content,
        "screen": made.screen.content,
        "large": made.large.content,
        "measuring": made.measuring.packed(),
    }


def kept(chart: Chart, prepared: Prepared, *, at: datetime) -> dict[str, Blob]:
    """Rows for what lies in the vault. Call inside ``atomic()``."""
    return {
        name: vault.keep(chart=chart, source=file, media_type=prepared.kinds[name], at=at, limit=MOST_BYTES)
        for name, file in prepared.files.items()
    }


def keep_artwork(
    *,
    chart: Chart,
    original: bytes,
    original_name: str,
    upload_key: str,
    encounter: Encounter | None = None,
    developed: Developed | None = None,
    by: Person,
    at: datetime,
    **label: Unpack[Label],
) -> Artwork:
    """Add a work with its first picture, kept byte for byte. The same ``upload_key`` again gives the same work.

    Raises
    ------
    NeedsConsent, Refused, Invalid, WrongType, TooLarge, Unmeasurable, Unavailable
        Nothing is kept then.
    """
    clean = checked_label(at=at, **label)
    if before := _let_in(chart, upload_key, by=by, at=at):
        return before.artwork
    if encounter is not None and encounter.chart_id != chart.pk:
        raise Invalid("This session belongs to another record.")
    prepared = prepare(chart, original, developed=developed)
    with transaction.atomic():
        if before := _let_in(chart, upload_key, by=by, at=at, lock=True):
            return before.artwork
        work = Artwork(chart=chart, encounter=encounter, added_by=by, added_at=at)
        put_on(work, clean)
        _hang(work, prepared, original_name, upload_key, Photograph.View.FRONT, by=by, at=at)
        audit.record(audit.Event.ARTWORK_ADDED, by=by, at=at, chart=chart, subject=work)
        activity.report("picture", person=by, at=at, about=("artwork", work.public_id))
    return work


def keep_in_session(
    *, encounter: Encounter, original: bytes, original_name: str, upload_key: str, by: Person, at: datetime
) -> Artwork:
    """One tap: everything but the picture comes from the session; the title can follow.

    Raises
    ------
    As ``keep_artwork``.
    """
    used = ", ".join(use.medium for use in media_of(by, encounter))
    return keep_artwork(
        chart=encounter.chart,
        encounter=encounter,
        made_on=day_of(encounter.opened_at),
        media=used[: rules.MEDIA_MOST],
        directive=encounter.directive,
        original=original,
        original_name=original_name,
        upload_key=upload_key,
        by=by,
        at=at,
    )


def add_photograph(
    *, artwork: Artwork, original: bytes, original_name: str, upload_key: str, view: str, by: Person, at: datetime
) -> Photograph:
    """Add a further picture of a work: front, back, a detail, or in the making.

    Raises
    ------
    As ``keep_artwork``.
    """
    if view not in Photograph.View.values:
        raise Invalid("Choose which side of the work this picture shows.")
    if before := _let_in(artwork.chart, upload_key, by=by, at=at):
        return before
    rules.check_can_change(retracted=artwork.retracted_at is not None)
    prepared = prepare(artwork.chart, original)
    with transaction.atomic():
        if before := _let_in(artwork.chart, upload_key, by=by, at=at, lock=True):
            return before
        work = to_change(artwork, by=by)
        picture = _hang(work, prepared, original_name, upload_key, view, by=by, at=at)
        audit.record(audit.Event.PHOTOGRAPH_ADDED, by=by, at=at, chart=work.chart, subject=picture)
    return picture


def _let_in(chart: Chart, key: str, *, by: Person, at: datetime, lock: bool = False) -> Photograph | None:
    """Check who, whether the client agreed, and whether this very upload has come already."""
    check_writer(by, chart)
    rules.check_upload_key(key)
    if lock:
        Chart.objects.select_for_update().get(pk=chart.pk)  # the second of two equal uploads waits here
    before = Photograph.of_chart(chart).filter(upload_key=key).select_related("artwork__chart").first()
    if before is None:
        check_consent(chart, on=day_of(at))
    return before


def _hang(
    work: Artwork, prepared: Prepared, original_name: str, upload_key: str, view: str, *, by: Person, at: datetime
) -> Photograph:
    return Photograph.add(
        chart=work.chart,
        artwork=work,
        view=view,
        width=prepared.width,
        height=prepared.height,
        original_name=cleaned(original_name)[:255],
        upload_key=upload_key,
        added_by=by,
        added_at=at,
        **kept(work.chart, prepared, at=at),
    )


def checked_label(*, at: datetime, **label: Unpack[Label]) -> Label:
    """A label with its words cleaned, once everything on it can be right.

    Raises
    ------
    Invalid
    """
    clean = cast(Label, {**UNSAID, **label})
    clean["title"], clean["media"] = cleaned(clean["title"]), cleaned(clean["media"])
    clean["directive"], clean["place"] = cleaned(clean["directive"]), cleaned(clean["place"])
    clean["series"] = " ".join(cleaned(clean["series"]).split())
    clean["makers"] = tuple(dict.fromkeys(clean["makers"]))
    rules.check_words(clean["title"], most=rules.TITLE_MOST)
    rules.check_words(clean["media"], most=rules.MEDIA_MOST)
    rules.check_words(clean["directive"], most=rules.DIRECTIVE_MOST)
    rules.check_words(clean["series"], most=rules.SERIES_MOST)
    rules.check_words(clean["place"], most=rules.PLACE_MOST)
    rules.check_made_on(clean["made_on"], today=day_of(at))
    rules.check_size(clean["width_mm"], clean["height_mm"], clean["depth_mm"])
    rules.check_makers(tuple(clean["makers"]))
    return clean


def put_on(work: Artwork, label: Label) -> None:
    """Write a checked label onto a work, new or known, and save it."""
    work.title, work.titled_by_client = label["title"], label["titled_by_client"]
    work.made_on, work.media, work.directive = label["made_on"], label["media"], label["directive"]
    work.width_mm, work.height_mm, work.depth_mm = label["width_mm"], label["height_mm"], label["depth_mm"]
    work.place = label["place"]
    work.series = series_named(work.chart, label["series"])
    work.save()
    set_makers(work, label["makers"])


def series_named(chart: Chart, name: str) -> Series | None:
    """The series of this chart with this name, new if need be; None for no name."""
    if not name:
        return None
    known = Series.of_chart(chart).filter(name=name).first()
    return known or Series.add(chart=chart, name=name)


def set_makers(work: Artwork, parts: Iterable[str]) -> None:
    """Say who made it."""
    wanted, rows = set(parts), Maker.of_chart(work.chart_id).filter(artwork=work)
    there = set(rows.values_list("part", flat=True))
    rows.exclude(part__in=wanted).delete()
    for part in rules.PARTS:
        if part in wanted - there:
            Maker.add(chart=work.chart, artwork=work, part=part)
