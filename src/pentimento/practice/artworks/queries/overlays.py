"""What is laid over a picture to show where a number comes from: a PNG of colour, or an SVG of lines."""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import Any

import numpy as np
from PIL import Image

from pentimento.core.art.elements import ELEMENTS, Measurement, overlay
from pentimento.core.art.overlay import Cell, Line, Overlay, Polygon, Shape
from pentimento.core.art.sheet import read_sheet
from pentimento.core.figures.svg import NAMESPACE, Node, element, finished
from pentimento.core.kernel.errors import NotFound
from pentimento.practice.artworks.darkroom import Raster
from pentimento.practice.artworks.models import MeasurementRun, Photograph
from pentimento.trust import vault

from .elements import original_size

INK, FOUND, REFERENCE = "#ffffff", "#2a3ba0", "#b3401f"


@dataclass(frozen=True, slots=True)
class Drawn:
    """An overlay as a file of the picture's proportions."""

    content: bytes
    media_type: str


def overlay_of(photograph: Photograph, run: MeasurementRun, key: str) -> Drawn:
    """Draw one element of a measured picture, turned as it hung when it was measured.

    Raises
    ------
    NotFound
        No such element, or nothing to draw because it could not be told.
    """
    if key not in ELEMENTS:
        raise NotFound
    pixels = Raster.unpacked(vault.read(photograph.measuring)).array()
    if quarters := (run.rotation - photograph.rotation) % 360 // 90:
        pixels = np.ascontiguousarray(np.rot90(pixels, -quarters))
    layer = overlay(read_sheet(pixels, original=original_size(photograph)), Measurement.from_json(run.results)[key])
    if layer.mask is None and not layer.shapes:
        raise NotFound
    height, width = pixels.shape[:2]
    return drawn(layer, width=width, height=height)


def drawn(layer: Overlay, *, width: int, height: int) -> Drawn:
    """An overlay of ``width`` by ``height`` px as a file."""
    if layer.mask is not None:
        out = io.BytesIO()
        Image.fromarray(layer.mask, "RGBA").save(out, "PNG", compress_level=3)
        return Drawn(out.getvalue(), "image/png")
    root = element(None, "svg", xmlns=NAMESPACE, width=width, height=height, viewBox=f"0 0 {width} {height}")
    for shape in layer.shapes:
        _draw(root, shape, width, height, stroke=max(width, height) / 400)
    return Drawn(finished(root).markup.encode(), "image/svg+xml")


def _draw(root: Node, shape: Shape, width: int, height: int, *, stroke: float) -> None:
    if isinstance(shape, Cell):
        _cell(root, shape, width, height, stroke)
        return
    for colour, thick in ((INK, 3.0), (FOUND if shape.role != "reference" else REFERENCE, 1.4)):
        line: dict[str, Any] = {"stroke": colour, "stroke_width": thick * stroke, "fill": "none"}
        if shape.role == "reference":
            line["stroke_dasharray"] = f"{6 * stroke:.1f} {4 * stroke:.1f}"
        _stroke(root, shape, width, height, line)


def _cell(root: Node, cell: Cell, width: int, height: int, stroke: float) -> None:
    place: dict[str, Any] = {"x": cell.corner[0] * width, "y": cell.corner[1] * height}
    place |= {"width": cell.width * width, "height": cell.height * height, "fill": "none"}
    if cell.role == "used":
        place |= {"fill": FOUND, "fill_opacity": 0.08 + 0.4 * cell.strength}
    element(root, "rect", **place, stroke=FOUND, stroke_width=stroke / 2, stroke_opacity=0.6)


def _stroke(root: Node, shape: Line | Polygon, width: int, height: int, line: dict[str, Any]) -> None:
    if isinstance(shape, Line):
        (x1, y1), (x2, y2) = shape.start, shape.end
        element(root, "line", x1=x1 * width, y1=y1 * height, x2=x2 * width, y2=y2 * height, **line)
        return
    points = " ".join(f"{x * width:.1f},{y * height:.1f}" for x, y in shape.points)
    element(root, "polygon", points=points, stroke_linejoin="round", **line)
