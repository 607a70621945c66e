"""Measures of strokes beside graphomotor 0.2.1, where both define the same."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from pentimento.core.strokes import Begin, End, Paper, Sample, Samples, Texture, Tool
from pentimento.core.strokes.measures.table import measure

GOLDEN = json.loads(Path(__file__).with_name("graphomotor_0_2_1.json").read_text())
VELOCITIES = ("linear", "radial", "angular")
NAMES = {"sum": "sum", "median": "median", "variation": "coefficient_of_variation", "skewness": "skewness",
         "kurtosis": "kurtosis"}  # fmt: skip


def taken(recording: dict[str, Any]) -> dict[str, Any]:
    readings = [Sample(x, y, t, 128) for x, y, t in zip(*(recording[name] for name in "xyt"), strict=True)]
    log = (
        Paper(0, GOLDEN["side"], GOLDEN["side"], 0xFFFFFF, Texture.SMOOTH),
        Begin(0, Tool.PENCIL, 0, 32, 255),
        Samples(tuple(readings)),
        End(readings[-1].t),
    )
    return {result.about.key: result.found for result in measure(log)}


@pytest.mark.parametrize("recording", GOLDEN["recordings"], ids=lambda one: one["name"])
def test_velocities_and_duration_are_those_of_graphomotor(recording: dict[str, Any]) -> None:
    ours, theirs = taken(recording), recording["values"]
    assert ours["total-time"]["time"] == pytest.approx(theirs["duration"], rel=1e-9, abs=0)
    assert ours["speed"]["median"] == pytest.approx(theirs["linear_velocity_median"], rel=1e-9, abs=0)
    for way in VELOCITIES:
        for part, name in NAMES.items():
            expected = theirs[f"{way}_velocity_{name}"]
            assert ours[f"{way}-velocity"][part] == pytest.approx(expected, rel=1e-9, abs=0), f"{way} {part}"


def test_every_value_that_was_asked_for_is_compared() -> None:
    compared = {"duration"} | {f"{way}_velocity_{name}" for way in VELOCITIES for name in NAMES.values()}
    assert all(set(one["values"]) == compared for one in GOLDEN["recordings"])
