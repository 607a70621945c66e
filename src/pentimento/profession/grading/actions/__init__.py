"""What can be done about posts and their grading. Public names of the room's actions."""

from .outcomes import appeal, decide, decide_with_password, withdraw_appeal
from .panels import leave_seat, open_grading, set_aside, take_seat, take_up
from .posts import add_post, bring_back, change_post, describe_again, end_holding, end_post, hold
from .schemes import Arrived, decide_rules, import_scheme
from .sheets import add_evidence, agree, judge, offer_figure, restore_evidence, strike_evidence
from .whole import Line, LinesRefused, agree_sheet, judge_sheet

__all__ = [
    "Arrived",
    "Line",
    "LinesRefused",
    "add_evidence",
    "add_post",
    "agree",
    "agree_sheet",
    "appeal",
    "bring_back",
    "change_post",
    "decide",
    "decide_rules",
    "decide_with_password",
    "describe_again",
    "end_holding",
    "end_post",
    "hold",
    "import_scheme",
    "judge",
    "judge_sheet",
    "leave_seat",
    "offer_figure",
    "open_grading",
    "restore_evidence",
    "set_aside",
    "strike_evidence",
    "take_seat",
    "take_up",
    "withdraw_appeal",
]
