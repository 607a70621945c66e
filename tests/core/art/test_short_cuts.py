"""Every short cut gives what the long way round gives, number for number."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import ndimage

from core.art.drawn import photographed, scene
from pentimento.core.art.colour import chroma_of, lab_of, lab_of_light, linear
from pentimento.core.art.medians import centre_and_spread, median_of, parted
from pentimento.core.art.nearest import spread_to
from pentimento.core.art.pieces import pieces_of
from pentimento.core.art.rotation import main_axis

FEW = settings(max_examples=25, deadline=None)
ALL_AROUND = np.ones((3, 3), dtype=bool)


def mask(seed: int, share: float, shape: tuple[int, int] = (37, 53)) -> np.ndarray:
    return np.random.default_rng(seed).random(shape) < share


@FEW
@given(st.integers(0, 999), st.sampled_from([0, 0.02, 0.2, 0.5, 0.9, 1]), st.sampled_from([(37, 53), (1, 9), (9, 1)]))
def test_pieces_are_those_of_scipy(seed: int, share: float, shape: tuple[int, int]) -> None:
    ink, where = mask(seed, share, shape), mask(seed + 1, 0.1, shape)
    labels, count = ndimage.label(ink, structure=ALL_AROUND)
    pieces = pieces_of(ink)
    assert pieces.count == count
    sizes = np.bincount(labels.ravel(), minlength=count + 1)[1:]
    assert sorted(pieces.sizes()) == sorted(sizes)
    every = np.ones(count, dtype=bool)
    assert np.array_equal(np.sort(pieces.pixels(every)), np.flatnonzero(ink))
    for number in range(count):
        chosen = np.arange(count) == number
        places = pieces.pixels(chosen)
        assert len(set(labels.ravel()[places])) == 1
        assert len(places) == pieces.sizes()[number]
        assert pieces.touching(where, every)[number] == where.ravel()[places].any()
        assert not pieces.touching(where, ~chosen)[number]


@pytest.mark.parametrize(("share", "shape"), [
    (0.3, (40, 61)), (0.02, (40, 61)), (0.001, (60, 80)), (0.0003, (150, 130)), (0.5, (1, 40)),
])  # fmt: skip
@pytest.mark.parametrize("seed", range(4))
def test_the_nearest_label_is_that_of_a_distance_transform(share: float, shape: tuple[int, int], seed: int) -> None:
    rng = np.random.default_rng(seed)
    labels = np.where(mask(seed, share, shape), rng.integers(0, 9, shape), -1).astype(np.int16)
    labels[0, seed] = 3  # at least one
    where = mask(seed + 7, 0.6, shape)
    nearest = ndimage.distance_transform_edt(labels < 0, return_distances=False, return_indices=True)
    wanted = np.where(where & (labels < 0), labels[tuple(nearest)], labels)
    spread, given_to = spread_to(labels, where)
    assert np.array_equal(spread, wanted)
    assert np.array_equal(given_to, wanted[where & (labels < 0)])


@FEW
@given(st.lists(st.floats(-100, 100, width=32), min_size=1, max_size=40))
def test_the_middle_and_the_spread_are_those_of_numpy(values: list[float]) -> None:
    single = np.array(values, dtype=np.float32)
    assert median_of(single) == np.median(single)
    mean, median, spread = centre_and_spread(single)
    assert mean == pytest.approx(single.astype(float).mean(), rel=1e-12, abs=1e-12)
    assert median == np.median(single.astype(float))
    assert spread == pytest.approx(single.astype(float).std(), rel=1e-12, abs=1e-12)


@pytest.mark.parametrize("count", [1, 5, 300])
def test_every_pixel_goes_with_its_group_and_in_order(count: int) -> None:
    rng = np.random.default_rng(4)
    pixels, groups = rng.random((3, 900)), rng.permutation(np.arange(900) % count).astype(np.int16)
    parts = parted(pixels, groups, count)
    assert len(parts) == count
    for number, part in enumerate(parts):
        assert np.array_equal(part, pixels[:, groups == number])


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


@pytest.mark.parametrize("seed", range(4))
def test_the_main_axis_is_that_of_all_pixels_taken_one_by_one(seed: int) -> None:
    ink = ndimage.binary_dilation(mask(seed, 0.001, (240, 310)), iterations=6)
    rows, columns = np.nonzero(ink)
    x, y = columns + 0.5, rows + 0.5
    turned = np.cov(x, y, bias=True) + np.eye(2) / 12
    spreads, ways = np.linalg.eigh(turned)
    axis = main_axis(ink)
    assert axis.centre == pytest.approx((x.mean(), y.mean()), rel=1e-12)
    assert axis.stretch == pytest.approx((spreads[1] - spreads[0]) / spreads.sum(), rel=1e-9)
    lean = np.degrees(np.arctan2(ways[0, 1], -ways[1, 1]))
    assert (axis.degrees - lean + 90) % 180 - 90 == pytest.approx(0, abs=1e-6)
    along = (x - x.mean()) * np.sin(np.radians(axis.degrees)) - (y - y.mean()) * np.cos(np.radians(axis.degrees))
    across = (x - x.mean()) * np.cos(np.radians(axis.degrees)) + (y - y.mean()) * np.sin(np.radians(axis.degrees))
    side = 310 / 12
    pulls = np.zeros((20, 20))
    np.add.at(pulls, ((y // side).astype(int), (x // side).astype(int)), along * across)
    error = np.degrees(np.sqrt((pulls**2).sum())) / (x.size * (spreads[1] - spreads[0]))
    assert axis.error == pytest.approx(error, rel=1e-9)


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
