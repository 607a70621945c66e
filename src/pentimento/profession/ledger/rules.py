"""What may be logged, tried, decided and brought in. Plain Python."""

from __future__ import annotations

import re
from datetime import date, timedelta

from pentimento.core.kernel.errors import Conflict, Invalid, OutOfRange, Refused, asked

KEEPERS = frozenset({"therapist", "supervisor", "head"})  # roles that write policy and bring tables in
ANSWERING = KEEPERS
REASON_MOST = 1000  # characters
LONGEST = 1440  # minutes
FURTHEST = timedelta(days=2 * 366)
EARLIEST = date(2015, 1, 1)


def check_can_keep(*, role: str) -> None:
    """The policy and the tables hold for everybody, so a trainee does not decide on them."""
    if role not in KEEPERS:
        raise Refused("This is decided by a qualified therapist or the head of service.")


def check_policy(*, reason: str, review_on: date, today: date, answering_role: str) -> None:
    """A policy has a reason, a day on which it is looked at again, and a clinician who answers for it."""
    if not reason:
        raise Invalid("Say why: what speaks for this, and what would change your mind.")
    if len(reason) > REASON_MOST:
        raise Invalid("The reason can have at most {most} characters.", most=f"{REASON_MOST:,}")
    if not today < review_on <= today + FURTHEST:
        raise Invalid("Choose a day within the next two years on which this is looked at again.")
    if answering_role not in ANSWERING:
        raise Invalid(
            "A qualified clinician answers for a policy. Choose a therapist, a supervisor or the head of service."
        )


def check_who_decides(*, is_head: bool, answers_self: bool, answered_by: str) -> None:
    """Whoever answers for a policy writes it. The head of service may write it for anybody.

    ``answered_by`` is the name of a colleague who answers for the version in force, empty where there is none.
    """
    if is_head:
        return
    if answered_by:
        raise Refused(
            "{name} answers for this policy. Ask them, or the head of service, to change it.", name=answered_by
        )
    if not answers_self:
        raise Refused("You can write a policy that you answer for yourself. The head of service writes it for others.")


def check_version(*, theirs: int, ours: int) -> None:
    """Nobody's decision is replaced unseen."""
    if theirs != ours:
        raise Conflict("Somebody wrote a policy for this task meanwhile. Read theirs, then decide again.")


def check_trial(*, on: date, today: date, usual_minutes: int, minutes: int) -> None:
    """A trial was made, took some time, and has a usual length to compare with."""
    if not EARLIEST <= on <= today:
        raise Invalid("Enter the day on which you tried it; it cannot lie in the future.")
    if not 1 <= usual_minutes <= LONGEST:
        raise OutOfRange("the usual number of minutes", usual_minutes, f"from 1 to {LONGEST:,}")
    if not 0 <= minutes <= LONGEST:
        raise OutOfRange("the number of minutes", minutes, f"from 0 to {LONGEST:,}")


def allows(stance: str, mode: str) -> bool:
    """Whether a policy lets AI be used in this way: ``helped``, or ``reviewed`` where AI did the work.

    >>> [allows(stance, "reviewed") for stance in ("human_only", "human_with_ai", "ai_with_review")]
    [False, False, True]
    """
    return stance == "ai_with_review" or (stance == "human_with_ai" and mode == "helped")


def check_stance_allows_trial(*, stance: str, mode: str) -> None:
    """What the policy keeps for people is not tried out on the side."""
    if stance == "human_only":
        raise Refused(
            "The studio keeps this task for people, so AI is not tried on it. "
            "If that should change, change the policy first."
        )
    if stance == "human_with_ai" and mode == "reviewed":
        raise Refused("Here AI may help; a person does the work. If AI should do it, change the policy first.")


def succeeded(*, usual_minutes: int, minutes: int, result: str) -> bool:
    """At least half the time saved, and accepted without a major edit.

    >>> succeeded(usual_minutes=30, minutes=15, result="minor")
    True
    >>> succeeded(usual_minutes=30, minutes=16, result="as_it_was")
    False
    """
    return 2 * minutes <= usual_minutes and result in {"as_it_was", "minor"}


def check_entry_key(key: str) -> None:
    """The key that makes two sendings of one form one entry."""
    if not re.fullmatch(r"[A-Za-z0-9_-]{1,36}", key):
        raise Invalid("This form did not come from Pentimento. Load the page again; nothing was changed.")


def check_supply(*, what: str, minutes: int | None = None) -> None:
    """Something is named, and buying it took some time of one day, where that is said."""
    if not what:
        raise Invalid("Say what is needed.")
    if minutes is not None and not 1 <= minutes <= LONGEST:
        raise OutOfRange("the number of minutes", minutes, f"from 1 to {LONGEST:,}")


def check_can_strike(*, bought: bool) -> None:
    """What was bought is not taken off the list: it was there."""
    if bought:
        raise Conflict("This was bought already, so it stays. Load the page again.")


def check_can_buy(*, struck: bool) -> None:
    """What somebody took off the list is not bought unseen."""
    if struck:
        raise Conflict("Somebody took this off the list. Put it back first.")


def check_can_apply(*, applied: bool, ended: bool) -> None:
    """A table is applied once."""
    if ended:
        raise Conflict("This table was set aside. Bring it in again if it should count.")
    if applied:
        raise Conflict("This table counts already.")


can_keep = asked(check_can_keep)
