"""What may be written about a client, who may consent, and how names are folded to be found. Plain Python."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from unicodedata import category, combining, normalize

from pentimento.core.kernel.errors import Invalid, Refused, asked

OLDEST = 120  # years; the oldest person whose age was verified reached 122
CHILD_UNDER = 16  # years; from 16 on somebody may answer for themselves (Family Law Reform Act 1969, s. 8)
WORD_MOST = 120  # characters of one folded word
WORDS_MOST = 6  # typed words that are looked at
SEARCH_MOST = 100  # typed characters that are looked at
KEY = re.compile(r"[A-Za-z0-9_-]{1,36}")

# ---- what is typed

# Marks that turn the direction of what follows, or cannot be seen: in a name they only deceive.
# U+200C and U+200D stay: Persian and several Indian scripts are not spelled right without them.
_UNSEEN = re.compile("[\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]")


def cleaned(words: str) -> str:
    """Text over several lines as it is kept: no control characters, no marks that turn its direction.

    >>> cleaned("a\\x00b\\r\\nc ")
    'ab\\nc'
    """
    lines = words.replace("\r\n", "\n").replace("\r", "\n")
    kept = "".join(c for c in lines if c in "\n\t" or category(c) not in {"Cc", "Cs"})
    return _UNSEEN.sub("", kept).strip()


def cleaned_line(words: str) -> str:
    """Text on one line, its spaces single.

    >>> cleaned_line("  Ada \\n Lovelace ")
    'Ada Lovelace'
    """
    return " ".join(cleaned(words).split())


# ---- how somebody is found

# Letters that no decomposition takes apart, as somebody without that keyboard types them.
_PLAIN = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h", "ŧ": "t"}
)
_INSIDE = re.compile(r"['’ʼ`´-]+")


def folded(words: str) -> str:
    """Words as they are compared: without case, without accents, in single spaces.

    >>> folded("Zoë  ŁUKASZ-Straße")
    'zoe lukasz strasse'
    """
    apart = normalize("NFKD", normalize("NFKD", words).casefold())
    bare = (c for c in apart if not combining(c))
    # Marks stay with their letters: most Indian vowels are marks, and a word must not end at one.
    return " ".join("".join(c if category(c)[0] in "LMN" else " " for c in bare).translate(_PLAIN).split())


def search_words(names: Iterable[str], *, number: str) -> set[str]:
    """Every word by which a client is found: the words of all names, joined names too, and the record number.

    >>> sorted(search_words(["Zoë", "O'Brien"], number="C00042"))
    ['42', 'brien', 'c00042', 'o', 'obrien', 'zoe']
    """
    found: set[str] = set()
    for name in names:
        found.update(folded(name).split())
        found.update(folded(_INSIDE.sub("", name)).split())
    found.add(folded(number))
    found.add(number.lstrip("C0"))
    return {word[:WORD_MOST] for word in found if word}


def typed_words(search: str) -> list[str]:
    """The words somebody typed to find a client, the longest first: it leaves the fewest to look at."""
    words = {word[:WORD_MOST] for word in folded(search[:SEARCH_MOST]).split()}
    return sorted(words, key=lambda word: (-len(word), word))[:WORDS_MOST]


def sort_name(*, given: str, family: str) -> str:
    """By what a client stands in a list: family name first, folded, at most 260 characters.

    >>> sort_name(given="Zoë", family="Ångström")
    'angstrom zoe'
    """
    return f"{folded(family)} {folded(given)}".strip()[:260]


# ---- what is taken in


def age_on(born: date, *, on: date) -> int:
    """Whole years of age on a day.

    >>> age_on(date(2010, 2, 28), on=date(2026, 2, 27))
    15
    """
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day))


def check_name(given: str) -> None:
    """A client has at least one name."""
    if not given:
        raise Invalid("Enter a name: the first name, or the only one.")


def check_birth_date(born: date | None, *, on: date) -> None:
    """Born by today, and not longer ago than anybody lived."""
    if born is None:
        return
    if born > on:
        raise Invalid("The birth date lies in the future.")
    if age_on(born, on=on) > OLDEST:
        raise Invalid("The birth date lies more than {years} years back. Look at the year again.", years=OLDEST)


def check_day(day: date, *, on: date) -> None:
    """Something that has happened, happened by today and within living memory."""
    if day > on:
        raise Invalid("This day lies in the future.")
    if on.year - day.year > OLDEST:
        raise Invalid("This day lies too far back. Look at the year again.")


def check_words(words: str) -> None:
    """An entry says something."""
    if not words:
        raise Invalid("Say it in a few words.")


def check_can_refer(*, may: bool) -> None:
    """Who takes referrals."""
    if not may:
        raise Refused("Your role does not take referrals. Ask a therapist or the front desk.")


def check_can_lead(*, clinical: bool, trainee: bool) -> None:
    """A qualified therapist answers for a client."""
    if not clinical or trainee:
        raise Refused("A qualified therapist leads. A trainee joins the care team beside them.")


def check_can_decide(*, on_team: bool, may: bool, outcome: str) -> None:
    """A referral is decided once, by somebody qualified on the care team."""
    if not on_team or not may:
        raise Refused("Only a qualified therapist of the care team decides on a referral.")
    if outcome != "waiting":
        raise Refused("This referral has been decided on already. Nothing was changed.")


def check_decision(*, outcome: str, reason: str, received_on: date, on: date, today: date) -> None:
    """A decision follows the referral, and a no says why."""
    if outcome not in {"accepted", "declined"}:
        raise Invalid("Choose whether the client is taken on.")
    if outcome == "declined" and not reason:
        raise Invalid("Say why the client is not taken on. Whoever referred them will ask.")
    check_day(on, on=today)
    if on < received_on:
        raise Invalid("The decision cannot be older than the referral.")


def check_can_refer_again(*, status: str) -> None:
    """Somebody who is not in care and not waiting may be referred once more."""
    if status not in {"discharged", "declined"}:
        raise Refused("This client is in care or waiting already; there is no need to refer them again.")


def check_can_write(*, on_team: bool) -> None:
    """Only the care team writes in a chart."""
    if not on_team:
        raise Refused("Only the care team writes in this chart. Ask them, or join the team first.")


def check_can_keep_details(*, on_team: bool, front_desk: bool) -> None:
    """The care team and the front desk keep names, addresses and guardians."""
    if not on_team and not front_desk:
        raise Refused("Only the care team and the front desk change these details.")


def check_can_end(*, ended: bool) -> None:
    """An entry ends once."""
    if ended:
        raise Refused("This entry has ended already.")


def check_can_restore(*, ended: bool) -> None:
    """Only what has ended comes back."""
    if not ended:
        raise Refused("This entry has not ended.")


def check_can_keep_team(*, on_team: bool, trainee: bool) -> None:
    """Qualified people of the care team say who is on it."""
    if not on_team or trainee:
        raise Refused("Only a qualified therapist of the care team lets colleagues in or out.")


def check_can_leave(*, leads: bool, qualified_left: int) -> None:
    """Somebody qualified always answers for a client, and a lead hands over first."""
    if leads and qualified_left:
        raise Refused("Make a colleague the lead first; then this person can leave the care team.")
    if not qualified_left:
        raise Refused("Somebody qualified has to answer for this client. Add a colleague first.")


def check_closing(*, opened_on: date, closed: bool, on: date, today: date) -> None:
    """An episode ends once, after it began and not in the future."""
    if closed:
        raise Refused("This episode of therapy has ended already.")
    check_day(on, on=today)
    if on < opened_on:
        raise Invalid("Therapy cannot end before it began.")


# ---- consent


def check_giver(*, age: int | None, agreed: bool, by_client: bool, may_consent: bool, assent: str) -> None:
    """Who can answer: a no from anybody, a yes by age.

    Under 16 a guardian who may consent says yes, and the child's own words stand beside it. From 16 on
    the client says yes, or somebody who may decide for them.

    Raises
    ------
    Invalid
        With what is missing.
    """
    if not agreed:
        return
    if not by_client and not may_consent:
        raise Invalid("This person may not consent for the client. Choose somebody who may, or mark it under Details.")
    if age is None:
        raise Invalid("Who can agree depends on age. Enter the birth date under Details first.")
    if age >= CHILD_UNDER:
        return
    if by_client:
        raise Invalid("The client is under {age}: a guardian who may consent has to agree.", age=CHILD_UNDER)
    if not assent:
        raise Invalid("The client is under {age}: write down in their own words that they agree.", age=CHILD_UNDER)


def check_period(*, starts_on: date, ends_on: date | None, today: date) -> None:
    """Consent starts by today, and a limit lies ahead of its start."""
    check_day(starts_on, on=today)
    if ends_on and ends_on < starts_on:
        raise Invalid("Consent cannot end before it starts.")
    if ends_on and ends_on.year - today.year > OLDEST:
        raise Invalid("The last day lies too far ahead. Leave it empty for no limit.")


def check_withdrawal(*, agreed: bool, withdrawn: bool, starts_on: date, on: date, today: date, reason: str) -> None:
    """A yes is taken back once, from a day since it was given, with a reason in a few words."""
    if not agreed or withdrawn:
        raise Refused("There is no consent here to take back.")
    if not reason:
        raise Invalid("Say in a few words why. “Did not want to say” is a good answer.")
    check_day(on, on=today)
    if on < starts_on:
        raise Invalid("Consent cannot be taken back before it was given.")


can_decide = asked(check_can_decide)
can_refer_again = asked(check_can_refer_again)
can_keep_details = asked(check_can_keep_details)
can_keep_team = asked(check_can_keep_team)
can_leave = asked(check_can_leave)
