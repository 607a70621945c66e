"""Labels and usage are brought in: looked at first, then applied."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from pentimento.core.exposure.inventory import ART_THERAPISTS
from pentimento.core.kernel.errors import Invalid, Refused, TooLarge
from pentimento.profession.ledger import actions, queries, rules
from pentimento.profession.ledger.forms import TableForm
from pentimento.trust.access import Permission, needs
from pentimento.trust.access.asking import Asking


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.LEDGER_KEEP)
def tables(request: Asking) -> HttpResponse:
    """What counts, what was brought in, and a place to bring more."""
    if request.method != "POST":
        return _page(request, TableForm())
    form, status = TableForm(request.POST, request.FILES), 422
    if form.is_valid():
        said = {name: words for name, words in form.cleaned_data.items() if name != "table"}
        try:
            row = actions.propose_table(
                **said, content=form.content(), occupation=ART_THERAPISTS, by=request.user, at=timezone.now()
            )
            return redirect("ledger:preview", row.public_id)
        except (Invalid, TooLarge, Refused) as error:
            form.refuse(error)
            status = 413 if isinstance(error, TooLarge) else 422
    return _page(request, form, status=status)


def _page(request: Asking, form: TableForm, *, status: int = 200) -> HttpResponse:
    context = {"form": form, "tables": queries.tables(), "attribution": queries.attribution_for()}
    return render(request, "ledger/imports.html", context, status=status)


@require_safe
@needs(Permission.LEDGER_KEEP)
def preview(request: Asking, table: str) -> HttpResponse:
    """What a table says, task by task, with every remark about its rows."""
    row = queries.table_for(table)
    tasks, labels = queries.tasks_of(row.occupation), queries.labels_of(row.occupation)
    lines = [
        {"task": task, "said": row.content[key], "now": labels.get(key)}
        for key, task in tasks.items()
        if key in row.content
    ]
    context = {
        "table": row,
        "lines": lines,
        "remarks": [
            remark | {"task": tasks[remark["task_id"]]} for remark in row.remarks if remark["task_id"] in tasks
        ],
        "missing": [tasks[key] for key in row.missing if key in tasks],
        "raters": _raters(row),
        "can_keep": rules.can_keep(role=request.user.role),
    }
    return render(request, "ledger/preview.html", context)


def _raters(row: Any) -> list[str]:
    if row.kind != "labels":
        return []
    return list(dict.fromkeys(rater for scales in row.content.values() for rater in scales["exposure"]))


@require_POST
@needs(Permission.LEDGER_KEEP)
def apply(request: Asking, table: str) -> HttpResponse:
    """Let it count."""
    row = actions.apply_table(table=queries.table_for(table), by=request.user, at=timezone.now())
    messages.success(request, _("“%(title)s” counts from now on.") % {"title": row.title})
    return redirect("ledger:imports")


@require_POST
@needs(Permission.LEDGER_KEEP)
def set_aside(request: Asking, table: str) -> HttpResponse:
    """It does not count, or no longer."""
    row = actions.set_table_aside(table=queries.table_for(table), by=request.user, at=timezone.now())
    messages.success(request, _("“%(title)s” is set aside.") % {"title": row.title})
    return redirect("ledger:imports")
