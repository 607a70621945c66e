"""What somebody works towards, holds and learns is recorded; a supervisor seals hours."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, TypeVar

from django.db import IntegrityError, transaction
from django.utils import timezone

from pentimento.core.kernel.errors import Conflict, Invalid, NotFound, OutOfRange, Refused
from pentimento.core.kernel.words import cleaned
from pentimento.profession.portfolio.models import Certificate, Holding, Learning, Pursuit
from pentimento.profession.portfolio.rules.credentials import credential as credential_named
from pentimento.profession.portfolio.rules.credentials import names_held
from pentimento.profession.portfolio.rules.supervision import EARLIEST
from pentimento.trust import audit
from pentimento.trust.access import naming
from pentimento.trust.people.models import Person
from pentimento.trust.people.queries import supervises
from pentimento.trust.signing.sealing import stamp

Row = TypeVar("Row", Holding, Learning)
REFLECTION_MOST = 4000


@transaction.atomic
def pursue(*, credential: str, route: str, degree_on: date | None, by: Person, at: datetime) -> Pursuit:
    """Work towards a credential, or correct the route or the day of the degree."""
    known = credential_named(credential)
    if route not in known.routes():
        raise NotFound("{credential} has no route called {route}.", credential=known.name, route=route)
    if degree_on is not None:
        _check_day(degree_on, at)
    row = (
        Pursuit.of_owner(by).select_for_update(of=("self",)).filter(credential=known.key, ended_at__isnull=True).first()
    )
    if row is None:
        row = Pursuit.add(owner=by, credential=known.key, route=route, degree_on=degree_on, begun_at=at)
    elif (row.route, row.degree_on) == (route, degree_on):
        return row
    else:
        row.route, row.degree_on = route, degree_on
        row.save(update_fields=["route", "degree_on"])
    audit.record(audit.Event.PURSUIT_CHANGED, by=by, at=at, subject=row, credential=known.key)
    return row


@transaction.atomic
def end_pursuit(*, pursuit: Pursuit, by: Person, at: datetime) -> Pursuit:
    """Stop counting towards it. What was recorded stays."""
    _check_owner(pursuit, by)
    if pursuit.ended_at is None:
        pursuit.ended_at = at
        pursuit.save(update_fields=["ended_at"])
        audit.record(audit.Event.PURSUIT_CHANGED, by=by, at=at, subject=pursuit, ended=True)
    return pursuit


@transaction.atomic
def hold(
    *, name: str, number: str, since: date, until: date | None, entry_key: str, by: Person, at: datetime
) -> Holding:
    """Record a credential one holds or held. The same form again is the same row."""
    if name not in names_held():
        raise Invalid("{name} is not a credential that the rules here know.", name=name)
    _check_day(since, at)
    if until is not None and until < since:
        raise Invalid("A credential cannot end before it begins.")
    fields = {"name": name, "number": cleaned(number), "since": since, "until": until}
    if kept := Holding.of_owner(by).filter(entry_key=entry_key).first():
        return _same(kept, fields)
    row = Holding.add(owner=by, entry_key=entry_key, entered_at=at, **fields)
    audit.record(audit.Event.HOLDING_RECORDED, by=by, at=at, subject=row, name=name)
    return row


@transaction.atomic
def strike_holding(*, holding: Holding, by: Person, at: datetime) -> Holding:
    """Take out one entered by mistake."""
    _check_owner(holding, by)
    if holding.struck_at is None:
        holding.struck_at = at
        holding.save(update_fields=["struck_at"])
        audit.record(audit.Event.HOLDING_STRUCK, by=by, at=at, subject=holding)
    return holding


@transaction.atomic
def log_learning(*, entry_key: str, by: Person, at: datetime, **said: Any) -> Learning:
    """Add to the log: ``on``, ``title``, ``kind``, ``topic``, ``minutes``, ``changed``."""
    fields = _learning(said, by, at)
    if kept := Learning.of_owner(by).filter(entry_key=entry_key).first():
        return _same(kept, fields)
    try:
        with transaction.atomic():
            row = Learning.add(owner=by, entry_key=entry_key, entered_at=at, **fields)
    except IntegrityError:  # the same form, sent twice at once
        return _same(Learning.of_owner(by).get(entry_key=entry_key), fields)
    audit.record(audit.Event.LEARNING_LOGGED, by=by, at=at, subject=row, minutes=row.minutes)
    return row


@transaction.atomic
def change_learning(*, learning: Learning, version: int, by: Person, at: datetime, **said: Any) -> Learning:
    """Correct an entry of the log."""
    _check_owner(learning, by)
    fields = _learning(said, by, at)
    row = Learning.of_owner(by).select_for_update(of=("self",)).get(pk=learning.pk)
    if all(getattr(row, name) == value for name, value in fields.items()):
        return row
    if row.version != version:
        raise Conflict("This entry was changed meanwhile. Load the page again; nothing was overwritten.")
    for name, value in fields.items():
        setattr(row, name, value)
    row.version += 1
    row.save(update_fields=[*fields, "version"])
    audit.record(audit.Event.LEARNING_CHANGED, by=by, at=at, subject=row, minutes=row.minutes)
    return row


@transaction.atomic
def strike_learning(*, learning: Learning, by: Person, at: datetime) -> Learning:
    """Take an entry out of the log, or put it back when it was struck."""
    _check_owner(learning, by)
    learning.struck_at = None if learning.struck_at else at
    learning.save(update_fields=["struck_at"])
    audit.record(audit.Event.LEARNING_STRUCK, by=by, at=at, subject=learning, struck=learning.struck_at is not None)
    return learning


@transaction.atomic
def certify(
    *, pursuit: Pursuit, content: Mapping[str, Any], met: bool, entry_key: str, by: Person, at: datetime
) -> Certificate:
    """Seal the hours as they stand. ``content`` is what the page showed; who signs and when is signed with it."""
    if not supervises(by, pursuit.owner, on=timezone.localdate(at)):
        raise Refused("Hours are certified by the person's supervisor.")
    if kept := Certificate.scoped(by).filter(signed_by=by, entry_key=entry_key).first():
        return kept
    signer = {"id": by.public_id, "name": by.name, "profession": by.profession}
    made = stamp({**content, "signed_by": signer, "signed_at": at})
    row = Certificate.add(
        owner=pursuit.owner,
        credential=pursuit.credential,
        route=pursuit.route,
        stands_on=timezone.localdate(at),
        met=met,
        content=made.content,
        digest=made.digest,
        signature=made.signature,
        key_id=made.key_id,
        signed_by=by,
        signed_at=at,
        entry_key=entry_key,
    )
    audit.record(audit.Event.HOURS_CERTIFIED, by=by, at=at, subject=row, credential=row.credential, met=met)
    return row


@transaction.atomic
def export_certificate(*, certificate: Certificate, by: Person, at: datetime) -> None:
    """Record that a certificate left as a file."""
    audit.record(audit.Event.HOURS_EXPORTED, by=by, at=at, subject=certificate)


def _learning(said: Mapping[str, Any], by: Person, at: datetime) -> dict[str, Any]:
    _check_day(said["on"], at)
    title, changed, minutes = cleaned(said["title"]), cleaned(said.get("changed", "")), int(said["minutes"])
    if not title:
        raise Invalid("Say what it was.")
    naming.check_nobody_named(by, title, changed)
    if len(changed) > REFLECTION_MOST:
        raise Invalid("This can have at most {most} characters.", most="4,000")
    if not 5 <= minutes <= 60_000:
        raise OutOfRange("the length in minutes", minutes, "from 5 to 60,000")
    if said["kind"] not in Learning.Kind.values or said["topic"] not in Learning.Topic.values:
        raise Invalid("Choose a kind and a topic from the list.")
    return {
        "on": said["on"],
        "title": title,
        "kind": said["kind"],
        "topic": said["topic"],
        "minutes": minutes,
        "changed": changed,
    }


def _check_day(day: date, at: datetime) -> None:
    if day > timezone.localdate(at):
        raise Invalid("The date lies in the future. Enter it when it has come.")
    if day < date(1950, 1, 1):
        raise Invalid("The date lies before {year}. Check the year.", year=min(EARLIEST.year, 1950))


def _check_owner(row: Any, by: Person) -> None:
    if row.owner_id != by.pk:
        raise Refused("Only the person whose record this is can change it.")


def _same(kept: Row, fields: Mapping[str, Any]) -> Row:
    if any(getattr(kept, name) != value for name, value in fields.items()):
        raise Conflict("This form was kept already, with other words. Open the kept entry to change it.")
    return kept
