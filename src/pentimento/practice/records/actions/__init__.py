"""Writes, one sentence of the business each. Public names of the room's actions."""

from .endings import (
    abandon_discharge,
    begin_discharge,
    complete_discharge,
    draft_summary,
    review_goal,
    take_summary,
)
from .exports import export_report
from .layers import amend_note, amend_note_with_password, cosign_note, cosign_note_with_password
from .notes import draft_note, rebuild_note, save_note, sign_note, sign_note_with_password, write_note
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
from .report_parts import change_part as change_report_part
from .report_parts import choose_evidence
from .reports import (
    cosign_report,
    cosign_report_with_password,
    draft_report,
    note_export,
    save_report,
    sign_report,
    sign_report_with_password,
)

__all__ = [
    "abandon_discharge",
    "add_goal",
    "add_intervention",
    "add_need",
    "add_objective",
    "agree",
    "amend_note",
    "amend_note_with_password",
    "begin_discharge",
    "change_part",
    "change_report_part",
    "choose_evidence",
    "complete_discharge",
    "cosign_note",
    "cosign_note_with_password",
    "cosign_report",
    "cosign_report_with_password",
    "draft_note",
    "draft_plan",
    "draft_report",
    "draft_summary",
    "drop_draft",
    "export_report",
    "move_part",
    "note_export",
    "rate_goal",
    "rebuild_note",
    "remove_part",
    "review_goal",
    "revise",
    "save_note",
    "save_report",
    "sign_note",
    "sign_note_with_password",
    "sign_report",
    "sign_report_with_password",
    "take_summary",
    "write_note",
    "write_process_note",
]
