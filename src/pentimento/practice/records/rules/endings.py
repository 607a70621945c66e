"""What has to be done before therapy can end, and how it can end."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from pentimento.core.kernel.errors import Invalid, Refused, TooLarge, asked

LEVELS = (-2, -1, 0, 1, 2)
WORDS_MOST = 1_000
ENDING_MOST = 4_000
ENDINGS: dict[str, str] = {
    "planned": "Planned, agreed together",
    "client": "The client ended it",
    "moved": "Moved to another service",
    "lost": "The client stopped coming",
    "service": "The service ended it",
    "died": "The client died",
}


@dataclass(frozen=True, slots=True)
class Owed:
    """What still stands between a client and the end of therapy. Counts."""

    goals: int = 0  # of the plan in force, not looked at together yet
    works: int = 0  # in view, without a decision
    review_opened: bool = True
    notes: int = 0  # sessions whose note is not sealed
    open_sessions: int = 0
    summary: str = ""  # "" sealed; else "missing", "draft" or "cosign"

    @property
    def is_nothing(self) -> bool:
        return not any((self.goals, self.works, self.notes, self.open_sessions, self.summary))


def check_can_begin(*, on_team: bool, may: bool, open_episode: bool) -> None:
    """Therapy that goes on can be ended, by the care team."""
    if not on_team:
        raise Refused("Only the care team ends therapy. Ask them, or join the team first.")
    if not may:
        raise Refused("Your role does not include ending therapy. Ask the lead therapist.")
    if not open_episode:
        raise Refused("There is no therapy going on that could end.")


can_begin = asked(check_can_begin)


def check_open(*, completed: bool) -> None:
    """An ending is changed until it is complete."""
    if completed:
        raise Refused("Therapy has ended already. The record stays as it was then.")


def check_review(*, level: int | None, words: str, has_scale: bool) -> None:
    """A goal looked at together has a step of its scale, or words where that cannot be told or there is no scale."""
    if level is not None and not has_scale:
        raise Invalid("This goal has no scale. Say in words where it stands.")
    if level is not None and level not in LEVELS:
        raise Invalid("A goal's level lies between −2 and +2.")
    if level is None and not words.strip():
        if not has_scale:
            raise Invalid("Say in words where this goal stands.")
        raise Invalid("Choose where this goal stands, or say in words why that cannot be told.")
    if len(words) > WORDS_MOST:
        raise TooLarge("There is room for {most} characters about one goal.", most=f"{WORDS_MOST:,}")


def check_ending(*, ending: str, words: str) -> None:
    """How therapy ended is one of a few ways, with words beside it."""
    if ending not in ENDINGS:
        raise Invalid("Choose how therapy ended.")
    if len(words) > ENDING_MOST:
        raise TooLarge("There is room for {most} characters.", most=f"{ENDING_MOST:,}")


def check_can_complete(owed: Owed) -> None:
    """Therapy ends when nothing is owed.

    Raises
    ------
    Refused
        Names everything that is still owed.
    """
    if not owed.is_nothing:
        raise Refused("Therapy cannot end yet: {listed}.", listed="; ".join(_named(owed)))


can_complete = asked(check_can_complete)


def _named(owed: Owed) -> Iterable[str]:
    if owed.goals:
        yield f"{_count(owed.goals, 'goal')} not looked at together"
    if owed.works:
        yield f"{_count(owed.works, 'work')} without a decision"
    if owed.open_sessions:
        yield f"{_count(owed.open_sessions, 'session')} still open"
    if owed.notes:
        yield f"{_count(owed.notes, 'note')} not sealed"
    if owed.summary:
        yield {
            "missing": "the summary is not written",
            "draft": "the summary is not sealed",
            "cosign": "the summary awaits a co-signature",
        }[owed.summary]


def _count(number: int, what: str) -> str:
    return f"{number} {what}" if number == 1 else f"{number} {what}s"
