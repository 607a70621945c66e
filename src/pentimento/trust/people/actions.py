"""People come, sign in, and are slowed down when they guess."""

from __future__ import annotations

import hashlib
from datetime import datetime, timedelta

from django.contrib.auth.hashers import check_password
from django.db import models, transaction

from pentimento.core.kernel.errors import Refused
from pentimento.trust import audit
from pentimento.trust.access.models import Chart

from .models import Person, SignInAttempt, Supervision

WINDOW = timedelta(minutes=15)
TRIES_AN_ADDRESS = 20
TRIES_AN_ACCOUNT_AND_ADDRESS = 6
AT_THE_DESK = "signed in: "  # counts wrong passwords of somebody signed in apart from those at the door

# Verified when nobody has this address, so that the answer takes as long as a wrong password.
_NOBODY = "argon2$argon2id$v=19$m=102400,t=2,p=8$c29tZXNhbHRzb21lc2FsdA$Hr2gmI1jmbWkhKVPtqzMS3ZzZUvyyqGCJEhKJPYZcRM"


def digest(words: str) -> str:
    """Failed tries are counted without keeping what was typed."""
    return hashlib.sha256(words.strip().lower().encode()).hexdigest()


def check_may_try(*, email: str, address: str, at: datetime) -> None:
    """Refuse a guesser before the slow hash is computed. Only the guessing address is held up.

    Raises
    ------
    Refused
        After 6 failures for one account, or 20 in all, from one address within 15 minutes.
    """
    recent = SignInAttempt.objects.filter(address_digest=digest(address), at__gt=at - WINDOW)
    if recent.count() >= TRIES_AN_ADDRESS or (
        recent.filter(email_digest=digest(email)).count() >= TRIES_AN_ACCOUNT_AND_ADDRESS
    ):
        raise Refused("Too many tries from here. Wait a quarter of an hour, then try again.")


def identify(*, email: str, password: str, address: str, at: datetime) -> Person:
    """Find the person these belong to.

    Raises
    ------
    Refused
        The same sentence whether the address or the password is wrong.
    """
    check_may_try(email=email, address=address, at=at)
    person = Person.objects.filter(email=email.strip().lower()).first()
    right = person.check_password(password) if person else check_password(password, _NOBODY) and False
    if person is None or not right or not person.is_active:
        _count_failure(email=email, address=address, at=at)
        raise Refused("This e-mail address and password do not belong together. Try again.")
    return person


def confirm(
    *, person: Person, password: str, at: datetime, chart: Chart | None = None, subject: models.Model | None = None
) -> None:
    """Ask who sits there once more, before something that an unattended screen must not do.

    Raises
    ------
    Refused
        When the password is wrong, or after 6 wrong ones within 15 minutes.
    """
    check_may_try(email=person.email, address=AT_THE_DESK + person.public_id, at=at)
    if person.check_password(password):
        return
    with transaction.atomic():
        _remember(email=person.email, address=AT_THE_DESK + person.public_id, at=at)
        audit.record(audit.Event.REAUTHENTICATION_FAILED, by=person, at=at, chart=chart, subject=subject)
    raise Refused("That is not your password. Nothing was signed or opened; try again.")


@transaction.atomic
def _count_failure(*, email: str, address: str, at: datetime) -> None:
    _remember(email=email, address=address, at=at)
    audit.record(audit.Event.SIGN_IN_FAILED, by=None, at=at)


@transaction.atomic
def count_try(*, email: str, address: str, at: datetime) -> None:
    """Count a wrong try that is no sign-in, so that ``check_may_try`` holds the guesser up."""
    _remember(email=email, address=address, at=at)


def _remember(*, email: str, address: str, at: datetime) -> None:
    SignInAttempt.objects.filter(at__lt=at - timedelta(days=1)).delete()
    SignInAttempt.objects.create(email_digest=digest(email), address_digest=digest(address), at=at)


@transaction.atomic
def signed_in(*, person: Person, at: datetime) -> None:
    """Record that somebody came in."""
    audit.record(audit.Event.SIGNED_IN, by=person, at=at, subject=person)


@transaction.atomic
def signed_out(*, person: Person, at: datetime) -> None:
    """Record that somebody left."""
    audit.record(audit.Event.SIGNED_OUT, by=person, at=at, subject=person)


@transaction.atomic
def add_person(
    *, email: str, name: str, role: str, profession: str, password: str | None, by: Person | None, at: datetime
) -> Person:
    """Add somebody who can sign in; without a password, once they are given one."""
    if Person.objects.filter(email=email.strip().lower()).exists():
        raise Refused("Somebody already signs in with this e-mail address.")
    person = Person.objects.create_user(email=email, password=password, name=name, role=role, profession=profession)
    audit.record(audit.Event.PERSON_ADDED, by=by, at=at, subject=person, role=role)
    return person


@transaction.atomic
def supervise(*, supervisor: Person, supervisee: Person, at: datetime, by: Person | None) -> Supervision:
    """From now on the supervisor answers for the supervisee's clinical work."""
    supervision = Supervision.objects.create(supervisor=supervisor, supervisee=supervisee, since=at.date())
    audit.record(audit.Event.PERSON_ADDED, by=by, at=at, subject=supervision, role="supervision")
    return supervision
