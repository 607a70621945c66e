"""Pictures made for the tests of the darkroom."""

from __future__ import annotations

import io
import struct
import zlib
from typing import Any

import numpy as np
import pillow_heif
from PIL import Image

from pentimento.practice.artworks.darkroom import Raster

MEASURING = frozenset({"measuring"})
RED, GREEN, BLUE, YELLOW = (200, 30, 40), (30, 150, 60), (40, 60, 190), (230, 210, 40)


def quarters(width: int = 300, height: int = 200) -> Image.Image:
    """Red and green above, blue and yellow below: no turn or mirror image of it looks the same."""
    image = Image.new("RGB", (width, height))
    for colour, box in ((RED, (0, 0)), (GREEN, (1, 0)), (BLUE, (0, 1)), (YELLOW, (1, 1))):
        x, y = box[0] * width // 2, box[1] * height // 2
        image.paste(colour, (x, y, x + width // 2, y + height // 2))
    return image


def saved(image: Image.Image, kind: str, **options: Any) -> bytes:
    out = io.BytesIO()
    image.save(out, kind, **options)
    return out.getvalue()


def heif(image: Image.Image, **options: Any) -> bytes:
    out = io.BytesIO()
    pillow_heif.from_pillow(image).save(out, quality=95, **options)
    return out.getvalue()


def corners(raster: Raster | None) -> list[tuple[int, ...]]:
    """The colour in the middle of each quarter: above left, above right, below left, below right."""
    assert raster is not None
    pixels = raster.array()
    high, wide = pixels.shape[:2]
    return [tuple(int(v) for v in pixels[high * y // 4, wide * x // 4]) for y in (1, 3) for x in (1, 3)]


def near(found: Any, expected: Any, within: int = 12) -> bool:
    return bool(np.all(np.abs(np.asarray(found, int) - np.asarray(expected, int)) <= within))


def png(width: int, height: int, body: bytes = b"") -> bytes:
    """A PNG of a given size in its header, whatever its body holds."""

    def chunk(name: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", body) + chunk(b"IEND", b"")


KINDS = {
    "JPEG": lambda: saved(quarters(), "JPEG", quality=95),
    "PNG": lambda: saved(quarters(), "PNG"),
    "WebP": lambda: saved(quarters(), "WEBP", lossless=True),
    "TIFF": lambda: saved(quarters(), "TIFF"),
    "HEIF": lambda: heif(quarters()),
}
