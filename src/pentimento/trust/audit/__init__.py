"""The audit trail. Rooms call ``record``; only this floor touches its tables.

Functions are taken lazily so that Django can load models before the trail needs them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .events import Event

if TYPE_CHECKING:
    from .trail import events_of, faults, readings_of, record

__all__ = ["Event", "events_of", "faults", "readings_of", "record"]


def __getattr__(name: str) -> Any:
    if name in __all__:
        from . import trail

        return getattr(trail, name)
    raise AttributeError(name)
