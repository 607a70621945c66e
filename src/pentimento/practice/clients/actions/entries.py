"""Precautions, guardians and contacts are added, ended, and brought back where that was a mistake."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, TypeVar

from django.db import transaction

from pentimento.core.kernel.errors import Invalid
from pentimento.practice.clients import rules
from pentimento.practice.clients.models import Contact, Guardian, Precaution
from pentimento.trust import audit
from pentimento.trust.access.door import is_own_chart
from pentimento.trust.access.models import Chart
from pentimento.trust.people.models import Person

from .gates import check_keeper, check_writer, day_of, fitted

Entry = TypeVar("Entry", Precaution, Guardian, Contact)


@transaction.atomic
def add_precaution(*, chart: Chart, kind: str, words: str, by: Person, at: datetime, on: date) -> Precaution:
    """Note something to mind in every session, in at most 600 characters."""
    check_writer(by, chart)
    if kind not in Precaution.Kind.values:
        raise Invalid("Choose what kind of precaution this is.")
    kept = fitted(Precaution, words=words)
    rules.check_words(kept["words"])
    rules.check_day(on, on=day_of(at))
    if there := _same(Precaution, chart, {"kind": kind, "noted_on": on, "noted_by": by, **kept}):
        return there
    precaution = Precaution.add(chart=chart, kind=kind, noted_on=on, noted_by=by, **kept)
    audit.record(audit.Event.PRECAUTION_ADDED, by=by, at=at, chart=chart, subject=precaution)
    return precaution


@transaction.atomic
def end_precaution(*, precaution: Precaution, on: date, by: Person, at: datetime) -> Precaution:
    """It no longer applies. It stays readable, and can be brought back."""
    check_writer(by, precaution.chart)
    audit.record(audit.Event.PRECAUTION_ENDED, by=by, at=at, chart=precaution.chart, subject=precaution)
    return _end(precaution, on=on, at=at)


@transaction.atomic
def restore_precaution(*, precaution: Precaution, by: Person, at: datetime) -> Precaution:
    """It applies after all."""
    check_writer(by, precaution.chart)
    audit.record(audit.Event.PRECAUTION_RESTORED, by=by, at=at, chart=precaution.chart, subject=precaution)
    return _restore(precaution)


@transaction.atomic
def add_guardian(
    *,
    chart: Chart,
    name: str,
    relation: str,
    phone: str = "",
    email: str = "",
    may_consent: bool = False,
    by: Person,
    at: datetime,
) -> Guardian:
    """Note who decides with, or for, the client. Whether they may consent only the care team can say."""
    check_keeper(by, chart)
    if may_consent:
        check_writer(by, chart)
    kept = fitted(Guardian, name=name, relation=relation, phone=phone, email=email)
    rules.check_words(kept["name"])
    rules.check_words(kept["relation"])
    if there := _same(Guardian, chart, {"may_consent": may_consent, **kept}):
        return there
    guardian = Guardian.add(chart=chart, may_consent=may_consent, **kept)
    audit.record(audit.Event.GUARDIAN_ADDED, by=by, at=at, chart=chart, subject=guardian, may_consent=may_consent)
    return guardian


@transaction.atomic
def end_guardian(*, guardian: Guardian, on: date, by: Person, at: datetime) -> Guardian:
    """They no longer decide. Consent they gave stays as it was given."""
    check_keeper(by, guardian.chart)
    audit.record(audit.Event.GUARDIAN_ENDED, by=by, at=at, chart=guardian.chart, subject=guardian)
    return _end(guardian, on=on, at=at)


@transaction.atomic
def restore_guardian(*, guardian: Guardian, by: Person, at: datetime) -> Guardian:
    """They decide after all. Bringing back somebody who may consent is for the care team."""
    check_keeper(by, guardian.chart)
    if guardian.may_consent:
        rules.check_can_write(on_team=is_own_chart(by, guardian.chart))
    audit.record(audit.Event.GUARDIAN_RESTORED, by=by, at=at, chart=guardian.chart, subject=guardian)
    return _restore(guardian)


@transaction.atomic
def add_contact(
    *,
    chart: Chart,
    name: str,
    role: str,
    organisation: str = "",
    phone: str = "",
    email: str = "",
    by: Person,
    at: datetime,
) -> Contact:
    """Note who else helps, outside the service."""
    check_writer(by, chart)
    kept = fitted(Contact, name=name, role=role, organisation=organisation, phone=phone, email=email)
    rules.check_words(kept["name"])
    rules.check_words(kept["role"])
    if there := _same(Contact, chart, kept):
        return there
    contact = Contact.add(chart=chart, **kept)
    audit.record(audit.Event.CONTACT_ADDED, by=by, at=at, chart=chart, subject=contact)
    return contact


@transaction.atomic
def end_contact(*, contact: Contact, on: date, by: Person, at: datetime) -> Contact:
    """They no longer help."""
    check_writer(by, contact.chart)
    audit.record(audit.Event.CONTACT_ENDED, by=by, at=at, chart=contact.chart, subject=contact)
    return _end(contact, on=on, at=at)


@transaction.atomic
def restore_contact(*, contact: Contact, by: Person, at: datetime) -> Contact:
    """They help after all."""
    check_writer(by, contact.chart)
    audit.record(audit.Event.CONTACT_RESTORED, by=by, at=at, chart=contact.chart, subject=contact)
    return _restore(contact)


def _same(table: type[Entry], chart: Chart, fields: dict[str, Any]) -> Entry | None:
    # Word for word the same, still in force: a form that was sent twice.
    found: Entry | None = table.of_chart(chart).filter(ended_on__isnull=True, **fields).first()
    return found


def _end(entry: Entry, *, on: date, at: datetime) -> Entry:
    now: Any = type(entry).of_chart(entry.chart_id).select_for_update().get(pk=entry.pk)
    rules.check_can_end(ended=now.ended_on is not None)
    rules.check_day(on, on=day_of(at))
    entry.ended_on = on
    entry.save(update_fields=["ended_on"])
    return entry


def _restore(entry: Entry) -> Entry:
    now: Any = type(entry).of_chart(entry.chart_id).select_for_update().get(pk=entry.pk)
    rules.check_can_restore(ended=now.ended_on is not None)
    entry.ended_on = None
    entry.save(update_fields=["ended_on"])
    return entry
