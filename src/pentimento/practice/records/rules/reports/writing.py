"""When a report may be drafted, changed, sealed and co-signed."""

from __future__ import annotations

from datetime import date

from pentimento.core.kernel.errors import Conflict, Invalid, Refused, asked
from pentimento.practice.records.rules.wording import period

from .body import Body, sentences_in
from .support import Now, Why, findings_in, is_blank

LISTED = 12  # sentences named in one refusal
LONGEST = 366 * 30  # days


def check_period(*, frm: date, to: date, today: date) -> None:
    """A report looks back: forward in time, not into the future, at most thirty years."""
    if to < frm:
        raise Invalid("The period ends before it begins.")
    if to > today:
        raise Invalid("The period ends in the future. A report says what has happened.")
    if (to - frm).days > LONGEST:
        raise Invalid("The period is longer than thirty years. Choose a shorter one.")


def check_can_write(*, may: bool, signed: bool) -> None:
    """A draft is changed by the care team; a sealed report by nobody."""
    if not may:
        raise Refused("Your role does not include writing reports.")
    if signed:
        raise Conflict("This report is already sealed. Write a new one instead.")


can_write = asked(check_can_write)


def check_version(*, theirs: int, ours: int) -> None:
    """Nobody's words are overwritten unseen."""
    if theirs != ours:
        raise Conflict("This report was changed meanwhile, perhaps in another tab. Nothing was overwritten.")


def check_can_sign(*, may: bool, signed: bool, body: Body, now: Now) -> None:
    """A report is sealed once, by somebody who writes reports, when every sentence stands.

    Raises
    ------
    Refused
        Names sentences by place (the first is 1) and by what is wrong, never by their words: a refusal
        may be logged, and what a report says may not.
    """
    check_can_write(may=may, signed=signed)
    rows = [one for one in sentences_in(body) if not is_blank(one["text"])]
    if not any(row["stance"] != "heading" for row in rows):
        raise Refused("There is nothing here to seal yet.")
    found = findings_in(body, now)
    if not found:
        return
    named = [f"{n} ({_briefly(found[row['id']])})" for n, row in enumerate(rows, start=1) if row["id"] in found]
    more = f" and {len(named) - LISTED} more" if len(named) > LISTED else ""
    raise Refused(
        "Not sealed: these sentences rest on nothing that carries them: {listed}. "
        "Add evidence, reword them as your opinion, or take them out.",
        listed=", ".join(named[:LISTED]) + more,
    )


can_sign = asked(check_can_sign)


def _briefly(whys: tuple[Why, ...]) -> str:
    return ", ".join(dict.fromkeys(why.briefly for why in whys))


def check_can_cosign(*, signed: bool, needed: bool, cosigned: bool, supervises: bool) -> None:
    """A trainee's sealed report is co-signed once, by somebody who supervises them."""
    if not signed:
        raise Refused("This report has not been sealed by its author yet.")
    if not needed:
        raise Refused("This report needs no co-signature.")
    if cosigned:
        raise Refused("This report has already been co-signed.")
    if not supervises:
        raise Refused("Only a supervisor of the author co-signs this report.")


can_cosign = asked(check_can_cosign)


def heading_of(kind: str, frm: date, to: date) -> str:
    """The title a new report starts with."""
    name = {"progress": "Progress report", "ending": "Summary at the end of therapy"}[kind]
    return f"{name}, {period(frm, to)}"
