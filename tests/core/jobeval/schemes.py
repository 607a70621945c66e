"""A small scheme of another country, as a parsed file."""

from __future__ import annotations

from typing import Any


def small(**changes: Any) -> dict[str, Any]:
    """Two factors, three bands, one profile; levels with letters, as some schemes have them."""
    return {
        "format": "pentimento-job-evaluation/1",
        "key": "small",
        "title": "A small scheme",
        "country": "Nowhere",
        "factors": [
            {
                "number": 1,
                "label": "Knowing",
                "levels": [
                    {"level": "A", "points": 10, "words": "A little."},
                    {"level": "B", "points": 20},
                    {"level": "C+", "points": 40},
                ],
            },
            {"number": 2, "label": "Doing", "levels": [{"level": 1, "points": 5}, {"level": 2, "points": 15}]},
        ],
        "bands": [
            {"name": "low", "low": 0, "high": 24},
            {"name": "middle", "low": 25, "high": 39},
            {"name": "high", "low": 40, "high": 60},
        ],
        "profiles": [
            {
                "key": "one",
                "title": "One",
                "printed_total": [25, 35],
                "printed_band": "middle",
                "cells": [
                    {"factor": 1, "level": "B", "points": [20]},
                    {"factor": 2, "level": "1-2", "points": "5-15"},
                ],
            }
        ],
        **changes,
    }
