"""Finds the shared golden figures, which lie beside the repository and not in it."""

from __future__ import annotations

from pathlib import Path

import pytest

SHARED = Path(__file__).resolve().parents[4] / "shared"


def golden() -> str:
    """Text of the golden statistics; skips the test where they are not at hand."""
    place = SHARED / "facts" / "statistics" / "golden_stats.json"
    if not place.is_file():
        pytest.skip("the shared golden figures are not on this machine; the copied ones were tested")
    return place.read_text(encoding="utf-8")
