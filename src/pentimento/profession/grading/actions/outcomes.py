"""A panel decides, and its decision is sealed. Whoever holds the post may ask for another panel."""

from __future__ import annotations

import hashlib
from datetime import date, datetime
from typing import Any

from django.db import transaction

from pentimento.core.jobeval.writing import rules_to
from pentimento.core.kernel.canonical import canonical
from pentimento.core.kernel.errors import Invalid
from pentimento.core.kernel.words import cleaned
from pentimento.profession.grading import rules
from pentimento.profession.grading.models import Appeal, Grading, Outcome
from pentimento.profession.grading.queries import posts, schemes
from pentimento.profession.grading.queries.sheet import FactorRow, Reckoning, Sheet, sheet_of
from pentimento.trust import audit
from pentimento.trust.access import naming
from pentimento.trust.keys import keyring
from pentimento.trust.people.actions import confirm
from pentimento.trust.people.models import Person

from .asking import check_runs, day_of, held_open


def decide_with_password(*, grading: Grading, password: str, by: Person, at: datetime, **decision: Any) -> Outcome:
    """Seal the panel's decision once the password was given again."""
    if not grading.is_decided:
        confirm(person=by, password=password, at=at, subject=grading)
    return decide(grading=grading, by=by, at=at, **decision)


@transaction.atomic
def decide(
    *,
    grading: Grading,
    result: str,
    band: str,
    reasons: str,
    departure: str = "",
    decided_on: date,
    by: Person,
    at: datetime,
) -> Outcome:
    """Seal what a panel decided. Nothing here is chosen for it: band, result and reasons are the panel's own.

    Sent twice it is one outcome.

    Raises
    ------
    Refused
        While a factor is not agreed, or the panel is smaller or larger than the rules say.
    Invalid
        For a band the agreed levels do not come to, or a result the rules do not give and nobody explains.
    """
    check_runs(by, grading.post, at=at)
    if (made := Outcome.of(grading=grading).first()) and (made.result, made.band) == (result, band):
        return made
    row = held_open(grading)
    sheet = sheet_of(by, row, on=day_of(at))
    rules.check_panel_size(len(sheet.panel), sheet.rules)
    rules.check_settled(sheet.unsettled)
    if sheet.reckoning is None:
        raise Invalid("A factor has no level yet.")
    why, parted = _words(by, reasons, departure)
    rules.check_decided_on(decided_on, opened=day_of(row.opened_at), today=day_of(at))
    said = {"result": _result(sheet.reckoning, result, band, parted), "band": band, "reasons": why, "departure": parted}
    content = _content(sheet, sheet.reckoning, {**said, "decided_on": decided_on}, by=by, at=at)
    outcome = _seal(row, sheet.reckoning, content, decided_on=decided_on, by=by, at=at, **said)
    Grading.of(pk=row.pk).update(decided_at=at)
    audit.record(audit.Event.GRADING_DECIDED, by=by, at=at, subject=row, digest=outcome.digest)
    return outcome


def _words(by: Person, reasons: str, departure: str) -> tuple[str, str]:
    """The panel's reasons, and why it departs from the rules if it does; no client is named in either."""
    why, parted = cleaned(reasons), cleaned(departure)
    rules.check_words(why, what="the reasons of the panel")
    naming.check_nobody_named(by, why, parted)
    return why, parted


def _result(found: Reckoning, result: str, band: str, departure: str) -> str:
    """The result as it is kept, once it goes with the levels and with the rules."""
    if band or result != Outcome.Result.LOCAL:
        rules.check_band(band, found.bands)
    rules.check_result(result, found.match, departure=departure)
    return str(Outcome.Result(result).value)


def _seal(
    grading: Grading, found: Reckoning, content: dict[str, Any], *, by: Person, at: datetime, **said: Any
) -> Outcome:
    text, ring = canonical(content), keyring()
    return Outcome.add(
        grading=grading,
        low=found.totals.low,
        high=found.totals.high,
        decided_by=by,
        sealed_at=at,
        content=text.decode(),
        digest=hashlib.sha256(text).hexdigest(),
        signature=ring.sign(text),
        key_id=ring.signing_key_id(),
        **said,
    )


def _content(sheet: Sheet, found: Reckoning, said: dict[str, Any], *, by: Person, at: datetime) -> dict[str, Any]:
    """Everything the outcome rests on, in the bytes that are signed."""
    grading = sheet.grading
    return {
        "kind": "grading",
        "grading": grading.public_id,
        "post": {"id": grading.post.public_id, "title": grading.post.title},
        "description": {"number": grading.description.number, "words": grading.description.words},
        "scheme": {"key": sheet.scheme.key, "digest": grading.scheme.digest},
        "profile": grading.profile,
        "rules": rules_to(sheet.rules),
        "panel": [{"name": seat.name, "side": seat.side} for seat in sheet.panel],
        "factors": [_factor(row) for row in sheet.rows],
        "totals": list(found.totals.totals),
        "bands": list(found.bands),
        "rules_say": {"result": str(found.match.result), "reasons": [str(one) for one in found.match.reasons]},
        "appeal": grading.appeal.public_id if grading.appeal else "",
        "outcome": said,
        "sealed_by": {"id": by.public_id, "name": by.name},
        "sealed_at": at,
    }


def _factor(row: FactorRow) -> dict[str, Any]:
    agreed = row.agreed
    return {
        "factor": row.factor.number,
        "profile": row.cell.levels.text,
        "levels": agreed.levels if agreed else "",
        "reason": agreed.reason if agreed else "",
        "points": list(row.points),
        "given": [{"name": one.seat.name, "levels": one.row.levels} for one in row.said if one.row],
        "evidence": [
            {"kind": one.kind, "words": one.words, "paragraph": one.paragraph, "figure": one.figure}
            for one in row.evidence
        ],
    }


@transaction.atomic
def appeal(*, grading: Grading, grounds: str, by: Person, at: datetime) -> Appeal:
    """Ask for another panel. The same words again are a repeat.

    Raises
    ------
    Refused
        When somebody else asks than who holds the post, too early or too late.
    """
    said, today = cleaned(grounds), day_of(at)
    made, outcome = posts.appeal_of(grading), posts.outcome_of(grading)
    if made and made.lodged_by_id == by.pk and made.grounds == said:
        return made
    rules.check_can_appeal(
        holds=posts.holds(by, grading.post, on=today),
        decided_on=outcome.decided_on if outcome else None,
        appealed=made is not None,
        today=today,
        within_days=schemes.rules_of(schemes.scheme_for(grading.scheme.mark)).appeal_within_days,
    )
    rules.check_words(said, what="why the outcome is not right")
    naming.check_nobody_named(by, said)
    row = Appeal.add(grading=grading, grounds=said, lodged_by=by, lodged_at=at)
    audit.record(audit.Event.GRADING_APPEALED, by=by, at=at, subject=grading)
    return row


@transaction.atomic
def withdraw_appeal(*, appeal: Appeal, by: Person, at: datetime) -> Appeal:
    """Take an appeal back before a panel hears it."""
    row = Appeal.of(pk=appeal.pk).select_for_update(of=("self",)).select_related("grading").get()
    rules.check_can_withdraw(
        own=row.lodged_by_id == by.pk,
        heard=Grading.of(appeal=row, set_aside_at__isnull=True).exists(),
        withdrawn=row.withdrawn_at is not None,
    )
    row.withdrawn_at = at
    row.save(update_fields=["withdrawn_at"])
    audit.record(audit.Event.GRADING_APPEAL_WITHDRAWN, by=by, at=at, subject=row.grading)
    return row
