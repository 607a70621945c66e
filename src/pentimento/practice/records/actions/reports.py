"""Reports are drafted from the record, changed sentence by sentence, sealed, co-signed and taken out."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction

from pentimento.core.kernel.canonical import digest
from pentimento.core.kernel.errors import Invalid, TooLarge
from pentimento.core.kernel.words import cleaned
from pentimento.practice.records.models import Report
from pentimento.practice.records.queries.evidence import evidence_now
from pentimento.practice.records.queries.reports import content_of, material_for, now_of
from pentimento.practice.records.rules import reports as rules
from pentimento.practice.records.rules.reports.drafting import chosen_works
from pentimento.trust import activity, audit
from pentimento.trust.access import Permission
from pentimento.trust.access.models import Chart
from pentimento.trust.identifiers import new_public_id
from pentimento.trust.people.actions import confirm
from pentimento.trust.people.models import Person
from pentimento.trust.people.queries import supervises
from pentimento.trust.signing.models import Meaning, Seal
from pentimento.trust.signing.sealing import seal

from .own import check_on_team, local_day

TITLE_MOST = 200
KEPT_REMOVED = 40  # sentences taken out that can be put back
Known = dict[tuple[str, str], dict[str, str]]


@transaction.atomic
def draft_report(
    *, chart: Chart, kind: str, period_from: date, period_to: date, by: Person, at: datetime, entry_key: str = ""
) -> Report:
    """Put a report together from what was recorded in a period. Sent twice with one key it is one report."""
    _check_writer(by, chart, signed=False)
    rules.check_period(frm=period_from, to=period_to, today=local_day(at))
    rules.sections_for(kind)
    if entry_key and (made := Report.of_chart(chart).filter(public_id=entry_key).first()) is not None:
        return made
    material = material_for(by, chart, period_from, period_to)
    report = Report.add(
        chart=chart,
        public_id=entry_key or new_public_id(),
        kind=kind,
        title=rules.heading_of(kind, period_from, period_to),
        author=by,
        period_from=period_from,
        period_to=period_to,
        body=rules.drafted(kind, material),
        includes={"thread": True, "works": [one.public_id for one in chosen_works(material)], "removed": []},
        drafted_at=at,
        changed_at=at,
    )
    audit.record(audit.Event.REPORT_DRAFTED, by=by, at=at, chart=chart, subject=report, kind=kind)
    return report


@transaction.atomic
def save_report(
    *,
    report: Report,
    body: Any,
    version: int,
    by: Person,
    at: datetime,
    title: str | None = None,
    addressed_to: str | None = None,
    includes: Mapping[str, Any] | None = None,
) -> Report:
    """Keep what was written. ``body`` has the shape of ``Report.body``; of evidence only kind and id count.

    Evidence cited before stays as it was cited, so that a change since is seen; new evidence is taken
    from this chart as it is now, and what is not in it is left out.

    Raises
    ------
    Conflict
        If the report was changed meanwhile, unless to the very same words.
    """
    report = _held(report)
    _check_writer(by, report.chart, signed=report.is_signed)
    known = resolved(by, report, body) | cited(report)
    wanted = {
        "title": _line(report.title if title is None else title) or report.title,
        "addressed_to": _line(report.addressed_to if addressed_to is None else addressed_to),
        "body": rules.reworded(
            report.body, rules.body_of(report.kind, body, resolve=lambda kind, key: known.get((kind, key)))
        ),
        "includes": report.includes if includes is None else _included(report, includes, by=by),
    }
    if digest(wanted) == digest({name: getattr(report, name) for name in wanted}):
        return report
    rules.check_version(theirs=report.version, ours=version)
    return _keep(report, wanted, by=by, at=at)


def cited(report: Report) -> Known:
    """Evidence as it was cited, in the body and in what was taken out."""
    rows = [*rules.sentences_in(report.body), *report.includes.get("removed", [])]
    return {(one["kind"], one["id"]): one for row in rows for one in row["evidence"]}


def resolved(by: Person, report: Report, body: Any) -> Known:
    """Evidence that a body names and this chart holds, as it is now. Nothing of anybody else's."""
    wanted: set[tuple[str, str]] = set()

    def collect(kind: str, key: str) -> None:
        wanted.add((kind[:20], key[:40]))

    rules.body_of(report.kind, body, resolve=collect)
    found = evidence_now(by, report.chart, wanted)
    return {key: one.as_evidence() for key, one in found.items() if not one.withdrawn}


def _included(report: Report, sent: Mapping[str, Any], *, by: Person) -> dict[str, Any]:
    """What goes in besides the text: only known switches, works of this chart, and what was taken out."""
    works = [str(one) for one in sent.get("works", [])][:24]
    there = evidence_now(by, report.chart, [("artwork", one) for one in works])
    return {
        "thread": bool(sent.get("thread")),
        "works": [one for one in dict.fromkeys(works) if ("artwork", one) in there],
        "removed": report.includes.get("removed", []),
    }


