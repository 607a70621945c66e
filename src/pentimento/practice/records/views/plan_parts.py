"""The parts of a plan's draft: added, changed, moved and removed, each in its place on the page."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from pentimento.core.kernel.errors import Conflict, Invalid, NotFound, Refused
from pentimento.practice.records import actions
from pentimento.practice.records.forms.plans import PART_FORMS, form_of
from pentimento.practice.records.queries import plans as queries
from pentimento.trust.access import Permission, needs
from pentimento.trust.access.asking import Asking
from pentimento.trust.access.door import chart_for, is_own_chart
from pentimento.trust.access.reading import open_chart

from .plans import draft_for, plan_page
from .speaking import conflict_status, spoken

PARENTS = {"goal": "need", "objective": "goal", "intervention": "objective"}


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.PLAN_WRITE)
def part_add(request: Asking, chart: str, kind: str, parent: str) -> HttpResponse:
    """Add a part under its parent."""
    opened = open_chart(request.user, chart, at=timezone.now(), what="the plan")
    above = _parent(request, opened, kind, parent)
    form, status = PART_FORMS[kind](request.POST or None), 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                key = form.cleaned_data["entry_key"]
                return _back(
                    chart, _add(kind, above, by=request.user, at=timezone.now(), entry_key=key, **form.parts())
                )
            except (Refused, Invalid) as no:
                if not is_own_chart(request.user, opened):
                    raise  # no form on their page to say it in
                form.add_error(None, spoken(no))
    return plan_page(request, opened, opened={"kind": kind, "parent": parent, "form": form}, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.PLAN_WRITE)
def part(request: Asking, chart: str, kind: str, part: str) -> HttpResponse:
    """Change a part, or see the form for it."""
    opened = open_chart(request.user, chart, at=timezone.now(), what="the plan")
    row = queries.part_for(request.user, opened, kind, part)
    form = PART_FORMS[kind](request.POST) if request.method == "POST" else form_of(kind, row)
    place: dict[str, Any] = {"kind": kind, "part": part, "form": form, "words": row.words}
    if request.method != "POST":
        return plan_page(request, opened, opened=place)
    status = 422
    if form.is_valid():
        version = form.cleaned_data["version"] or 0
        try:
            return _back(
                chart,
                actions.change_part(part=row, version=version, by=request.user, at=timezone.now(), **form.parts()),
            )
        except Conflict as conflict:
            place |= {"form": _again(request, kind, row), "theirs": row, "why": spoken(conflict)}
            status = conflict_status(request)
        except (Refused, Invalid) as no:
            form.add_error(None, spoken(no))
    return plan_page(request, opened, opened=place, status=status)


@require_POST
@needs(Permission.PLAN_WRITE)
def part_remove(request: Asking, chart: str, kind: str, part: str) -> HttpResponse:
    """Take a part out of the draft."""
    row = queries.part_for(request.user, chart_for(request.user, chart), kind, part)
    actions.remove_part(part=row, by=request.user, at=timezone.now())
    return redirect("records:plan", chart)


@require_POST
@needs(Permission.PLAN_WRITE)
def part_move(request: Asking, chart: str, kind: str, part: str) -> HttpResponse:
    """Move a part up or down among its neighbours."""
    row = queries.part_for(request.user, chart_for(request.user, chart), kind, part)
    actions.move_part(part=row, earlier=request.POST.get("to") != "down", by=request.user, at=timezone.now())
    return _back(chart, row)


def _add(kind: str, above: Any, **fields: Any) -> Any:
    match kind:
        case "need":
            return actions.add_need(plan=above, **fields)
        case "goal":
            return actions.add_goal(need=above, **fields)
        case "objective":
            return actions.add_objective(goal=above, **fields)
        case _:
            return actions.add_intervention(objective=above, **fields)


def _parent(request: Asking, chart: Any, kind: str, parent: str) -> Any:
    tree = draft_for(request, chart)
    if kind in PARENTS:
        return queries.part_for(request.user, chart, PARENTS[kind], parent)
    if kind != "need" or parent != tree.plan.public_id:
        raise NotFound
    return tree.plan


def _again(request: Asking, kind: str, row: Any) -> Any:
    # What was typed stays; saving it again is then a decision against the version it is shown beside.
    kept = request.POST.copy()
    kept["version"] = str(row.version)
    return PART_FORMS[kind](kept)


def _back(chart: str, row: Any) -> HttpResponse:
    return redirect(f"{reverse('records:plan', args=[chart])}#{row.public_id}")
