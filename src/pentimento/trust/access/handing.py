"""A device in the client's hands shows one page and nothing else, until its owner's password is given."""

from __future__ import annotations

from collections.abc import MutableMapping
from typing import Any

HANDED = "handed_over_at"


def hand_over(session: MutableMapping[str, Any], address: str) -> None:
    """From now on this browser opens only ``address``."""
    session[HANDED] = address


def handed_over(session: MutableMapping[str, Any]) -> str:
    """The one address that is open, or nothing where the device is in its owner's hands."""
    return str(session.get(HANDED, ""))


def take_back(session: MutableMapping[str, Any]) -> None:
    """The owner has the device again; the caller has checked the password."""
    session.pop(HANDED, None)
