"""One statement with what it rests on; corrections of it, suggested by anybody and answered."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from pentimento.core.kernel.errors import Conflict, Invalid, NotFound, Refused, TooLarge
from pentimento.profession.portfolio.actions import corrections as actions
from pentimento.profession.portfolio.forms.corrections import (
    AnswerForm,
    CodeForm,
    CorrectionForm,
    LevelForm,
    SourceForm,
    WordingForm,
)
from pentimento.profession.portfolio.queries import claims, corrections, gaps
from pentimento.profession.portfolio.queries import frameworks as queries
from pentimento.profession.portfolio.rules import corrections as rules
from pentimento.trust.access import Permission, needs
from pentimento.trust.access.asking import Asking
from pentimento.trust.forms import new_key

from .tabs import tabs_for

CAUGHT = (Invalid, Conflict, TooLarge, Refused)


@require_safe
@needs(Permission.SIGNED_IN)
def statement(request: Asking, statement: str) -> HttpResponse:
    """A statement, what it rests on, how it came to be worded so, and where the reader stands on it."""
    item = queries.item_for(statement)
    keeps = request.user.may(Permission.PORTFOLIO_KEEP)
    context = {
        "item": item,
        "about": queries.about(item),
        "keeps": keeps,
        "views": gaps.views_on(item, request.user, request.user) if keeps else [],
        "claim": claims.live_claim_of(request.user, item) if keeps else None,
        "entry_key": new_key(),
        "tabs": tabs_for(request, "frameworks"),
    }
    return render(request, "portfolio/statement.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.SIGNED_IN)
def correct(request: Asking, statement: str, about: str) -> HttpResponse:
    """Suggest another wording, code, level or source."""
    item = queries.item_for(statement)
    source = corrections.source_for(item, request.GET.get("source", ""))
    form, status = _form_for(about, item, source, request.POST or None), 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                said = form.cleaned_data
                actions.suggest(
                    item=item, about=about, source=source, proposed=form.proposed(), why=said["why"],
                    entry_key=said["entry_key"], by=request.user, at=timezone.now(),
                )  # fmt: skip
                messages.success(request, _("Thank you. It waits for an answer under Corrections."))
                return redirect("portfolio:statement", statement)
            except CAUGHT as error:
                status = form.refuse(error)
    context = {"item": item, "about": about, "source": source, "form": form, "tabs": tabs_for(request, "frameworks")}
    return render(request, "portfolio/correct.html", context, status=status)


def _form_for(about: str, item: Any, source: Any, posted: Any) -> CorrectionForm:
    key = {"entry_key": new_key()}
    if about == "statement":
        return WordingForm(posted, initial={**key, "statement": item.statement})
    if about == "code":
        return CodeForm(posted, initial={**key, "code": item.code})
    if about == "level":
        chosen = item.level.key if item.level else ""
        return LevelForm(posted, levels=queries.levels_of(item.version), initial={**key, "level": chosen})
    if about == "source":
        kept = {name: getattr(source, name) for name in actions.SOURCE_FIELDS} if source else {"kind": "publication"}
        return SourceForm(posted, is_new=source is None, initial={**key, **kept})
    raise NotFound


@require_safe
@needs(Permission.SIGNED_IN)
def corrections_list(request: Asking) -> HttpResponse:
    """What waits for an answer, and what was answered."""
    context = {
        "open": corrections.open_corrections(),
        "answered": corrections.answered_corrections(),
        "tabs": tabs_for(request, "corrections"),
    }
    return render(request, "portfolio/corrections.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.SIGNED_IN)
def correction(request: Asking, correction: str) -> HttpResponse:
    """One suggestion beside what stands there; its answer."""
    row = corrections.correction_for(correction)
    form, status = AnswerForm(request.POST or None), 200
    if request.method == "POST":
        rules.check_can_answer(role=request.user.role, is_own=False, others=True)
        status = 422
        if form.is_valid():
            try:
                said = form.cleaned_data
                accept = said["decision"] == "accept"
                actions.answer(
                    correction=row, accept=accept, words=said["words"], instead=said["instead"],
                    by=request.user, at=timezone.now(),
                )  # fmt: skip
                messages.success(request, _("Answered. Whoever suggested it sees your reason."))
                return redirect("portfolio:correction", correction)
            except CAUGHT as error:
                status = form.refuse(error)
    return render(request, "portfolio/correction.html", _correction(request, row, form), status=status)


def _correction(request: Asking, row: Any, form: AnswerForm) -> dict[str, Any]:
    is_own = row.suggested_by_id == request.user.pk
    others = corrections.others_may_answer(request.user)
    return {
        "row": row,
        "form": form,
        "is_own": is_own,
        "can_answer": row.state == "open" and rules.can_answer(role=request.user.role, is_own=is_own, others=others),
        "tabs": tabs_for(request, "corrections"),
    }


@require_POST
@needs(Permission.SIGNED_IN)
def take_back(request: Asking, correction: str) -> HttpResponse:
    """Whoever suggested it takes it back."""
    actions.take_back(correction=corrections.correction_for(correction), by=request.user, at=timezone.now())
    messages.success(request, _("Taken back."))
    return redirect("portfolio:correction", correction)
