"""The darkroom: every good picture comes out upright, in its colours and without its metadata; no bad one harms."""

from __future__ import annotations

import io
import struct
import subprocess
import sys
import zlib
from typing import Any

import numpy as np
import pillow_heif
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageCms

from cast import SHARED
from pentimento.core.kernel.errors import OutOfRange, PentimentoError, TooLarge, Unavailable, Unmeasurable, WrongType
from pentimento.practice.artworks.darkroom import MOST_PIXELS, Raster, develop, developing

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


# ---- good pictures

KINDS = {
    "JPEG": lambda: saved(quarters(), "JPEG", quality=95),
    "PNG": lambda: saved(quarters(), "PNG"),
    "WebP": lambda: saved(quarters(), "WEBP", lossless=True),
    "TIFF": lambda: saved(quarters(), "TIFF"),
    "HEIF": lambda: heif(quarters()),
}


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_comes_out_upright_in_its_colours_and_sizes(kind):
    made = develop(KINDS[kind]())
    assert (made.kind, made.width, made.height, made.orientation) == (kind, 300, 200, 1)
    assert near(corners(made.measuring), [RED, GREEN, BLUE, YELLOW])
    for picture in (made.thumb, made.screen, made.large):
        assert picture is not None
        opened = Image.open(io.BytesIO(picture.content))
        assert opened.format == "JPEG" and opened.size == (picture.width, picture.height) == (300, 200)


def test_long_sides_are_480_1600_4096_and_1024():
    made = develop(saved(Image.new("RGB", (5000, 2500), RED), "JPEG"))
    sizes = [(p.width, p.height) for p in (made.thumb, made.screen, made.large, made.measuring) if p]
    assert sizes == [(480, 240), (1600, 800), (4096, 2048), (1024, 512)]


@pytest.mark.parametrize("orientation", range(1, 9))
@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "TIFF"])
def test_the_files_own_orientation_is_applied_exactly_once(kind, orientation):
    undo = {2: 0, 3: 3, 4: 1, 5: 5, 6: 2, 7: 6, 8: 4}  # Pillow's transposition that makes the file need this turn
    turned = quarters() if orientation == 1 else quarters().transpose(Image.Transpose(undo[orientation]))
    exif = Image.Exif()
    exif[0x0112] = orientation
    options = {"tiffinfo": {0x0112: orientation}} if kind == "TIFF" else {"exif": exif}
    made = develop(saved(turned, kind, **options), want=MEASURING | {"thumb"})
    assert (made.orientation, made.width, made.height) == (orientation, 300, 200)
    assert near(corners(made.measuring), [RED, GREEN, BLUE, YELLOW], within=30)
    assert made.thumb is not None and (made.thumb.width, made.thumb.height) == (300, 200)


