"""Everything that is done with artworks."""

from .describing import describe, note_viewing, restore, retitle, retract
from .drawing import add_to_drawing, begin_drawing, finish_drawing
from .keeping import add_photograph, keep_artwork, keep_in_session
from .leaving import export_drawing
from .looking import measure, rotate
from .phones import (
    add_to_picture,
    begin_picture,
    finish_picture,
    keep_from_phone,
    lend_camera,
    phone_is_done,
    put_phone_away,
)
from .reviewing import decide_artwork, open_review

__all__ = [
    "add_photograph",
    "add_to_drawing",
    "add_to_picture",
    "begin_drawing",
    "begin_picture",
    "decide_artwork",
    "describe",
    "export_drawing",
    "finish_drawing",
    "finish_picture",
    "keep_artwork",
    "keep_from_phone",
    "keep_in_session",
    "lend_camera",
    "measure",
    "note_viewing",
    "open_review",
    "phone_is_done",
    "put_phone_away",
    "restore",
    "retitle",
    "retract",
    "rotate",
]
