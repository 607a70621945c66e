"""What may be done with artworks, and when. Each ``check_can_…`` says why not, in a sentence."""

from __future__ import annotations

import re
from collections.abc import Collection
from datetime import date

from pentimento.core.kernel.errors import Conflict, Invalid, Refused, TooLarge, WrongType, asked

UPLOAD_KEY = re.compile(r"[A-Za-z0-9_.:-]{1,64}")
TURNS = (0, 90, 180, 270)
OLDEST = 120  # years: a client may bring a work of their childhood
MOST_MM = 20_000  # a wall of 20 m
TITLE_MOST, MEDIA_MOST, SERIES_MOST, PLACE_MOST, WORDS_MOST, DIRECTIVE_MOST = 300, 300, 160, 120, 600, 2000
PARTS = ("client", "therapist", "group", "family")
DRAWING_MOST = 16_000_000  # bytes of a log: hours of drawing with a pen
FORMS = ("html", "png", "pdf", "svg")  # a drawing as a file
COMING_MOST = 10  # pictures of one phone that are on their way at once
CUSTODY_AFTER = {"keep": "held", "return": "returned", "dispose": "disposed"}


def check_words(words: str, *, most: int) -> None:
    """Refuse a text that is longer than its place in the record."""
    if len(words) > most:
        raise Invalid("This text has {length} characters; {most} is the most here.", length=len(words), most=most)


def check_can_write(*, on_team: bool) -> None:
    """Only the care team writes; a supervisor reads."""
    if not on_team:
        raise Refused("Only the care team writes in this chart. Ask a member of the team to do this.")


def check_upload_key(key: str) -> None:
    """A key tells a repeated upload from a second picture."""
    if not UPLOAD_KEY.fullmatch(key):
        raise Invalid("This upload did not come from one of our pages. Load the page again and choose the picture.")


def check_made_on(made_on: date, *, today: date) -> None:
    """A work was made, so not in the future, and by somebody who lives."""
    if made_on > today:
        raise Invalid("This date is in the future. A work is dated when it was made.")
    if made_on.year < today.year - OLDEST:
        raise Invalid("This date is more than {years} years ago. Check the year.", years=OLDEST)


