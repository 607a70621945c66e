"""Reading reports: the list, the draft with its findings, the sealed page, and what a sentence could rest on."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Min
from django.utils import timezone

from pentimento.core.kernel.canonical import canonical
from pentimento.core.kernel.errors import NotFound
from pentimento.practice.clients.queries import episodes_of, open_episode_of
from pentimento.practice.encounters.models import Encounter
from pentimento.practice.records.models import Goal, Plan, Report
from pentimento.practice.records.rules.reports import (
    Body,
    Material,
    Why,
    findings_in,
    is_blank,
    sections_for,
    sentences_in,
)
from pentimento.practice.records.rules.shown import Shown
from pentimento.trust.access.models import Chart
from pentimento.trust.signing.models import Meaning, Seal
from pentimento.trust.signing.sealing import is_whole

from .evidence import everything_in, evidence_now, pictures_of
from .told import kind_name, told_scores

__all__ = [
    "Judged",
    "Sealed",
    "changed_since",
    "content_of",
    "could_rest_on",
    "is_blank",
    "judged",
    "kind_name",
    "material_for",
    "now_of",
    "periods_for",
    "pictures_in",
    "pictures_of",
    "report_for",
    "reports_of",
    "sealed_of",
    "sections_of",
]
Now = dict[tuple[str, str], Shown]
THREE_MONTHS = timedelta(days=91)


def reports_of(viewer: Any, chart: Chart) -> list[Report]:
    """Every report of a chart, newest first. One statement."""
    rows = Report.scoped(viewer).filter(chart=chart).select_related("author", "signed_by", "chart")
    return list(rows.order_by("-drafted_at", "-pk"))


def report_for(viewer: Any, chart: Chart, public_id: str) -> Report:
    """One report. NotFound also for another client's. One statement."""
    rows = Report.scoped(viewer).filter(chart=chart, public_id=public_id)
    found = rows.select_related("author", "signed_by", "chart").first()
    if found is None:
        raise NotFound
    return found


def sections_of(report: Report) -> list[Any]:
    """The sections this kind of report has, with what belongs in each. No statement."""
    return list(sections_for(report.kind))


def material_for(viewer: Any, chart: Chart, frm: date, to: date) -> Material:
    """Everything a report over a period is drafted from. Thirteen statements."""
    shown = everything_in(viewer, chart, frm, to)
    rows = Goal.scoped(viewer).filter(chart=chart, plan__status=Plan.Status.AGREED).order_by("position", "pk")
    goals = [goal.lineage for goal in rows if goal.levels]
    baseline: dict[str, Shown] = {}
    for one in told_scores(viewer, chart, is_current=True, given_on__lt=frm):
        if one.facts["total"] is not None:
            baseline[str(one.facts["instrument"])] = one
    return Material(shown, baseline, goals)


def now_of(viewer: Any, chart: Chart, body: Body) -> Now:
    """What every piece of evidence in a body is today. At most fourteen statements."""
    return evidence_now(viewer, chart, {(e["kind"], e["id"]) for one in sentences_in(body) for e in one["evidence"]})


@dataclass(frozen=True, slots=True)
class Judged:
    """A report with what its evidence is today, and which sentences do not stand."""

    report: Report
    now: Now
    findings: dict[str, tuple[Why, ...]]


def judged(viewer: Any, report: Report, body: Body | None = None) -> Judged:
    """A report, or a body that was typed for it, as it stands today."""
    said = report.body if body is None else body
    now = now_of(viewer, report.chart, said)
    return Judged(report, now, findings_in(said, now))


@dataclass(frozen=True, slots=True)
class Sealed:
    """A sealed report with its seals, and what became of its evidence since."""

    report: Report
    seal: Seal | None
    cosigned: Seal | None
    whole: bool  # the bytes are those that were signed, and the row says what they say
    now: Now
    changed: dict[tuple[str, str], str]  # (kind, id) -> amended, withdrawn or gone

    @property
    def awaits(self) -> bool:
        return bool(self.report.includes.get("needs_cosign")) and self.cosigned is None

    def changed_in(self, sentence: Mapping[str, Any]) -> list[dict[str, str]]:
        """The evidence of one sentence that is not what it was."""
        return [one for one in sentence["evidence"] if (one["kind"], one["id"]) in self.changed]


