"""Where somebody stands: they say so first, then their supervisor. Plain Python."""

from __future__ import annotations

from pentimento.core.kernel.errors import Invalid, Refused, asked

STANDINGS = ("not_yet", "supported", "alone", "guiding")
WORDS_MOST = 1_000


def check_standing(standing: str) -> None:
    """One of four ways of standing to a statement."""
    if standing not in STANDINGS:
        raise Invalid("“{standing}” is not one of the four ways to stand to a statement.", standing=standing)


def check_can_read_other(*, supervises: bool, own_first: bool) -> None:
    """A supervisor adds their view after the person's own, never before it."""
    if not supervises:
        raise Refused("Only somebody's supervisor adds a view of where they stand.")
    if not own_first:
        raise Refused("Their own view comes first. Ask them to say where they stand on this, then add yours.")


can_read_other = asked(check_can_read_other)
