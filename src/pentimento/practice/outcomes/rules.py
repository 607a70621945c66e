"""What may be given, corrected, planned and recorded about measures. Plain Python."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta

from pentimento.core.kernel.errors import Conflict, Invalid, OutOfRange, Refused, TooLarge, asked
from pentimento.core.scoring.structure import Instrument

KEY = re.compile(r"[A-Za-z0-9_-]{1,36}")
EARLIEST = date(1990, 1, 1)
DONE_MOST = 2000  # characters about what was done after a safety prompt
EXTRA_MOST = 1000  # characters of an answer in words
WEEKS_MOST = 52
AHEAD_MOST = timedelta(days=2 * 366)
IMPORTERS = frozenset({"therapist", "head"})  # roles

Answers = Sequence[int | None]


def check_can_write(*, on_team: bool) -> None:
    """A supervisor reads; the care team writes."""
    if not on_team:
        raise Refused("Only the care team writes in this chart. Ask its lead therapist to add you if you should.")


def check_given_on(given_on: date, *, today: date) -> None:
    """A measure is given today or was given before; not in the future, and not before there were any."""
    if given_on > today:
        raise Invalid("The date lies in the future. Enter the day on which the measure was filled in.")
    if given_on < EARLIEST:
        raise Invalid("The date lies before {year}. Check the year.", year=EARLIEST.year)


def check_entry_key(key: str) -> None:
    """The key that makes two sendings of one form one entry."""
    if not KEY.fullmatch(key):
        raise Invalid("This form did not come from Pentimento. Load the page again; nothing was changed.")


def check_something_answered(answers: Answers) -> None:
    """An empty sheet is no measure."""
    if all(answer is None for answer in answers):
        raise Invalid("Nothing is answered yet. Enter at least one answer, or leave the page.")


def check_session_takes(*, sealed: bool) -> None:
    """What a sealed note stands on does not grow afterwards."""
    if sealed:
        raise Refused("The note of this session is sealed. Give the measure from the client's page of measures.")


def check_same(*, same: bool) -> None:
    """A form sent twice is one entry, unless it says something else the second time."""
    if not same:
        raise Conflict("This form was kept already, with other answers. Open the kept one to correct it.")


def check_can_correct(*, current: bool) -> None:
    """Only the entry that counts can be corrected; the ones before it stay as they are."""
    if not current:
        raise Conflict("This entry was corrected already. Open the one that replaced it.")


def check_plan(*, every_weeks: int, next_due: date, today: date) -> None:
    """Every 1 to 52 weeks, next within two years and not in the past."""
    if not 1 <= every_weeks <= WEEKS_MOST:
        raise OutOfRange("the number of weeks", every_weeks, f"from 1 to {WEEKS_MOST}")
    if next_due < today:
        raise Invalid("The next date lies in the past. Choose today or a later day.")
    if next_due > today + AHEAD_MOST:
        raise Invalid("The next date is more than two years ahead. Check the year.")


def due_after(*, given_on: date, every_weeks: int, due: date) -> date:
    """When a measure is due again; an old sheet entered late does not bring the date forward.

    >>> due_after(given_on=date(2026, 5, 4), every_weeks=4, due=date(2026, 5, 1))
    datetime.date(2026, 6, 1)
    """
    return max(due, given_on + timedelta(weeks=every_weeks))


def check_what_was_done(words: str) -> None:
    """A safety prompt ends with words about what was done."""
    if not words:
        raise Invalid("Write what was done: what you asked, what was agreed, who was told.")
    if len(words) > DONE_MOST:
        raise TooLarge("This can have at most {most} characters.", most="2,000")


def check_prompt_open(*, answered: bool) -> None:
    """What was done is recorded once; more belongs in the note."""
    if answered:
        raise Conflict("What was done is recorded already. Write anything further in the session's note.")


def check_can_import(*, role: str | None) -> None:
    """Forms hold for everybody's clients, so bringing one in is not a trainee's to decide.

    None is the command line, where whoever keeps the practice folder imports.
    """
    if role is not None and role not in IMPORTERS:
        raise Refused("An official form is imported by an art therapist or the head of service.")


def asks_again(instrument: Instrument, before: Answers, after: Answers) -> bool:
    """Whether a correction raises the answer to the safety item above what was talked about already."""
    if instrument.safety is None:
        return False
    place, lowest = instrument.safety.item - 1, instrument.safety.lowest
    now, then = after[place], before[place]
    return now is not None and now >= lowest and (then is None or now > then)


can_correct = asked(check_can_correct)
can_import = asked(check_can_import)
