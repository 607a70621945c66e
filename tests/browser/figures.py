"""Numbers that a walk brings home. They are shown at the end of the run, whatever becomes of it."""

from __future__ import annotations

FIGURES: list[str] = []


def tell(line: str) -> None:
    """Keep one line for the end of the run."""
    FIGURES.append(line)
