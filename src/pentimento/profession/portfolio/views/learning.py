"""The log of continuing education."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from pentimento.profession.portfolio.actions import hours as actions
from pentimento.profession.portfolio.forms.hours import LearningForm
from pentimento.profession.portfolio.forms.speaking import CAUGHT
from pentimento.profession.portfolio.queries import hours as queries
from pentimento.profession.portfolio.queries.library import literature_on
from pentimento.trust.access import Permission, needs
from pentimento.trust.access.asking import Asking
from pentimento.trust.forms import new_key


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.HOURS_KEEP)
def log(request: Asking) -> HttpResponse:
    """What was learnt, newest first, and a form for more."""
    start = {"on": timezone.localdate(), "kind": "course", "topic": "art-therapy", "entry_key": new_key()}
    form, status = LearningForm(request.POST or None, initial=start), 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                key = form.cleaned_data["entry_key"] or new_key()
                actions.log_learning(**form.said(), entry_key=key, by=request.user, at=timezone.now())
                messages.success(request, _("Added to your log."))
                return redirect("portfolio:learning")
            except CAUGHT as error:
                status = form.refuse(error)
    entries = queries.learning_of(request.user)
    counted = sum(row.minutes for row in entries if not row.struck_at) / 60
    return render(
        request, "portfolio/learning.html", {"form": form, "entries": entries, "hours": counted}, status=status
    )


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.HOURS_KEEP)
def entry(request: Asking, learning: str) -> HttpResponse:
    """Correct one entry."""
    row = queries.learning_for(request.user, learning)
    start = {name: getattr(row, name) for name in ("title", "on", "kind", "topic", "changed", "version")}
    form, status = LearningForm(request.POST or None, initial={**start, "hours": round(row.minutes / 60, 2)}), 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                version = form.cleaned_data["version"] or 0
                actions.change_learning(
                    learning=row, version=version, by=request.user, at=timezone.now(), **form.said()
                )
                messages.success(request, _("Corrected."))
                return redirect("portfolio:learning")
            except CAUGHT as error:
                status = form.refuse(error)
    tied = literature_on(request.user, "learning", row.public_id)
    return render(request, "portfolio/learning_entry.html", {"form": form, "row": row, "tied": tied}, status=status)


@require_POST
@needs(Permission.HOURS_KEEP)
def strike(request: Asking, learning: str) -> HttpResponse:
    """Take an entry out of the log, or put it back."""
    row = queries.learning_for(request.user, learning)
    row = actions.strike_learning(learning=row, by=request.user, at=timezone.now())
    messages.success(request, _("Taken out of your log.") if row.struck_at else _("Back in your log."))
    return redirect("portfolio:learning")
