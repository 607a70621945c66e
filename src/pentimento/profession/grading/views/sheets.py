"""The matching sheet and its factors."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from pentimento.core.figures.band_ruler import Reach, draw_both
from pentimento.core.kernel.errors import NotFound
from pentimento.profession.grading import actions, rules
from pentimento.profession.grading.forms import EvidenceForm, LevelForm, OfferForm
from pentimento.profession.grading.queries import ledger
from pentimento.profession.grading.queries.outcomes import is_whole
from pentimento.profession.grading.queries.sheet import FactorRow, Sheet, evidence_for, levels_of, seat_for
from pentimento.trust.access import Permission, needs
from pentimento.trust.access.asking import Asking
from pentimento.trust.forms import Spoken

from .found import CAUGHT, running, sheet_page, working


@require_safe
@needs(Permission.GRADING_READ)
def sheet(request: Asking, post: str, grading: str) -> HttpResponse:
    """Every factor beside the profile, what the levels come to, and what would move it."""
    found, page = sheet_page(request, post, grading)
    return render(request, "grading/sheet.html", page | _reckoned(found) | _sealed(page))


@require_safe
@needs(Permission.GRADING_READ)
def printed(request: Asking, post: str, grading: str) -> HttpResponse:
    """The sheet for the printer: every factor with its evidence and reasons, the panel, the outcome."""
    found, page = sheet_page(request, post, grading)
    return render(request, "grading/print.html", page | _reckoned(found) | _sealed(page))


def _sealed(page: dict[str, Any]) -> dict[str, Any]:
    outcome = page["outcome"]
    return {"seal_holds": is_whole(outcome) if outcome else None}


def _reckoned(found: Sheet) -> dict[str, Any]:
    reaches = [Reach(_("Profile"), found.profile_totals.totals)]
    if found.reckoning:
        reaches.append(Reach(_("This post"), found.reckoning.totals.totals, "action"))
    moving = [shift for shift in found.reckoning.shifts if shift.moves] if found.reckoning else []
    return {
        "ruler": format_html("{}{}", *draw_both(found.scheme, reaches, label=_("Totals among the bands"))),
        "moving": [(found.scheme.factor(shift.factor), shift) for shift in moving],
        "shown_said": any(one.row or one.hidden for row in found.rows for one in row.said),
    }


@require_safe
@needs(Permission.GRADING_READ)
def factor(request: Asking, post: str, grading: str, factor: int) -> HttpResponse:
    """One factor: what its levels mean, what the post rests on here, each level given, the one agreed on."""
    found, page = sheet_page(request, post, grading)
    return _factor_page(request, found, page, found.row(factor))


def _factor_page(
    request: Asking, found: Sheet, page: dict[str, Any], row: FactorRow, *, status: int = 200, **forms: Any
) -> HttpResponse:
    """``forms`` are those that were refused, by the name under which the page shows them."""
    numbers = [one.factor.number for one in found.rows]
    place = numbers.index(row.factor.number)
    agreed = row.agreed
    blank = {"levels": row.levels, "reason": "", "version": 0}
    kept = {"levels": agreed.levels, "reason": agreed.reason, "version": agreed.version} if agreed else blank
    context = page | {
        "row": row,
        "levels": [(level, level.name in row.cell.levels.levels) for level in row.factor.levels],
        "shows_said": found.runs or found.mine is not None,
        "seats": [_seat(found, row, said, forms.get("judging")) for said in row.said],
        "waiting": [one.seat.name for one in row.said if one.row is None and not one.hidden],
        "agreeing": forms.get("agreeing") or LevelForm(initial=kept, factor=row.factor, auto_id="agree_%s"),
        "evidencing": forms.get("evidencing") or EvidenceForm(auto_id="evidence_%s"),
        "figures": ledger.figures_for(request.user, today=page["today"]) if found.works and found.runs else [],
        "before": numbers[place - 1] if place else None,
        "after": numbers[place + 1] if place + 1 < len(numbers) else None,
    }
    return render(request, "grading/factor.html", context, status=status)


def _seat(found: Sheet, row: FactorRow, said: Any, refused: Any) -> dict[str, Any]:
    mine = found.mine is not None and said.seat.pk == found.mine.pk
    writes = found.works and (mine or (said.seat.person_id is None and found.runs))
    given = said.row
    initial = {"levels": given.levels, "reason": given.reason, "version": given.version} if given else {"version": 0}
    key = said.seat.public_id
    form = refused[1] if refused and refused[0] == key else None
    fresh = LevelForm(initial=initial, factor=row.factor, auto_id=f"{key}_%s") if writes else None
    return {"said": said, "mine": mine, "form": form or fresh, "is_refused": form is not None}


@require_POST
@needs(Permission.GRADING_READ)
def judge(request: Asking, post: str, grading: str, factor: int, seat: str) -> HttpResponse:
    """Give one member's own level."""
    found, page = sheet_page(request, post, grading)
    row, taken = found.row(factor), seat_for(found.grading, seat)
    mine = found.mine is not None and taken.pk == found.mine.pk
    rules.check_can_judge(sits=mine, stands_in=taken.person_id is None and found.runs)
    form = LevelForm(request.POST, factor=row.factor, auto_id=f"{seat}_%s")
    kept: dict[str, Any] = {"seat": taken, "factor": factor, "by": request.user, "at": timezone.now()}
    error = _try(form, lambda: actions.judge(**kept, **form.cleaned_data))
    if error is None:
        return redirect("grading:factor", post, grading, factor)
    if error == 409 and (now := levels_of(taken).get(factor)):
        form.take_note(now)
    return _factor_page(request, found, page, row, status=error, judging=(seat, form))


