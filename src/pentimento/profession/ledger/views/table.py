"""The ledger itself, its copy as a table, and what was published beside it."""

from __future__ import annotations

import csv
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from pentimento.core.exposure.published import evidence_pack
from pentimento.profession.ledger import queries, rules
from pentimento.trust.access import Permission, needs
from pentimento.trust.access.asking import Asking
from pentimento.trust.downloads import handed_out

from .drawn import NAMES, SHOWN, Explained, drawn_row, rater_name, spent_lines

FORMULA_LINES = [Explained(key, NAMES[key], formula) for key, formula in SHOWN.items()]
ORDERS = {"importance": None, "exposure": "risk", "time": "time", "capability": "capability"}
GROUPS = (("usage", _("Use")), ("skills", _("Skills")), ("cluster", _("Cluster")), ("exposure", _("Exposure scores")))


def for_everybody(request: Asking) -> bool:
    """Whether the head of service asked for the team's time rather than their own."""
    return request.user.may(Permission.SERVICE_COUNTS) and request.GET.get("time") != "own"


@require_safe
@needs(Permission.LEDGER_READ)
def ledger(request: Asking) -> HttpResponse:
    """All tasks: what AI could do of each, how sure that is, and where the time goes."""
    everybody = for_everybody(request)
    found = queries.ledger_for(request.user, today=timezone.localdate(), everybody=everybody)
    order = request.GET.get("order", "importance")
    lines = _ordered(found.lines, ORDERS.get(order))
    context = {
        "ledger": found,
        "rows": [drawn_row(line) for line in lines],
        "order": order if order in ORDERS else "importance",
        "published": [
            (one, rater_name(one.rater), found.raters.get(one.rater, ""))
            for one in found.scores
            if one.weighting == "published"
        ],
        "formulas": FORMULA_LINES,
        **spent_lines(found.spent),
        "may_see_all": request.user.may(Permission.SERVICE_COUNTS),
        "can_keep": rules.can_keep(role=request.user.role),
        "due": queries.reviews_due(on=timezone.localdate()),
        "contradictions": queries.contradictions(today=timezone.localdate()),
        "attribution": queries.attribution_for(),
    }
    return render(request, "ledger/table.html", context)


def _ordered(lines: list[Any], figure: str | None) -> list[Any]:
    if figure is None:
        return lines
    return sorted(lines, key=lambda line: -(f.value if (f := getattr(line.row, figure)) else -1.0))


@require_safe
@needs(Permission.LEDGER_READ)
def as_csv(request: Asking) -> HttpResponse:
    """The same table for a spreadsheet, with the line of attribution."""
    found = queries.ledger_for(request.user, today=timezone.localdate(), everybody=for_everybody(request))
    answer = handed_out("", kind="text/csv; charset=utf-8", name="ledger.csv")
    out = csv.writer(answer)
    out.writerow(["task_id", "task", "type", "grade", "raters_agree", "policy", *_heads()])
    for line in found.lines:
        row = line.row
        first = [
            row.task.task_id,
            row.task.words,
            row.task.kind,
            row.grade,
            row.labels.agree,
            row.evidence.stance or "",
        ]
        out.writerow([*first, *_cells(row)])
    out.writerow([queries.attribution_for()])
    return answer


FIGURES = ("capability", "automation", "risk", "local_risk", "time")


def _heads() -> list[str]:
    return [f"{name}{part}" for name in FIGURES for part in ("", "_low", "_high", "_formula")]


def _cells(row: Any) -> list[Any]:
    found: list[Any] = []
    for name in FIGURES:
        figure = getattr(row, name)
        parts = (figure.value, figure.low, figure.high) if figure else ()
        found += [f"{part:.4f}" for part in parts] + [figure.formula] if figure else ["", "", "", ""]
    return found


@require_safe
@needs(Permission.LEDGER_READ)
def evidence(request: Asking) -> HttpResponse:
    """What others published about the occupation, each figure with its definition, source and arithmetic."""
    pack = evidence_pack()
    groups = [(title, [one for one in pack if one.group == key]) for key, title in GROUPS]
    found = queries.ledger_for(request.user, today=timezone.localdate())
    raters = list(dict.fromkeys(score.rater for score in found.scores))
    weightings = list(dict.fromkeys(score.weighting for score in found.scores))
    by_place = {(score.rater, score.weighting): score for score in found.scores}
    table = [(rater_name(rater), [by_place.get((rater, name)) for name in weightings]) for rater in raters]
    context = {
        "groups": groups,
        "faults": [one for one in pack if one.check.holds is False],
        "weightings": weightings,
        "sensitivity": table,
        "can_keep": rules.can_keep(role=request.user.role),
        "attribution": queries.attribution_for(),
    }
    return render(request, "ledger/evidence.html", context)
