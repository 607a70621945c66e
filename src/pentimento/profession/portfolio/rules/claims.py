"""The way of a claim: begun, sent, returned or verified; reopened, withdrawn, expired. Plain Python."""

from __future__ import annotations

from datetime import date

from pentimento.core.kernel.errors import Conflict, Invalid, Refused, asked

WORDS_MOST = 4_000
WHY_MOST = 1_000
REMARK_MOST = 2_000
EVIDENCE_MOST = 12
WRITABLE = frozenset({"draft", "returned", "reopened"})
YEARS = (1, 2, 3, 5)
KINDS = ("note", "report", "work", "outside")
VERIFIERS = frozenset({"supervisor", "head"})  # roles
IN_RECORD = frozenset({"note", "report", "work"})


def check_is_owner(*, is_owner: bool) -> None:
    """A claim is its owner's to write."""
    if not is_owner:
        raise Refused("This claim belongs to a colleague. You can comment on it.")


def check_can_write(*, is_owner: bool, state: str) -> None:
    """Written until it is sent; a verified one is locked."""
    check_is_owner(is_owner=is_owner)
    if state == "verified":
        raise Refused("This claim is verified and sealed. Your supervisor can reopen it.")
    if state == "waiting":
        raise Refused("This claim is with your supervisor. Ask for it back before you change it.")
    if state not in WRITABLE:
        raise Refused("This claim was withdrawn. Begin a new one.")


def check_version(*, sent: int, kept: int) -> None:
    """What is changed is what was read."""
    if sent != kept:
        raise Conflict("This claim was changed in the meantime. Both versions are shown; nothing was overwritten.")


def check_is_new(*, live: bool) -> None:
    """One claim a person and statement at a time."""
    if live:
        raise Conflict("You have a claim to this statement already. Open it under My portfolio.")


def check_can_send(*, is_owner: bool, state: str, words: str, evidence: int, has_verifier: bool) -> None:
    """Complete enough for somebody else's time."""
    check_can_write(is_owner=is_owner, state=state)
    if not words:
        raise Invalid("Write in a few sentences how you do this before you send it.")
    if not evidence:
        raise Invalid("Link at least one piece of evidence before you send it.")
    if not has_verifier:
        raise Invalid("Name the supervisor who is to verify it.")


def check_verifier(*, role: str, is_owner: bool, works_here: bool) -> None:
    """Somebody else who may vouch for colleagues."""
    if is_owner:
        raise Invalid("Somebody else has to verify your claim.")
    if role not in VERIFIERS or not works_here:
        raise Invalid("Choose a supervisor or the head of service to verify this.")


def check_can_decide(*, is_verifier: bool, state: str) -> None:
    """The named supervisor decides while it is with them."""
    if not is_verifier:
        raise Refused("Only the supervisor named on this claim can verify it or send it back.")
    if state != "waiting":
        raise Conflict("This claim is not with you now. Load the page again to see where it is.")


def check_can_reopen(*, is_verifier: bool, state: str) -> None:
    """Only who vouched for it can take the lock off."""
    if not is_verifier:
        raise Refused("Only the supervisor who verified this claim can reopen it.")
    if state != "verified":
        raise Conflict("Only a verified claim can be reopened.")


def check_can_withdraw(*, is_owner: bool, is_verifier: bool, state: str) -> None:
    """The owner may withdraw what they claim; the supervisor what they vouched for. It stays readable."""
    if not is_owner and not (is_verifier and state == "verified"):
        raise Refused("A claim is withdrawn by its owner, or by the supervisor who verified it.")
    if state == "withdrawn":
        raise Conflict("This claim is withdrawn already.")


def check_can_call_back(*, is_owner: bool, state: str) -> None:
    """The owner may have it back while nobody has decided."""
    check_is_owner(is_owner=is_owner)
    if state != "waiting":
        raise Conflict("This claim is not with a supervisor now.")


def check_why(words: str) -> None:
    """What is sent back, reopened or withdrawn says why."""
    if not words:
        raise Invalid("Say why in a sentence; it stays with the claim.")
    if len(words) > WHY_MOST:
        raise Invalid("This can have at most {most} characters.", most=f"{WHY_MOST:,}")


def check_evidence(*, kind: str, words: str, reference: str, linked: int) -> None:
    """Something in the record, named by its reference, or words about something outside it."""
    if kind not in KINDS:
        raise Invalid("“{kind}” is not a kind of evidence.", kind=kind)
    if (kind in IN_RECORD) != bool(reference):
        raise Invalid("Choose something from the record, or describe what lies outside it.")
    if kind == "outside" and not words:
        raise Invalid("Describe the evidence: what it is, when, and who can confirm it.")
    if linked >= EVIDENCE_MOST:
        raise Refused("A claim rests on at most {most} pieces of evidence. Choose the best.", most=EVIDENCE_MOST)


def check_expiry(years: int) -> None:
    """A verification holds for a while; nothing is known for ever."""
    if years not in YEARS:
        raise Invalid("Choose for how many years this holds: 1, 2, 3 or 5.")


def expires_on(*, verified_on: date, years: int) -> date:
    """The last day on which a verification holds.

    >>> expires_on(verified_on=date(2024, 2, 29), years=1)
    datetime.date(2025, 2, 28)
    """
    try:
        return verified_on.replace(year=verified_on.year + years)
    except ValueError:  # the 29th of February
        return verified_on.replace(year=verified_on.year + years, day=28)


def has_expired(*, state: str, expires: date | None, today: date) -> bool:
    """Whether a verification held once and does no longer."""
    return state == "verified" and expires is not None and expires < today


def check_can_renew(*, is_owner: bool, expired: bool) -> None:
    """An expired claim is made anew from the old words."""
    check_is_owner(is_owner=is_owner)
    if not expired:
        raise Refused("This claim still holds. It can be renewed once it has expired.")


can_write = asked(check_can_write)
can_decide = asked(check_can_decide)
can_reopen = asked(check_can_reopen)
can_withdraw = asked(check_can_withdraw)
can_call_back = asked(check_can_call_back)
