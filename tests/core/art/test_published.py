"""The published statistics on pictures whose values can be worked out, and on pictures that have none."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from pentimento.core.art.published.edge_pairs import second_order_entropy
from pentimento.core.art.published.edges import Edges, gabor
from pentimento.core.art.published.planes import Planes
from pentimento.core.art.published.statistics import STATISTICS, columns, measure
from pentimento.core.kernel.errors import Invalid, Unmeasurable

SPECTRA = {"fourier_redies_sigma_slope", "fourier_slope_spehar", "fourier_slope_mather"}


def plain(code: int, height: int = 80, width: int = 120) -> NDArray[np.uint8]:
    return np.full((height, width, 3), code, np.uint8)


def noise(seed: int, height: int = 128, width: int = 160) -> NDArray[np.uint8]:
    return np.random.default_rng(seed).integers(0, 256, (height, width, 3), dtype=np.uint8)


@pytest.mark.parametrize("code", [0, 127, 255])
def test_a_blank_picture_has_no_spectrum_and_every_other_value_is_a_number(code: int) -> None:
    found = measure(plain(code))
    assert {key for key, value in found.items() if value is None} == SPECTRA
    assert all(np.isfinite(value).all() for value in found.values() if value is not None)


def test_a_sheet_dark_on_the_left_is_out_of_balance_to_the_left() -> None:
    picture = plain(255, 100, 200)
    picture[:, :20] = 0
    found = measure(picture, keys=["balance", "dcm_distance_x_y", "mirror_symmetry", "mean_rgb"])
    distance, x, y = found["dcm_distance_x_y"]
    assert x == pytest.approx(0.5 - 11 / 200) and y == pytest.approx(0.5 - 51 / 100)  # the middle falls on a pixel
    assert distance == pytest.approx(np.hypot(x, y) * 200)
    assert found["balance"] > 50
    assert found["mean_rgb"] == pytest.approx((229.5,) * 3)


def test_grey_has_no_hue_and_noise_spreads_over_all_of_them() -> None:
    grey = np.repeat(noise(1)[..., :1], 3, axis=2)
    assert measure(grey, keys=["shannon_entropy_hue"])["shannon_entropy_hue"] == 0
    assert measure(noise(1), keys=["shannon_entropy_hue"])["shannon_entropy_hue"] > 7


def test_the_outline_of_a_line_has_one_dimension() -> None:
    picture = plain(255, 256, 256)
    picture[:, 85:] = 0  # on no border between boxes: there it would fall between them
    assert measure(picture, keys=["fractal_2d"])["fractal_2d"] == pytest.approx(1)


@settings(max_examples=10, deadline=None)
@given(seed=st.integers(0, 2**32 - 1))
def test_turning_the_sheet_over_changes_no_entropy_and_no_strength(seed: int) -> None:
    picture = noise(seed, height=120)  # in whole tenths: homogeneity gives what is left over to the last
    keys = ["shannon_entropy_L", "homogeneity", "edge_density", "mirror_symmetry", "mean_lab", "std_lab"]
    there, back = measure(picture, keys=keys), measure(picture[::-1].copy(), keys=keys)
    for key in keys:
        assert there[key] == pytest.approx(back[key], rel=1e-9), key


def test_a_filter_turned_by_half_a_circle_answers_with_the_opposite_sign() -> None:
    for turn in range(12):
        angle = turn * np.pi / 12
        assert np.array_equal(gabor(angle), -gabor(angle + np.pi))


def by_hand(strength: NDArray[np.float64], orientation: NDArray[np.intp]) -> float:
    """Second-order entropy pair by pair, as it is defined."""
    rows, columns_ = np.nonzero(strength)
    counts = np.zeros((500, 48, 24))
    for a, b in ((a, b) for a in range(len(rows)) for b in range(len(rows))):
        down, across = rows[b] - rows[a], columns_[b] - columns_[a]
        one, other = (orientation[rows[i], columns_[i]] for i in (a, b))
        distance = min(round(float(np.hypot(down, across))), 499)
        direction = round(float(np.arctan2(down, across) / (2 * np.pi) * 48 + one * 2)) % 48
        counts[distance, direction, (other - one) % 24] += (
            strength[rows[a], columns_[a]] * strength[rows[b], columns_[b]]
        )
    entropies = np.full((500, 48), np.nan)
    for distance, direction in np.argwhere(counts.sum(axis=2) > 1):
        shares = counts[distance, direction] / counts[distance, direction].sum()
        entropies[distance, direction] = -sum(share * np.log2(share) for share in shares if share)
    means = [np.nanmean(row) for row in entropies[20:240] if not np.isnan(row).all()]
    return float(np.mean(means))


def test_pairs_counted_by_orientation_are_the_pairs_counted_one_by_one() -> None:
    random = np.random.default_rng(5)
    strength = np.where(random.random((90, 110)) < 0.02, random.uniform(1, 200, (90, 110)), 0.0)
    orientation = random.integers(0, 24, (90, 110))
    ours = second_order_entropy(Edges(strength, orientation))
    assert ours == pytest.approx(by_hand(strength, orientation), rel=1e-5)


def test_every_statistic_names_its_columns_its_unit_and_its_source() -> None:
    found = measure(noise(3))
    table = {name: number for key, value in found.items() for name, number in columns(key, value).items()}
    assert len(table) == 40 and all(isinstance(number, float) for number in table.values())
    assert columns("fourier_redies_sigma_slope", None) == dict.fromkeys(
        ("fourier_redies_sigma_slope sigma", "fourier_redies_sigma_slope slope")
    )
    for statistic in STATISTICS.values():
        assert statistic.label and statistic.unit and statistic.range and any(c.isdigit() for c in statistic.source)
        assert statistic.method.endswith("/1")


def test_what_is_no_picture_is_refused_in_a_sentence() -> None:
    with pytest.raises(Unmeasurable, match="too small"):
        measure(plain(0, 63, 100))
    with pytest.raises(Unmeasurable, match="three channels"):
        Planes(np.zeros((100, 100), np.uint8))
    with pytest.raises(Invalid, match="handwriting"):
        measure(plain(0), keys=["handwriting"])
