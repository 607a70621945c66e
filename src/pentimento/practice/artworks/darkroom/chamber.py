"""The other side of the wall: reads one picture from standard input, answers on standard output.

Question: 4 bytes of length, JSON ``{"rotation": 0, "want": [...]}``, the picture. Answer: 4 bytes of
length, JSON with either ``refused`` or the facts and sizes, then the pictures one after the other.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable
from typing import Any, BinaryIO

from . import colour
from .limits import MOST_PIXELS, QUALITY, RASTERS, SIDES
from .seal import limit, seal

HEIF = {b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx"}
LOADERS = {"JPEG": "Jpeg", "PNG": "Png", "WebP": "Webp", "TIFF": "Tiff"}
EIGHT_BIT = {"srgb": "srgb", "rgb": "srgb", "rgb16": "srgb", "b-w": "b-w", "grey16": "b-w"}
# Cameras write JPEGs that decoders warn about, so there only a missing end counts.
STRICT = {"JPEG": "truncated", "PNG": "error", "WebP": "error", "TIFF": "error"}
THRIFTY = {"subsample_mode": "on", "optimize_coding": True, "trellis_quant": True, "interlace": True}
TURNS = {90: "d90", 180: "d180", 270: "d270"}


class No(Exception):
    """Why a picture is not developed: a word the other side turns into a sentence, and its facts."""

    def __init__(self, why: str, **facts: Any) -> None:
        super().__init__(why)
        self.answer = {"refused": why, "facts": facts}


def main() -> None:
    """Answer one question, then end."""
    limit()
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # a library that prints must not spoil the answer
    question = json.loads(_exactly(sys.stdin.buffer, int.from_bytes(_exactly(sys.stdin.buffer, 4), "big")))
    original = sys.stdin.buffer.read()
    try:
        head, pictures = developed(original, question)
    except No as no:
        head, pictures = no.answer, []
    except MemoryError:
        head, pictures = {"refused": "heavy", "facts": {}}, []
    line = json.dumps(head).encode()
    answers.write(len(line).to_bytes(4, "big") + line + b"".join(pictures))
    answers.close()
    os._exit(0)  # skip the libraries' farewells: they may wait for threads


def kind_of(head: bytes) -> str | None:
    """Which kind of picture a file says it is in its first bytes; None if none of ours."""
    if head.startswith(b"\xff\xd8\xff"):
        return "JPEG"  # also MPO: a JPEG with further pictures behind it
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return "PNG"
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return "WebP"
    if head[:4] in (b"II*\0", b"MM\0*", b"II+\0", b"MM\0+"):
        return "TIFF"
    if head[4:8] == b"ftyp":
        brands = head[8 : min(int.from_bytes(head[:4], "big"), 256)]
        if HEIF & {brands[at : at + 4] for at in range(0, len(brands), 4)}:
            return "HEIF"
    return None


def developed(
    original: bytes, question: dict[str, Any], *, shut: Callable[[], object] = seal
) -> tuple[dict[str, Any], list[bytes]]:
    """The facts about a picture, and the sizes that were asked for. ``shut`` closes the door once all is loaded.

    Raises
    ------
    No
        With the reason.
    """
    kind = kind_of(original[:256])
    if kind is None:
        raise No("kind")
    vips = _vips(kind, original, shut)
    try:
        picture, facts = _open_heif(vips, original) if kind == "HEIF" else _open(vips, original, kind)
        facts["kind"] = kind
        return _pictures(vips, picture, facts, question)
    except vips.Error as fault:
        # A file cut short is told as "unable to copy to memory … premature end": that is not too little memory.
        raise No("heavy" if "out of memory" in str(fault).lower() else "damaged") from fault


def _vips(kind: str, original: bytes, shut: Callable[[], object]) -> Any:
    """Load the libraries this kind needs, then shut the door behind us."""
    import pyvips

    if kind == "HEIF":
        import pillow_heif  # noqa: F401
    if colour.may_have_profile(kind, original):
        colour.load()
    pyvips.cache_set_max(0)
    pyvips.operation_block_set("VipsForeignLoad", True)
    for loader in LOADERS.values():
        pyvips.operation_block_set(f"VipsForeignLoad{loader}", False)
    pyvips.Image.black(1, 1).jpegsave_buffer()  # makes it load what it loads late
    shut()
    return pyvips


def _open(vips: Any, original: bytes, kind: str) -> tuple[Any, dict[str, Any]]:
    header = vips.Image.new_from_buffer(original, "", access="sequential")
    if not header.get("vips-loader").startswith(LOADERS[kind].lower()):
        raise No("kind")
    _check_size(header.width, header.height)
    if (pages := _get(header, "n-pages", 1)) > 1:
        raise No("pages", pages=pages)
    had_profile = header.get_typeof("icc-profile-data") != 0
    profile = header.get("icc-profile-data") if had_profile else b""
    ink = {"output_profile": "srgb"} if header.interpretation == "cmyk" else {}

    def fitted(side: int) -> Any:
        # thumbnail_buffer() would pass over a file that was cut off, so we shrink while decoding ourselves.
        options: dict[str, Any] = {"shrink": _shrink(header, side)} if kind == "JPEG" else {}
        whole = vips.Image.new_from_buffer(original, "", access="sequential", fail_on=STRICT[kind], **options)
        small = whole.thumbnail_image(side, height=side, size="down", **ink)  # also turns it upright
        return _plain(vips, small, b"" if ink else profile)

    orientation = _get(header, "orientation", 1)
    width, height = (header.height, header.width) if orientation >= 5 else (header.width, header.height)
    facts = {"orientation": orientation, "had_alpha": header.hasalpha(), "had_profile": had_profile}
    return fitted, {**facts, "width": width, "height": height}


def _open_heif(vips: Any, original: bytes) -> tuple[Any, dict[str, Any]]:
    """Open with libheif, which has turned the picture upright already: its orientation is not applied again."""
    import pillow_heif

    try:
        heif = pillow_heif.open_heif(original, convert_hdr_to_8bit=True)
        _check_size(*heif.size)
        width, height = heif.size
        bands = {"L": 1, "LA": 2, "RGB": 3, "RGBA": 4}[heif.mode]
        rows = bytes(heif.data)
    except (ValueError, RuntimeError, OSError, EOFError, KeyError, IndexError, SyntaxError) as fault:
        raise No("damaged") from fault
    stride = len(rows) // height
    image = vips.Image.new_from_memory(rows, stride // bands, height, bands, "uchar").crop(0, 0, width, height)
    image = image.copy(interpretation="srgb" if bands >= 3 else "b-w")
    profile = heif.info.get("icc_profile") or b""

    def fitted(side: int) -> Any:
        return _plain(vips, image.thumbnail_image(side, height=side, size="down"), profile)

    facts = {"orientation": 1, "had_alpha": bands in (2, 4), "had_profile": bool(profile)}
    return fitted, {**facts, "width": width, "height": height}


def _pictures(
    vips: Any, fitted: Any, facts: dict[str, Any], question: dict[str, Any]
) -> tuple[dict[str, Any], list[bytes]]:
    want, rotation = set(question["want"]), int(question["rotation"])
    made: list[tuple[str, Any, bytes]] = []
    if want == {"thumb"}:
        base = _turned(fitted(SIDES["thumb"]).copy_memory(), rotation)
    else:
        # Everything else comes from one picture of 4096 px, whatever is asked for: what is measured
        # must not depend on what was wanted beside it.
        # In memory before it is turned: a decoder that reads row by row cannot be asked for columns.
        base = _turned(fitted(SIDES["large"]).copy_memory(), rotation).copy_memory()
    for name in sorted(want):
        picture = base.thumbnail_image(SIDES[name], height=SIDES[name], size="down")
        made.append((name, picture, _bytes_of(name, picture)))
    if rotation in (90, 270):
        facts["width"], facts["height"] = facts["height"], facts["width"]
    sizes = [{"name": name, "width": p.width, "height": p.height, "bytes": len(b)} for name, p, b in made]
    return {"facts": facts, "pictures": sizes}, [content for _, _, content in made]


def _turned(picture: Any, rotation: int) -> Any:
    return picture.rot(TURNS[rotation]) if rotation else picture


def _plain(vips: Any, picture: Any, profile: bytes) -> Any:
    """Eight-bit sRGB, over white where it was see-through."""
    if picture.hasalpha():
        white = 65535 if picture.format == "ushort" else 255
        picture = picture.flatten(background=white)
    if profile and picture.interpretation in EIGHT_BIT:
        picture = picture.colourspace(EIGHT_BIT[picture.interpretation]) if picture.format != "uchar" else picture
        picture = colour.to_srgb(vips, picture, profile)
    if picture.interpretation != "srgb":
        picture = picture.colourspace("srgb")
    return picture if picture.format == "uchar" else picture.cast("uchar")


def _bytes_of(name: str, picture: Any) -> bytes:
    if name in RASTERS:
        return bytes(picture.write_to_memory())
    # A wall shows dozens of thumbs, at less than half their size: there bytes count more than edges of colour.
    how = THRIFTY if name == "thumb" else {"subsample_mode": "off"}
    content: bytes = picture.jpegsave_buffer(Q=QUALITY[name], keep="none", **how)
    return content


def _shrink(header: Any, side: int) -> int:
    """How far a JPEG decoder may shrink and still leave twice the pixels that are wanted."""
    most = max(header.width, header.height) // (2 * side)
    return max(step for step in (1, 2, 4, 8) if step <= max(1, most))


def _check_size(width: int, height: int) -> None:
    if width * height > MOST_PIXELS:
        raise No("large", width=width, height=height)


def _get(image: Any, name: str, otherwise: int) -> int:
    return int(image.get(name)) if image.get_typeof(name) != 0 else otherwise


def _exactly(source: BinaryIO, size: int) -> bytes:
    piece = source.read(size)
    if len(piece) != size:
        raise SystemExit(2)
    return piece
