"""Corrections of statements: suggested by anybody, answered once by somebody else. Plain Python."""

from __future__ import annotations

import re

from pentimento.core.kernel.errors import Conflict, Invalid, Refused, TooLarge, asked

from .frameworks import KEEPERS

WORDS_MOST = 8_000
WHY_MOST = 2_000
KEY = re.compile(r"[A-Za-z0-9_-]{1,36}")


def check_entry_key(key: str) -> None:
    """The key that makes two sendings of one form one entry."""
    if not KEY.fullmatch(key):
        raise Invalid("This form did not come from Pentimento. Load the page again; nothing was changed.")


def check_length(words: str, *, most: int) -> None:
    """Words that fit."""
    if len(words) > most:
        raise TooLarge("This can have at most {most} characters.", most=f"{most:,}")


def check_suggestion(*, why: str, same: bool, empty: bool) -> None:
    """A correction changes something and says why."""
    if empty:
        raise Invalid("Write what should stand there instead.")
    if same:
        raise Invalid("This is what stands there already. Change it, or leave the page.")
    if not why:
        raise Invalid("Say why: a source, a case, a rule that changed. It is what the answer goes by.")
    check_length(why, most=WHY_MOST)


def check_can_answer(*, role: str, is_own: bool, others: bool) -> None:
    """Answered by a supervisor or the head of service, and not by whoever suggested it while there is another."""
    if role not in KEEPERS:
        raise Refused("Corrections are answered by a supervisor or the head of service.")
    if is_own and others:
        raise Refused("You suggested this yourself. Leave the answer to a colleague.")


def check_is_open(*, state: str) -> None:
    """One answer; a second thought is a new suggestion."""
    if state != "open":
        raise Conflict("This was answered already. Suggest a new correction if something is still wrong.")


def check_answer(words: str) -> None:
    """Whoever suggested it is owed a reason."""
    if not words:
        raise Invalid("Write an answer: what you did with the suggestion, and why.")
    check_length(words, most=WHY_MOST)


def check_still_stands(*, same: bool) -> None:
    """What was to be corrected is still what was there when it was suggested."""
    if not same:
        raise Conflict("The statement was changed since this was suggested. Read it again, then suggest anew.")


def check_can_take_back(*, is_own: bool) -> None:
    """A suggestion is taken back by whoever made it."""
    if not is_own:
        raise Refused("Only whoever suggested this can take it back.")


can_answer = asked(check_can_answer)
