"""What can happen to a client's place in the service: referral, intake, team, consent."""

from .consents import record_answer, record_answers, take_back
from .details import change_details
from .entries import (
    add_contact,
    add_guardian,
    add_precaution,
    end_contact,
    end_guardian,
    end_precaution,
    restore_contact,
    restore_guardian,
    restore_precaution,
)
from .referrals import close_episode, decide, refer, refer_again
from .team import hand_over, join_team, leave_team

__all__ = [
    "add_contact",
    "add_guardian",
    "add_precaution",
    "change_details",
    "close_episode",
    "decide",
    "end_contact",
    "end_guardian",
    "end_precaution",
    "hand_over",
    "join_team",
    "leave_team",
    "record_answer",
    "record_answers",
    "refer",
    "refer_again",
    "restore_contact",
    "restore_guardian",
    "restore_precaution",
    "take_back",
]
