"""The published statistics of ten drawings equal those of the Aesthetics Toolbox, whose values lie in the facts.

Left out on both sides: what needs a network's weights (``cnn_…``), and the time it took.
"""

from __future__ import annotations

import json
from functools import cache
from typing import Any

import numpy as np
import pytest
from PIL import Image

from cast import shared
from pentimento.core.art.published.statistics import STATISTICS, measure

NUMBERS = (1, 9, 13, 20, 34, 35, 37, 38, 47, 54)
ELSEWHERE = {"cpu_seconds", "fourier_long_side_px"}


@cache
def published() -> dict[str, Any]:
    return dict(json.loads(shared("facts", "art", "aesthetics_toolbox_htp10.json").read_text())["images"])


def pixels(number: int) -> np.ndarray:
    with Image.open(shared("data", "htp", f"htp_{number}.jpg")) as file:
        return np.asarray(file.convert("RGB"))


@pytest.mark.parametrize("number", NUMBERS)
def test_every_published_value_comes_out_to_a_millionth(number: int) -> None:
    theirs = published()[f"htp_{number}.jpg"]
    ours = measure(pixels(number))
    compared = [key for key in theirs if key in ours]
    assert len(compared) == 18
    for key in compared:
        assert ours[key] == pytest.approx(np.squeeze(theirs[key]).tolist(), rel=1e-6), key


def test_nothing_published_is_left_out_but_what_needs_a_network() -> None:
    theirs = set(published()["htp_1.jpg"])
    assert {key for key in theirs - set(STATISTICS) if not key.startswith("cnn_")} == ELSEWHERE
