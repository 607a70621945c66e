"""Five numbers for how a velocity is spread, as published for recordings of drawing."""

from __future__ import annotations

import numpy as np

from .measure import Values
from .record import Numbers

GRAPHOMOTOR = "graphomotor 0.2.1 (Child Mind Institute, LGPL-2.1), features.velocity"
MESSAN = "Messan et al. 2022, Front. Med. Technol. 3:714682"
SHAPE = {"variation": "ratio", "skewness": "ratio", "kurtosis": "ratio"}
STEADY = 1e-12  # a deviation below this share of the mean is rounding


def spread(values: Numbers) -> Values:
    """Sum and median of the absolute values; coefficient of variation, skewness and excess kurtosis of the values.

    Population moments throughout. None where a ratio has nothing to divide by.
    """
    mean, apart = float(values.mean()), values - values.mean()
    second = float((apart**2).mean())
    steady = second**0.5 <= STEADY * max(abs(mean), float(np.abs(values).max()))
    return {
        "sum": float(np.abs(values).sum()),
        "median": float(np.median(np.abs(values))),
        "variation": None if mean == 0 else second**0.5 / mean,
        "skewness": None if steady else float((apart**3).mean()) / second**1.5,
        "kurtosis": None if steady else float((apart**4).mean()) / second**2 - 3,
    }
