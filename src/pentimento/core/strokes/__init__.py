"""Drawings made on screen: their log of events. The picture that follows from it is made in ``render``.

That one is not imported here: whoever only keeps logs needs no arrays.
"""

from .events import (
    Begin,
    End,
    Erase,
    Event,
    Fill,
    Log,
    Paper,
    Redo,
    Sample,
    Samples,
    Texture,
    Tool,
    Undo,
)
from .marks import Mark, Stroke, marks_of
from .reading import MOST_BYTES, Added, read_added, read_log
from .standing import MOST_EVENTS, MOST_SAMPLES, Standing, stands
from .writing import HEAD, write_events, write_log

__all__ = [
    "HEAD",
    "MOST_BYTES",
    "MOST_EVENTS",
    "MOST_SAMPLES",
    "Added",
    "Begin",
    "End",
    "Erase",
    "Event",
    "Fill",
    "Log",
    "Mark",
    "Paper",
    "Redo",
    "Sample",
    "Samples",
    "Standing",
    "Stroke",
    "Texture",
    "Tool",
    "Undo",
    "marks_of",
    "read_added",
    "read_log",
    "stands",
    "write_events",
    "write_log",
]
