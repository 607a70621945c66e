"""Finding the bare paper, and refusing what is no picture of a sheet."""

from __future__ import annotations

import numpy as np
import pytest

from core.art.drawn import BLACK, WHITE, box, paper, photographed, scene
from pentimento.core.art.elements import ELEMENTS, measure
from pentimento.core.art.results import Reason
from pentimento.core.art.sheet import read_sheet
from pentimento.core.kernel.errors import Unmeasurable


@pytest.mark.parametrize(("array", "sentence"), [
    (np.zeros((1, 1, 3), np.uint8), "too small"),
    (np.zeros((1, 1024, 3), np.uint8), "too small"),
    (np.zeros((0, 0, 3), np.uint8), "too small"),
    (np.zeros((40, 1024, 3), np.uint8), "long and narrow"),
    (np.zeros((2100, 2100, 3), np.uint8), "too many pixels"),
    (np.zeros((100, 100), np.uint8), "three colours"),
    (np.zeros((100, 100, 4), np.uint8), "three colours"),
    (np.zeros((100, 100, 3), np.float64), "whole numbers"),
    (np.full((100, 100, 3), np.nan), "whole numbers"),
    ([[[1, 2, 3]]], "three colours"),
    (None, "three colours"),
])  # fmt: skip
def test_what_is_no_picture_of_a_sheet_is_refused_in_a_sentence(array: object, sentence: str) -> None:
    with pytest.raises(Unmeasurable, match=sentence):
        measure(array)  # type: ignore[arg-type]


@pytest.mark.parametrize("shape", [(32, 32), (32, 640), (640, 32), (33, 47)])
def test_the_smallest_and_most_slender_pictures_are_measured(shape: tuple[int, int]) -> None:
    picture = np.full((*shape, 3), 255, np.uint8)
    picture[8:20, 8:20] = 0
    result = measure(picture)["filled-area"]
    assert result.value == pytest.approx(100 * 144 / (shape[0] * shape[1]), abs=0.1)


def test_a_blank_white_sheet_is_nought_per_cent_filled_and_has_nothing_else_to_measure() -> None:
    measurement = measure(paper())
    assert measurement["filled-area"].value == 0
    others = [result.reason for result in measurement if result.element != "filled-area"]
    assert others == [Reason.BLANK] * 7


@pytest.mark.parametrize("colour", [BLACK, (30, 60, 200), (190, 40, 40)])
def test_a_picture_of_one_dark_or_strong_colour_is_not_told_from_bare_coloured_paper(colour: tuple) -> None:
    assert {result.reason for result in measure(paper(colour=colour))} == {Reason.ONE_TONE}


def test_a_sheet_covered_from_edge_to_edge_has_no_paper_but_still_has_colours() -> None:
    x = np.arange(400)
    stripes = np.array([(180, 30, 30), (30, 60, 160), (20, 110, 50)], np.uint8)[(x // 40) % 3]
    measurement = measure(np.tile(stripes, (300, 1, 1)))
    assert measurement["filled-area"].reason is Reason.NO_PAPER
    assert measurement["rotation"].reason is Reason.NO_PAPER
    assert measurement["number-of-colours"].value == 3
    assert measurement["number-of-colours"].on.surface == "whole"


def test_two_colours_that_could_both_be_the_paper_leave_it_undecided() -> None:
    halves = box(paper(colour=(255, 255, 255)), 0, 0, 200, 300, (205, 205, 205))
    assert measure(halves)["filled-area"].reason is Reason.UNSURE_PAPER


@pytest.mark.parametrize("ground", [(40, 90, 60), (20, 20, 20), (193, 154, 107), (250, 240, 215)])
def test_an_even_coloured_ground_is_taken_for_the_paper(ground: tuple[int, int, int]) -> None:
    sheet = read_sheet(box(paper(colour=ground), 100, 100, 60, 50, (220, 60, 200)))
    assert sheet.paper is not None
    assert sheet.paper.hex == "#{:02x}{:02x}{:02x}".format(*ground)
    assert sheet.ink.sum() == 60 * 50


def test_coloured_ground_is_less_sure_than_white_paper() -> None:
    white, green = (read_sheet(box(paper(colour=c), 100, 100, 60, 50)).paper for c in (WHITE, (40, 90, 60)))
    assert white is not None
    assert green is not None
    assert white.confidence > green.confidence


@pytest.mark.parametrize("fall", [0.3, 0.6])
def test_light_falling_off_across_a_photographed_sheet_is_evened_out(fall: float) -> None:
    plain, photo = measure(scene()), measure(photographed(scene(), fall=fall))
    assert photo["filled-area"].on.evened
    assert not plain["filled-area"].on.evened
    for key, slack in {"filled-area": 0.3, "used-space": 0.5, "number-of-colours": 0, "rotation": 1}.items():
        assert photo[key].value == pytest.approx(plain[key].value, abs=slack), key


def test_grain_of_a_photograph_is_no_mark() -> None:
    photo = photographed(paper(640, 448), fall=0.4, noise=4)
    assert measure(photo)["filled-area"].value == 0


def test_dust_alone_on_the_sheet_is_no_mark_but_a_dot_beside_a_line_is() -> None:
    line = box(paper(1024, 768), 200, 100, 8, 500)
    alone, beside = box(line, 900, 700, 2, 2), box(line, 212, 300, 2, 2)
    assert read_sheet(alone).ink.sum() == 8 * 500
    assert read_sheet(beside).ink.sum() == 8 * 500 + 4


def test_a_softened_edge_does_not_widen_a_mark() -> None:
    from scipy import ndimage

    sharp = box(paper(), 150, 100, 40, 60)
    soft = ndimage.gaussian_filter(sharp.astype(float), (1, 1, 0)).round().astype(np.uint8)
    assert read_sheet(soft).ink.sum() == pytest.approx(40 * 60, rel=0.06)


def test_a_pale_wash_counts_though_it_is_faint() -> None:
    assert measure(box(paper(), 0, 0, 400, 100, (225, 245, 250)))["filled-area"].value == pytest.approx(33.3, abs=0.1)


def test_a_result_says_what_it_was_measured_on() -> None:
    on = measure(scene(), original=(6400, 4480))["filled-area"].on
    assert (on.width, on.height, on.scale, on.paper, on.evened) == (640, 448, 0.1, "#ffffff", False)


def test_the_same_picture_gives_the_same_numbers() -> None:
    photo = photographed(scene())
    assert measure(photo) == measure(photo.copy())
    assert len(ELEMENTS) == 8
