"""Ten real drawings, measured once, looked at by eye and kept: a change of arithmetic must show here.

When a method version goes up, write the new values with ``REWRITE_GOLDENS=1`` in the environment, look at every
difference, and commit them together with the reason.
"""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

from cast import shared
from pentimento.core.art.elements import ELEMENTS, Measurement, measure
from pentimento.core.art.sheet import MEASURING_SIDE

KEPT = Path(__file__).with_name("htp_drawings.json")
NUMBERS = (1, 9, 13, 20, 34, 35, 37, 38, 47, 54)
# Decoders of JPEG differ by a code or two, which moves values by about this much.
SLACK = {"number-of-colours": 0, "symmetry": 0.02, "palette": 0.6, "rotation": 0.5}


def measured(number: int) -> Measurement:
    with Image.open(shared("data", "htp", f"htp_{number}.jpg")) as file:
        picture = file.convert("RGB")
    size = picture.size
    picture.thumbnail((MEASURING_SIDE, MEASURING_SIDE), Image.Resampling.LANCZOS)
    return measure(np.asarray(picture), original=size)


def kept() -> dict[str, Any]:
    return dict(json.loads(KEPT.read_text())) if KEPT.exists() else {}


@pytest.mark.parametrize("number", NUMBERS)
def test_a_real_drawing_measures_as_it_did(number: int) -> None:
    now = measured(number)
    if os.environ.get("REWRITE_GOLDENS"):
        everything = kept() | {f"htp_{number}": now.to_json()}
        KEPT.write_text(json.dumps(dict(sorted(everything.items())), indent=1) + "\n")
    then = Measurement.from_json(kept()[f"htp_{number}"])
    for key in ELEMENTS:
        assert now[key].method == then[key].method
        assert now[key].reason == then[key].reason, key
        assert now[key].value == pytest.approx(then[key].value, abs=SLACK.get(key, 0.4)), key


@pytest.mark.parametrize(("number", "names"), [
    (1, {"cyan", "bright green", "black", "lemon yellow", "rust", "bright blue", "red", "magenta"}),
    (9, {"bright green", "lemon yellow", "light orange", "rust", "black"}),
    (13, {"black"}),
    (35, {"black"}),
    (37, {"bright green", "cyan", "bright blue", "rust", "lemon yellow", "light orange"}),
])  # fmt: skip
def test_the_colours_found_are_those_the_eye_sees(number: int, names: set[str]) -> None:
    assert {swatch.name for swatch in measured(number)["number-of-colours"].found.colours} == names  # type: ignore[union-attr]


@pytest.mark.parametrize("number", NUMBERS)
def test_every_object_marked_by_hand_has_marks_in_it(number: int) -> None:
    # The boxes were drawn by people: class, centre x and y, width and height, as fractions of the picture.
    from pentimento.core.art.sheet import read_sheet

    with Image.open(shared("data", "htp", f"htp_{number}.jpg")) as file:
        ink = read_sheet(np.asarray(file.convert("RGB"))).ink
    height, width = ink.shape
    for line in shared("data", "htp", f"htp_{number}.boxes.txt").read_text().splitlines():
        _kind, x, y, wide, high = map(float, line.split())
        inside = ink[
            int((y - high / 2) * height) : int((y + high / 2) * height) + 1,
            int((x - wide / 2) * width) : int((x + wide / 2) * width) + 1,
        ]
        assert inside.mean() > 0.01
