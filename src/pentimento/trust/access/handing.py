"""A device in the client's hands shows one page and nothing else, until its owner's password is given.

Once the client is done, that page is closed too: going back must not show what was answered.
"""

from __future__ import annotations

from collections.abc import MutableMapping
from typing import Any

HANDED = "handed_over_at"
ENDED = "handed_over_ended"


def hand_over(session: MutableMapping[str, Any], address: str) -> None:
    """From now on this browser opens only ``address``. Where it does already, nothing changes."""
    if handed_over(session) != address:
        take_back(session)
        session[HANDED] = address


def handed_over(session: MutableMapping[str, Any]) -> str:
    """The one address that is open, or nothing where the device is in its owner's hands."""
    return str(session.get(HANDED, ""))


def close(session: MutableMapping[str, Any], onward: str) -> None:
    """The client is done: nothing opens any more. ``onward`` is where the owner goes on."""
    session[ENDED] = onward


def closed(session: MutableMapping[str, Any]) -> str:
    """Where the owner goes on once the client is done, or nothing while they are not."""
    return str(session.get(ENDED, ""))


def take_back(session: MutableMapping[str, Any]) -> None:
    """The owner has the device again; the caller has checked the password."""
    session.pop(HANDED, None)
    session.pop(ENDED, None)