def sealed_of(viewer: Any, report: Report) -> Sealed:
    """A sealed report, checked against its seal and against the record of today."""
    seals = Seal.scoped(viewer).filter(chart=report.chart_id, kind="report", subject_id=report.public_id)
    by_meaning = {seal.meaning: seal for seal in seals.select_related("signed_by")}
    seal, cosigned = by_meaning.get(Meaning.AUTHOR), by_meaning.get(Meaning.COSIGNED)
    whole = seal is not None and is_whole(seal) and _says(seal, report) and (cosigned is None or is_whole(cosigned))
    now = now_of(viewer, report.chart, report.body)
    return Sealed(report, seal, cosigned, whole, now, changed_since(report.body, now))


def _says(seal: Seal, report: Report) -> bool:
    # A trigger keeps the row from changing; whoever gets past it still cannot change what was signed.
    return bool(canonical(json.loads(seal.content)["content"]) == canonical(content_of(report)))


def content_of(report: Report) -> dict[str, Any]:
    """What is sealed of a report: everything that is read in it, and what each sentence rests on."""
    return {
        "report_kind": report.kind,
        "title": report.title,
        "addressed_to": report.addressed_to,
        "author": report.author.public_id,
        "period": [report.period_from, report.period_to],
        "body": report.body,
        "includes": report.includes,
    }


def pictures_in(viewer: Any, chart: Chart, body: Body) -> dict[str, dict[str, Any]]:
    """The small pictures of every work a body rests on, by public id."""
    cited = (e for one in sentences_in(body) for e in one["evidence"])
    return pictures_of(viewer, chart, (e["id"] for e in cited if e["kind"] == "artwork"))


def changed_since(body: Body, now: Mapping[tuple[str, str], Shown]) -> dict[tuple[str, str], str]:
    """Evidence that is not what it was when it was cited: ``amended``, ``withdrawn`` or ``gone``."""
    found = {}
    for one in (e for sentence in sentences_in(body) for e in sentence["evidence"]):
        key = (one["kind"], one["id"])
        today = now.get(key)
        if today is None:
            found[key] = "gone"
        elif today.withdrawn:
            found[key] = "withdrawn"
        elif today.digest != one["digest"]:
            found[key] = "amended"
    return found


def could_rest_on(
    viewer: Any, report: Report, *, search: str = "", kind: str = ""
) -> tuple[list[Shown], dict[str, int]]:
    """Everything in the report's period that fits the search, and how much there is of each kind."""
    found = everything_in(viewer, report.chart, report.period_from, report.period_to)
    for word in search.casefold().split():
        found = [one for one in found if word in f"{one.words} {one.label}".casefold()]
    counts: dict[str, int] = {}
    for one in found:
        counts[one.kind] = counts.get(one.kind, 0) + 1
    return [one for one in found if kind in ("", one.kind)], counts


def periods_for(viewer: Any, chart: Chart, *, today: date) -> dict[str, tuple[date, date]]:
    """Periods a report usually covers: ``quarter``, ``since`` the last report, ``episode``."""
    began = _began(viewer, chart, today)
    found = {"quarter": (max(began, today - THREE_MONTHS), today)}
    last = Report.scoped(viewer).filter(chart=chart, signed_at__isnull=False).order_by("-period_to").first()
    if last is not None and last.period_to < today:
        found["since"] = (last.period_to + timedelta(days=1), today)
    found["episode"] = (began, today)
    return found


def _began(viewer: Any, chart: Chart, today: date) -> date:
    episode = open_episode_of(viewer, chart) or next(iter(episodes_of(viewer, chart)), None)
    first = Encounter.scoped(viewer).filter(chart=chart).aggregate(first=Min("opened_at"))["first"]
    days = [episode.opened_on] if episode else []
    if first is not None:
        days.append(timezone.localdate(first))
    return min([*days, today])