def test_a_heic_that_its_decoder_turns_is_not_turned_again():
    exif = Image.Exif()
    exif[0x0112] = 6
    image = quarters().transpose(Image.Transpose.ROTATE_90)
    image.info["exif"] = exif.tobytes()
    made = develop(heif(image), want=MEASURING)
    expected = Image.fromarray(np.asarray(pillow_heif.open_heif(heif(image))))
    assert (made.width, made.height) == expected.size
    assert near(
        corners(made.measuring),
        [expected.getpixel((expected.width * x // 4, expected.height * y // 4)) for y in (1, 3) for x in (1, 3)],
    )


@pytest.mark.parametrize(
    "rotation, expected",
    [
        (0, [RED, GREEN, BLUE, YELLOW]),
        (90, [BLUE, RED, YELLOW, GREEN]),
        (180, [YELLOW, BLUE, GREEN, RED]),
        (270, [GREEN, YELLOW, RED, BLUE]),
    ],
)
def test_a_picture_is_turned_clockwise_as_asked(rotation, expected):
    made = develop(KINDS["PNG"](), rotation=rotation, want=MEASURING)
    assert near(corners(made.measuring), expected)
    assert (made.width, made.height) == ((300, 200) if rotation % 180 == 0 else (200, 300))


def test_no_metadata_leaves_not_even_the_place_it_was_taken():
    exif = Image.Exif()
    exif[0x010F] = "A very particular camera"
    exif[0x8825] = {1: "N", 2: (51.0, 30.0, 26.0), 3: "W", 4: (0.0, 7.0, 39.0)}
    exif[0x010E] = "Ada's house"
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    original = saved(quarters(), "JPEG", exif=exif, icc_profile=profile, comment=b"secret comment")
    assert b"particular" in original
    made = develop(original)
    for picture in (made.thumb, made.screen, made.large):
        assert picture is not None
        opened = Image.open(io.BytesIO(picture.content))
        assert not opened.getexif() and "icc_profile" not in opened.info and "comment" not in opened.info
        for secret in (b"Exif", b"GPS", b"particular", b"Ada", b"secret", b"http://ns.adobe.com"):
            assert secret not in picture.content


def swapped_profile() -> bytes:
    """An sRGB profile whose red and blue primaries have changed places: ignoring it is plain to see."""
    profile = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    for at in range(132, 132 + 12 * int.from_bytes(profile[128:132], "big"), 12):
        name = bytes(profile[at : at + 4])
        if name in (b"rXYZ", b"bXYZ"):
            profile[at : at + 4] = b"bXYZ" if name == b"rXYZ" else b"rXYZ"
    return bytes(profile)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "TIFF", "HEIF"])
def test_colours_are_what_the_profile_says(kind):
    profile = swapped_profile()
    image = quarters()
    if kind == "HEIF":
        image.info["icc_profile"] = profile
        original = heif(image)
    else:
        original = saved(image, kind, icc_profile=profile)
    made = develop(original, want=MEASURING)
    assert made.had_profile
    assert near(corners(made.measuring), [colour[::-1] for colour in (RED, GREEN, BLUE, YELLOW)], within=16)


def test_a_profile_that_cannot_be_read_is_passed_over():
    made = develop(saved(quarters(), "PNG", icc_profile=b"not a profile at all" * 20), want=MEASURING)
    assert near(corners(made.measuring), [RED, GREEN, BLUE, YELLOW])


def test_what_is_see_through_lies_over_white():
    image = quarters().convert("RGBA")
    image.paste((0, 0, 0, 0), (0, 0, 150, 100))
    image.paste((*GREEN, 128), (150, 0, 300, 100))
    for original in (saved(image, "PNG"), saved(image, "WEBP", lossless=True), saved(image, "TIFF")):
        made = develop(original, want=MEASURING)
        half = tuple((c * 128 + 255 * 127) // 255 for c in GREEN)
        assert made.had_alpha and near(corners(made.measuring), [(255, 255, 255), half, BLUE, YELLOW])


def test_sixteen_bits_grey_black_and_white_and_palettes_are_taken():
    ramp = (np.arange(65536, dtype=np.uint16).reshape(256, 256)).T
    deep = develop(saved(Image.fromarray(ramp), "PNG"), want=MEASURING)
    assert deep.measuring is not None and near(deep.measuring.array()[:, 128, 0], ramp[:, 128] >> 8, within=3)
    for mode in ("L", "1", "P", "LA"):
        image = Image.new("L", (40, 40), 255).convert(mode) if mode != "P" else quarters(40, 40).quantize(4)
        made = develop(saved(image, "PNG"), want=MEASURING)
        assert made.measuring is not None and made.measuring.array().shape == (40, 40, 3)


def test_ink_colours_are_converted_and_not_inverted():
    ink = Image.new("CMYK", (60, 60), (0, 230, 230, 0))
    made = develop(saved(ink, "JPEG", quality=95), want=MEASURING)
    red, green, blue = corners(made.measuring)[0]
    assert red > 180 and green < 110 and blue < 110


def test_a_panorama_and_a_single_pixel_keep_their_shape():
    made = develop(saved(Image.new("RGB", (9000, 30), BLUE), "JPEG"))
    assert made.thumb is not None and (made.thumb.width, made.thumb.height) == (480, 2)
    assert develop(saved(Image.new("RGB", (1, 1), BLUE), "PNG"), want=MEASURING).measuring.array().shape == (1, 1, 3)


def test_what_is_measured_does_not_depend_on_what_was_wanted_beside_it():
    noise = Image.fromarray(np.random.default_rng(3).integers(0, 255, (900, 1300, 3), dtype=np.uint8))
    original = saved(noise, "JPEG", quality=90)
    alone, beside = develop(original, want=MEASURING).measuring, develop(original).measuring
    assert alone == beside and Raster.unpacked(alone.packed()) == alone


@pytest.mark.parametrize("bad", [b"", b"PRGB", b"PRGB" + bytes(8) + b"x", b"XXXX" + bytes(8)])
def test_bytes_that_are_no_raster_are_refused(bad):
    with pytest.raises(WrongType):
        Raster.unpacked(bad)


def test_a_picture_of_fifty_million_pixels_is_taken_and_a_larger_one_refused():
    assert MOST_PIXELS >= 50_000_000
    made = develop(saved(Image.new("RGB", (8192, 6144), GREEN), "JPEG"), want={"thumb"})
    assert (made.width, made.height) == (8192, 6144)
    with pytest.raises(TooLarge, match="50 million"):
        develop(saved(Image.new("L", (8193, 6144)), "PNG"))


def test_fifty_million_interlaced_pixels_of_sixteen_bits_fit_the_memory():
    import pyvips

    image = pyvips.Image.black(8160, 6120).new_from_image([1000, 20000, 60000, 65535]).cast("ushort")
    original = image.copy(interpretation="rgb16").pngsave_buffer(interlace=True, compression=1)
    made = develop(original, want={"thumb"})
    assert made.had_alpha and made.width == 8160


DRAWINGS = sorted((SHARED / "data" / "htp").glob("*.jpg"))


@pytest.mark.skipif(not DRAWINGS, reason="the shared drawings are not on this machine")
@pytest.mark.parametrize("drawing", DRAWINGS[:4], ids=lambda path: path.stem)
def test_real_drawings_look_as_they_did(drawing):
    made = develop(drawing.read_bytes())
    before = Image.open(drawing).convert("RGB")
    assert made.screen is not None and made.measuring is not None
    shown = Image.open(io.BytesIO(made.screen.content)).resize((64, 64), Image.Resampling.BOX)
    difference = np.abs(np.asarray(shown, int) - np.asarray(before.resize((64, 64), Image.Resampling.BOX), int))
    assert difference.mean() < 2.5


# ---- bad pictures


@pytest.mark.parametrize(
    "bad",
    [
        b"GIF89a" + bytes(60),
        b"%PDF-1.7\n" + bytes(60),
        b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>",
        b"<?xml version='1.0'?><svg/>",
        b"\0\0\0\x1cftypavif" + bytes(60),
        b"\0\0\0\x18ftypmp42" + bytes(60),
        b"MZ" + bytes(60),
        b"8BPS" + bytes(60),
        b"P6 1 1 255 abc",
        b"#!/bin/sh",
        b"\0",
    ],
)
def test_what_is_no_picture_of_ours_is_refused_with_a_sentence(bad):
    with pytest.raises(WrongType, match="JPEG, PNG, WebP, TIFF or HEIC"):
        develop(bad)


def test_an_empty_file_and_too_many_bytes_are_refused_before_any_process_starts(monkeypatch):
    monkeypatch.setattr(subprocess, "Popen", None)
    with pytest.raises(WrongType, match="empty"):
        develop(b"")
    monkeypatch.setattr(developing, "MOST_BYTES", 10)
    with pytest.raises(TooLarge, match="more than"):
        develop(b"\xff\xd8\xff" + bytes(20))


@pytest.mark.parametrize("size", [(50_000, 50_000), (2**31 - 1, 1), (2**31 - 1, 2**31 - 1), (0, 10)])
def test_a_bomb_is_refused_by_its_header(size):
    with pytest.raises((TooLarge, Unmeasurable)):
        develop(png(*size, body=zlib.compress(bytes(1000))))


def test_a_small_file_that_unpacks_without_end_is_refused():
    with pytest.raises((TooLarge, Unmeasurable)):
        develop(png(7000, 7000, body=zlib.compress(bytes(10_000_000), 9)))


@pytest.mark.parametrize("kind", KINDS)
def test_a_picture_cut_off_anywhere_is_said_to_be_damaged(kind):
    whole = KINDS[kind]()
    for share in (0.02, 0.3, 0.6, 0.9):
        with pytest.raises((Unmeasurable, WrongType)):
            develop(whole[: max(1, int(len(whole) * share))], want=MEASURING)


def test_several_pictures_in_one_file_are_refused_with_their_number():
    pages = [quarters(), quarters()]
    for original in (
        saved(pages[0], "TIFF", save_all=True, append_images=pages[1:]),
        saved(pages[0], "WEBP", save_all=True, append_images=[Image.new("RGB", (300, 200))]),
    ):
        with pytest.raises(WrongType, match="2 pictures"):
            develop(original)


def test_a_camera_that_puts_a_second_picture_behind_the_first_is_taken():
    original = saved(quarters(), "MPO", save_all=True, append_images=[Image.new("RGB", (300, 200))])
    made = develop(original, want=MEASURING)
    assert made.kind == "JPEG" and near(corners(made.measuring), [RED, GREEN, BLUE, YELLOW])


@settings(max_examples=25, deadline=None)
@given(
    head=st.sampled_from(
        [
            b"",
            b"\xff\xd8\xff\xe0",
            b"\x89PNG\r\n\x1a\n",
            b"RIFF\x40\0\0\0WEBPVP8 ",
            b"II*\0\x08\0\0\0",
            b"\0\0\0\x18ftypheic",
        ]
    ),
    rest=st.binary(max_size=200),
)
def test_random_bytes_meet_a_sentence_and_nothing_else(head, rest):
    with pytest.raises(PentimentoError) as refusal:
        develop(head + rest, want={"thumb"})
    assert str(refusal.value).endswith(".")


@settings(max_examples=25, deadline=None)
@given(
    kind=st.sampled_from(sorted(KINDS)),
    changes=st.lists(st.tuples(st.integers(0, 10**6), st.integers(0, 255)), min_size=1, max_size=8),
)
def test_a_picture_with_changed_bytes_is_developed_or_refused(kind, changes):
    content = bytearray(KINDS[kind]())
    for at, value in changes:
        content[at % len(content)] = value
    try:
        made = develop(bytes(content), want={"thumb"})
    except PentimentoError:
        return
    assert made.thumb is not None and Image.open(io.BytesIO(made.thumb.content)).size == (
        made.thumb.width,
        made.thumb.height,
    )


@pytest.mark.parametrize("asked", [{"rotation": 45}, {"rotation": -90}, {"want": set()}, {"want": {"poster"}}])
def test_what_cannot_be_asked_is_refused(asked):
    with pytest.raises(OutOfRange):
        develop(KINDS["PNG"](), **asked)


# ---- the wall


@pytest.mark.parametrize(
    "deed",
    [
        "open('/etc/hostname').read()",
        "open('/tmp/pentimento-wrote-this', 'w')",
        "os.unlink('/tmp/none')",
        "__import__('socket').socket()",
        "os.execv('/bin/true', ['true'])",
        "os.kill(1, 0)",
    ],
)
def test_behind_the_wall_no_file_no_network_and_no_program_is_within_reach(deed):
    if sys.platform != "linux":
        pytest.skip("the seal is a Linux filter")
    script = f"""
import os, socket, sys
sys.path.append({str(developing.ROOT)!r})
from pentimento.practice.artworks.darkroom.seal import limit, seal
limit()
assert seal()
try:
    {deed}
except PermissionError:
    os._exit(7)
os._exit(0)
"""
    assert subprocess.run([sys.executable, "-I", "-c", script], check=False).returncode == 7


@pytest.mark.parametrize(
    "script",
    [
        "import os; os.kill(os.getpid(), 11)",
        "import sys; sys.stdout.write('not an answer')",
        "import sys; sys.stdout.buffer.write(b'\\0\\0\\0\\2{}' + b'x' * 100)",
        "import sys; sys.stdout.buffer.write(b'\\xff' * 100)",
        "import sys; sys.stdout.buffer.write(b'\\0\\0\\0\\x0d{\"refused\": 1}')",
        "import sys; sys.stdin.close()",
        "x = bytearray(8 << 40)",
    ],
)
def test_a_process_that_breaks_or_lies_is_a_damaged_picture(script, monkeypatch):
    monkeypatch.setattr(developing, "START", script)
    with pytest.raises(Unmeasurable, match="damaged"):
        develop(KINDS["PNG"]())


def test_a_process_that_never_ends_or_answers_without_end_is_ended(monkeypatch):
    monkeypatch.setattr(developing, "WALL_SECONDS", 0.5)
    monkeypatch.setattr(developing, "START", "import signal; signal.pause()")
    with pytest.raises(Unmeasurable):
        develop(KINDS["PNG"]())
    monkeypatch.setattr(developing, "WALL_SECONDS", 30)
    monkeypatch.setattr(developing, "MOST_ANSWER", 1 << 20)
    monkeypatch.setattr(developing, "START", "import os\nwhile True: os.write(1, b'x' * 65536)")
    with pytest.raises(Unmeasurable):
        develop(KINDS["PNG"]())


def test_only_a_few_pictures_are_developed_at_once(monkeypatch):
    monkeypatch.setattr(developing, "WALL_SECONDS", 0)
    with developing.AT_ONCE, developing.AT_ONCE, pytest.raises(Unavailable, match="Try again"):
        develop(KINDS["PNG"]())


def test_nothing_of_our_environment_is_handed_over(monkeypatch):
    monkeypatch.setenv("PENTIMENTO_DATABASE", "postgresql://secret")
    script = "import os; os.write(1, b'leaked' if 'PENTIMENTO_DATABASE' in os.environ else b'ok')"
    monkeypatch.setattr(developing, "START", script)
    assert developing._ask(b"", {}) == b"ok"
