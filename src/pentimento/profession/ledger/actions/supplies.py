"""Materials are asked for and bought. Both are work on supplies, and count themselves."""

from __future__ import annotations

from datetime import datetime

from django.db import IntegrityError, transaction

from pentimento.core.kernel.errors import Conflict
from pentimento.core.kernel.words import cleaned
from pentimento.profession.ledger import rules
from pentimento.profession.ledger.models import Supply
from pentimento.trust import activity, audit
from pentimento.trust.access import naming
from pentimento.trust.activity.models import Kind
from pentimento.trust.people.models import Person

ASKED, BOUGHT = "supply-asked", "supply-bought"  # kinds of reference in the log of work


@transaction.atomic
def ask_for(*, what: str, amount: str, why: str, entry_key: str, by: Person, at: datetime) -> Supply:
    """Put something on the list of what is needed. The same ``entry_key`` again is a repeat.

    Raises
    ------
    Conflict
        When the key came before with other words.
    """
    rules.check_entry_key(entry_key)
    said = {"what": cleaned(what), "amount": cleaned(amount), "why": cleaned(why)}
    rules.check_supply(what=said["what"])
    for words in said.values():
        naming.check_nobody_named(by, words)
    if kept := Supply.objects.filter(asked_by=by, entry_key=entry_key).first():
        return _same(kept, said)
    try:
        with transaction.atomic():
            made = Supply.objects.create(asked_by=by, asked_at=at, entry_key=entry_key, **said)
    except IntegrityError:  # the same form, sent twice at once
        return _same(Supply.objects.get(asked_by=by, entry_key=entry_key), said)
    activity.report(Kind.SUPPLIES, person=by, at=at, about=(ASKED, made.public_id))
    audit.record(audit.Event.SUPPLY_ASKED_FOR, by=by, at=at, subject=made)
    return made


def _same(kept: Supply, said: dict[str, str]) -> Supply:
    if any(getattr(kept, name) != value for name, value in said.items()):
        raise Conflict("This form was kept already, with other words. Load the page again.")
    return kept


@transaction.atomic
def buy(*, supply: Supply, minutes: int | None, by: Person, at: datetime) -> Supply:
    """Say that it was bought, and how long that took where one knows. Twice is a repeat."""
    row = Supply.objects.select_for_update().get(pk=supply.pk)
    rules.check_can_buy(struck=row.struck_at is not None)
    rules.check_supply(what=row.what, minutes=minutes)
    if row.bought_at is None:
        row.bought_by, row.bought_at, row.minutes = by, at, minutes
        row.save(update_fields=["bought_by", "bought_at", "minutes"])
        activity.report(Kind.SUPPLIES, person=by, at=at, about=(BOUGHT, row.public_id), minutes=minutes)
        audit.record(audit.Event.SUPPLY_BOUGHT, by=by, at=at, subject=row)
    return row


@transaction.atomic
def give_back(*, supply: Supply, by: Person, at: datetime) -> Supply:
    """It was not bought after all: it is needed again, and buying it does not count."""
    row = Supply.objects.select_for_update().get(pk=supply.pk)
    if row.bought_by is not None:
        activity.unreport(Kind.SUPPLIES, person=row.bought_by, about=(BOUGHT, row.public_id))
        row.bought_by, row.bought_at, row.minutes = None, None, None
        row.save(update_fields=["bought_by", "bought_at", "minutes"])
        audit.record(audit.Event.SUPPLY_NOT_BOUGHT, by=by, at=at, subject=row)
    return row


@transaction.atomic
def take_off(*, supply: Supply, by: Person, at: datetime) -> Supply:
    """Take something off the list that is not needed; asking for it does not count. It can be put back."""
    row = Supply.objects.select_for_update().get(pk=supply.pk)
    rules.check_can_strike(bought=row.bought_at is not None)
    if row.struck_at is None:
        row.struck_at = at
        row.save(update_fields=["struck_at"])
        activity.unreport(Kind.SUPPLIES, person=row.asked_by, about=(ASKED, row.public_id))
        audit.record(audit.Event.SUPPLY_TAKEN_OFF, by=by, at=at, subject=row)
    return row


@transaction.atomic
def put_back(*, supply: Supply, by: Person, at: datetime) -> Supply:
    """Put it on the list again; that it was asked for counts again, on the day it was."""
    row = Supply.objects.select_for_update().get(pk=supply.pk)
    if row.struck_at is not None:
        row.struck_at = None
        row.save(update_fields=["struck_at"])
        activity.report(Kind.SUPPLIES, person=row.asked_by, at=row.asked_at, about=(ASKED, row.public_id))
        audit.record(audit.Event.SUPPLY_PUT_BACK, by=by, at=at, subject=row)
    return row
