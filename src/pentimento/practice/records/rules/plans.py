"""When a plan may be changed, agreed and replaced, and what differs between two versions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from difflib import SequenceMatcher

from pentimento.core.kernel.errors import Invalid, Refused, asked
from pentimento.core.scoring.attainment import LEVELS

from .wording import bare

MOST_PARTS = 40  # of one kind under one parent: a plan nobody can read helps nobody
FURTHEST = timedelta(days=3660)
EARLIEST = date(2000, 1, 1)  # an older agreement is a slip in the year


def check_can_change(*, status: str) -> None:
    """Only a draft changes. What was agreed stays as it was agreed."""
    if status != "draft":
        raise Refused("This plan was agreed with the client and stays as it is. Begin a new version to change it.")


can_change = asked(check_can_change)


def check_can_revise(*, status: str, has_draft: bool) -> None:
    """A new version grows from the agreed plan, one at a time."""
    if has_draft:
        raise Refused("There is already a draft of a new version. Go on with that one.")
    if status != "agreed":
        raise Refused("Only the plan in force can be revised.")


can_revise = asked(check_can_revise)


def check_can_agree(*, status: str, goals: Sequence[tuple[str, Sequence[str]]], on: date, today: date) -> None:
    """A plan is agreed once it has a goal, and every scale that was begun has all its five steps.

    ``goals`` are (words, steps) pairs.
    """
    if status != "draft":
        raise Refused("This plan has already been agreed.")
    if not goals:
        raise Refused("A plan needs at least one goal before it can be agreed.")
    for words, steps in goals:
        if 0 < len(written(steps)) < len(LEVELS):
            raise Refused(
                "The goal “{goal}” has a scale with empty steps. Fill all five, or none.", goal=bare(words)[:80]
            )
    if on > today:
        raise Invalid("The day of agreement lies in the future.")
    if on < EARLIEST:
        raise Invalid("{day} lies before there was a record like this. Check the year.", day=on.isoformat())


def check_can_remove(*, below: int) -> None:
    """A part with others under it stays, so that nothing is removed by accident."""
    if below:
        raise Refused("There is something under this. Remove that first.")


can_remove = asked(check_can_remove)


def check_room(*, already: int) -> None:
    """Keep a plan readable."""
    if already >= MOST_PARTS:
        raise Refused("There are {most} of these already. Remove one first.", most=MOST_PARTS)


def check_day(day: date | None, *, today: date) -> None:
    """A day to reach something by lies within ten years either way."""
    if day is not None and abs(day - today) > FURTHEST:
        raise Invalid("{day} is more than ten years away. Check the year.", day=day.isoformat())


def check_review_day(review_on: date | None, *, agreed: date, today: date) -> None:
    """A plan is looked at again after it was agreed."""
    check_day(review_on, today=today)
    if review_on is not None and review_on <= agreed:
        raise Invalid("The plan is agreed on {day}. Look at it again on a later day.", day=agreed.isoformat())


def check_levels(levels: Sequence[str]) -> None:
    """A scale has five steps or none."""
    if levels and len(levels) != len(LEVELS):
        raise Invalid("A goal attainment scale has five steps; this one has {given}.", given=len(levels))


def check_can_rate(*, status: str, level: int, steps: Sequence[str], sealed: bool, on: date, today: date) -> None:
    """A goal is rated against the five steps agreed with the client, until the session's note is sealed."""
    if status == "draft":
        raise Refused("This goal is still a draft. Agree the plan with the client, then rate it.")
    if sealed:
        raise Refused("The note of this session is sealed. Rate the goal in the next session.")
    if len(written(steps)) < len(LEVELS):
        raise Refused("This goal has no scale yet. Revise the plan and put its five steps into words.")
    if level not in LEVELS:
        raise Invalid("{level} is not a step of the scale; it goes from −2 to +2.", level=level)
    if on > today:
        raise Invalid("A goal cannot be rated on a day that has not come yet.")


def written(steps: Iterable[str]) -> list[str]:
    """The steps that have words."""
    return [step for step in steps if step.strip()]


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of words: kept, put in, or left out."""

    how: str  # same | added | removed
    words: str


@dataclass(frozen=True, slots=True)
class Changed:
    """What became of one part of a plan from one version to the next."""

    kind: str  # need | goal | objective | intervention
    how: str  # added | removed | changed
    name: str  # its words, in the newer version where there is one
    fields: tuple[tuple[str, tuple[Piece, ...]], ...] = ()  # field name and word by word


Parts = Mapping[tuple[str, str], Mapping[str, str]]  # (kind, lineage) -> field -> words


def differences(before: Parts, after: Parts) -> list[Changed]:
    """What changed, in the order of the newer version; what was left out comes last."""
    found = []
    for (kind, lineage), now in after.items():
        was = before.get((kind, lineage))
        if was is None:
            found.append(Changed(kind, "added", now["words"]))
        elif was != now:
            fields = tuple((name, word_by_word(was[name], now[name])) for name in now if was[name] != now[name])
            found.append(Changed(kind, "changed", now["words"], fields))
    gone = [Changed(kind, "removed", was["words"]) for (kind, key), was in before.items() if (kind, key) not in after]
    return found + gone


def word_by_word(before: str, after: str) -> tuple[Piece, ...]:
    """Compare two texts by words.

    >>> [(p.how, p.words) for p in word_by_word("join the group", "join the choir")]
    [('same', 'join the'), ('removed', 'group'), ('added', 'choir')]
    """
    old, new = before.split(), after.split()
    pieces = []
    for tag, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            pieces.append(Piece("same", " ".join(old[a:b])))
            continue
        if old[a:b]:
            pieces.append(Piece("removed", " ".join(old[a:b])))
        if new[c:d]:
            pieces.append(Piece("added", " ".join(new[c:d])))
    return tuple(pieces)
