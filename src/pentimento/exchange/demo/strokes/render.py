"""From strokes to pixels: deposit pigment, let the paper answer, lay one layer over another."""

import io
from itertools import groupby

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from pentimento.core.kernel.errors import OutOfRange
from pentimento.exchange.demo.strokes import paper, relief
from pentimento.exchange.demo.strokes.deposit import COARSE, Patch, coarse, deposit, finer, softened
from pentimento.exchange.demo.strokes.media import DRY, MEDIA, Medium
from pentimento.exchange.demo.strokes.paper import Pixels
from pentimento.exchange.demo.strokes.recording import Ground, Recording, Stroke, Tool

SMALLEST, LARGEST = 32, 6000
WHITE = np.float32(0.97)  # what body colour covers with
DARKEST = 0.07  # no pigment on paper is blacker
TRACE = np.float32(0.02)  # less pigment than this is not seen


def render(recording: Recording, long_side_px: int = 1200) -> NDArray[np.uint8]:
    """Draw a recording as it would look on its paper.

    Parameters
    ----------
    recording : Recording
        What was drawn.
    long_side_px : int
        Length of the longer side of the picture, from 32 to 6000 pixels.

    Returns
    -------
    array of shape (H, W, 3), uint8
        sRGB. The same recording and size always give the same bytes.
    """
    if not SMALLEST <= long_side_px <= LARGEST:
        raise OutOfRange("long side", long_side_px, f"from {SMALLEST} to {LARGEST} pixels")
    scale = long_side_px / max(recording.width_mm, recording.height_mm)
    shape = (max(1, round(recording.height_mm * scale)), max(1, round(recording.width_mm * scale)))
    rng = np.random.Generator(np.random.PCG64(recording.seed))
    offset = (int(rng.integers(paper.TILE)), int(rng.integers(paper.TILE)))
    tooth = np.ascontiguousarray(paper.laid_over(paper.tooth_tile(), shape, offset))
    canvas = paper.bare(colour_of(recording.paper), tooth)
    for _, run in groupby(recording.strokes, key=lambda s: (s.tool, s.colour)):
        _lay(canvas, tooth, list(run), scale, rng)
    if recording.ground is Ground.PHOTOGRAPHED:
        paper.in_daylight(canvas, rng)
    np.clip(canvas, 0, 1, out=canvas)
    planes = [Image.fromarray((plane * np.float32(255) + np.float32(0.5)).astype(np.uint8)) for plane in canvas]
    return np.asarray(Image.merge("RGB", planes))


def encode(pixels: NDArray[np.uint8], form: str = "JPEG", quality: int = 88) -> bytes:
    """The picture as the bytes of a JPEG or PNG file, without any metadata."""
    out = io.BytesIO()
    options = {"quality": quality} if form == "JPEG" else {"compress_level": 3}
    Image.fromarray(pixels).save(out, form, **options)
    return out.getvalue()


def colour_of(text: str) -> Pixels:
    """``#rrggbb`` as three numbers from 0 to 1."""
    return np.array([int(text[i : i + 2], 16) / 255 for i in (1, 3, 5)], np.float32)


def _lay(canvas: Pixels, tooth: Pixels, strokes: list[Stroke], scale: float, rng: np.random.Generator) -> None:
    """Lay one run of strokes of one tool and colour over what is there."""
    tool, colour = strokes[0].tool, colour_of(strokes[0].colour)
    if tool is Tool.PAPER or tool is Tool.CLAY:
        for stroke in strokes:
            relief.press(canvas, tooth, stroke, colour, scale, rng)
        return
    medium, size = MEDIA[tool], (canvas.shape[1], canvas.shape[2])
    if tool is Tool.BRUSH:
        swept = deposit(strokes, medium, scale / COARSE, coarse(size), rng)
        width = max(stroke.width for stroke in strokes) * scale / COARSE
        patch = swept and finer(Patch(swept.where, _wash(swept, width)), size)
    else:
        patch = deposit(strokes, medium, scale, size, rng)
    if patch is None:
        return
    touched, amount = _touched(patch, size[1])
    cover = _rub if tool in DRY else _stain
    cover(canvas.reshape(3, -1), touched, amount, tooth.ravel()[touched], colour, medium)


def _touched(patch: Patch, width: int) -> tuple[NDArray[np.intp], Pixels]:
    """Where pigment is, counted along a sheet that many pixels wide, and how much."""
    flat = patch.amount.ravel()
    inside = np.flatnonzero(flat > TRACE)
    rows, columns = np.divmod(inside, patch.amount.shape[1])
    return (rows + patch.where[0].start) * width + columns + patch.where[1].start, flat[inside]


def _rub(
    planes: Pixels, touched: NDArray[np.intp], amount: Pixels, tooth: Pixels, colour: Pixels, medium: Medium
) -> None:
    """Dry pigment catches on the peaks first; more passes reach the valleys."""
    reach = amount - medium.tooth * (1 - tooth)
    cover = np.clip(reach / medium.soft, 0, 1) * np.minimum(0.96, amount * 1.55)
    for plane, tone in zip(planes, colour, strict=True):
        under = plane[touched]
        plane[touched] = under + cover * (tone * (medium.hide + (1 - medium.hide) * under) - under)


def _stain(
    planes: Pixels, touched: NDArray[np.intp], amount: Pixels, tooth: Pixels, colour: Pixels, medium: Medium
) -> None:
    """Transparent colour takes away light, as a filter does; a little body hides some of what lies under it."""
    amount = np.minimum(amount * medium.load, 1.37)
    body = np.minimum(amount, 1) * medium.hide
    amount *= 1 + medium.tooth * (1 - 2 * tooth)
    for plane, tone in zip(planes, colour, strict=True):
        under = plane[touched]
        under += body * (WHITE - under)
        plane[touched] = under * np.exp(amount * np.log(max(tone, DARKEST)))


def _wash(patch: Patch, width: float) -> Pixels:
    """Density of a wash. Water levels the pigment and carries it to the edge, where it dries darker."""
    level = softened(patch.amount, max(1, round(width * 0.13)))
    wet = np.clip((level - 0.14) * 2.4, 0, 1)
    wet = wet * wet * (3 - 2 * wet)
    inner = softened(wet, int(np.clip(width * 0.1, 1, 3)))
    rim = np.clip(wet - inner, 0, 1) * wet
    rows, columns = patch.where
    cloud = paper.laid_over(paper.cloud_tile(), wet.shape, (rows.start, columns.start))
    density: Pixels = wet * (0.48 + 0.27 * cloud + 0.12 * np.minimum(level, 2.0)) + 0.95 * rim
    return density
