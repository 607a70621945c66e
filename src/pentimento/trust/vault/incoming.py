"""Files that come in piece by piece: cut at any byte they go on where they stopped, and no byte lies unlocked.

Each piece is a file of its chart like any other, with its row written after it is safe on the disk: so what was
once acknowledged is there, and what was not is asked for again.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Iterator
from datetime import datetime
from typing import Protocol

from django.db import transaction

from pentimento.core.kernel.errors import Conflict, Invalid, NotFound, TooLarge
from pentimento.core.kernel.words import cleaned
from pentimento.trust.access.models import Chart

from .models import Incoming, IncomingPiece, MediaType
from .safe import discard, keep, read, shelve

PIECE = 1 << 20  # bytes: small ones are put together up to here, so that a bad line makes no heap of files
MOST_CHECKED = 8 * PIECE  # bytes that may come with a checksum: nothing of them is kept before all of them fit
NOT_THERE = "This upload is not here any more. Send the picture again."


class Source(Protocol):
    """Where bytes come from: the body of a request. Reading raises OSError where the line is cut."""

    def read(self, size: int, /) -> bytes:
        """Up to ``size`` bytes; none at the end."""


class Mismatch(Invalid):
    """Bytes that are not what their sender says they are."""


@transaction.atomic
def expect(*, chart: Chart, under: str, name: str, size: int, at: datetime, ends_at: datetime) -> Incoming:
    """Announce a file of ``size`` bytes. What is past its time is removed on the way."""
    sweep_incoming(at=at)
    return Incoming.add(chart=chart, under=under, name=cleaned(name)[:255], size=size, begun_at=at, ends_at=ends_at)


def incoming_for(chart: Chart, public_id: str, *, under: str, at: datetime) -> Incoming:
    """A file on its way in.

    Raises
    ------
    NotFound
        Also when its time is over, or it came under something else.
    """
    rows = Incoming.of_chart(chart).select_related("chart").filter(under=under, ends_at__gt=at)
    found = rows.filter(public_id=public_id).first()
    if found is None:
        raise NotFound(NOT_THERE)
    return found


def coming_under(chart: Chart, under: str, *, at: datetime) -> int:
    """How many files are on their way in under something."""
    return Incoming.of_chart(chart).filter(under=under, done_at__isnull=True, ends_at__gt=at).count()


def take_in(
    incoming: Incoming,
    *,
    offset: int,
    length: int,
    source: Source,
    at: datetime,
    checksum: tuple[str, bytes] | None = None,
) -> Incoming:
    """Take bytes in from ``offset`` on. Where the line is cut, what came before stays.

    Parameters
    ----------
    length : int
        How many bytes are said to come.
    checksum : tuple, optional
        Name of a hash and its value over these bytes; then they are taken as a whole or not at all.

    Raises
    ------
    Conflict
        The file does not stand at ``offset``; or it moved on meanwhile, because somebody else sends it too.
    TooLarge
        More bytes than were announced, or more with a checksum than 8 MiB.
    Mismatch
        They are not what the checksum says.
    """
    _check_place(incoming, offset)
    if offset + length > incoming.size:
        raise TooLarge("More is being sent than was announced. Send the picture again.")
    pieces = _checked(source, length, *checksum) if checksum else _pieces(source, length)
    for piece in pieces:
        incoming = _add(incoming, piece, at=at)
    return incoming


def _check_place(incoming: Incoming, offset: int) -> None:
    if incoming.received != offset:
        raise Conflict("This upload goes on elsewhere: at byte {place}.", place=incoming.received)


def _pieces(source: Source, length: int) -> Iterator[bytes]:
    """What comes, in pieces; after a cut the last of them is short and there are no more."""
    left = length
    while left:
        piece, whole = _exactly(source, min(PIECE, left))
        if piece:
            yield piece
        if not whole:
            return
        left -= len(piece)


def _exactly(source: Source, size: int) -> tuple[bytes, bool]:
    """Up to ``size`` bytes, and whether these are all of them."""
    came = bytearray()
    while len(came) < size:
        try:
            more = source.read(size - len(came))
        except OSError:  # the line was cut; Django's UnreadablePostError is one of these
            more = b""
        if not more:
            return bytes(came), False
        came += more
    return bytes(came), True


def _checked(source: Source, length: int, algorithm: str, value: bytes) -> Iterator[bytes]:
    if length > MOST_CHECKED:
        raise TooLarge("With a checksum at most {most} MiB come at once.", most=MOST_CHECKED // PIECE)
    content, whole = _exactly(source, length)
    digest = hashlib.new(algorithm, content, usedforsecurity=False).digest()
    if not whole or not hmac.compare_digest(digest, value):
        raise Mismatch("These bytes were changed on their way. Send them again.")
    yield from (content[start : start + PIECE] for start in range(0, length, PIECE))


def _add(incoming: Incoming, more: bytes, *, at: datetime) -> Incoming:
    """Lock a piece away, then say that it is here."""
    last = IncomingPiece.of_chart(incoming.chart_id).filter(incoming=incoming).select_related("blob__chart").last()
    if last is not None and last.size + len(more) > PIECE:
        last = None
    together = (_opened(last) if last else b"") + more
    mark = incoming.public_id.encode()  # so that no piece is the same file as a picture that is kept
    shelved = shelve(chart=incoming.chart, source=mark + together, limit=PIECE + len(mark))
    with transaction.atomic():
        rows = Incoming.of_chart(incoming.chart_id).select_for_update(of=("self",)).select_related("chart")
        row = rows.filter(pk=incoming.pk).first()
        if row is None:
            raise NotFound(NOT_THERE)
        _check_place(row, incoming.received)
        blob = keep(chart=row.chart, source=shelved, media_type=MediaType.BYTES, at=at, limit=PIECE + len(mark))
        if last is None:
            IncomingPiece.add(chart=row.chart, incoming=row, start=row.received, size=len(together), blob=blob)
        else:
            before, last.blob, last.size = last.blob, blob, len(together)
            last.save(update_fields=["blob", "size"])
            discard(before)
        row.received += len(more)
        row.save(update_fields=["received"])
    return row


def _opened(piece: IncomingPiece) -> bytes:
    return read(piece.blob)[-piece.size :]


def content_of(incoming: Incoming) -> bytes:
    """All that came so far."""
    pieces = IncomingPiece.of_chart(incoming.chart_id).filter(incoming=incoming).select_related("blob__chart")
    return b"".join(_opened(piece) for piece in pieces)


def put_away(incoming: Incoming, *, at: datetime) -> None:
    """The file has found its place: its pieces go, that it came stays known for a while. Call inside ``atomic()``."""
    _empty(incoming)
    incoming.done_at = at
    incoming.save(update_fields=["done_at"])


def forget(incoming: Incoming) -> None:
    """Remove a file on its way in, with all that came of it. Call inside ``atomic()``."""
    _empty(incoming)
    incoming.delete()


def forget_under(chart: Chart, under: str) -> None:
    """Remove every unfinished file that came under something. Call inside ``atomic()``."""
    for incoming in Incoming.of_chart(chart).filter(under=under, done_at__isnull=True):
        forget(incoming)


@transaction.atomic
def sweep_incoming(*, at: datetime) -> int:
    """Remove every file on its way in whose time is over; say how many."""
    over = list(Incoming._unscoped.filter(ends_at__lte=at).order_by("pk"))
    for incoming in over:
        forget(incoming)
    return len(over)


def _empty(incoming: Incoming) -> None:
    for piece in IncomingPiece.of_chart(incoming.chart_id).filter(incoming=incoming).select_related("blob"):
        blob = piece.blob
        piece.delete()
        discard(blob)
