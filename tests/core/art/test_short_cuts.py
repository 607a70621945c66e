"""Every short cut gives what the long way round gives, number for number."""

from __future__ import annotations

import numpy as np
import pytest

from core.art.drawn import photographed, scene
from pentimento.core.art.colour import chroma_of, lab_of, lab_of_light, linear


@pytest.mark.parametrize("shape", [(7, 5, 3), (1, 1, 3), (64, 97, 3), (3,), (5, 3)])
def test_light_is_looked_up_in_pairs_as_it_is_one_by_one(shape: tuple[int, ...]) -> None:
    rgb = np.random.default_rng(6).integers(0, 256, shape, dtype=np.uint8)
    code = rgb / 255
    one_by_one = np.where(code <= 0.04045, code / 12.92, ((code + 0.055) / 1.055) ** 2.4).astype(np.float32)
    assert np.array_equal(linear(rgb), one_by_one)
    assert np.array_equal(linear(rgb[::-1]), one_by_one[::-1])


def test_a_large_picture_has_the_colours_of_its_pixels() -> None:
    rgb = np.random.default_rng(8).integers(0, 256, (300, 250, 3), dtype=np.uint8)
    lab = lab_of(rgb)
    assert lab.shape == rgb.shape
    for place in [(0, 0), (131, 17), (299, 249)]:
        assert lab[place] == pytest.approx(lab_of_light(linear(rgb[place]).astype(float)), abs=2e-4)


def test_chroma_in_single_precision_is_the_hypotenuse() -> None:
    lab = lab_of(np.random.default_rng(9).integers(0, 256, (200, 200, 3), dtype=np.uint8))
    assert lab.dtype == np.float32
    assert chroma_of(lab) == pytest.approx(np.hypot(lab[..., 1].astype(float), lab[..., 2].astype(float)), rel=1e-7)


def test_a_photograph_evened_out_is_brightened_alike_in_all_three_colours() -> None:
    from pentimento.core.art.light import evened

    light = linear(photographed(scene()))
    even = evened(light)
    assert even is not None
    shown = (even < 1).all(axis=-1) & (light > 0.02).all(axis=-1)
    factors = even[shown] / light[shown]
    assert factors[:, 0] == pytest.approx(factors[:, 1], rel=1e-5)
    assert factors[:, 0] == pytest.approx(factors[:, 2], rel=1e-5)
    assert (factors >= 1 - 1e-6).all()