@require_POST
@needs(Permission.GRADING_READ)
def agree(request: Asking, post: str, grading: str, factor: int) -> HttpResponse:
    """Record the level the panel agreed on."""
    found, page = sheet_page(request, post, grading)
    row = found.row(factor)
    working(found)
    form = LevelForm(request.POST, factor=row.factor, auto_id="agree_%s")
    kept: dict[str, Any] = {"grading": found.grading, "factor": factor, "by": request.user, "at": timezone.now()}
    error = _try(form, lambda: actions.agree(**kept, **form.cleaned_data))
    if error is None:
        return redirect("grading:factor", post, grading, factor)
    if error == 409 and row.agreed:
        form.take_note(row.agreed)
    return _factor_page(request, found, page, row, status=error, agreeing=form)


def _try(form: Spoken, act: Any) -> int | None:
    """The status of a form that has to be shown again; None when it was done."""
    if not form.is_valid():
        return 422
    try:
        act()
    except CAUGHT as error:
        return form.refuse(error)
    return None


@require_POST
@needs(Permission.GRADING_READ)
def add_evidence(request: Asking, post: str, grading: str, factor: int) -> HttpResponse:
    """Put words under a factor."""
    found, page = sheet_page(request, post, grading)
    row = found.row(factor)
    working(found)
    form = EvidenceForm(request.POST, auto_id="evidence_%s")
    kept: dict[str, Any] = {"grading": found.grading, "factor": factor, "by": request.user, "at": timezone.now()}
    error = _try(form, lambda: actions.add_evidence(**kept, **form.cleaned_data))
    if error is None:
        return redirect("grading:factor", post, grading, factor)
    return _factor_page(request, found, page, row, status=error, evidencing=form)


@require_POST
@needs(Permission.GRADING_READ)
def cite_ledger(request: Asking, post: str, grading: str, factor: int) -> HttpResponse:
    """Put a figure of the ledger under a factor, as it stands there today."""
    found, page = sheet_page(request, post, grading)
    running(request, page)
    figure = ledger.figure_for(request.user, request.POST.get("figure", ""), today=page["today"])
    actions.add_evidence(
        grading=found.grading,
        factor=factor,
        kind="ledger",
        words=figure.words,
        figure=figure.to_json(),
        by=request.user,
        at=timezone.now(),
    )
    return redirect("grading:factor", post, grading, factor)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.GRADING_READ)
def offer(request: Asking, post: str, grading: str) -> HttpResponse:
    """Whoever holds the post lays hours of their own ledger before the panel."""
    found, page = sheet_page(request, post, grading)
    if not page["is_held"]:
        raise NotFound
    figures = ledger.figures_for(request.user, today=page["today"], own=True)
    form, status = OfferForm(request.POST or None, scheme=found.scheme, figures=figures), 200
    if request.method == "POST":
        kept: dict[str, Any] = {"grading": found.grading, "by": request.user, "at": timezone.now()}
        status = _try(form, lambda: actions.offer_figure(**kept, **form.said())) or 302
        if status == 302:
            messages.success(request, _("The panel will see these hours under that factor."))
            return redirect("grading:offer", post, grading)
    context = page | {"form": form, "figures": figures}
    return render(request, "grading/offer.html", context, status=status)


@require_POST
@needs(Permission.GRADING_READ)
def strike(request: Asking, post: str, grading: str, evidence: str) -> HttpResponse:
    """Take evidence away; it can be brought back."""
    found, _page = sheet_page(request, post, grading)
    working(found)
    row = evidence_for(request.user, found.grading, evidence)
    actions.strike_evidence(evidence=row, by=request.user, at=timezone.now())
    undo = reverse("grading:unstrike", args=[post, grading, evidence])
    messages.success(request, _("Evidence taken away."), extra_tags=f"undo:{undo}")
    return redirect("grading:factor", post, grading, row.factor)


@require_POST
@needs(Permission.GRADING_READ)
def unstrike(request: Asking, post: str, grading: str, evidence: str) -> HttpResponse:
    """Bring evidence back."""
    found, _page = sheet_page(request, post, grading)
    working(found)
    row = evidence_for(request.user, found.grading, evidence)
    actions.restore_evidence(evidence=row, by=request.user, at=timezone.now())
    return redirect("grading:factor", post, grading, row.factor)
