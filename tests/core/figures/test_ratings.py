"""The small drawings beside a task."""

from __future__ import annotations

import pytest

from pentimento.core.figures.ratings import HEIGHT, bars, place_on
from pentimento.core.kernel.errors import OutOfRange


def test_the_ends_of_a_scale_are_the_ends_of_its_line() -> None:
    assert (place_on(1, least=1, most=5), place_on(5, least=1, most=5)) == (0, 100)


def test_a_value_outside_its_scale_is_not_drawn() -> None:
    with pytest.raises(OutOfRange):
        place_on(5.1, least=1, most=5)


def test_the_largest_share_is_the_tallest_bar_and_a_small_one_stays_visible() -> None:
    small, none, tall = bars([0.5, 0, 99.5])
    assert (tall.height, tall.y) == (HEIGHT, 0)
    assert (small.height, none.height) == (1, 0)


def test_nobody_answering_draws_no_bar() -> None:
    assert {bar.height for bar in bars([0] * 7)} == {0}
    assert bars([]) == ()
