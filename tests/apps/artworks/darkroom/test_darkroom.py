"""The darkroom: every good picture comes out upright, in its colours and without its metadata."""

from __future__ import annotations

import io

import numpy as np
import pillow_heif
import pytest
from PIL import Image, ImageCms

from apps.artworks.darkroom.pictures import (
    BLUE,
    GREEN,
    KINDS,
    MEASURING,
    RED,
    YELLOW,
    corners,
    heif,
    near,
    quarters,
    saved,
)
from cast import SHARED
from pentimento.core.kernel.errors import TooLarge, WrongType
from pentimento.practice.artworks.darkroom import MOST_PIXELS, Raster, develop


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
