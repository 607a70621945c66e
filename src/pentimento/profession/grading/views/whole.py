"""A whole sheet on one page: every factor's level and reason, saved together."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from pentimento.core.kernel.errors import Conflict
from pentimento.profession.grading import actions, rules
from pentimento.profession.grading.forms import LineForm
from pentimento.profession.grading.queries.sheet import FactorRow, Sheet, agreed_of, levels_of, seat_for
from pentimento.trust.access import Permission, needs
from pentimento.trust.access.asking import Asking
from pentimento.trust.forms import say

from .found import CAUGHT, sheet_page, working

Lines = list[actions.Line]
Rows = Mapping[int, Any]


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.GRADING_READ)
def levels(request: Asking, post: str, grading: str, seat: str) -> HttpResponse:
    """Give, or correct, every level one member holds."""
    found, page = sheet_page(request, post, grading)
    taken = seat_for(found.grading, seat)
    mine = found.mine is not None and taken.pk == found.mine.pk
    rules.check_can_judge(sits=mine, stands_in=taken.person_id is None and found.runs)

    def keep(lines: Lines) -> int:
        return actions.judge_sheet(seat=taken, lines=lines, by=request.user, at=timezone.now())

    page |= {"seat": taken, "mine": mine}
    return _answer(request, page, keep, lambda: levels_of(taken))


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.GRADING_READ)
def agreement(request: Asking, post: str, grading: str) -> HttpResponse:
    """Write down, or correct, everything the panel agreed on."""
    found, page = sheet_page(request, post, grading)
    working(found)

    def keep(lines: Lines) -> int:
        return actions.agree_sheet(grading=found.grading, lines=lines, by=request.user, at=timezone.now())

    return _answer(request, page, keep, lambda: agreed_of(found.grading), offered=lambda row: row.levels)


def _answer(
    request: Asking,
    page: dict[str, Any],
    keep: Callable[[Lines], int],
    kept: Callable[[], Rows],
    offered: Callable[[FactorRow], str] = lambda row: "",
) -> HttpResponse:
    """The page, or the way back to it. ``offered`` is the level a row begins with while nothing is kept."""
    sheet: Sheet = page["sheet"]
    forms = _forms(sheet, kept(), request.POST if request.method == "POST" else None, offered)
    page |= {"lines": list(zip(sheet.rows, forms, strict=True)), "status": 200}
    if request.method == "POST":
        page |= _save(request, forms, keep, kept)
    if page["status"] == 302:
        return redirect(request.path)
    return render(request, "grading/levels.html", page, status=page["status"])


def _forms(sheet: Sheet, kept: Rows, sent: Any, offered: Callable[[FactorRow], str]) -> list[LineForm]:
    made = []
    for row in sheet.rows:
        one = kept.get(row.factor.number)
        blank = {"levels": offered(row), "version": 0}
        initial = {"levels": one.levels, "reason": one.reason, "version": one.version} if one else blank
        made.append(LineForm(sent, factor=row.factor, initial=initial))
    return made


def _save(
    request: Asking, forms: list[LineForm], keep: Callable[[Lines], int], kept: Callable[[], Rows]
) -> dict[str, Any]:
    """What the page shows of it. Only rows somebody typed in are sent on: the others say nothing about theirs."""
    touched = [form for form in forms if form.is_touched]
    if not all(form.is_valid() for form in touched):
        return {"status": 422, "wrong": touched}
    lines = [actions.Line(factor=form.factor.number, **form.cleaned_data) for form in touched]
    try:
        number = keep(lines)
    except actions.LinesRefused as refused:
        return {"status": _refuse(touched, refused, kept()), "wrong": touched}
    except CAUGHT as error:
        return {"status": 409 if isinstance(error, Conflict) else 422, "sentence": say(error)}
    messages.success(request, _told(number))
    return {"status": 302}


def _told(number: int) -> str:
    if not number:
        return _("Nothing was changed.")
    return ngettext("%(n)s factor saved.", "%(n)s factors saved.", number) % {"n": number}


def _refuse(touched: list[LineForm], refused: actions.LinesRefused, kept: Rows) -> int:
    """Put each sentence beside its row, with what somebody else kept meanwhile; answers the status of the page."""
    for form in touched:
        error = refused.faults.get(form.factor.number)
        if error is None:
            continue
        form.refuse(error, "levels")
        if isinstance(error, Conflict):
            form.take_note(kept[form.factor.number])
    return 409 if any(isinstance(error, Conflict) for error in refused.faults.values()) else 422
