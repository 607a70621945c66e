"""Progress reports: one sealed, the others still being written, with a sentence nothing supports yet."""

from copy import deepcopy
from datetime import datetime, time, timedelta
from functools import partial
from typing import Any

from pentimento.exchange.demo.filling.practice import Practice, moment
from pentimento.exchange.demo.filling.timeline import Timeline
from pentimento.exchange.demo.plot import ClientStory, ReportStory
from pentimento.practice.records import actions

SEALED = "saffron"  # whose report was sealed
SEALED_AGO, DRAFTED_AGO = timedelta(days=18), timedelta(days=2)
VIEW = "opinion"


def tell(practice: Practice, timeline: Timeline) -> None:
    """Tell of every progress report."""
    for one in practice.tellers:
        if one.report and not one.ended_on:
            ago = SEALED_AGO if one.key == SEALED else DRAFTED_AGO
            at = moment(practice.story.today - ago, time(18, 45))
            timeline.add(at, partial(_write, practice, one, one.report, at))


def _write(practice: Practice, one: ClientStory, told: ReportStory, at: datetime) -> None:
    by, to = practice.staff[one.therapist], at.date() - timedelta(days=1)
    report = actions.draft_report(
        chart=practice.chart(one.key), kind="progress", period_from=told.start, period_to=to, by=by, at=at
    )
    referrer = one.referral.referrer
    report = actions.save_report(
        report=report,
        body=report.body if one.key == SEALED else _with_the_unsupported(report.body, told),
        version=report.version,
        title=told.title,
        addressed_to=f"{referrer.name}, {referrer.role}",
        by=by,
        at=at + timedelta(minutes=20),
    )
    if one.key == SEALED:
        actions.sign_report(report=report, by=by, at=at + timedelta(minutes=30))


def _with_the_unsupported(body: list[dict[str, Any]], told: ReportStory) -> list[dict[str, Any]]:
    """The draft with the sentences for which the record holds nothing, where they would be written."""
    body = deepcopy(body)
    place = next(section for section in body if section["key"] == VIEW)
    for sentence in told.sentences:
        if not sentence.evidence:
            place["sentences"].append({"id": "", "text": sentence.text, "stance": "claim", "evidence": []})
    return body
