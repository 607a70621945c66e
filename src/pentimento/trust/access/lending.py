"""Let a device in that nobody has signed in on: for one thing in one chart, for minutes, the first that comes.

Whoever lends answers for what comes: the device acts in their name, and the door is asked as if it were them.
"""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import QuerySet
from django.utils.crypto import constant_time_compare, salted_hmac

from pentimento.core.kernel.errors import Refused
from pentimento.trust import audit
from pentimento.trust.people.actions import check_may_try, count_try
from pentimento.trust.people.models import Person

from .models import Chart, Loan

LASTS = timedelta(minutes=10)
LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # without those that look alike (Crockford 1982)
ALIKE = str.maketrans("OIL", "011", " -\u2010\u2011")
LENGTH = 12  # letters of a code: 60 bits, guessed at by few, for minutes
AT_THE_PHONE = "phone: "  # counts wrong codes apart from wrong passwords

UNKNOWN = "This code is not known here. Look at it once more, or ask for a new one."
TAKEN = "This code has let another phone in already. Ask for a new one; the other phone can be put away at the desk."
OVER = "The code for this phone is over. Ask for a new one if there is another picture to take."


@transaction.atomic
def lend(*, chart: Chart, kind: str, about: str, by: Person, at: datetime) -> tuple[Loan, str]:
    """Make a code that lets one device in; the one before it for the same thing ends. The code is told once.

    Returns
    -------
    tuple
        The row, and the code of 12 letters, which is kept nowhere.
    """
    end(loans_of(chart, kind, about), by=by, at=at)
    code = "".join(secrets.choice(LETTERS) for _place in range(LENGTH))
    loan = Loan.objects.create(
        chart=chart, kind=kind, about=about, lent_by=by, lent_at=at, ends_at=at + LASTS, code=_hash("code", code)
    )
    audit.record(audit.Event.DEVICE_LENT, by=by, at=at, chart=chart, subject=loan, kind=kind)
    return loan, code


def loans_of(chart: Chart, kind: str, about: str) -> QuerySet[Loan]:
    """Everything lent for one thing, latest last."""
    return Loan.objects.filter(chart=chart, kind=kind, about=about).order_by("pk")


def loans_by(person: Person) -> QuerySet[Loan]:
    """Everything somebody lent, latest last."""
    return Loan.objects.filter(lent_by=person).order_by("pk")


@transaction.atomic
def end(loans: QuerySet[Loan], *, by: Person, at: datetime) -> int:
    """Put an end to those of these that are in force; say how many."""
    held = list(loans.filter(ended_at__isnull=True, ends_at__gt=at).select_for_update(of=("self",)))
    for loan in held:
        loan.ended_at = at
        loan.save(update_fields=["ended_at"])
        audit.record(audit.Event.DEVICE_ENDED, by=by, at=at, chart=loan.chart, subject=loan)
    return len(held)


def come_in(*, code: str, device: str, address: str, at: datetime) -> tuple[Loan, str]:
    """Let a device in with a code, for the first time or again.

    Parameters
    ----------
    code : str
        As it was typed: spaces, hyphens and small letters are fine.
    device : str
        The secret this device was given before, if any.
    address : str
        Where it comes from; whoever guesses from there is held up.

    Returns
    -------
    tuple
        The row, and the device's secret from now on.

    Raises
    ------
    Refused
        Nobody made this code, it is over, or another device was first.
    """
    typed = spelled(code)
    check_may_try(email=typed, address=AT_THE_PHONE + address, at=at)
    with transaction.atomic():
        held = Loan.objects.select_for_update(of=("self",)).select_related("chart", "lent_by")
        loan = held.filter(code=_hash("code", typed)).first()
        if loan is not None and not loan.device and _is_in_force(loan, at):
            return _taken(loan, at)
    if loan is None:
        count_try(email=typed, address=AT_THE_PHONE + address, at=at)
        raise Refused(UNKNOWN)
    check_in_force(loan, at=at)
    if not device or not constant_time_compare(loan.device, _hash("device", device)):
        _refused(loan, at)
        raise Refused(TAKEN)
    return loan, device


def spelled(code: str) -> str:
    """A code as it was made, from what somebody typed.

    >>> spelled("k7qx-m2rd oil8")
    'K7QXM2RD0118'
    """
    return code.upper().translate(ALIKE)[: 2 * LENGTH]


def _taken(loan: Loan, at: datetime) -> tuple[Loan, str]:
    device = secrets.token_urlsafe(32)
    loan.device, loan.taken_at = _hash("device", device), at
    loan.save(update_fields=["device", "taken_at"])
    audit.record(audit.Event.DEVICE_TAKEN, by=loan.lent_by, at=at, chart=loan.chart, subject=loan)
    return loan, device


@transaction.atomic
def _refused(loan: Loan, at: datetime) -> None:
    audit.record(audit.Event.DEVICE_REFUSED, by=loan.lent_by, at=at, chart=loan.chart, subject=loan)


def loan_of(device: str, *, kind: str, at: datetime, leeway: timedelta = timedelta(0)) -> Loan:
    """What a device was let in for.

    Parameters
    ----------
    leeway : timedelta
        How much longer than the loan lasts; never after somebody put an end to it.

    Raises
    ------
    Refused
        It was not let in, or no longer is.
    """
    rows = Loan.objects.select_related("chart", "lent_by")
    loan = rows.filter(device=_hash("device", device), kind=kind).first() if device else None
    if loan is None:
        raise Refused("This phone has not been let in. Scan the code at the desk, or type it here.")
    check_in_force(loan, at=at - leeway)
    return loan


def check_in_force(loan: Loan, *, at: datetime) -> None:
    """Refuse unless this loan goes on, and whoever answers for it still works here."""
    if not _is_in_force(loan, at) or not loan.lent_by.is_active:
        raise Refused(OVER)


def _is_in_force(loan: Loan, at: datetime) -> bool:
    return loan.ended_at is None and at < loan.ends_at


def _hash(what: str, secret: str) -> str:
    """Keyed with the practice's secret: who has the table alone cannot try codes out."""
    return salted_hmac(f"pentimento.lending.{what}", secret, algorithm="sha256").hexdigest()
