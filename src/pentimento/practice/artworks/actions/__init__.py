"""Everything that is done with artworks."""

from .describing import describe, note_viewing, restore, retitle, retract
from .keeping import add_photograph, keep_artwork
from .looking import measure, rotate
from .reviewing import decide_artwork, open_review

__all__ = [
    "add_photograph",
    "decide_artwork",
    "describe",
    "keep_artwork",
    "measure",
    "note_viewing",
    "open_review",
    "restore",
    "retitle",
    "retract",
    "rotate",
]