def _line(words: str) -> str:
    text = " ".join(cleaned(words).split())
    if len(text) > TITLE_MOST:
        raise TooLarge("There is room for {most} characters in a title or address.", most=TITLE_MOST)
    return text


@transaction.atomic
def sign_report(*, report: Report, by: Person, at: datetime) -> Report:
    """Seal a report in which every sentence stands. Blank sentences and what was taken out are left behind."""
    report = _held(report)
    check_on_team(by, report.chart)
    now = now_of(by, report.chart, report.body)
    may = by.may(Permission.REPORT_WRITE)
    rules.check_can_sign(may=may, signed=report.is_signed, body=report.body, now=now)
    report.body = rules.finished(report.body)
    report.includes = {
        "thread": bool(report.includes.get("thread")),
        "works": report.includes.get("works", []),
        "needs_cosign": by.is_trainee,
    }
    report.signed_at, report.signed_by = at, by
    report.save(update_fields=["body", "includes", "signed_at", "signed_by"])
    _seal(report, content_of(report), Meaning.AUTHOR, by=by, at=at)
    audit.record(audit.Event.REPORT_SIGNED, by=by, at=at, chart=report.chart, subject=report)
    activity.report("report", person=by, at=at, about=("report", report.public_id))
    return report


def sign_report_with_password(*, report: Report, password: str, by: Person, at: datetime) -> Report:
    """Seal a report once the password was given again."""
    _ask_again(report, password, by=by, at=at)
    return sign_report(report=report, by=by, at=at)


@transaction.atomic
def cosign_report(*, report: Report, by: Person, at: datetime) -> Seal:
    """A supervisor answers for a trainee's report, sealed beside the trainee's own seal. Sent twice it is one seal."""
    report = _held(report)
    seals = Seal.of_chart(report.chart_id).filter(kind="report", subject_id=report.public_id)
    made = seals.filter(meaning=Meaning.COSIGNED).select_related("signed_by").first()
    if made is not None and made.signed_by == by:
        return made
    rules.check_can_cosign(
        signed=report.is_signed,
        needed=bool(report.includes.get("needs_cosign")),
        cosigned=made is not None,
        supervises=report.signed_by is not None and supervises(by, report.signed_by, on=local_day(at)),
    )
    content = {"report": content_of(report), "seal": seals.get(meaning=Meaning.AUTHOR).digest}
    cosigned = _seal(report, content, Meaning.COSIGNED, by=by, at=at)
    audit.record(audit.Event.REPORT_COSIGNED, by=by, at=at, chart=report.chart, subject=report)
    activity.report("cosign", person=by, at=at, about=("report", report.public_id))
    return cosigned


def cosign_report_with_password(*, report: Report, password: str, by: Person, at: datetime) -> Seal:
    """Co-sign once the password was given again."""
    _ask_again(report, password, by=by, at=at)
    return cosign_report(report=report, by=by, at=at)


@transaction.atomic
def note_export(*, report: Report, form: str, pictures: int, by: Person, at: datetime) -> None:
    """Put into the trail that a report leaves the record as a file. ``form`` is ``pdf`` or ``docx``."""
    if form not in {"pdf", "docx"}:
        raise Invalid("Reports are taken out as PDF or Word documents.")
    audit.record(
        audit.Event.REPORT_EXPORTED, by=by, at=at, chart=report.chart, subject=report, form=form, pictures=pictures
    )


def _seal(report: Report, content: dict[str, Any], meaning: Meaning, *, by: Person, at: datetime) -> Seal:
    key, chart = report.public_id, report.chart
    return seal(kind="report", subject_id=key, chart=chart, content=content, meaning=meaning, by=by, at=at)


def _ask_again(report: Report, password: str, *, by: Person, at: datetime) -> None:
    confirm(person=by, password=password, at=at, chart=report.chart, subject=report)


def _check_writer(by: Person, chart: Chart, *, signed: bool) -> None:
    check_on_team(by, chart)
    rules.check_can_write(may=by.may(Permission.REPORT_WRITE), signed=signed)


def _held(report: Report) -> Report:
    rows = Report.of_chart(report.chart_id).select_for_update(of=("self",))
    return rows.select_related("chart", "author", "signed_by").get(pk=report.pk)


def _keep(report: Report, wanted: Mapping[str, Any], *, by: Person, at: datetime) -> Report:
    for name, value in wanted.items():
        setattr(report, name, value)
    report.version, report.changed_at = report.version + 1, at
    report.save(update_fields=[*wanted, "version", "changed_at"])
    audit.record(audit.Event.REPORT_CHANGED, by=by, at=at, chart=report.chart, subject=report)
    return report
