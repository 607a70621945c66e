"""A drawing made on screen: its log grows piece by piece, and when it is finished a work hangs on the wall."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from pentimento.core.strokes import Standing, marks_of, read_added, read_log
from pentimento.core.strokes.png import png_of
from pentimento.core.strokes.render import render
from pentimento.practice.artworks import rules
from pentimento.practice.artworks.models import Artwork, Drawing, DrawingPiece
from pentimento.practice.artworks.queries.drawings import log_of, written_from
from pentimento.practice.encounters.models import Encounter
from pentimento.trust import audit, vault
from pentimento.trust.people.models import Person
from pentimento.trust.vault import Blob, MediaType

from .keeping import keep_artwork
from .team import check_consent, check_writer, day_of, held

GATHERED = 32_000  # bytes: what comes each second is put together up to here, so that an hour is no heap of files


@transaction.atomic
def begin_drawing(*, encounter: Encounter, by: Person, at: datetime) -> Drawing:
    """Lay out a sheet in a session.

    Raises
    ------
    NeedsConsent, Refused
    """
    check_writer(by, encounter.chart)
    check_consent(encounter.chart, on=day_of(at))
    drawing = Drawing.add(chart=encounter.chart, encounter=encounter, begun_by=by, begun_at=at)
    audit.record(audit.Event.DRAWING_BEGUN, by=by, at=at, chart=drawing.chart, subject=drawing)
    return drawing


def add_to_drawing(*, drawing: Drawing, offset: int, content: bytes, by: Person, at: datetime) -> Drawing:
    """What happened on the sheet from byte ``offset`` of its log on. Bytes that came before are recognised.

    Raises
    ------
    Conflict
        The log goes on differently here: somebody else draws on this sheet.
    Invalid, TooLarge, NeedsConsent, Refused
        Nothing is kept then.
    """
    check_writer(by, drawing.chart)
    check_consent(drawing.chart, on=day_of(at))
    more = _not_there_yet(drawing, offset, content)
    if not more:
        return drawing
    rules.check_can_draw(finished=drawing.finished_at is not None)
    rules.check_drawing_size(drawing.length + len(more))
    standing = read_added(more, standing_of(drawing)).standing
    last = DrawingPiece.of_chart(drawing.chart_id).filter(drawing=drawing).select_related("blob__chart").last()
    if last is not None and last.size + len(more) > GATHERED:
        last = None
    together = (vault.read(last.blob) if last else b"") + more
    shelved = vault.shelve(chart=drawing.chart, source=together, limit=rules.DRAWING_MOST)
    with transaction.atomic():
        row = held(drawing)
        if row.length == drawing.length and row.finished_at is None:
            blob = vault.keep(
                chart=row.chart, source=shelved, media_type=MediaType.BYTES, at=at, limit=rules.DRAWING_MOST
            )
            _put(row, last, blob, len(together))
            return _grown(row, len(more), standing)
    # Somebody was quicker: look again at what is there now. A log only grows, so this comes to an end.
    return add_to_drawing(drawing=row, offset=offset, content=content, by=by, at=at)


def _not_there_yet(drawing: Drawing, offset: int, content: bytes) -> bytes:
    rules.check_drawing_goes_on(offset=offset, length=drawing.length)
    there = written_from(drawing, offset, offset + len(content))
    rules.check_same_drawing(same=content[: len(there)] == there)
    return content[len(there) :]


def _put(drawing: Drawing, last: DrawingPiece | None, blob: Blob, size: int) -> None:
    if last is None:
        DrawingPiece.add(chart=drawing.chart, drawing=drawing, start=drawing.length, size=size, blob=blob)
        return
    before = last.blob
    last.blob, last.size = blob, size
    last.save(update_fields=["blob", "size"])
    if not DrawingPiece.of_chart(drawing.chart_id).filter(blob=before).exists():
        vault.discard(before)


def standing_of(drawing: Drawing) -> Standing:
    """Where its log stands, as far as the next piece has to know it."""
    return Standing(**{name: getattr(drawing, name) for name in Standing.__slots__})


def _grown(row: Drawing, more: int, standing: Standing) -> Drawing:
    for name in Standing.__slots__:
        setattr(row, name, getattr(standing, name))
    row.length += more
    row.save()
    return row


def finish_drawing(*, drawing: Drawing, media: str, by: Person, at: datetime) -> Artwork:
    """The sheet is done: its log takes no more, and its picture becomes a work. Asked again, the same work.

    Parameters
    ----------
    media : str
        What stands on the label.

    Raises
    ------
    Invalid
        Nothing was drawn.
    NeedsConsent, Refused
    """
    check_writer(by, drawing.chart)
    check_consent(drawing.chart, on=day_of(at))
    if drawing.artwork is not None:
        return drawing.artwork
    log = read_log(log_of(drawing)) if drawing.length else ()
    rules.check_can_finish(marks=len(marks_of(log)[1]) if log else 0)
    row = _closed(drawing, by=by, at=at)
    if row.length != drawing.length:  # the last strokes came in between
        return finish_drawing(drawing=row, media=media, by=by, at=at)
    work = keep_artwork(
        chart=row.chart,
        encounter=row.encounter,
        original=png_of(render(log)),
        original_name="drawing.png",
        upload_key=f"drawing-{row.public_id}",
        made_on=day_of(row.begun_at),
        media=media,
        directive=row.encounter.directive,
        by=by,
        at=at,
    )
    return _hung(row, work)


@transaction.atomic
def _closed(drawing: Drawing, *, by: Person, at: datetime) -> Drawing:
    """From here on the log takes no more."""
    row = held(drawing)
    if row.finished_at is None:
        row.finished_at = at
        row.save(update_fields=["finished_at"])
        audit.record(audit.Event.DRAWING_FINISHED, by=by, at=at, chart=row.chart, subject=row)
    return row


@transaction.atomic
def _hung(drawing: Drawing, work: Artwork) -> Artwork:
    row = held(drawing)
    row.artwork = work
    row.save(update_fields=["artwork"])
    return work
