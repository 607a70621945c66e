"""Work done: who, what kind, how long, with what help. Practice reports it; the ledger reads it.

Never client content: a row points at what it was about by an opaque reference that only the access door can open.
Functions are taken lazily so that Django can load models before they are needed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .worklog import (
        Counted,
        counted,
        counting,
        log,
        minutes_between,
        own,
        own_entry,
        report,
        settle,
        sums,
        take_back,
        take_up,
        unreport,
        uses,
        uses_by_day,
        waiting,
    )

__all__ = [
    "Counted",
    "counted",
    "counting",
    "log",
    "minutes_between",
    "own",
    "own_entry",
    "report",
    "settle",
    "sums",
    "take_back",
    "take_up",
    "unreport",
    "uses",
    "uses_by_day",
    "waiting",
]


def __getattr__(name: str) -> Any:
    if name in __all__:
        from . import worklog

        return getattr(worklog, name)
    raise AttributeError(name)
