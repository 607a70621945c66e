"""The colour conversion, against published numbers and an independent tool."""

from __future__ import annotations

import json

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cast import shared
from pentimento.core.art.colour import chroma_of, difference, hex_of, lab_of, rgb_of
from pentimento.core.art.names import COLOUR_NAMES, nearest_names

CODES = st.tuples(*[st.integers(0, 255)] * 3)


@pytest.mark.parametrize(("rgb", "lab"), [
    ((255, 255, 255), (100, 0, 0)),
    ((0, 0, 0), (0, 0, 0)),
    ((255, 0, 0), (53.2408, 80.0925, 67.2032)),
    ((0, 255, 0), (87.7347, -86.1827, 83.1793)),
    ((0, 0, 255), (32.2970, 79.1875, -107.8602)),
    ((119, 119, 119), (50.0344, 0, 0)),
])  # fmt: skip
def test_srgb_becomes_the_published_lab(rgb: tuple[int, ...], lab: tuple[float, ...]) -> None:
    assert lab_of(np.array(rgb, np.uint8)) == pytest.approx(lab, abs=0.02)


@pytest.mark.parametrize(("first", "second", "apart"), [
    ((50, 2.6772, -79.7751), (50, 0, -82.7485), 2.0425),
    ((50, 3.1571, -77.2803), (50, 0, -82.7485), 2.8615),
    ((50, -1.3802, -84.2814), (50, 0, -82.7485), 1.0000),
    ((50, 2.5, 0), (50, 0, -2.5), 4.3065),
    ((50, 2.5, 0), (73, 25, -18), 27.1492),
    ((50, 2.5, 0), (58, 24, 15), 19.4535),
    ((2.0776, 0.0795, -1.1350), (0.9033, -0.0636, -0.5514), 0.9082),
])  # fmt: skip
def test_differences_match_the_table_of_sharma_2005(first: tuple, second: tuple, apart: float) -> None:
    assert float(difference(np.array(first), np.array(second))) == pytest.approx(apart, abs=1e-4)


@given(CODES)
def test_a_colour_survives_the_way_to_lab_and_back(code: tuple[int, int, int]) -> None:
    assert tuple(rgb_of(lab_of(np.array(code, np.uint8)))) == code


@given(st.integers(0, 255))
def test_grey_has_no_chroma(level: int) -> None:
    assert float(chroma_of(lab_of(np.full(3, level, np.uint8)))) < 1e-3


@given(CODES, CODES)
def test_difference_is_the_same_both_ways_and_zero_only_to_itself(one: tuple, other: tuple) -> None:
    first, second = lab_of(np.array(one, np.uint8)), lab_of(np.array(other, np.uint8))
    assert float(difference(first, second)) == pytest.approx(float(difference(second, first)), abs=1e-9)
    assert (float(difference(first, second)) < 1e-6) == (one == other)


def test_every_named_colour_is_nearest_to_its_own_name() -> None:
    for name, code in COLOUR_NAMES.items():
        rgb = np.array([int(code[i : i + 2], 16) for i in (1, 3, 5)], np.uint8)
        assert nearest_names(lab_of(rgb)[None]) == [name]
        assert hex_of(lab_of(rgb)) == code


def parity() -> dict[str, dict]:
    path = shared("facts", "art", "aesthetics_toolbox_htp10.json")
    return dict(json.loads(path.read_text())["images"])


@pytest.mark.parametrize("number", [1, 9, 13, 20, 34, 35, 37, 38, 47, 54])
def test_lab_agrees_with_the_aesthetics_toolbox_on_a_whole_drawing(number: int) -> None:
    # It rounds the white point apart from the matrix, which gives greys a chroma of about 0.01: hence not closer.
    from PIL import Image

    name = f"htp_{number}.jpg"
    with Image.open(shared("data", "htp", name)) as file:
        rgb = np.asarray(file.convert("RGB"))
    assert rgb.reshape(-1, 3).mean(axis=0) == pytest.approx(parity()[name]["mean_rgb"], abs=0.01)
    assert lab_of(rgb).reshape(-1, 3).astype(float).std(axis=0) == pytest.approx(parity()[name]["std_lab"], abs=0.02)
