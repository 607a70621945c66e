"""Who may grade what, and what has to be there before a panel decides. Plain Python."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date, timedelta

from pentimento.core.jobeval.matching import Match, Result
from pentimento.core.jobeval.scheme import Rules
from pentimento.core.kernel.errors import Conflict, Invalid, Refused, TooLarge, asked

TITLE_MOST = 120
DESCRIPTION_MOST = 40_000  # characters of a job description
WORDS_MOST = 4_000  # characters of a reason, of grounds, of a piece of evidence
LARGEST_FILE = 1_000_000  # bytes of a scheme
EARLIEST = date(1990, 1, 1)
LOCAL = "local evaluation"


def check_words(words: str, *, what: str, most: int = WORDS_MOST) -> None:
    """There are words, and not too many."""
    if not words:
        raise Invalid("Write {what}.", what=what)
    if len(words) > most:
        raise TooLarge("This can have at most {most} characters.", most=f"{most:,}")


def check_can_run(*, runs: bool, holds: bool) -> None:
    """Panels are run by the head of service, and nobody grades the post they hold."""
    if not runs:
        raise Refused("Gradings are run by the head of service. Ask them.")
    if holds:
        raise Refused("You hold this post, so somebody else runs its grading.")


def check_one_is_named(*, colleague: bool, typed: str) -> None:
    """A seat is a colleague's or somebody else's: both would drop one of them unseen."""
    if colleague and typed:
        raise Invalid("Choose a colleague or type a name, not both: a seat is for one person.")


def check_can_seat(*, holds: bool, seated: bool, judged_before: bool) -> None:
    """Who sits on a panel: not the holder, not twice, and on an appeal nobody of the first panel."""
    if holds:
        raise Refused("Whoever holds the post cannot sit on its panel.")
    if seated:
        raise Conflict("This person sits on the panel already.")
    if judged_before:
        raise Refused("This person was on the first panel. An appeal is heard by other people.")


def check_open(*, decided: bool, set_aside: bool) -> None:
    """What is decided stays as it was decided, and nothing is written in what was set aside."""
    if decided:
        raise Conflict("This grading is decided and sealed. An appeal opens another.")
    if set_aside:
        raise Conflict("This grading was set aside. Take it up again first.")


def check_can_take_up(*, set_aside: bool, later_decided: bool, sitting: bool, appeal_gone: bool) -> None:
    """What was set aside by mistake is taken up again, until another panel sits or has decided."""
    if not set_aside:
        raise Conflict("This grading is not set aside.")
    if later_decided:
        raise Conflict("A later panel has decided on this post. What was set aside stays so.")
    if sitting:
        raise Conflict("Another panel sits for this post. Set that one aside first.")
    if appeal_gone:
        raise Conflict("The appeal it heard was taken back. What was set aside stays so.")


def check_there(*, ended_on: date | None) -> None:
    """A post that ended is read, and nothing about it changes."""
    if ended_on:
        raise Conflict("This post ended on {day}. Bring it back first.", day=ended_on.isoformat())


def check_can_end(*, sitting: bool, appealed: bool) -> None:
    """A post ends when no panel works on it, and none is waited for."""
    if sitting:
        raise Conflict("A panel sits for this post. Let it decide, or set its grading aside; then the post can end.")
    if appealed:
        raise Conflict("An appeal waits for a panel. Let it be heard; then the post can end.")


def check_ends_on(day: date, *, since: date, today: date) -> None:
    """A post ends after it began, and is said to have ended once it has."""
    if day > today:
        raise Invalid("The day lies in the future. End the post when it is over.")
    if day < since:
        raise Invalid("The post was added on {since}. It cannot have ended before.", since=since.isoformat())


def check_panel_size(number: int, rules: Rules) -> None:
    """A panel has as many people as the rules say."""
    if not rules.panel_least <= number <= rules.panel_most:
        raise Refused(
            "The panel has {number} people; the rules ask for {least} to {most}. Change the panel first.",
            number=number,
            least=rules.panel_least,
            most=rules.panel_most,
        )


def check_can_judge(*, sits: bool, stands_in: bool) -> None:
    """Each member gives their own levels; whoever runs the panel writes for members without an account."""
    if not (sits or stands_in):
        raise Refused("Only this member of the panel gives these levels.")


def check_line(*, levels: str, version: int) -> None:
    """A row of a sheet has a level; once given it can be changed, not taken away."""
    if levels:
        return
    if version:
        raise Invalid("A level was given here already. It can be changed, not left out: write the one you hold now.")
    raise Invalid("There is a reason here and no level. Write the level, or leave the row blank.")


def check_all_judged(missing: Sequence[str]) -> None:
    """The panel agrees after everybody has given a level of their own."""
    if missing:
        raise Refused(
            "First each member gives a level of their own. Still without one: {names}.", names=", ".join(missing)
        )


def check_quoted(words: str, paragraphs: Sequence[str]) -> int:
    """The number of the paragraph that has these words, counted from 1.

    Raises
    ------
    Invalid
        When the job description does not say this.
    """
    wanted = " ".join(words.split()).casefold()
    for number, paragraph in enumerate(paragraphs, start=1):
        if wanted in " ".join(paragraph.split()).casefold():
            return number
    raise Invalid("The job description does not say this. Copy its words, or record what the panel was told instead.")


def check_can_offer(*, holds: bool, own: bool) -> None:
    """Hours of one person are shown to a panel by that person, and by nobody else."""
    if not (holds and own):
        raise Refused("Only who holds the post lays figures of their own ledger before the panel.")


def check_settled(missing: Sequence[int]) -> None:
    """A grading without one of its factors has no total, not a smaller one."""
    if missing:
        raise Refused("Not agreed yet: factor {factors}.", factors=", ".join(map(str, missing)))


def check_band(band: str, attained: Collection[str]) -> None:
    """The band is one that the agreed levels attain."""
    if band not in attained:
        raise Invalid(
            "The agreed levels do not come to band {band}, only to {found}. Choose that, or agree other levels.",
            band=band or "—",
            found=", ".join(attained) or "none",
        )


def check_result(result: str, found: Match, *, departure: str) -> None:
    """What the panel records is what the rules say, or it says why it departs from them."""
    expected = LOCAL if found.result is Result.NONE else str(found.result)
    if result != expected and not departure:
        raise Invalid("The rules say “{expected}” here. Say why the panel departs from them.", expected=expected)


def check_decided_on(day: date, *, opened: date, today: date) -> None:
    """A grading is decided after it was opened, and not in the future."""
    if day > today:
        raise Invalid("The day lies in the future. Enter the day on which the panel decided.")
    if day < opened:
        raise Invalid("The panel was opened on {opened}. It cannot have decided before.", opened=opened.isoformat())


def check_agreed_on(day: date, *, today: date) -> None:
    """A description is agreed on some sensible day."""
    if not EARLIEST <= day <= today:
        raise Invalid("Enter the day on which the description was agreed: from 1990 until today.")


def check_holds(*, holds: bool) -> None:
    """An appeal comes from whoever holds the post."""
    if not holds:
        raise Refused("Only who holds the post can appeal.")


def check_works(*, works: bool) -> None:
    """The panel, and who runs it, work on a sheet; others read it."""
    if not works:
        raise Refused("Only the panel and who runs it work on this sheet.")


def check_can_appeal(*, holds: bool, decided_on: date | None, appealed: bool, today: date, within_days: int) -> None:
    """Whoever holds the post may ask for another panel, once, within the time the rules give."""
    check_holds(holds=holds)
    if decided_on is None:
        raise Refused("There is nothing to appeal against yet: the panel has not decided.")
    if appealed:
        raise Conflict("There is an appeal against this outcome already.")
    last = decided_on + timedelta(days=within_days)
    if today > last:
        raise Refused("The time for an appeal ended on {last}.", last=last.isoformat())


def check_can_withdraw(*, own: bool, heard: bool, withdrawn: bool) -> None:
    """Whoever appealed may take it back, until a panel hears it."""
    if not own:
        raise Refused("Only who appealed can take the appeal back.")
    if heard:
        raise Conflict("A panel hears this appeal already.")
    if withdrawn:
        raise Conflict("This appeal was taken back already.")


def check_same_version(*, mine: int, current: int) -> None:
    """Nothing is overwritten that somebody else changed meanwhile."""
    if mine != current:
        raise Conflict("Somebody changed this meanwhile. Read what is there now, then write yours again.")


can_run = asked(check_can_run)
can_appeal = asked(check_can_appeal)
can_take_up = asked(check_can_take_up)
