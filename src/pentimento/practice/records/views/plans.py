"""The plan: read it, agree it, revise it, see what changed."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from pentimento.core.kernel.errors import Invalid, NotFound, Refused
from pentimento.practice.records import actions
from pentimento.practice.records.forms.plans import AgreeForm, NeedForm
from pentimento.practice.records.queries import plans as queries
from pentimento.trust.access import Permission, needs
from pentimento.trust.access.asking import Asking
from pentimento.trust.access.door import chart_for, is_own_chart
from pentimento.trust.access.reading import open_chart

from .speaking import spoken, with_header


def plan_page(request: Asking, chart: Any, *, opened: dict[str, Any] | None = None, status: int = 200) -> HttpResponse:
    """The plan as it is being written, or else as it is in force."""
    draft = queries.draft_of(request.user, chart)
    tree = draft or queries.plan_of(request.user, chart)
    may_write = request.user.may(Permission.PLAN_WRITE) and is_own_chart(request.user, chart)
    if draft and may_write and not draft.needs and opened is None:
        opened = {"kind": "need", "parent": draft.plan.public_id, "form": NeedForm()}
    versions = queries.versions_of(request.user, chart)
    context = with_header(
        request, chart, "plan", tree=tree, versions=versions, opened=opened, editable=bool(draft) and may_write
    )
    return render(request, "records/plan.html", context | {"may_write": may_write}, status=status)


@require_safe
@needs(Permission.CHART_READ)
def plan(request: Asking, chart: str) -> HttpResponse:
    """The client's plan."""
    return plan_page(request, open_chart(request.user, chart, at=timezone.now(), what="the plan"))


@require_safe
@needs(Permission.CHART_READ)
def plan_version(request: Asking, chart: str, number: int) -> HttpResponse:
    """One version, as it was."""
    opened = open_chart(request.user, chart, at=timezone.now(), what="the plan")
    tree = queries.version_for(request.user, opened, number)
    versions = queries.versions_of(request.user, opened)
    context = with_header(request, opened, "plan", tree=tree, versions=versions, editable=False, past=True)
    return render(request, "records/plan.html", context)


@require_safe
@needs(Permission.CHART_READ)
def plan_changes(request: Asking, chart: str, number: int) -> HttpResponse:
    """What one version changed in the one before."""
    opened = open_chart(request.user, chart, at=timezone.now(), what="the plan")
    after = queries.version_for(request.user, opened, number)
    before = queries.version_for(request.user, opened, number - 1)
    changes = queries.changes_between(before, after)
    context = with_header(request, opened, "plan", before=before.plan, after=after.plan, changes=changes)
    return render(request, "records/plan_changes.html", context)


@require_POST
@needs(Permission.PLAN_WRITE)
def plan_draft(request: Asking, chart: str) -> HttpResponse:
    """Begin a plan, or the next version of it."""
    actions.draft_plan(chart=chart_for(request.user, chart), by=request.user, at=timezone.now())
    return redirect("records:plan", chart)


@require_POST
@needs(Permission.PLAN_WRITE)
def plan_drop(request: Asking, chart: str) -> HttpResponse:
    """Leave a draft behind."""
    draft = queries.draft_of(request.user, chart_for(request.user, chart))
    if draft is not None:
        actions.drop_draft(plan=draft.plan, by=request.user, at=timezone.now())
        messages.success(request, _("The draft is gone. What was agreed before is still in force."))
    return redirect("records:plan", chart)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.PLAN_WRITE)
def plan_agree(request: Asking, chart: str) -> HttpResponse:
    """Record that the client agreed to the draft."""
    opened = open_chart(request.user, chart, at=timezone.now(), what="the plan")
    tree = queries.draft_of(request.user, opened)
    if tree is None:
        return redirect("records:plan", chart)
    header = with_header(request, opened, "plan")
    known = {"on": timezone.localdate(), "agreed_with": header["header"]["name"]}
    form = AgreeForm(request.POST or None, initial=known)
    if request.method == "POST" and form.is_valid():
        try:
            actions.agree(plan=tree.plan, by=request.user, at=timezone.now(), **form.cleaned_data)
        except (Refused, Invalid) as no:
            form.add_error(None, spoken(no))
        else:
            messages.success(request, _("The plan is agreed and stays as it is. To change it, begin a new version."))
            return redirect("records:plan", chart)
    context = {**header, "tree": tree, "form": form}
    return render(request, "records/plan_agree.html", context, status=422 if form.errors else 200)


def draft_for(request: Asking, chart: Any) -> queries.PlanTree:
    """The draft of this chart. NotFound where there is none."""
    tree = queries.draft_of(request.user, chart)
    if tree is None:
        raise NotFound("There is no draft of a plan here. Begin one from the plan's page.")
    return tree
