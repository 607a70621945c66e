"""A drawn code is the standard's own, module by module, with the white a reader wants around it."""

from __future__ import annotations

import re

import numpy as np
import pytest
import segno

from pentimento.core.figures.codes import QUIET, code_of

ADDRESS = "https://practice.example/phone/#K7QXM2RDT9WP"


def drawn(words: str) -> np.ndarray:
    """The path filled in again: an array of (side, side), true where it is dark."""
    code = code_of(words)
    sheet = np.zeros((code.side, code.side), bool)
    for x, y, length in re.findall(r"M(\d+) (\d+)h(\d+)v1h-\d+z", code.path):
        sheet[int(y), int(x) : int(x) + int(length)] = True
    return sheet


@pytest.mark.parametrize("words", [ADDRESS, "A", "Ätelier 東京", "x" * 500])
def test_what_is_drawn_is_the_code_with_its_border(words: str) -> None:
    sheet = drawn(words)
    inside = sheet[QUIET:-QUIET, QUIET:-QUIET]
    assert np.array_equal(
        inside,
        np.array([list(row) for row in segno.make(words, error="m", micro=False, boost_error=False).matrix], bool),
    )
    assert sheet.sum() == inside.sum()


def test_an_address_is_small_enough_for_a_screen() -> None:
    assert code_of(ADDRESS).side <= 41 + 2 * QUIET


def test_more_words_than_a_code_holds_are_refused() -> None:
    with pytest.raises(ValueError):
        code_of("x" * 3000)
