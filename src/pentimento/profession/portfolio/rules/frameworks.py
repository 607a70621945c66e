"""Who takes in frameworks, and when one may be taken in. Plain Python."""

from __future__ import annotations

from collections.abc import Set

from pentimento.core.kernel.errors import Conflict, Refused, asked

KEEPERS = frozenset({"supervisor", "head"})  # roles


def check_can_keep(*, role: str | None) -> None:
    """A framework is what colleagues are seen by, so it is not everybody's to bring in.

    None is the command line, where whoever keeps the practice folder imports.
    """
    if role is not None and role not in KEEPERS:
        raise Refused("A framework is taken in by a supervisor or the head of service.")


def check_is_new(*, title: str, version: str, known: Set[str]) -> None:
    """A version is taken in once; another one stands beside it."""
    if version in known:
        raise Conflict(
            "“{title}”, version {version}, is here already. Change the version in the file if it is another one.",
            title=title,
            version=version,
        )


can_keep = asked(check_can_keep)
