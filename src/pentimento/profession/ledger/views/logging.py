"""Logging work in two taps, and one's own log."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from pentimento.core.kernel.errors import Conflict, Invalid, Refused
from pentimento.profession.ledger import actions, queries, rules
from pentimento.profession.ledger.forms import SHORT, WorkForm
from pentimento.trust import activity
from pentimento.trust.access import Permission, needs
from pentimento.trust.access.asking import Asking
from pentimento.trust.forms import new_key

from .drawn import spent_lines

LATELY = timedelta(days=14)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.LEDGER_LOG)
def log(request: Asking) -> HttpResponse:
    """Say what was done and how long it took."""
    if request.method != "POST":
        return _page(request, WorkForm(initial=_usual()))
    sent = _usual() | {name: said for name, said in request.POST.items() if said}
    form, status = WorkForm(sent | {"minutes": sent.get("minutes") or sent.get("other", "")}), 422
    if form.is_valid():
        try:
            row = actions.log_work(by=request.user, at=timezone.now(), **form.cleaned_data)
            undo = reverse("ledger:take-back", args=[row.public_id])
            words = _("%(minutes)s minutes logged: %(kind)s.") % {
                "minutes": row.minutes,
                "kind": row.get_kind_display(),
            }
            messages.success(request, words, extra_tags=f"undo:{undo}")
            if queries.forbidden(row.kind, row.mode):
                messages.warning(request, _("The studio’s policy does not let AI do this. It is logged, and flagged."))
            return redirect("ledger:log")
        except (Invalid, Conflict, Refused) as error:
            form.refuse(error)
            status = 409 if isinstance(error, Conflict) else 422
    return _page(request, form, status=status)


def _usual() -> dict[str, Any]:
    return {"on": timezone.localdate().isoformat(), "mode": "alone", "entry_key": new_key()}


def _page(request: Asking, form: WorkForm, *, status: int = 200) -> HttpResponse:
    today = timezone.localdate()
    spent = queries.time_of(request.user, today=today)
    context = {
        "form": form,
        "short": SHORT,
        "rows": activity.own(request.user, frm=today - LATELY, to=today),
        "other": form.data.get("other", ""),
        "can_keep": rules.can_keep(role=request.user.role),
        **spent_lines(spent),
    }
    return render(request, "ledger/log.html", context, status=status)


@require_POST
@needs(Permission.LEDGER_LOG)
def take_back(request: Asking, entry: str) -> HttpResponse:
    """Let one's own entry no longer count."""
    row = activity.own_entry(request.user, entry)
    actions.take_work_back(entry=row, by=request.user, at=timezone.now())
    undo = reverse("ledger:take-up", args=[row.public_id])
    messages.success(request, _("The entry no longer counts."), extra_tags=f"undo:{undo}")
    return redirect("ledger:log")


@require_POST
@needs(Permission.LEDGER_LOG)
def take_up(request: Asking, entry: str) -> HttpResponse:
    """Let it count again."""
    actions.take_work_up(entry=activity.own_entry(request.user, entry), by=request.user, at=timezone.now())
    messages.success(request, _("The entry counts again."))
    return redirect("ledger:log")
