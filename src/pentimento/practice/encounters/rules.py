"""What may happen to a time set aside, a session, and what is recorded in it. Plain Python."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from pentimento.core.kernel.errors import Conflict, Invalid, OutOfRange, Refused, TooLarge, asked
from pentimento.core.kernel.words import cleaned

# ---- what is written

PADS = ("seen", "said", "hypothesis", "response")
WORDS_MOST = 20_000  # characters in one entry
DIRECTIVE_MOST = 2000
MEDIUM_MOST = 80
MEDIA_MOST = 40  # different media in one session
KEY = re.compile(r"[A-Za-z0-9_-]{1,36}")
STAMP_LEEWAY = timedelta(days=1)  # clocks of tablets are wrong; a day wrong is a mistake

MEDIA = (
    "Pencil",
    "Coloured pencil",
    "Felt pen",
    "Wax crayon",
    "Oil pastel",
    "Soft pastel",
    "Charcoal",
    "Watercolour",
    "Gouache",
    "Acrylic",
    "Finger paint",
    "Ink",
    "Collage",
    "Printing",
    "Clay",
    "Plasticine",
    "Textile",
    "Wood",
    "Found objects",
    "Photography",
    "Digital",
)
_MEDIA_FOLDED = {medium.casefold(): medium for medium in MEDIA}


def medium_named(words: str) -> str:
    """A medium in the spelling of the list, or the therapist's own word for it.

    Raises
    ------
    Invalid
        If nothing is named, or more than 80 characters.

    >>> medium_named("  oil  PASTEL ")
    'Oil pastel'
    """
    name = " ".join(cleaned(words).split())
    if not name:
        raise Invalid("Name the medium, or choose one from the list.")
    if len(name) > MEDIUM_MOST:
        raise Invalid("A medium is named in at most {most} characters.", most=MEDIUM_MOST)
    return _MEDIA_FOLDED.get(name.casefold(), name)


def check_media(*, count: int) -> None:
    """A list of media is read at a glance."""
    if count >= MEDIA_MOST:
        raise Refused("A session lists at most {most} media. Take one off first.", most=MEDIA_MOST)


def check_pad(pad: str) -> None:
    """There are four pads, and what was seen never lands in what was said."""
    if pad not in PADS:
        raise Invalid("There is no such pad. Write under seen, said, my hypothesis or my own response.")


def check_words(words: str) -> None:
    """Something, and not a book."""
    if not words.strip():
        raise Invalid("Write something first. To take an entry back, strike it out.")
    if len(words) > WORDS_MOST:
        raise TooLarge("An entry holds at most {most} characters. Stamp this one and go on in the next.", most="20,000")


def check_key(client_key: str) -> None:
    """The page makes a key for each entry, so that sending it twice writes it once."""
    if not KEY.fullmatch(client_key):
        raise not_from_the_room()


def check_stamp(*, stamped_at: datetime, opened_at: datetime, at: datetime) -> None:
    """A stamp lies between a day before the session was opened and a day from now."""
    if stamped_at > at + STAMP_LEEWAY:
        raise Invalid("This is stamped in the future. Check the clock of this device.")
    if stamped_at < opened_at - STAMP_LEEWAY:
        raise Invalid("This is stamped before the session. Check the clock of this device.")


def not_from_the_room() -> Invalid:
    """What is said when an entry is sent in a shape our pages never send."""
    return Invalid("This entry did not come from the session room. Load the page again; your words stay on it.")


def check_version(*, theirs: int, ours: int) -> None:
    """Nobody's change is overwritten unseen."""
    if theirs != ours:
        raise Conflict("Somebody changed this meanwhile. Both are shown: look at theirs, then save yours again.")


# ---- who


def check_can_write(*, on_team: bool) -> None:
    """Only the care team writes in a chart; a supervisor reads."""
    if not on_team:
        raise Refused("Only the care team writes in this chart. You can read it as their supervisor.")


def check_can_keep_calendar(*, on_team: bool, front_desk: bool) -> None:
    """The front desk books for everybody, others for the clients whose care team they are on."""
    if not (on_team or front_desk):
        raise Refused("Only the care team or the front desk changes this client's sessions.")


def check_can_edit(*, author: int, by: int) -> None:
    """An entry is changed, struck out or restored by whoever wrote it."""
    if author != by:
        raise Refused("Only the person who wrote this can change it. Write your own observation beside it.")


# ---- the calendar

SHORTEST, LONGEST = 5, 480  # minutes
PAST_MOST, AHEAD_MOST = timedelta(days=366), timedelta(days=2 * 366)
OPENS_BEFORE = timedelta(hours=12)

# How a time may stand, what it may have been before, and what to say where it was something else.
COMES_FROM: dict[str, frozenset[str]] = {
    "cancelled": frozenset({"booked"}),
    "missed": frozenset({"booked"}),
    "booked": frozenset({"cancelled", "missed"}),
    "attended": frozenset({"booked"}),
}
WHY_NOT = {
    "cancelled": "Only a booked session can be cancelled. This one took place, or nobody came.",
    "missed": "Only a booked session can be marked as not attended. Restore it first.",
    "booked": "This session took place. There is nothing to restore.",
    "attended": "This session was cancelled or not attended. Restore it, then open it.",
}


