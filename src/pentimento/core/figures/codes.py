"""Words as a QR code (ISO/IEC 18004), to be read by the camera of a phone."""

from __future__ import annotations

from dataclasses import dataclass

import segno

QUIET = 4  # modules of white that a reader wants around the code


@dataclass(frozen=True, slots=True)
class Code:
    """A drawn code: one path of dark modules, one unit a module, the white border included."""

    side: int  # units
    path: str


def code_of(words: str) -> Code:
    """Draw words as a code that still reads when a seventh of it is covered.

    Raises
    ------
    ValueError
        When there are more words than a code holds (about 2,300 letters).

    Examples
    --------
    >>> code_of("PENTIMENTO").side
    29
    """
    made = segno.make(words, error="m", micro=False, boost_error=False)
    rows = [bytes(row) for row in made.matrix]
    runs = ((x + QUIET, y + QUIET, length) for y, row in enumerate(rows) for x, length in _runs(row))
    return Code(len(rows) + 2 * QUIET, "".join(f"M{x} {y}h{length}v1h-{length}z" for x, y, length in runs))


def _runs(row: bytes) -> list[tuple[int, int]]:
    """Where dark modules stand next to each other, and how many."""
    found: list[tuple[int, int]] = []
    for place, dark in enumerate(row):
        if dark and found and sum(found[-1]) == place:
            found[-1] = (found[-1][0], found[-1][1] + 1)
        elif dark:
            found.append((place, 1))
    return found
