"""A client's answers are recorded and taken back; none is overwritten."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.db import transaction

from pentimento.core.kernel.errors import Invalid
from pentimento.practice.clients import rules
from pentimento.practice.clients.models import Client, Guardian
from pentimento.trust.access.models import Chart
from pentimento.trust.consent import actions as trust_consent
from pentimento.trust.consent.models import Act, Decision, Identity
from pentimento.trust.people.models import Person

from .gates import check_writer, day_of, fitted


@transaction.atomic
def record_answer(
    *,
    chart: Chart,
    act: str,
    agreed: bool,
    guardian: Guardian | None = None,
    assent: str = "",
    identity: str = Identity.NAMED,
    starts_on: date,
    ends_on: date | None = None,
    witness: str = "",
    by: Person,
    at: datetime,
) -> Decision:
    """Record a yes or a no to one act, from the client or from a guardian who may consent.

    An earlier answer stays; from its first day the later one counts.
    """
    check_writer(by, chart)
    if act not in Act.values or identity not in Identity.values:
        raise Invalid("Choose what is agreed to, and how the client is shown.")
    client = Client.of_chart(chart).get()
    kept = fitted(Decision, assent=assent, witness=witness)
    _check_giver(client, guardian, agreed=agreed, assent=kept["assent"], on=starts_on)
    rules.check_period(starts_on=starts_on, ends_on=ends_on, today=day_of(at))
    answer = {
        "act": act,
        "agreed": agreed,
        "identity": identity,
        "given_by": (guardian.name if guardian else client.name)[:120],
        "given_as": guardian.relation[:60] if guardian else "",
        "starts_on": starts_on,
        "ends_on": ends_on,
        **kept,
    }
    return _same(chart, answer, by=by) or trust_consent.record_decision(chart=chart, by=by, at=at, **answer)


def _same(chart: Chart, answer: dict[str, Any], *, by: Person) -> Decision | None:
    # The latest answer, word for word: a form that was sent twice.
    latest = Decision.of_chart(chart).filter(act=answer["act"]).order_by("-recorded_at", "-pk").first()
    if latest is None or latest.withdrawn_on or latest.recorded_by_id != by.pk:
        return None
    return latest if all(getattr(latest, name) == value for name, value in answer.items()) else None


@transaction.atomic
def record_answers(*, acts: Iterable[str], **answer: Any) -> list[Decision]:
    """Record the same answer to several acts, all or none."""
    wanted = list(dict.fromkeys(acts))
    if not wanted:
        raise Invalid("Choose what the answer is about.")
    return [record_answer(act=act, **answer) for act in wanted]


def _check_giver(client: Client, guardian: Guardian | None, *, agreed: bool, assent: str, on: date) -> None:
    if guardian and (guardian.chart_id != client.chart_id or guardian.ended_on):
        raise Invalid("This person is not one of the client's guardians now.")
    rules.check_giver(
        age=rules.age_on(client.birth_date, on=on) if client.birth_date else None,
        agreed=agreed,
        by_client=guardian is None,
        may_consent=bool(guardian and guardian.may_consent),
        assent=assent,
    )


@transaction.atomic
def take_back(*, decision: Decision, on: date, reason: str, witness: str = "", by: Person, at: datetime) -> Decision:
    """Record that a yes was taken back. The answer stays readable beside it."""
    check_writer(by, decision.chart)
    now = Decision.of_chart(decision.chart_id).select_for_update().get(pk=decision.pk)
    kept = fitted(Decision, withdrawn_reason=reason, withdrawal_witness=witness)
    rules.check_withdrawal(
        agreed=now.agreed,
        withdrawn=now.withdrawn_on is not None,
        starts_on=now.starts_on,
        on=on,
        today=day_of(at),
        reason=kept["withdrawn_reason"],
    )
    reason, seen_by = kept["withdrawn_reason"], kept["withdrawal_witness"]
    return trust_consent.withdraw(decision=now, on=on, reason=reason, witness=seen_by, by=by, at=at)
