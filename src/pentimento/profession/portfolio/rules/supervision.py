"""Rules of supervision meetings: who meets, how many, what comes on the agenda, when it counts."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime, timedelta
from enum import StrEnum

from pentimento.core.kernel.errors import Conflict, Invalid, OutOfRange, Refused, TooLarge, asked

from .credentials import GroupRule

WORDS_MOST = 2000
SHORTEST, LONGEST = 10, 480  # minutes
EARLIEST = date(1990, 1, 1)
AHEAD_MOST = timedelta(days=366)
APART = 2  # steps of a goal between two ratings that are worth talking about
NEAR = timedelta(days=28)  # between two ratings that can be compared


class Matters(StrEnum):
    """What can be brought to supervision. All but a topic point into the record, as opaque references."""

    NOTE = "note"
    WORK = "work"
    RATINGS = "ratings"
    TOPIC = "topic"


def check_words(words: str) -> None:
    """Something is said, and not a whole essay."""
    if not words:
        raise Invalid("Write a few words first.")
    if len(words) > WORDS_MOST:
        raise TooLarge("This can have at most {most} characters.", most="2,000")


def check_time(starts_at: datetime, minutes: int, *, at: datetime) -> None:
    """Within a year from now, not before records began, and neither a moment nor a whole night."""
    if not SHORTEST <= minutes <= LONGEST:
        raise OutOfRange("the length in minutes", minutes, f"from {SHORTEST} to {LONGEST}")
    if starts_at.date() < EARLIEST:
        raise Invalid("The date lies before {year}. Check the year.", year=EARLIEST.year)
    if starts_at > at + AHEAD_MOST:
        raise Invalid("The meeting is more than a year ahead. Check the year.")


def check_people(supervisor: int, people: Collection[int], *, supervised: Collection[int]) -> None:
    """Somebody is supervised, nobody by themselves, and only people this supervisor answers for.

    ``supervised`` are the ids of those the supervisor supervises on the day of the meeting.
    """
    if not people:
        raise Invalid("Choose who is supervised in this meeting.")
    if supervisor in people:
        raise Invalid("Nobody supervises themselves.")
    if set(people) - set(supervised):
        raise Refused("The supervisor does not supervise everybody chosen. The head of service records who does.")


def check_group_size(people: int, rule: GroupRule | None) -> None:
    """No more people in a group than the rule that this practice follows allows."""
    if rule is not None and rule.most is not None and people > rule.most:
        raise Refused(
            "{people} people are too many for one meeting: {says} ({source}).",
            people=people,
            says=rule.says.rstrip("."),
            source=rule.source,
        )


def check_can_confirm(*, supervisor: int, by: int, starts_at: datetime, at: datetime, confirmed: bool) -> None:
    """Only the supervisor says that a meeting took place, once, and not before it began."""
    if by != supervisor:
        raise Refused("Only the supervisor can confirm that the meeting took place.")
    if confirmed:
        raise Conflict("This meeting is confirmed already.")
    if starts_at > at:
        raise Refused("The meeting has not begun yet. Confirm it when it has taken place.")


def check_has_somebody(has: bool) -> None:
    """A meeting needs a supervisor and somebody who is supervised."""
    if not has:
        raise Refused("Nobody supervises you here, and you supervise nobody, so there is no meeting to plan.")


def check_open(*, confirmed: bool, cancelled: bool) -> None:
    """A confirmed meeting is the record of what was agreed; a cancelled one took no place."""
    if confirmed:
        raise Refused("This meeting is confirmed and stays as it is. Bring the matter to the next one.")
    if cancelled:
        raise Refused("This meeting was cancelled. Plan another one.")


def check_attended(came: Collection[int], invited: Collection[int]) -> None:
    """Somebody who was asked came."""
    if not came:
        raise Invalid("Choose who was there. A meeting to which nobody came can be cancelled.")
    if set(came) - set(invited):
        raise Invalid("Only people who belong to this meeting can have been there.")


def check_can_bring(*, by: int, owner: int, supervised_ever: bool) -> None:
    """Each brings their own matters; somebody whom nobody supervises has no meeting to bring them to."""
    if by != owner:
        raise Refused("Each person brings their own matters to supervision.")
    if not supervised_ever:
        raise Refused("Nobody is recorded as your supervisor, so there is no meeting this could come to.")


def ratings_disagree(earlier: int, later: int, *, days: int) -> bool:
    """Whether two ratings of one goal by different people are worth an hour of supervision.

    >>> ratings_disagree(-1, 1, days=7)
    True
    """
    return abs(earlier - later) >= APART and days <= NEAR.days


can_confirm = asked(check_can_confirm)
can_change = asked(check_open)
