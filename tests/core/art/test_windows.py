"""The quick windows give what the slow ones give."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import ndimage

from pentimento.core.art.windows import largest_around, smallest_around


@pytest.mark.parametrize("reach", [1, 2, 3, 8, 13])
@pytest.mark.parametrize("shape", [(37, 53), (5, 40), (40, 5)])
def test_windows_equal_those_of_scipy(reach: int, shape: tuple[int, int]) -> None:
    values = np.random.default_rng(2).normal(size=shape)
    size = 2 * reach + 1
    assert np.array_equal(largest_around(values, reach), ndimage.maximum_filter(values, size, mode="nearest"))
    assert np.array_equal(smallest_around(values, reach), ndimage.minimum_filter(values, size, mode="nearest"))
    assert np.array_equal(largest_around(values > 2, reach), ndimage.maximum_filter(values > 2, size, mode="nearest"))
