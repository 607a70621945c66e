"""Asks graphomotor 0.2.1 for its values, and writes ``graphomotor_0_2_1.json`` beside this file.

graphomotor (Child Mind Institute, LGPL-2.1) is no dependency of Pentimento, and none of its code is here. To make the
file again: ``python -m venv oracle && oracle/bin/pip install graphomotor==0.2.1 && oracle/bin/python`` this file.
The recordings are made here from a seed: one stroke each, on the grid of our logs (1/16 px, whole milliseconds).
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np

SIDE = 1000  # px: the sheet; graphomotor is given places from its middle
FILE = Path(__file__).with_name("graphomotor_0_2_1.json")


def spiral(chance: np.random.Generator, count: int, wobble: float) -> np.ndarray:
    """Columns x, y in 1/16 px and t in ms of a spiral drawn unevenly by a hand that trembles."""
    turned = np.cumsum(chance.gamma(4, 1, count))
    turned *= 8 * np.pi / turned[-1]
    radius = 18 * turned + chance.normal(0, wobble, count)
    x, y = SIDE / 2 + radius * np.cos(turned), SIDE / 2 + radius * np.sin(turned)
    t = np.concatenate([[0], np.cumsum(chance.integers(4, 40, count - 1))])
    return np.rint(np.column_stack([x * 16, y * 16, t])).astype(int)


def walk(chance: np.random.Generator, count: int) -> np.ndarray:
    """The same columns of a hand that wanders."""
    ways = np.cumsum(chance.normal(0, 60, (count, 2)), axis=0) + 16 * SIDE / 2
    t = np.concatenate([[0], np.cumsum(chance.integers(1, 25, count - 1))])
    return np.rint(np.column_stack([ways, t])).astype(int)


def recordings() -> dict[str, np.ndarray]:
    """Five recordings of one stroke."""
    chance = np.random.default_rng(20261122)
    return {
        "spiral, steady": spiral(chance, 400, 0.5),
        "spiral, trembling": spiral(chance, 400, 9.0),
        "spiral, short": spiral(chance, 12, 2.0),
        "wandering": walk(chance, 300),
        "wandering, long": walk(chance, 700),
    }


def asked(readings: np.ndarray) -> dict[str, float]:
    """What graphomotor says of a recording."""
    import pandas
    from graphomotor.core.models import Drawing
    from graphomotor.features import time, velocity

    columns = {
        "x": readings[:, 0] / 16 - SIDE / 2,
        "y": readings[:, 1] / 16 - SIDE / 2,
        "seconds": readings[:, 2] / 1e3,
    }
    drawing = Drawing(data=pandas.DataFrame(columns), task_name="spiral", metadata={"id": "5000001"})
    found = {**time.get_task_duration(drawing), **velocity.calculate_velocity_metrics(drawing)}
    return {name: float(value) for name, value in found.items()}


def main() -> None:
    """Write the file."""
    rows: list[dict[str, Any]] = [
        {"name": name, "x": r[:, 0].tolist(), "y": r[:, 1].tolist(), "t": r[:, 2].tolist(), "values": asked(r)}
        for name, r in recordings().items()
    ]
    about = (
        "Values of graphomotor 0.2.1 (Child Mind Institute, LGPL-2.1) on made-up recordings; see ask_graphomotor.py."
    )
    FILE.write_text(json.dumps({"about": about, "side": SIDE, "recordings": rows}) + "\n")


if __name__ == "__main__":
    main()