def check_size(*millimetres: int | None) -> None:
    """Sizes of things one can hang, hold or walk round."""
    if any(size is not None and not 1 <= size <= MOST_MM for size in millimetres):
        raise Invalid("A size is between 1 millimetre and {metres} metres.", metres=MOST_MM // 1000)


def check_makers(makers: Collection[str]) -> None:
    """Somebody made it; others are named by their part, never by name."""
    if not makers:
        raise Invalid("Say who made this work.")
    if not set(makers) <= set(PARTS):
        raise Invalid("Choose the makers from the list. Other clients are never named here.")


def check_version(*, theirs: int, ours: int) -> None:
    """Nobody overwrites what they have not seen."""
    if theirs != ours:
        raise Conflict("Somebody else changed this label first. Their words and yours are both here: choose.")


def already_there(called: str, *, retracted: bool) -> Conflict:
    """The same picture again may be a slip or meant: whoever adds it says which."""
    if retracted:
        return Conflict("This picture is here, out of view, as “{called}”. Add it again?", called=called)
    return Conflict("This picture is already on the wall as “{called}”. Add it again?", called=called)


def check_can_change(*, retracted: bool) -> None:
    """A work out of view is brought back before anything is done with it."""
    if retracted:
        raise Refused("This work has been taken out of view. Bring it back first.")


def check_degrees(degrees: int) -> None:
    """Pictures turn by quarters."""
    if degrees not in TURNS:
        raise Invalid("A picture turns by quarters: 0, 90, 180 or 270 degrees.")


def check_can_decide(*, choice: str, confirmed: bool, custody: str) -> None:
    """Keep, return or dispose. What is gone cannot come back by changing a form."""
    if choice not in CUSTODY_AFTER:
        raise Invalid("Choose what becomes of this work: keep, return or dispose.")
    if custody == "disposed" and choice != "dispose":
        raise Refused("This work has been disposed of. The decision stays as it is.")
    if choice == "dispose" and not confirmed:
        raise Invalid("Tick that the client agreed to the work being disposed of. It cannot be undone.")


can_decide = asked(check_can_decide)


def check_can_draw(*, finished: bool) -> None:
    """A finished drawing stays as it is."""
    if finished:
        raise Refused("This drawing is finished. Begin a new sheet.")


def check_can_finish(*, marks: int) -> None:
    """An empty sheet is no work."""
    if not marks:
        raise Invalid("There is nothing on this sheet yet. Draw first.")


def check_can_export(*, form: str, retracted: bool) -> None:
    """What is out of view stays in the record; and only files there is a press for go out."""
    if form not in FORMS:
        raise Invalid("A drawing leaves as {forms}.", forms=", ".join(FORMS))
    check_can_change(retracted=retracted)


def check_drawing_size(length: int) -> None:
    """A log has an end, long after a sheet is full."""
    if length > DRAWING_MOST:
        raise TooLarge("This drawing is as long as one can be. Finish it, and go on with a new sheet.")


def check_drawing_goes_on(*, offset: int, length: int) -> None:
    """Nothing is missing between what is here and what comes."""
    if offset > length:
        raise Conflict("A part of this drawing did not arrive. Load the page again; what is on this device is kept.")


def check_same_drawing(*, same: bool) -> None:
    """Two pages that draw on one sheet would write over each other."""
    if not same:
        raise Conflict("Somebody draws on this sheet in another window. Go on there, or load this page again.")


def check_can_photograph(*, closed: bool, on_team: bool) -> None:
    """A phone photographs for an open session, in the name of somebody on the care team. It is told no more."""
    if closed:
        raise Refused("This session is closed. No more pictures come into it from a phone.")
    if not on_team:
        raise Refused("The code for this phone is over. Ask for a new one if there is another picture to take.")


def check_announced(*, size: int, most: int, coming: int) -> None:
    """A picture has bytes, not too many, and does not come with a crowd."""
    if size < 1:
        raise WrongType("This file is empty. Choose another.")
    if size > most:
        raise TooLarge("This picture has more than {most} MB. Save it smaller.", most=most // 1_000_000)
    if coming >= COMING_MOST:
        raise Refused("Many pictures are on their way from this phone. Wait until one of them has arrived.")


def check_is_whole(*, whole: bool) -> None:
    """A picture is opened when all of it has come."""
    if not whole:
        raise Conflict("A part of this picture has not come yet. Send the rest first.")


def check_is_new(*, is_here: bool) -> None:
    """From a phone the same picture is kept once, and nothing of the one that is here is told. A desk may insist."""
    if is_here:
        raise Refused("This very picture is in the record already. It was not kept a second time.")


def sees_shared_works(*, capacity: str, shares: bool) -> bool:
    """Whether somebody sees the works of a chart that others added.

    The lead therapist and a trainee treat the client; whoever supervises them answers for that care and
    comes in with no capacity of their own. A further member of the team sees the works when the client
    agreed that they are shared with the team.

    >>> sees_shared_works(capacity="member", shares=False)
    False
    >>> sees_shared_works(capacity="lead", shares=False)
    True
    """
    return capacity != "member" or shares


def turned_by(rotation: int, degrees: int) -> int:
    """A quarter turn more.

    >>> turned_by(270, 90)
    0
    """
    return (rotation + degrees) % 360


def accession(client: str, place: int) -> str:
    """The number of a work, for the thing itself: the client's number and which of their works it is, from 1.

    >>> accession("P00012", 7)
    'P00012-007'
    """
    return f"{client}-{place:03d}"


def fitted(width: int, height: int, side: int) -> tuple[int, int]:
    """Size of a picture whose longer side is at most ``side`` px; never enlarged.

    >>> fitted(4032, 3024, 480)
    (480, 360)
    """
    longest = max(width, height)
    if longest <= side:
        return width, height
    return max(1, round(width * side / longest)), max(1, round(height * side / longest))


def file_name(original: str, *, suffix: str) -> str:
    """A name that is safe to offer for a download: letters, digits, ``-_.`` and the true kind of the file.

    >>> file_name("../../Müller <b>.exe", suffix="jpeg")
    'Muller-b.jpeg'
    """
    import unicodedata

    plain = unicodedata.normalize("NFKD", original.replace("\\", "/").rpartition("/")[2])
    stem = plain.encode("ascii", "ignore").decode().rpartition(".")[0] or plain.encode("ascii", "ignore").decode()
    safe = re.sub(r"[^A-Za-z0-9_.-]+", "-", stem).strip("-._")[:80]
    return f"{safe or 'artwork'}.{suffix}"
