"""Each element against figures whose value is known, and against what must not change it."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from core.art.drawn import BLUE, GREEN, RED, bar, box, disc, paper, scene
from pentimento.core.art.elements import ELEMENTS, measure
from pentimento.core.art.filled_area import FilledArea, quarter_of, third_of
from pentimento.core.art.number_of_colours import NumberOfColours
from pentimento.core.art.palette import Palette
from pentimento.core.art.results import Reason
from pentimento.core.art.rotation import Rotation
from pentimento.core.art.saturation import Saturation
from pentimento.core.art.sheet import read_sheet
from pentimento.core.art.symmetry import Symmetry, agreement_about, expected_smaller
from pentimento.core.art.used_space import UsedSpace

FEW = settings(max_examples=8, deadline=None)
BOXES = st.tuples(st.integers(0, 300), st.integers(0, 200), st.integers(12, 100), st.integers(12, 90))


def value(picture: np.ndarray, key: str) -> float:
    found = ELEMENTS[key].of(read_sheet(picture)).value
    assert found is not None
    return found


@FEW
@given(BOXES)
def test_filled_area_and_used_space_of_one_box_are_its_area(where: tuple[int, int, int, int]) -> None:
    measurement = measure(box(paper(), *where))
    share = 100 * where[2] * where[3] / (400 * 300)
    assert measurement["filled-area"].value == pytest.approx(share, abs=0.051)
    assert measurement["used-space"].value == pytest.approx(share, abs=0.051)


@FEW
@given(BOXES, BOXES)
def test_more_marks_never_fill_less_nor_use_less_space(first: tuple, second: tuple) -> None:
    less = box(paper(200, 150), *(part // 2 for part in first))
    more = box(less, *(part // 2 for part in second))
    assert value(more, "filled-area") >= value(less, "filled-area")
    assert value(more, "used-space") >= value(less, "used-space")


@pytest.mark.parametrize(("share", "third", "quarter"), [
    (0, 1, 1), (25, 1, 1), (25.1, 1, 2), (32.9, 1, 2), (33, 2, 2), (50, 2, 2), (66, 2, 3), (66.1, 3, 3), (75.1, 3, 4),
    (100, 3, 4),
])  # fmt: skip
def test_thirds_and_quarters_have_their_edges_where_the_scales_put_them(share: float, third: int, quarter: int) -> None:
    assert (third_of(share), quarter_of(share)) == (third, quarter)


def test_filled_area_says_how_far_it_hangs_on_the_threshold() -> None:
    faint = box(box(paper(), 0, 0, 200, 300), 300, 0, 50, 300, (238, 238, 238))
    found = measure(faint)["filled-area"].found
    assert isinstance(found, FilledArea)
    assert (found.low, found.share, found.high) == (50, 50, 62.5)


def test_four_corners_use_the_whole_sheet_and_four_of_nine_fields() -> None:
    corners = paper()
    for x in (0, 380):
        for y in (0, 280):
            corners = box(corners, x, y, 20, 20)
    found = measure(corners)["used-space"].found
    assert isinstance(found, UsedSpace)
    assert (found.hull, found.ninths) == (100, 4)
    assert found.grid[1] == (0, 0, 0)
    assert found.grid[0][0] == pytest.approx(100 * 400 / (400 / 3 * 100), abs=0.1)


def test_colours_are_counted_named_and_shared_out() -> None:
    picture = box(box(box(paper(), 0, 0, 100, 100, RED), 120, 0, 100, 60, BLUE), 240, 0, 100, 40, GREEN)
    found = measure(picture)["palette"].found
    assert isinstance(found, Palette)
    assert [(swatch.name, swatch.hex, swatch.share) for swatch in found.swatches] == [
        ("red", "#dc1414", 50), ("ultramarine", "#1428d2", 30), ("green", "#149628", 20),
    ]  # fmt: skip
    assert (found.largest, found.other) == (50, 0)
    assert value(picture, "number-of-colours") == 3


def test_a_colour_under_half_a_percent_of_the_marks_is_not_counted() -> None:
    field = box(paper(), 0, 0, 400, 200)
    assert value(box(field, 100, 100, 18, 20, RED), "number-of-colours") == 1
    assert value(box(field, 100, 100, 22, 20, RED), "number-of-colours") == 2


def test_two_shades_hardly_different_are_one_colour() -> None:
    picture = box(box(paper(), 0, 0, 100, 100, (200, 30, 30)), 150, 0, 100, 100, (210, 40, 40))
    assert value(picture, "number-of-colours") == 1


def test_one_colour_is_named_but_is_no_palette() -> None:
    measurement = measure(bar(20))
    assert measurement["palette"].reason is Reason.ONE_COLOUR
    found = measurement["number-of-colours"].found
    assert isinstance(found, NumberOfColours)
    assert [swatch.name for swatch in found.colours] == ["black"]


def test_the_soft_edge_of_a_thin_line_is_no_colour_of_its_own() -> None:
    from PIL import Image

    wide = Image.fromarray(bar(33, thick=12, length=1200, side=1600)).resize((400, 400), Image.Resampling.LANCZOS)
    assert value(np.asarray(wide), "number-of-colours") == 1


def test_colours_that_run_into_each_other_are_not_counted() -> None:
    y, x = np.mgrid[:300, :400]
    ramp = np.stack([x * 255 / 399, 255 - y * 255 / 299, 128 + 100 * np.sin(x / 60)], axis=-1).astype(np.uint8)
    assert measure(ramp)["number-of-colours"].reason is Reason.BLENDED


def test_saturation_of_pencil_is_nought_and_of_pure_blue_the_largest() -> None:
    grey = measure(box(paper(), 50, 50, 100, 100, (90, 90, 90)))["saturation"].found
    assert isinstance(grey, Saturation)
    assert (grey.mean, grey.coloured, grey.mean_of_coloured) == (0, 0, None)
    assert value(box(paper(), 50, 50, 100, 100, (0, 0, 255)), "saturation") == pytest.approx(133.8, abs=0.1)


def test_saturation_over_grey_and_coloured_marks_is_given_both_ways() -> None:
    found = measure(box(box(paper(), 0, 0, 100, 90), 200, 0, 100, 30, (0, 0, 255)))["saturation"].found
    assert isinstance(found, Saturation)
    assert (found.coloured, found.median) == (25, 0)
    assert found.mean == pytest.approx(133.8 / 4, abs=0.1)
    assert found.mean_of_coloured == pytest.approx(133.8, abs=0.1)


@pytest.mark.parametrize(("level", "lightness"), [(0, 0), (119, 50), (198, 79.9)])
def test_brightness_is_the_lightness_of_the_marks_not_of_the_paper(level: int, lightness: float) -> None:
    found = measure(box(paper(), 50, 50, 200, 150, (level, level, level)))["brightness"].found
    assert found.mean == pytest.approx(lightness, abs=0.1)  # type: ignore[union-attr]
    assert found.paper == 100  # type: ignore[union-attr]
    assert found.sheet == pytest.approx(75 + lightness / 4, abs=0.1)  # type: ignore[union-attr]


def test_a_mirrored_figure_is_wholly_symmetric_about_its_own_axis() -> None:
    right = box(box(paper(), 230, 100, 30, 100), 330, 100, 30, 100)
    found = measure(right)["symmetry"].found
    assert isinstance(found, Symmetry)
    assert found.best >= 0.97
    assert found.axis == pytest.approx(295 / 400, abs=0.006)
    assert found.centre < 0.1


def test_marks_on_one_side_only_do_not_mirror_about_the_middle() -> None:
    found = measure(box(paper(), 10, 20, 60, 250))["symmetry"].found
    assert isinstance(found, Symmetry)
    assert found.centre < 0


def test_marks_scattered_at_random_agree_about_as_chance_says() -> None:
    rng = np.random.default_rng(11)
    picture = np.repeat(np.repeat(np.where(rng.random((15, 20)) < 0.5, 0, 255), 20, 0), 20, 1).astype(np.uint8)
    found = measure(np.dstack([picture] * 3))["symmetry"].found
    assert isinstance(found, Symmetry)
    assert abs(found.centre) < 0.2


def test_the_analytic_chance_is_what_shuffling_gives() -> None:
    rng = np.random.default_rng(3)
    ink = rng.random((24, 30)) ** 3
    smaller = expected_smaller(ink)
    shuffled = [agreement_about(rng.permutation(ink.ravel()).reshape(ink.shape), 29, smaller)[0] for _ in range(400)]
    assert agreement_about(ink, 29, smaller)[1] == pytest.approx(np.mean(shuffled), abs=0.005)


def test_a_sheet_full_of_marks_has_no_symmetry_to_find() -> None:
    assert measure(box(paper(), 3, 3, 394, 294))["symmetry"].reason is Reason.FULL


def test_flipping_a_picture_leaves_symmetry_and_turns_the_sign_of_rotation() -> None:
    plain, flipped = measure(scene()), measure(np.ascontiguousarray(scene()[:, ::-1]))
    assert flipped["symmetry"].value == pytest.approx(plain["symmetry"].value, abs=0.011)
    assert flipped["rotation"].value == pytest.approx(-plain["rotation"].value, abs=0.11)
    assert flipped["symmetry"].found.axis == pytest.approx(1 - plain["symmetry"].found.axis, abs=0.002)  # type: ignore[union-attr]
    for key in ("filled-area", "used-space", "number-of-colours", "palette", "saturation", "brightness"):
        assert flipped[key].value == pytest.approx(plain[key].value, abs=0.11), key


@FEW
@given(st.floats(-89, 89))
def test_a_leaning_bar_is_measured_to_half_a_degree(degrees: float) -> None:
    found = ELEMENTS["rotation"].of(read_sheet(bar(degrees))).found
    assert isinstance(found, Rotation)
    assert found.degrees == pytest.approx(degrees, abs=0.5)
    assert found.error < 5
    assert found.stretch > 0.95
    assert found.centre == pytest.approx((0.5, 0.5), abs=0.005)


def test_level_is_ninety_and_upright_is_nought() -> None:
    assert value(bar(0), "rotation") == 0
    assert value(bar(90), "rotation") == 90
    assert value(bar(-90), "rotation") == 90


@FEW
@given(st.floats(5, 85))
def test_turning_the_sheet_by_a_quarter_turns_the_axis_by_ninety_degrees(degrees: float) -> None:
    turned = np.ascontiguousarray(np.rot90(bar(degrees)))  # anticlockwise
    assert value(turned, "rotation") == pytest.approx(degrees - 90, abs=0.2)


def test_a_disc_and_a_square_have_no_main_axis() -> None:
    assert measure(disc())["rotation"].reason is Reason.NO_AXIS
    assert measure(box(paper(), 100, 100, 80, 80))["rotation"].reason is Reason.NO_AXIS


def test_an_axis_that_hangs_on_little_is_not_given() -> None:
    # A square has no axis; two dots beyond its corners decide where it seems to lean.
    blot = box(box(box(paper(400, 400), 140, 140, 120, 120), 100, 286, 14, 14), 286, 100, 14, 14)
    assert measure(blot)["rotation"].reason is Reason.UNSTEADY_AXIS


@pytest.mark.parametrize("times", [2, 3])
def test_measures_do_not_depend_on_the_number_of_pixels(times: int) -> None:
    small = scene(320, 448 // 2)
    large = np.repeat(np.repeat(small, times, axis=0), times, axis=1)
    first, second = measure(small), measure(large)
    slack = {"symmetry": 0.03, "rotation": 0.3}
    for result in first:
        assert second[result.element].value == pytest.approx(result.value, abs=slack.get(result.element, 0.3))


@FEW
@given(st.integers(0, 2**32 - 1))
def test_every_value_lies_in_its_range_whatever_is_drawn(seed: int) -> None:
    rng = np.random.default_rng(seed)
    picture = paper(160, 120)
    for _ in range(rng.integers(1, 12)):
        left, top = rng.integers(0, 150), rng.integers(0, 110)
        width, height = rng.integers(1, 90, size=2)
        picture = box(picture, left, top, width, height, tuple(rng.integers(0, 256, 3)))
    for result in measure(picture):
        assert result.value is None or result.low <= result.value <= result.high, result


@FEW
@given(st.integers(0, 2**32 - 1), st.integers(32, 90), st.integers(32, 90))
def test_noise_of_any_shape_is_answered_and_never_fails(seed: int, width: int, height: int) -> None:
    rng = np.random.default_rng(seed)
    assume(width and height)
    for result in measure(rng.integers(0, 256, (height, width, 3), dtype=np.uint8)):
        assert (result.value is None) == (result.reason is not None)
