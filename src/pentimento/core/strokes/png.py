"""A rendered sheet as a PNG: the same pixels, the same bytes, without a library that may change its mind."""

from __future__ import annotations

import struct
import zlib

import numpy as np
from numpy.typing import NDArray

UP = 2  # the filter that keeps each row as its difference from the one above


def png_of(picture: NDArray[np.uint8]) -> bytes:
    """A PNG of 8-bit sRGB.

    Parameters
    ----------
    picture : array of shape (H, W, 3)
    """
    height, width, _channels = picture.shape
    rows = picture.reshape(height, width * 3)
    filtered = np.empty((height, width * 3 + 1), np.uint8)
    filtered[:, 0] = UP
    filtered[0, 1:] = rows[0]
    filtered[1:, 1:] = rows[1:] - rows[:-1]  # wraps round, as the format wants
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    parts = (b"IHDR", head), (b"sRGB", b"\0"), (b"IDAT", zlib.compress(filtered.tobytes(), 6)), (b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(kind, content) for kind, content in parts)


def _chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))
