"""Walking along strokes in small steps, so that no place is jumped over, and the time spent in each."""

from __future__ import annotations

import numpy as np

from .record import Numbers, Places, Record


def shares(many: Places) -> Numbers:
    """For each step cut into so many: 0, 1/n, 2/n …, one after the other."""
    first = np.repeat(np.cumsum(many) - many, many)
    cut: Numbers = (np.arange(len(first)) - first) / np.repeat(many, many)
    return cut


def time_in_cells(record: Record, across: int) -> dict[tuple[int, int], float]:
    """Seconds a tool was in each cell of the sheet that it came to, by column and row.

    Parameters
    ----------
    across : int
        Cells along the long side of the sheet.

    Notes
    -----
    The time between two readings is spread evenly along the way between them. Time beside the sheet is left out.
    """
    steps, cell = np.flatnonzero(record.timed), record.long_side / across
    x, y = record.x, record.y
    far = np.hypot(x[steps + 1] - x[steps], y[steps + 1] - y[steps])
    many = np.maximum(np.ceil(far / (cell / 2)), 1).astype(np.int64)
    begins, share = np.repeat(steps, many), shares(many) + 0.5 / np.repeat(many, many)
    spent = np.repeat(np.diff(record.t)[steps] / many, many)
    at_x, at_y = (way[begins] + (way[begins + 1] - way[begins]) * share for way in (x, y))
    inside = (at_x >= 0) & (at_x < record.paper.width) & (at_y >= 0) & (at_y < record.paper.height)
    places = (at_y[inside] // cell).astype(np.int64) * across + (at_x[inside] // cell).astype(np.int64)
    which, back = np.unique(places, return_inverse=True)
    seconds = np.bincount(back, spent[inside], len(which))
    return {(int(place % across), int(place // across)): float(s) for place, s in zip(which, seconds, strict=True)}
