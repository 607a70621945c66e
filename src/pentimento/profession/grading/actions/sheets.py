"""The matching sheet is filled in: evidence, each member's levels, then what the panel agrees on."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from pentimento.core.jobeval.scheme import Factor
from pentimento.core.kernel.errors import Invalid, PentimentoError, Refused
from pentimento.core.kernel.words import cleaned
from pentimento.profession.grading import rules
from pentimento.profession.grading.models import Agreed, Evidence, Grading, Judgement, Seat
from pentimento.profession.grading.queries import posts, schemes
from pentimento.profession.grading.queries.ledger import Figure
from pentimento.profession.grading.queries.sheet import seats_of
from pentimento.trust import audit
from pentimento.trust.access import naming
from pentimento.trust.people.models import Person
from pentimento.trust.people.roles import Permission

from .asking import day_of, held_open


def _runs(by: Person, grading: Grading, at: datetime) -> bool:
    return by.may(Permission.GRADING_RUN) and not posts.holds(by, grading.post, on=day_of(at))


def _check_works(by: Person, grading: Grading, at: datetime) -> None:
    sits = Seat.of(grading=grading, person=by, left_at__isnull=True).exists()
    rules.check_works(works=sits or _runs(by, grading, at))


def _factor(grading: Grading, number: int) -> Factor:
    return schemes.scheme_of(grading.scheme).factor(number)


def _levels(factor: Factor, text: str) -> str:
    """The levels as they were typed, once this factor has them."""
    said = cleaned(text)
    try:
        return factor.read(said).text
    except PentimentoError as error:
        raise Invalid("{what}.", what=_capital(str(error))) from None


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


@transaction.atomic
def judge(*, seat: Seat, factor: int, levels: str, reason: str, version: int, by: Person, at: datetime) -> Judgement:
    """Give one member's own level for one factor. ``version`` is 0 for a first one.

    Raises
    ------
    Conflict
        When it was changed elsewhere meanwhile, or the grading is decided.
    """
    grading = held_open(seat.grading)
    stands_in = seat.person_id is None and _runs(by, grading, at)
    rules.check_can_judge(sits=seat.person_id == by.pk and seat.left_at is None, stands_in=stands_in)
    said, why = _levels(_factor(grading, factor), levels), cleaned(reason)
    if why:
        rules.check_words(why, what="why")
    naming.check_nobody_named(by, why)
    row = Judgement.of(seat=seat, factor=factor).select_for_update().first()
    if row and (row.levels, row.reason) == (said, why):
        return row
    rules.check_same_version(mine=version, current=row.version if row else 0)
    if row is None:
        row = Judgement.add(seat=seat, factor=factor, levels=said, reason=why, written_by=by, written_at=at)
    else:
        row.levels, row.reason, row.version, row.written_by, row.written_at = said, why, version + 1, by, at
        row.save(update_fields=["levels", "reason", "version", "written_by", "written_at"])
    audit.record(audit.Event.GRADING_LEVEL_GIVEN, by=by, at=at, subject=grading, factor=factor)
    return row


@transaction.atomic
def agree(*, grading: Grading, factor: int, levels: str, reason: str, version: int, by: Person, at: datetime) -> Agreed:
    """Record the level the panel agreed on, with its reason, once every member has given their own.

    Raises
    ------
    Refused
        Naming the members without a level.
    """
    row = held_open(grading)
    _check_works(by, row, at)
    panel = seats_of(row)
    given = set(Judgement.of(seat__in=panel, factor=factor).values_list("seat", flat=True))
    if not panel:
        raise Refused("Nobody sits on the panel yet. Name its people first.")
    rules.check_all_judged([seat.name for seat in panel if seat.pk not in given])
    said, why = _levels(_factor(row, factor), levels), cleaned(reason)
    rules.check_words(why, what="the reason for this level")
    naming.check_nobody_named(by, why)
    kept = Agreed.of(grading=row, factor=factor).select_for_update().first()
    if kept and (kept.levels, kept.reason) == (said, why):
        return kept
    rules.check_same_version(mine=version, current=kept.version if kept else 0)
    if kept is None:
        kept = Agreed.add(grading=row, factor=factor, levels=said, reason=why, recorded_by=by, recorded_at=at)
    else:
        kept.levels, kept.reason, kept.version, kept.recorded_by, kept.recorded_at = said, why, version + 1, by, at
        kept.save(update_fields=["levels", "reason", "version", "recorded_by", "recorded_at"])
    audit.record(audit.Event.GRADING_LEVEL_AGREED, by=by, at=at, subject=row, factor=factor)
    return kept


@transaction.atomic
def add_evidence(
    *,
    grading: Grading,
    factor: int,
    kind: str,
    words: str,
    figure: Mapping[str, Any] | None = None,
    by: Person,
    at: datetime,
) -> Evidence:
    """Put something under a factor. Words said to be of the job description must stand in it.

    Sent twice it is one piece of evidence.
    """
    row = held_open(grading)
    _check_works(by, row, at)
    number, said = _factor(row, factor).number, cleaned(words)
    rules.check_words(said, what="what the level rests on")
    naming.check_nobody_named(by, said)
    quoted = kind == Evidence.Kind.DESCRIPTION
    paragraph = rules.check_quoted(said, row.description.paragraphs) if quoted else None
    return _put(row, number, Evidence.Kind(kind), said, paragraph, dict(figure or {}), by=by, at=at)


def _put(
    grading: Grading,
    factor: int,
    kind: Evidence.Kind,
    words: str,
    paragraph: int | None,
    figure: dict[str, Any],
    *,
    by: Person,
    at: datetime,
) -> Evidence:
    """One piece of evidence; the same words under the same factor are the same piece."""
    same = Evidence.of(grading=grading, factor=factor, kind=kind, words=words, struck_at__isnull=True).first()
    if same is not None:
        return same
    kept = {"grading": grading, "factor": factor, "kind": kind.value, "words": words}
    made = Evidence.add(**kept, paragraph=paragraph, figure=figure, added_by=by, added_at=at)
    audit.record(audit.Event.GRADING_EVIDENCE_ADDED, by=by, at=at, subject=grading, factor=factor, kind=made.kind)
    return made


@transaction.atomic
def offer_figure(*, grading: Grading, factor: int, figure: Figure, by: Person, at: datetime) -> Evidence:
    """Whoever holds the post lays hours of their own ledger before the panel. Sent twice it is one.

    Raises
    ------
    Refused
        When somebody offers it who does not hold the post, or the figure is not their own.
    """
    row = held_open(grading)
    rules.check_can_offer(holds=posts.holds(by, row.post, on=day_of(at)), own=figure.own)
    number = _factor(row, factor).number
    return _put(row, number, Evidence.Kind.LEDGER, figure.words, None, figure.to_json(), by=by, at=at)


@transaction.atomic
def strike_evidence(*, evidence: Evidence, by: Person, at: datetime) -> Evidence:
    """Take a piece of evidence away; it can be brought back until the grading is decided."""
    return _set_struck(evidence, at, audit.Event.GRADING_EVIDENCE_STRUCK, by=by, at=at)


@transaction.atomic
def restore_evidence(*, evidence: Evidence, by: Person, at: datetime) -> Evidence:
    """Bring a piece of evidence back."""
    return _set_struck(evidence, None, audit.Event.GRADING_EVIDENCE_RESTORED, by=by, at=at)


def _set_struck(
    evidence: Evidence, struck_at: datetime | None, event: audit.Event, *, by: Person, at: datetime
) -> Evidence:
    grading = held_open(evidence.grading)
    _check_works(by, grading, at)
    row = Evidence.of(pk=evidence.pk).select_for_update().get()
    if (row.struck_at is None) == (struck_at is None):
        return row
    row.struck_at = struck_at
    row.save(update_fields=["struck_at"])
    audit.record(event, by=by, at=at, subject=grading, factor=row.factor)
    return row
