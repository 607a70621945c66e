"""A rendered sheet as a PNG holds the very same pixels."""

from __future__ import annotations

import io

import numpy as np
import pytest
from PIL import Image

from pentimento.core.strokes.png import png_of


@pytest.mark.parametrize("shape", [(1, 1, 3), (2, 7, 3), (64, 65, 3)])
def test_the_pixels_come_back_as_they_went_in(shape: tuple[int, int, int]) -> None:
    picture = np.random.default_rng(7).integers(0, 256, shape).astype(np.uint8)
    with Image.open(io.BytesIO(png_of(picture))) as read:
        assert read.mode == "RGB"
        assert np.array_equal(np.asarray(read), picture)


def test_the_same_pixels_are_the_same_bytes() -> None:
    picture = np.full((40, 30, 3), 200, np.uint8)
    assert png_of(picture) == png_of(picture.copy())
