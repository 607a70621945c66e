"""Clients are referred, and taken on or not."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction

from pentimento.core.kernel.errors import Conflict, Invalid
from pentimento.practice.clients import rules
from pentimento.practice.clients.models import Client, Episode, Referral
from pentimento.trust import activity, audit
from pentimento.trust.access import Permission
from pentimento.trust.access.actions import let_in, open_new_chart, team_of
from pentimento.trust.access.door import is_own_chart
from pentimento.trust.access.models import Capacity, Chart
from pentimento.trust.people.models import Person

from .details import index_names
from .gates import check_writer, day_of, fitted


@transaction.atomic
def refer(
    *,
    given_name: str,
    family_name: str = "",
    preferred_name: str = "",
    pronouns: str = "",
    birth_date: date | None = None,
    language: str = "",
    phone: str = "",
    email: str = "",
    address: str = "",
    received_on: date,
    source: str,
    source_name: str = "",
    reason: str,
    urgent: bool = False,
    lead: Person,
    by: Person,
    at: datetime,
    entry_key: str = "",
) -> Client:
    """Open a chart for somebody who was referred. The same ``entry_key`` again is the same client."""
    if known := _referred_before(lead, by, entry_key):
        return known
    rules.check_can_refer(may=by.may(Permission.CLIENT_REFER))
    rules.check_can_lead(clinical=lead.may(Permission.CHART_WRITE), trainee=lead.is_trainee)
    who = _checked_who(
        given_name=given_name, family_name=family_name, preferred_name=preferred_name, pronouns=pronouns,
        birth_date=birth_date, language=language, phone=phone, email=email, address=address, on=day_of(at),
    )  # fmt: skip
    asked_for = _checked_referral(
        received_on=received_on, source=source, source_name=source_name, reason=reason, urgent=urgent, on=day_of(at)
    )
    return _open_once(who, asked_for, lead=lead, by=by, at=at, entry_key=entry_key)


def _checked_who(*, on: date, **fields: Any) -> dict[str, Any]:
    kept = fitted(Client, **fields)
    rules.check_name(kept["given_name"])
    rules.check_birth_date(kept["birth_date"], on=on)
    return kept


def _open_once(
    who: dict[str, Any], asked_for: dict[str, Any], *, lead: Person, by: Person, at: datetime, entry_key: str
) -> Client:
    try:
        with transaction.atomic():
            return _open(who, asked_for, lead=lead, by=by, at=at, entry_key=entry_key)
    except IntegrityError:
        # On PostgreSQL the other half of a double click may have come first.
        if known := _referred_before(lead, by, entry_key):
            return known
        raise Conflict(
            "This referral has been recorded already. Look for the client in the list before you record it again."
        ) from None


def _referred_before(lead: Person, by: Person, entry_key: str) -> Client | None:
    # Whoever refers to a colleague does not see the client; the colleague who leads does.
    if not entry_key:
        return None
    known = Referral.scoped(lead).filter(taken_by=by, entry_key=entry_key).first()
    return Client.of_chart(known.chart_id).select_related("chart").get() if known else None


def _open(
    who: dict[str, Any], asked_for: dict[str, Any], *, lead: Person, by: Person, at: datetime, entry_key: str
) -> Client:
    chart = open_new_chart(by=by, at=at)
    client = Client.add(
        chart=chart,
        number=f"C{chart.pk:05d}",
        sort_name=rules.sort_name(given=who["given_name"], family=who["family_name"]),
        **who,
    )
    index_names(client)
    audit.record(audit.Event.CHART_OPENED, by=by, at=at, chart=chart)
    let_in(chart=chart, person=lead, capacity=Capacity.LEAD, since=day_of(at), by=by, at=at)
    _write_referral(chart, asked_for, by=by, at=at, entry_key=entry_key)
    return client


def _write_referral(chart: Chart, asked_for: dict[str, Any], *, by: Person, at: datetime, entry_key: str) -> Referral:
    referral = Referral.add(chart=chart, taken_by=by, entry_key=entry_key or None, **asked_for)
    audit.record(audit.Event.CLIENT_REFERRED, by=by, at=at, chart=chart, subject=referral, source=str(referral.source))
    return referral


def _checked_referral(*, on: date, **fields: Any) -> dict[str, Any]:
    if fields["source"] not in Referral.Source.values:
        raise Invalid("Choose who asked for therapy.")
    kept = fitted(Referral, **fields)
    if not kept["reason"]:
        raise Invalid("Say why therapy is asked for, in a sentence or two.")
    rules.check_day(kept["received_on"], on=on)
    return kept


@transaction.atomic
def refer_again(
    *,
    client: Client,
    received_on: date,
    source: str,
    source_name: str = "",
    reason: str,
    urgent: bool = False,
    by: Person,
    at: datetime,
    entry_key: str = "",
) -> Referral:
    """Record that somebody who was here before is referred once more; the chart goes on."""
    check_writer(by, client.chart)
    rules.check_can_refer(may=by.may(Permission.CLIENT_REFER))
    if entry_key and (known := Referral.of_chart(client.chart_id).filter(taken_by=by, entry_key=entry_key).first()):
        return known
    now = Client.of_chart(client.chart_id).select_for_update().get()
    rules.check_can_refer_again(status=now.status)
    asked_for = _checked_referral(
        received_on=received_on, source=source, source_name=source_name, reason=reason, urgent=urgent, on=day_of(at)
    )
    referral = _write_referral(client.chart, asked_for, by=by, at=at, entry_key=entry_key)
    _become(client, Client.Status.REFERRED)
    return referral


@transaction.atomic
def decide(*, referral: Referral, outcome: str, on: date, reason: str = "", by: Person, at: datetime) -> Episode | None:
    """Take the client on, which opens an episode, or do not, and say why. Decided once."""
    chart = referral.chart
    now = Referral.of_chart(chart).select_for_update().get(pk=referral.pk)
    rules.check_can_decide(on_team=is_own_chart(by, chart), may=by.may(Permission.CLIENT_REFER), outcome=now.outcome)
    words = fitted(Referral, decision_reason=reason)["decision_reason"]
    rules.check_decision(outcome=outcome, reason=words, received_on=now.received_on, on=on, today=day_of(at))
    for row in (now, referral):
        row.outcome, row.decided_on, row.decision_reason = outcome, on, words
    now.save(update_fields=["outcome", "decided_on", "decision_reason"])
    audit.record(audit.Event.REFERRAL_DECIDED, by=by, at=at, chart=chart, subject=now, outcome=str(outcome))
    activity.report("intake", person=by, at=at, about=("referral", now.public_id))
    client = Client.of_chart(chart).get()
    if outcome == Referral.Outcome.DECLINED:
        _become(client, Client.Status.DECLINED)
        return None
    _become(client, Client.Status.IN_CARE)
    lead = next(grant.person for grant in team_of(chart) if not grant.person.is_trainee)
    episode = Episode.add(chart=chart, referral=now, lead=lead, opened_on=on)
    audit.record(audit.Event.EPISODE_OPENED, by=by, at=at, chart=chart, subject=episode)
    return episode


@transaction.atomic
def close_episode(*, episode: Episode, ending: str, on: date, by: Person, at: datetime) -> Episode:
    """End a stretch of therapy. ``ending`` says how, in at most 40 characters."""
    check_writer(by, episode.chart)
    now = Episode.of_chart(episode.chart_id).select_for_update().get(pk=episode.pk)
    rules.check_closing(opened_on=now.opened_on, closed=now.closed_on is not None, on=on, today=day_of(at))
    how = fitted(Episode, ending=ending)["ending"]
    for row in (now, episode):
        row.closed_on, row.ending = on, how
    now.save(update_fields=["closed_on", "ending"])
    _become(Client.of_chart(episode.chart_id).get(), Client.Status.DISCHARGED)
    audit.record(audit.Event.EPISODE_CLOSED, by=by, at=at, chart=episode.chart, subject=now)
    return episode


def _become(client: Client, status: str) -> None:
    # The version stays: somebody correcting an address meanwhile has no quarrel with this.
    client.status = status
    client.save(update_fields=["status"])
