"""Writes, one sentence of the business each. Public names of the room's actions."""

from .notes import (
    amend_note,
    amend_note_with_password,
    cosign_note,
    cosign_note_with_password,
    draft_note,
    rebuild_note,
    save_note,
    sign_note,
    sign_note_with_password,
    write_note,
)
from .plans import (
    add_goal,
    add_intervention,
    add_need,
    add_objective,
    agree,
    change_part,
    draft_plan,
    drop_draft,
    move_part,
    remove_part,
    revise,
)
from .process_notes import write_process_note
from .ratings import rate_goal

__all__ = [
    "add_goal",
    "add_intervention",
    "add_need",
    "add_objective",
    "agree",
    "amend_note",
    "amend_note_with_password",
    "change_part",
    "cosign_note",
    "cosign_note_with_password",
    "draft_note",
    "draft_plan",
    "drop_draft",
    "move_part",
    "rate_goal",
    "rebuild_note",
    "remove_part",
    "revise",
    "save_note",
    "sign_note",
    "sign_note_with_password",
    "write_note",
    "write_process_note",
]
