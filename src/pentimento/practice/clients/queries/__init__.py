"""What a viewer may read about clients."""

from .consents import ActAnswers, ConsentEnding, answers_of, consents_ending, decision_for
from .finding import list_for, same_person, was_sent
from .header import address_of, header_for
from .intake import (
    colleagues_for,
    contacts_of,
    entry_for,
    episodes_of,
    guardians_of,
    open_episode_of,
    precautions_of,
    referral_for,
    referrals_of,
    referrals_waiting_for,
    team_of,
)
from .numbers import counts
from .people import client_of, names_of, seen_by

__all__ = [
    "ActAnswers",
    "ConsentEnding",
    "address_of",
    "answers_of",
    "client_of",
    "colleagues_for",
    "consents_ending",
    "contacts_of",
    "counts",
    "decision_for",
    "entry_for",
    "episodes_of",
    "guardians_of",
    "header_for",
    "list_for",
    "names_of",
    "open_episode_of",
    "precautions_of",
    "referral_for",
    "referrals_of",
    "referrals_waiting_for",
    "same_person",
    "seen_by",
    "team_of",
    "was_sent",
]
