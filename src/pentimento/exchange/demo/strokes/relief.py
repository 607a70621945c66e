"""Things that stand up from the sheet: scraps of paper with a torn edge, flattened pieces of clay."""

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw

from pentimento.exchange.demo.strokes import paper
from pentimento.exchange.demo.strokes.deposit import softened
from pentimento.exchange.demo.strokes.paper import Pixels
from pentimento.exchange.demo.strokes.recording import Stroke, Tool

Corners = NDArray[np.float64]  # (n, 2), in pixels
FINER = 3  # the outline is drawn this many times larger, then averaged, for a smooth edge


def press(
    canvas: Pixels, tooth: Pixels, stroke: Stroke, colour: Pixels, scale: float, rng: np.random.Generator
) -> None:
    """Lay the stroke's closed outline on the canvas as an object with an edge, a surface and a shadow."""
    points = np.array(stroke.samples, np.float64)[:, :2] * scale
    depth = max(2, round(stroke.width * scale))
    where = _window(points, depth * 2 + 4, canvas.shape[1:])
    if where is None or len(points) < 3:
        return
    mask = _filled(points, where)
    _shade(canvas[:, *where], mask, depth)
    if stroke.tool is Tool.PAPER:
        _glue(canvas[:, *where], mask, colour, tooth[where], scale, rng)
    else:
        _model(canvas[:, *where], mask, colour, depth, where)


def _window(points: Corners, margin: int, shape: tuple[int, ...]) -> tuple[slice, slice] | None:
    left, top = (points.min(axis=0) - margin).astype(int)
    right, bottom = (points.max(axis=0) + margin).astype(int) + 1
    rows = slice(max(0, top), min(shape[0], bottom))
    columns = slice(max(0, left), min(shape[1], right))
    return (rows, columns) if rows.start < rows.stop and columns.start < columns.stop else None


def _filled(points: Corners, where: tuple[slice, slice]) -> Pixels:
    size = (where[1].stop - where[1].start, where[0].stop - where[0].start)
    image = Image.new("L", (size[0] * FINER, size[1] * FINER), 0)
    outline = ((points - (where[1].start, where[0].start)) * FINER).ravel().tolist()
    ImageDraw.Draw(image).polygon(outline, fill=255)
    return np.asarray(image.reduce(FINER), np.float32) / np.float32(255)


def _shade(here: Pixels, mask: Pixels, depth: int) -> None:
    """A shadow to the lower right, as under a lamp at the left."""
    shift = max(1, depth // 2)
    cast = np.zeros_like(mask)
    cast[shift:, shift:] = mask[:-shift, :-shift]
    here *= 1 - 0.34 * softened(softened(cast, depth), max(1, depth // 2))


def _glue(here: Pixels, mask: Pixels, colour: Pixels, tooth: Pixels, scale: float, rng: np.random.Generator) -> None:
    """A scrap: its own tone and fibre, a pale core where it was torn."""
    core = softened(mask, max(1, round(scale * 0.45)))
    torn = np.clip((0.93 - core) * 5, 0, 1) * np.float32(rng.uniform(0.25, 0.75))
    cloud = paper.laid_over(paper.cloud_tile(), mask.shape, (int(rng.integers(512)), int(rng.integers(512))))
    tone = (0.95 + 0.05 * cloud + 0.05 * (tooth - 0.5)) * colour[:, None, None]
    tone += torn * (np.float32(0.93) - tone)
    here += mask * (tone - here)


def _model(here: Pixels, mask: Pixels, colour: Pixels, depth: int, where: tuple[slice, slice]) -> None:
    """Clay: rounded towards its edge, pressed by fingers, lit from the upper left."""
    height = softened(softened(mask, depth), max(1, depth // 2)) * mask
    height = np.sqrt(np.clip(height, 0, 1)) * depth * 1.5
    dents = paper.laid_over(paper.cloud_tile(), mask.shape, (where[0].start, where[1].start))
    grain = paper.laid_over(paper.tooth_tile(), mask.shape, (where[0].start, where[1].start))
    height += 0.16 * dents * depth + 0.2 * grain
    slope_y, slope_x = np.gradient(height)
    light = (0.62 * slope_x + 0.75 * slope_y + 1.0) / np.sqrt(1 + slope_x**2 + slope_y**2)
    tone = np.clip(0.25 + 0.75 * light, 0.25, 1.35) * colour[:, None, None]
    tone += np.clip(light - 1.12, 0, 1) * 0.35
    here += mask * (np.clip(tone, 0, 1) - here)
