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
from pentimento.profession.ledger.forms import SHORT, SettleForm, WorkForm
from pentimento.trust import activity
from pentimento.trust.access import Permission, needs
from pentimento.trust.access.asking import Asking
from pentimento.trust.forms import new_key, say

from .drawn import spent_lines

LATELY = timedelta(days=14)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.LEDGER_LOG)
def log(request: Asking) -> HttpResponse:
    """Say what was done and how long it took. What the record counts that day is shown before it is kept twice."""
    if request.method != "POST":
        return _page(request, WorkForm(initial=_usual()))
    sent = _usual() | {name: said for name, said in request.POST.items() if said}
    form, status = WorkForm(sent | {"minutes": sent.get("minutes") or sent.get("other", "")}), 422
    if form.is_valid():
        try:
            return _logged(request, actions.log_work(by=request.user, at=timezone.now(), **form.said()))
        except activity.Counted as counted:
            return _page(request, form, status=409, already=_already(form, counted))
        except (Invalid, Conflict, Refused) as error:
            status = form.refuse(error)
    return _page(request, form, status=status)


def _logged(request: Asking, row: Any) -> HttpResponse:
    undo = reverse("ledger:take-back", args=[row.public_id])
    words = _("%(minutes)s minutes logged: %(kind)s.") % {"minutes": row.minutes, "kind": row.get_kind_display()}
    messages.success(request, words, extra_tags=f"undo:{undo}")
    if queries.forbidden(row.kind, row.mode):
        messages.warning(request, _("The studio’s policy does not let AI do this. It is logged, and flagged."))
    return redirect("ledger:log")


def _already(form: WorkForm, counted: activity.Counted) -> dict[str, Any]:
    """What counts already, and what could be logged beside it: the rest, or everything on top."""
    said = form.said()
    return {
        "sentence": say(counted),
        "counted": counted.minutes,
        "said": said["minutes"],
        "rest": max(0, said["minutes"] - counted.minutes),
        "entry": {name: said[name] for name in ("kind", "mode", "entry_key")} | {"on": said["on"].isoformat()},
    }


def _usual() -> dict[str, Any]:
    return {"on": timezone.localdate().isoformat(), "mode": "alone", "entry_key": new_key()}


def _page(request: Asking, form: WorkForm, *, status: int = 200, already: Any = None) -> HttpResponse:
    today = timezone.localdate()
    spent = queries.time_of(request.user, today=today)
    context = {
        "form": form,
        "already": already,
        "counted": queries.counted_on(request.user, today),
        "waiting": [(row, row.minutes - row.counted) for row in activity.waiting(request.user)],
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
def settle(request: Asking, entry: str) -> HttpResponse:
    """Say how much of an entry comes on top of what the record counts that day."""
    row, form = activity.own_entry(request.user, entry), SettleForm(request.POST)
    if not form.is_valid():
        raise Invalid("Choose how many minutes come on top.")
    row = actions.settle_work(entry=row, minutes=form.cleaned_data["minutes"], by=request.user, at=timezone.now())
    messages.success(request, _("%(minutes)s minutes count on top of the record.") % {"minutes": row.minutes})
    return redirect("ledger:log")


@require_POST
@needs(Permission.LEDGER_LOG)
def take_up(request: Asking, entry: str) -> HttpResponse:
    """Let it count again."""
    actions.take_work_up(entry=activity.own_entry(request.user, entry), by=request.user, at=timezone.now())
    messages.success(request, _("The entry counts again."))
    return redirect("ledger:log")
