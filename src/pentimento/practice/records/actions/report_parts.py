"""One sentence of a report at a time: added, moved, taken out, put back, given evidence."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import transaction

from pentimento.core.kernel.errors import Invalid, NotFound
from pentimento.practice.records.models import Report
from pentimento.practice.records.queries.evidence import evidence_now
from pentimento.practice.records.rules import reports as rules
from pentimento.trust.people.models import Person

from .reports import KEPT_REMOVED, _check_writer, _held, _keep

OPERATIONS = ("add", "up", "down", "remove", "back", "detach", "refresh", "holds")


@transaction.atomic
def change_part(*, report: Report, operation: str, version: int, by: Person, at: datetime) -> Report:
    """Do one thing to one sentence.

    Parameters
    ----------
    operation : str
        ``add:section``, ``up:sentence``, ``down:…``, ``remove:…``, ``back:…``, ``refresh:…``,
        ``holds:…`` or ``detach:sentence:kind:id``.

    Raises
    ------
    Conflict, Invalid, NotFound
    """
    report = _held(report)
    _check_writer(by, report.chart, signed=report.is_signed)
    rules.check_version(theirs=report.version, ours=version)
    verb, _colon, target = operation.partition(":")
    if verb not in OPERATIONS:
        raise Invalid("This form is not complete. Load the page again.")
    body, includes = report.body, dict(report.includes)
    removed = list(includes.get("removed", []))
    if verb == "add":
        body = rules.added(body, target, key=rules.next_id(rules.sentences_in(body), removed))
    elif verb in {"up", "down"}:
        body = rules.moved(body, target, down=verb == "down")
    elif verb == "remove":
        body, gone = rules.without(body, target)
        includes["removed"] = [*removed, gone][-KEPT_REMOVED:]
    elif verb == "holds":
        body = rules.confirmed(body, target)
    elif verb == "back":
        body, includes["removed"] = _put_back(body, removed, target)
    else:
        body = _with_evidence(report, verb, target, by=by)
    return _keep(report, {"body": body, "includes": includes}, by=by, at=at)


def _put_back(body: rules.Body, removed: list[dict[str, Any]], key: str) -> tuple[rules.Body, list[dict[str, Any]]]:
    found = next((one for one in removed if one["id"] == key), None)
    if found is None:
        raise NotFound
    return rules.put_back(body, found), [one for one in removed if one is not found]


def _with_evidence(report: Report, verb: str, target: str, *, by: Person) -> rules.Body:
    if verb == "detach":
        key, kind, public_id = ([*target.split(":", 2), "", ""])[:3]
        return rules.detached(report.body, key, [(kind, public_id)])
    there = rules.sentence_in(report.body, target)["evidence"]
    now = evidence_now(by, report.chart, [(one["kind"], one["id"]) for one in there])
    today = {key: one.after or one for key, one in now.items()}
    kept = {key: one.as_evidence() for key, one in today.items() if not one.withdrawn}
    gone = [(one["kind"], one["id"]) for one in there if (one["kind"], one["id"]) not in kept]
    return rules.refreshed(rules.detached(report.body, target, gone), target, kept)


@transaction.atomic
def choose_evidence(
    *,
    report: Report,
    sentence: str,
    listed: Iterable[tuple[str, str]],
    chosen: Iterable[tuple[str, str]],
    version: int,
    by: Person,
    at: datetime,
) -> Report:
    """What one sentence rests on, as ticked on a list. What was not on the list stays as it was."""
    report = _held(report)
    _check_writer(by, report.chart, signed=report.is_signed)
    rules.check_version(theirs=report.version, ours=version)
    ticked = set(chosen)
    found = evidence_now(by, report.chart, ticked)
    there = [one.as_evidence() for key, one in found.items() if not one.withdrawn]
    body = rules.detached(report.body, sentence, set(listed) - ticked)
    body = rules.attached(body, sentence, sorted(there, key=lambda one: (one["label"], one["id"])))
    return report if body == report.body else _keep(report, {"body": body}, by=by, at=at)
