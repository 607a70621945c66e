"""One task: every figure with its inputs, trials of AI, and what the studio lets it do."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from pentimento.core.exposure.formulas import GRADE
from pentimento.core.exposure.inventory import ART_THERAPISTS
from pentimento.core.kernel.errors import Conflict, Invalid, NotFound, Refused
from pentimento.profession.ledger import actions, queries, rules
from pentimento.profession.ledger.forms import PolicyForm, TrialForm
from pentimento.trust.access import Permission, needs
from pentimento.trust.access.asking import Asking
from pentimento.trust.forms import new_key
from pentimento.trust.people.roles import Role

from .drawn import drawn_row, rater_lines
from .table import for_everybody

CAUGHT = (Invalid, Refused, Conflict)
HALF_A_YEAR = timedelta(days=182)


@require_safe
@needs(Permission.LEDGER_READ)
def task(request: Asking, task: str) -> HttpResponse:
    """Everything behind one line of the ledger."""
    return _page(request, task)


def _page(
    request: Asking, task: str, *, policy: PolicyForm | None = None, trial: TrialForm | None = None, status: int = 200
) -> HttpResponse:
    today = timezone.localdate()
    found = queries.task_for(request.user, task, today=today, everybody=for_everybody(request))
    standing = queries.policy_for(task)
    context = {
        "page": found,
        "drawn": (drawn := drawn_row(found.line)),
        "figures": list(drawn.figures.values()),
        "raters": rater_lines(found.line.row.labels, found.ledger.raters),
        "task": found.line.row.task,
        "standing": standing,
        "grade_words": GRADE.words,
        "can_keep": rules.can_keep(role=request.user.role),
        "answered_by": _somebody_else(request, standing.policy),
        "policy_form": policy or PolicyForm(initial=_policy_now(request, standing, today), writer=request.user),
        "trial_form": trial or TrialForm(initial={"on": today, "entry_key": new_key()}),
        "policy_refused": policy is not None,
        "trial_refused": trial is not None,
        "today": today,
        "contradictions": queries.contradictions(today=today, task_id=task),
        "attribution": queries.attribution_for(),
    }
    return render(request, "ledger/task.html", context, status=status)


def _somebody_else(request: Asking, policy: Any) -> str:
    """Who writes the next version instead of this person, if anybody."""
    return "" if request.user.role == Role.HEAD else queries.answered_by(policy, besides=request.user)


def _policy_now(request: Asking, standing: Any, today: Any) -> dict[str, Any]:
    now = standing.policy
    begin = {"number": 0, "review_on": today + HALF_A_YEAR, "answers": request.user.public_id}
    return begin | ({"stance": now.stance, "reason": now.reason, "number": now.number} if now else {})


@require_POST
@needs(Permission.LEDGER_KEEP)
def policy(request: Asking, task: str) -> HttpResponse:
    """Write what AI may do of this task."""
    _check_task(task)
    form, status = PolicyForm(request.POST, writer=request.user), 422
    if form.is_valid():
        try:
            said: dict[str, Any] = {"occupation": ART_THERAPISTS, "task_id": task, **_now(request)}
            actions.write_policy(**said, **form.cleaned_data)
            messages.success(request, _("The policy is written. It holds from now on."))
            return redirect("ledger:task", task)
        except CAUGHT as error:
            status = form.refuse(error)
    return _page(request, task, policy=form, status=status)


@require_POST
@needs(Permission.LEDGER_LOG)
def trial(request: Asking, task: str) -> HttpResponse:
    """Keep how AI did."""
    _check_task(task)
    form, status = TrialForm(request.POST), 422
    if form.is_valid():
        try:
            said: dict[str, Any] = {"occupation": ART_THERAPISTS, "task_id": task, **_now(request)}
            kept = actions.record_trial(**said, **form.cleaned_data)
            undo = reverse("ledger:withdraw", args=[kept.public_id])
            messages.success(request, _("The trial is kept and counts."), extra_tags=f"undo:{undo}")
            return redirect("ledger:task", task)
        except CAUGHT as error:
            status = form.refuse(error)
    return _page(request, task, trial=form, status=status)


def _now(request: Asking) -> dict[str, Any]:
    return {"by": request.user, "at": timezone.now()}


def _check_task(task: str) -> None:
    if task not in queries.tasks_of(ART_THERAPISTS):
        raise NotFound


@require_POST
@needs(Permission.LEDGER_LOG)
def withdraw(request: Asking, trial: str) -> HttpResponse:
    """Let a trial of one's own no longer count."""
    found = queries.trial_for(request.user, trial)
    actions.withdraw_trial(trial=found, by=request.user, at=timezone.now())
    undo = reverse("ledger:restore", args=[found.public_id])
    messages.success(request, _("The trial no longer counts."), extra_tags=f"undo:{undo}")
    return redirect("ledger:task", found.task_id)


@require_POST
@needs(Permission.LEDGER_LOG)
def restore(request: Asking, trial: str) -> HttpResponse:
    """Let it count again."""
    found = queries.trial_for(request.user, trial)
    actions.restore_trial(trial=found, by=request.user, at=timezone.now())
    messages.success(request, _("The trial counts again."))
    return redirect("ledger:task", found.task_id)