def check_can_become(*, status: str, wanted: str) -> None:
    """Booked, attended, cancelled, not attended: which may follow which."""
    if status not in COMES_FROM[wanted]:
        raise Refused(WHY_NOT[wanted])


def check_can_book(*, status: str) -> None:
    """Nobody is booked in whose therapy has ended or was never taken on."""
    if status in {"discharged", "declined"}:
        raise Refused("This client is not in therapy here now. Take a new referral first.")


def check_can_move(*, status: str, in_meeting: bool) -> None:
    """What is booked can be moved; a group moves together."""
    if in_meeting:
        raise Refused("This is a group's meeting. Move the whole meeting on the group's page.")
    if status != "booked":
        raise Refused("Only a booked session can be moved. Restore it first.")


def check_can_miss(*, starts_at: datetime, at: datetime) -> None:
    """Nobody has failed to come before it begins."""
    if at < starts_at:
        raise Refused("This session has not begun yet. Cancel it if the client will not come.")


def check_time(*, starts_at: datetime, minutes: int, at: datetime) -> None:
    """A session lasts 5 minutes to 8 hours, at most a year back and two years ahead."""
    if not SHORTEST <= minutes <= LONGEST:
        raise OutOfRange("length", minutes, f"from {SHORTEST} to {LONGEST} minutes")
    if starts_at < at - PAST_MOST:
        raise Invalid("That is more than a year ago. Check the date.")
    if starts_at > at + AHEAD_MOST:
        raise Invalid("That is more than two years ahead. Check the date.")


def overlapping(
    *, starts_at: datetime, minutes: int, taken: Iterable[tuple[datetime, int]]
) -> tuple[datetime, datetime] | None:
    """The first taken time that overlaps, or None. Times that touch do not overlap.

    >>> nine = datetime(2026, 5, 4, 9)
    >>> overlapping(starts_at=nine, minutes=50, taken=[(nine - timedelta(minutes=50), 50)]) is None
    True
    """
    ends_at = starts_at + timedelta(minutes=minutes)
    for begins, length in sorted(taken):
        ends = begins + timedelta(minutes=length)
        if begins < ends_at and starts_at < ends:
            return begins, ends
    return None


# ---- the session


def check_can_open(*, starts_at: datetime, at: datetime) -> None:
    """A session is opened when it is about to begin, or afterwards."""
    if at < starts_at - OPENS_BEFORE:
        raise Refused("This session is not due yet. Open it on the day, or move it first.")


def opening_of(*, starts_at: datetime, ends_at: datetime, at: datetime) -> datetime:
    """When a session counts as opened: now, or its own time if it is written up another day or half a day later.

    All three in the practice's time zone: what is recorded in the session has the session's day.
    """
    return starts_at if at.date() != starts_at.date() or at > ends_at + OPENS_BEFORE else at


def check_can_record(*, closed: bool, sealed: bool) -> None:
    """What was recorded stands once the session is closed; reopening is a step of its own."""
    if sealed:
        raise Refused("The note of this session is sealed. What was recorded stays; amend the note instead.")
    if closed:
        raise Refused("This session is closed. Reopen it to go on recording.")


def check_can_close(*, closed: bool) -> None:
    """A session is closed once."""
    if closed:
        raise Refused("This session is closed already.")


def check_can_reopen(*, closed: bool, sealed: bool) -> None:
    """Until its note is sealed, a closed session can be opened again."""
    if sealed:
        raise Refused("The note of this session is sealed, so it stays closed. Amend the note instead.")
    if not closed:
        raise Refused("This session is open already.")


def check_directive(words: str) -> None:
    """What the client was invited to do, in a few lines."""
    if len(words) > DIRECTIVE_MOST:
        raise TooLarge("A directive has at most {most} characters.", most="2,000")


# ---- groups


def check_group_name(name: str) -> None:
    """A group needs a name that can stand on any member's record."""
    if not name:
        raise Invalid("Give the group a name. It stands in every member's record, so leave out people's names.")
    if len(name) > 120:
        raise Invalid("A group's name has at most {most} characters.", most=120)


def check_can_keep_group(*, therapist: int, by: int, front_desk: bool) -> None:
    """A group is kept by the therapist who runs it; the front desk books for it."""
    if by != therapist and not front_desk:
        raise Refused("Only the therapist who runs this group changes it.")


def check_can_join(*, therapist_on_team: bool, ended: bool) -> None:
    """Whoever runs the group has to be on each member's care team."""
    if ended:
        raise Refused("This group has ended. Form a new one.")
    if not therapist_on_team:
        raise Refused("The group's therapist is not on this client's care team. Add them there first.")


def check_can_meet(*, members: Sequence[object], ended: bool) -> None:
    """A meeting needs members."""
    if ended:
        raise Refused("This group has ended. Form a new one.")
    if not members:
        raise Refused("Nobody is in this group yet. Add a client first.")


can_become = asked(check_can_become)
can_miss = asked(check_can_miss)
can_open = asked(check_can_open)
can_record = asked(check_can_record)
can_reopen = asked(check_can_reopen)
can_edit = asked(check_can_edit)
