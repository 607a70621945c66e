"""Keep files of a chart, locked with its key, and read them again."""

from __future__ import annotations

import hmac
import io
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO

from django.conf import settings
from django.db import transaction

from pentimento.core.kernel.errors import PentimentoError, TooLarge
from pentimento.trust.access.models import Chart
from pentimento.trust.keys import KeyDestroyed, Subkey, keyring

from .frames import FRAME, Damaged, lock, locked_size, unlock
from .models import Blob, MediaType
from .store import FolderStore, Store

GRACE = timedelta(days=1)  # how long a file may wait for its row before it counts as garbage


@dataclass(frozen=True, slots=True)
class Shelved:
    """A file that is safe in the store but has no row yet."""

    address: str
    sha256: str
    size: int  # bytes of content
    subkey: Subkey


@dataclass(frozen=True, slots=True)
class Fault:
    """A row whose file is not what it should be."""

    blob: str  # public id
    address: str
    sentence: str


def store() -> Store:
    """The practice's file store, in ``PENTIMENTO_HOME/files``."""
    return FolderStore(Path(settings.PENTIMENTO_HOME) / "files")


def shelve(*, chart: Chart, source: BinaryIO | bytes, limit: int, subkey: Subkey | str = Subkey.RECORD) -> Shelved:
    """Lock a file and write it to the store. Call this before the transaction: others can write meanwhile.

    Parameters
    ----------
    source : bytes or binary file
        Read from where it stands to its end.
    limit : int
        Most bytes taken.

    Raises
    ------
    TooLarge, Unavailable, KeyMissing, KeyDestroyed
    """
    content, digest, size = _measured(source, limit)
    use, ring, place = Subkey(subkey), keyring(), store()
    naming = ring.subkey(chart.public_id, use, purpose="address", create=True)
    address = hmac.new(naming, digest, sha256).hexdigest()
    if place.size(address) == locked_size(size):
        place.touch(address)
    else:
        key = ring.subkey(chart.public_id, use, purpose="file")
        place.put(address, lock(content, key=key, address=address))
    return Shelved(address=address, sha256=digest.hex(), size=size, subkey=use)


def keep(
    *,
    chart: Chart,
    source: Shelved | BinaryIO | bytes,
    media_type: MediaType | str,
    at: datetime,
    limit: int,
    subkey: Subkey | str = Subkey.RECORD,
) -> Blob:
    """Keep a file of a chart: first the file, then its row. The same bytes twice are one file, one row.

    Call inside ``atomic()``. ``limit`` is in bytes. ``media_type`` is ours, never what the uploader said.
    """
    if not transaction.get_connection().in_atomic_block:
        raise transaction.TransactionManagementError("keep() writes a row: call it inside atomic().")
    kind = MediaType(media_type)
    if not isinstance(source, Shelved):
        source = shelve(chart=chart, source=source, limit=limit, subkey=subkey)
    fields = {"sha256": source.sha256, "size": source.size, "media_type": kind, "subkey": source.subkey}
    defaults = {**fields, "created_at": at}
    kept: tuple[Blob, bool] = Blob._unscoped.get_or_create(chart=chart, address=source.address, defaults=defaults)
    return kept[0]


def read(blob: Blob) -> bytes:
    """The whole content, checked against its size and SHA-256.

    Raises
    ------
    Damaged, KeyMissing, KeyDestroyed
    """
    content = b"".join(open_stream(blob))
    if sha256(content).hexdigest() != blob.sha256:
        raise Damaged("The stored file {address} is not the one its row describes.", address=blob.address)
    return content


def open_stream(blob: Blob) -> Iterator[bytes]:
    """The content in pieces of up to 1 MiB, each proven whole before it is given out.

    A file that was cut is refused here, before its first piece.

    Raises
    ------
    Damaged, KeyMissing, KeyDestroyed
    """
    key = keyring().subkey(blob.chart.public_id, blob.subkey, purpose="file")
    locked = store().get(blob.address)
    if store().size(blob.address) != locked_size(blob.size):
        locked.close()
        raise Damaged("The stored file {address} has the wrong length. Restore it.", address=blob.address)
    return _pieces(locked, key, blob.address)


def discard(blob: Blob) -> None:
    """Remove a row now and its file once the transaction is safe. Call inside ``atomic()``."""
    address = blob.address
    blob.delete()
    transaction.on_commit(lambda: _delete_if_unused(address))


def sweep(*, at: datetime, grace: timedelta = GRACE) -> int:
    """Remove files that never got a row, and remains of unfinished writes; say how many.

    ``at`` is now. What was wanted less than ``grace`` ago stays: its row may be on the way.
    """
    place, before = store(), (at - grace).timestamp()
    swept = place.sweep(before=before)
    for address, wanted in list(place.addresses()):
        if wanted < before and _delete_if_unused(address):
            swept += 1
    return swept


def verify() -> Iterator[Fault]:
    """Read every kept file and name those that are damaged or gone. Destroyed charts are passed over."""
    for blob in Blob._unscoped.select_related("chart").order_by("pk").iterator(chunk_size=500):
        try:
            digest = sha256()
            for piece in open_stream(blob):
                digest.update(piece)
            if digest.hexdigest() != blob.sha256:
                raise Damaged("The stored file {address} is not the one its row describes.", address=blob.address)
        except KeyDestroyed:
            continue
        except (PentimentoError, OSError) as fault:
            yield Fault(blob=blob.public_id, address=blob.address, sentence=str(fault))


def _pieces(locked: BinaryIO, key: bytes, address: str) -> Iterator[bytes]:
    with closing(locked):
        yield from unlock(locked, key=key, address=address)


def _delete_if_unused(address: str) -> bool:
    # Inside the write gate no row for this address can appear between the look and the deletion.
    with transaction.atomic():
        if Blob._unscoped.filter(address=address).exists():
            return False
        store().delete(address)
        return True


def _measured(source: BinaryIO | bytes, limit: int) -> tuple[BinaryIO, bytes, int]:
    """Hash the source within its limit, and wind it back to where it stood."""
    stream: BinaryIO = io.BytesIO(source) if isinstance(source, bytes) else source
    if not stream.seekable():
        stream = io.BytesIO(stream.read(limit + 1))
    start, digest, size = stream.tell(), sha256(), 0
    while piece := stream.read(FRAME):
        size += len(piece)
        if size > limit:
            raise TooLarge("This file is larger than {most} MB. Choose a smaller one.", most=max(1, limit // 1_000_000))
        digest.update(piece)
    stream.seek(start)
    return stream, digest.digest(), size
