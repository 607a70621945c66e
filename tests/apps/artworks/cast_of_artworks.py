"""Small pictures for the artworks tests, made here."""

from __future__ import annotations

import io
from typing import Any

from PIL import Image, ImageDraw

from factories import NOON
from pentimento.practice.artworks import actions
from pentimento.practice.artworks.models import Artwork

GPS = {1: "N", 2: (51.0, 30.0, 26.0), 3: "W", 4: (0.0, 7.0, 39.0)}


def drawing(width: int = 640, height: int = 480) -> Image.Image:
    """A house in two colours on white paper."""
    image = Image.new("RGB", (width, height), (250, 249, 245))
    pen = ImageDraw.Draw(image)
    pen.rectangle((width * 0.2, height * 0.45, width * 0.55, height * 0.9), outline=(200, 40, 40), width=8)
    pen.polygon(
        [(width * 0.15, height * 0.45), (width * 0.37, height * 0.15), (width * 0.6, height * 0.45)], fill=(40, 60, 190)
    )
    pen.ellipse((width * 0.7, height * 0.1, width * 0.85, height * 0.3), fill=(230, 190, 40))
    return image


def picture(kind: str = "JPEG", *, image: Image.Image | None = None, **options: Any) -> bytes:
    """A drawing as a file."""
    out = io.BytesIO()
    (image or drawing()).save(out, kind, **options)
    return out.getvalue()


def picture_with_place() -> bytes:
    """A photograph that says where it was taken."""
    exif = Image.Exif()
    exif[0x010F] = "Camera of Somewhere"
    exif.get_ifd(0x8825).update(GPS)
    return picture(exif=exif)


def hung(for_client: Any, by: Any, **fields: Any) -> Artwork:
    """A work on the wall, through the action."""
    fields.setdefault("original", picture())
    fields.setdefault("original_name", "house.jpg")
    fields.setdefault("upload_key", f"key-{Artwork.of_chart(for_client.chart).count()}")
    fields.setdefault("made_on", NOON.date())
    return actions.keep_artwork(chart=for_client.chart, by=by, at=NOON, **fields)
