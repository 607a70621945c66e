"""Lock a stream of bytes in frames, so that it can be opened without holding all of it in memory.

A locked file is the mark, 16 bytes of salt, then frames of 1 MiB, each with a 16-byte tag. Every file
has a key of its own (HKDF of the chart's key with the salt). A frame's nonce is its number and
whether it is the last, so a file that was cut, reordered, spliced or changed in one bit does not open
(STREAM, Hoang, Reyhanitabar, Rogaway & Vizár 2015).
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from pentimento.core.kernel.errors import PentimentoError

MARK = b"PENTIMENTO-BLOB/1\n"
SALT, TAG, FRAME = 16, 16, 1 << 20


class Damaged(PentimentoError):
    """A stored file is not what was stored: cut, changed, exchanged or gone."""


def locked_size(size: int) -> int:
    """Bytes on the disk for ``size`` bytes of content."""
    frames = max(1, -(-size // FRAME))
    return len(MARK) + SALT + size + frames * TAG


def lock(source: BinaryIO, *, key: bytes, address: str) -> Iterator[bytes]:
    """Yield the locked file piece by piece.

    Parameters
    ----------
    source : binary file
        Read to its end.
    key : bytes
        32 bytes, the chart's key for files.
    address : str
        Where the file will lie; it opens nowhere else.
    """
    salt = os.urandom(SALT)
    cipher = _cipher(key, salt)
    yield MARK + salt
    for number, last, frame in _frames(source, FRAME):
        yield cipher.encrypt(_nonce(number, last), frame, address.encode())


def unlock(locked: BinaryIO, *, key: bytes, address: str) -> Iterator[bytes]:
    """Yield the content, each piece only after it proved whole.

    Raises
    ------
    Damaged
        At the first frame that does not prove whole; what was yielded before it is genuine.
    """
    head = _exactly(locked, len(MARK) + SALT)
    if len(head) != len(MARK) + SALT or not head.startswith(MARK):
        raise _damaged(address)
    cipher = _cipher(key, head[len(MARK) :])
    for number, last, frame in _frames(locked, FRAME + TAG):
        try:
            yield cipher.decrypt(_nonce(number, last), frame, address.encode())
        except (InvalidTag, ValueError) as changed:
            raise _damaged(address) from changed


def _frames(source: BinaryIO, size: int) -> Iterator[tuple[int, bool, bytes]]:
    """Number the frames and say which is the last. An empty source has one empty frame."""
    number, frame = 0, _exactly(source, size)
    while True:
        following = _exactly(source, size) if len(frame) == size else b""
        yield number, not following, frame
        if not following:
            return
        number, frame = number + 1, following


def _exactly(source: BinaryIO, size: int) -> bytes:
    """Read ``size`` bytes, fewer only at the end: a pipe may give less than asked for."""
    pieces = []
    while size and (piece := source.read(size)):
        pieces.append(piece)
        size -= len(piece)
    return pieces[0] if len(pieces) == 1 else b"".join(pieces)


def _cipher(key: bytes, salt: bytes) -> AESGCM:
    return AESGCM(HKDF(SHA256(), 32, salt=salt, info=MARK).derive(key))


def _nonce(number: int, last: bool) -> bytes:
    return number.to_bytes(11, "big") + bytes([last])


def _damaged(address: str) -> Damaged:
    return Damaged("The stored file {address} is damaged. Restore it from a backup.", address=address)
