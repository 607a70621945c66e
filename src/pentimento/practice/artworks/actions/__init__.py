"""Everything that is done with artworks."""

from .describing import describe, note_viewing, restore, retitle, retract
from .drawing import add_to_drawing, begin_drawing, finish_drawing
from .keeping import add_photograph, keep_artwork
from .leaving import export_drawing
from .looking import measure, rotate
from .reviewing import decide_artwork, open_review

__all__ = [
    "add_photograph",
    "add_to_drawing",
    "begin_drawing",
    "decide_artwork",
    "describe",
    "export_drawing",
    "finish_drawing",
    "keep_artwork",
    "measure",
    "note_viewing",
    "open_review",
    "restore",
    "retitle",
    "retract",
    "rotate",
]
