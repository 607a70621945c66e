"""What a viewer may read about clients."""

from .header import header_for
from .intake import (
    colleagues_for,
    contacts_of,
    entry_for,
    episodes_of,
    guardians_of,
    open_episode_of,
    precautions_of,
    referrals_of,
    team_of,
)
from .people import client_of, names_of, seen_by

__all__ = [
    "client_of",
    "colleagues_for",
    "contacts_of",
    "entry_for",
    "episodes_of",
    "guardians_of",
    "header_for",
    "names_of",
    "open_episode_of",
    "precautions_of",
    "referrals_of",
    "seen_by",
    "team_of",
]
