"""Answers about consent are recorded and taken back; none is overwritten."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from pentimento.core.kernel.errors import Invalid, Refused
from pentimento.trust import audit
from pentimento.trust.access.models import Chart
from pentimento.trust.people.models import Person

from .models import Decision


@transaction.atomic
def record_decision(
    *,
    chart: Chart,
    act: str,
    agreed: bool,
    given_by: str,
    given_as: str,
    starts_on: date,
    ends_on: date | None,
    by: Person,
    at: datetime,
    identity: str = "named",
    assent: str = "",
    witness: str = "",
) -> Decision:
    """Record a yes or a no to one act."""
    if not given_by.strip():
        raise Invalid("Say who gave this answer.")
    if ends_on and ends_on < starts_on:
        raise Invalid("Consent cannot end before it starts.")
    decision = Decision.add(
        chart=chart,
        act=act,
        agreed=agreed,
        identity=identity,
        given_by=given_by.strip(),
        given_as=given_as,
        assent=assent,
        starts_on=starts_on,
        ends_on=ends_on,
        recorded_by=by,
        recorded_at=at,
        witness=witness,
    )
    audit.record(audit.Event.CONSENT_RECORDED, by=by, at=at, chart=chart, subject=decision, act=str(act), agreed=agreed)
    return decision


@transaction.atomic
def withdraw(*, decision: Decision, on: date, reason: str, witness: str, by: Person, at: datetime) -> Decision:
    """Record that a yes was taken back. From that day the gate is shut. Who saw it given stays as it is."""
    if not decision.agreed or decision.withdrawn_on:
        raise Refused("There is no consent here to take back.")
    decision.withdrawn_on, decision.withdrawn_reason = on, reason.strip()
    decision.withdrawal_witness = witness.strip()
    decision.save(update_fields=["withdrawn_on", "withdrawn_reason", "withdrawal_witness"])
    audit.record(
        audit.Event.CONSENT_WITHDRAWN, by=by, at=at, chart=decision.chart, subject=decision, act=str(decision.act)
    )
    return decision
