"""What happens in the calendar, in sessions and in groups."""

from .diary import book, cancel, miss, move, restore
from .endings import free_calendar
from .groups import (
    book_meeting,
    cancel_meeting,
    end_group,
    form_group,
    join_group,
    leave_group,
    move_meeting,
    return_to_group,
)
from .pads import Written, note_medium, strike, unstrike, write
from .sessions import close_session, open_session, reopen_session, seal_encounter, set_aims, set_directive

__all__ = [
    "Written",
    "book",
    "book_meeting",
    "cancel",
    "cancel_meeting",
    "close_session",
    "end_group",
    "form_group",
    "free_calendar",
    "join_group",
    "leave_group",
    "miss",
    "move",
    "move_meeting",
    "note_medium",
    "open_session",
    "reopen_session",
    "restore",
    "return_to_group",
    "seal_encounter",
    "set_aims",
    "set_directive",
    "strike",
    "unstrike",
    "write",
]
