"""Pictures are turned and measured. Both work slowly first and write quickly after."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol

from django.db import transaction
from django.db.models import Q

from pentimento.core.art.colour import Rgb
from pentimento.core.art.elements import Measurement
from pentimento.core.art.elements import measure as measure_picture
from pentimento.practice.artworks import rules
from pentimento.practice.artworks.darkroom import Raster
from pentimento.practice.artworks.models import MeasurementRun, Photograph
from pentimento.practice.artworks.queries.elements import METHODS, original_size
from pentimento.trust import audit, vault
from pentimento.trust.people.models import Person
from pentimento.trust.vault import Blob

from .keeping import DERIVED, kept, prepare
from .team import check_writer, held


def rotate(*, photograph: Photograph, degrees: int, by: Person, at: datetime, version: int | None = None) -> Photograph:
    """Hang a picture turned ``degrees`` clockwise from how the original stands. The original is not touched.

    Parameters
    ----------
    degrees : {0, 90, 180, 270}
        Where it ends up, not how far it goes: the same call twice turns it once.
    version : int, optional
        Refuse if somebody changed it since.

    Raises
    ------
    Conflict
    """
    check_writer(by, photograph.chart)
    rules.check_degrees(degrees)
    rules.check_can_change(retracted=photograph.artwork.retracted_at is not None)
    if photograph.rotation == degrees:
        return photograph
    original = vault.read(photograph.original)
    prepared = prepare(photograph.chart, original, rotation=degrees, keep_original=False)
    with transaction.atomic():
        row = held(photograph)
        if version is not None:
            rules.check_version(theirs=row.version, ours=version)
        before = [getattr(row, name) for name in DERIVED]
        for name, blob in kept(row.chart, prepared, at=at).items():
            setattr(row, name, blob)
        row.rotation, row.width, row.height, row.version = degrees, prepared.width, prepared.height, row.version + 1
        row.save()
        for blob in before:
            _let_go(blob)
        audit.record(audit.Event.PHOTOGRAPH_ROTATED, by=by, at=at, chart=row.chart, subject=row, degrees=degrees)
    return row


def _let_go(blob: Blob) -> None:
    """Discard a derived picture that no photograph shows any more."""
    shown = Q(original=blob)
    for name in DERIVED:
        shown |= Q(**{name: blob})
    if not Photograph.of_chart(blob.chart_id).filter(shown).exists():
        vault.discard(blob)


class Measuring(Protocol):
    """Measures the pixels of a picture whose original had this many, across and down."""

    def __call__(self, pixels: Rgb, /, *, original: tuple[int, int]) -> Measurement: ...


def measure(
    *, photograph: Photograph, by: Person, at: datetime, measuring: Measuring = measure_picture
) -> MeasurementRun:
    """Measure the formal elements of a picture as it hangs; measured already by these methods, give that back.

    Parameters
    ----------
    measuring : callable
        Who works it out: here and now, or on another processor.

    Raises
    ------
    Unmeasurable
        When it is not a picture of a sheet.
    """
    check_writer(by, photograph.chart)
    rotation = photograph.rotation
    same = MeasurementRun.of_chart(photograph.chart_id).filter(
        photograph=photograph, rotation=rotation, methods=METHODS
    )
    if run := same.first():
        return run
    pixels = Raster.unpacked(vault.read(photograph.measuring)).array()
    results = measuring(pixels, original=original_size(photograph)).to_json()
    with transaction.atomic():
        held(photograph)
        if run := same.first():
            return run
        run = MeasurementRun.add(
            chart=photograph.chart,
            photograph=photograph,
            rotation=rotation,
            methods=METHODS,
            results=results,
            measured_at=at,
            measured_by=by,
        )
        audit.record(audit.Event.ARTWORK_MEASURED, by=by, at=at, chart=photograph.chart, subject=run)
    return run
