"""Which measures there are, their official forms, and what is due."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from pentimento.core.kernel.errors import Invalid, TooLarge
from pentimento.core.scoring.questionnaire import LARGEST, open_form, read_form
from pentimento.practice.clients.queries import names_of
from pentimento.practice.outcomes import actions, queries, rules
from pentimento.practice.outcomes.forms import ImportForm
from pentimento.trust.access import Permission, needs
from pentimento.trust.access.asking import Asking

from .found import by_use

AHEAD = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Named:
    """A measure due, with the client it is due for."""

    due: Any
    client: Any


@require_safe
@needs(Permission.MEASURE_GIVE)
def instruments(request: Asking) -> HttpResponse:
    """The measures that ship, whether their official forms were imported, and what is due."""
    return _page(request, ImportForm())


def _page(request: Asking, form: ImportForm, *, status: int = 200) -> HttpResponse:
    due = queries.due_for(request.user, on=timezone.localdate() + AHEAD)
    names = names_of(request.user, {row.chart_id for row in due})
    imported: dict[str, Any] = {}
    for row in queries.forms():
        imported.setdefault(row.instrument, row)
    context = {
        "due": [Named(row, names.get(row.chart_id)) for row in due],
        "shelf": [_part(known, imported.get(known.key)) for known in by_use()],
        "form": form,
        "can_import": rules.can_import(role=request.user.role),
    }
    return render(request, "outcomes/instruments.html", context, status=status)


def _part(known: Any, row: Any) -> dict[str, Any]:
    remarks = read_form(row.questionnaire).warnings if row else ()
    warnings = [gettext(remark.sentence).format(**dict(remark.facts)) for remark in remarks]
    return {"known": known, "official": row, "warnings": warnings}


@require_POST
@needs(Permission.MEASURE_GIVE)
def bring_in(request: Asking) -> HttpResponse:
    """Import an official form from a file."""
    rules.check_can_import(role=request.user.role)
    form, status = ImportForm(request.POST, request.FILES), 422
    if form.is_valid():
        try:
            row = actions.import_form(
                questionnaire=_read(form.cleaned_data["form_file"]), by=request.user, at=timezone.now()
            )
            messages.success(request, _("Imported “%(title)s”.") % {"title": row.title})
            return redirect("outcomes:instruments")
        except (Invalid, TooLarge) as error:
            form.refuse(error)
            status = 413 if isinstance(error, TooLarge) else 422
    return _page(request, form, status=status)


def _read(sent: Any) -> dict[str, Any]:
    """The file as parsed JSON, once it is known to be a questionnaire of a sensible size."""
    content: bytes = sent.read(LARGEST + 1)
    open_form(content)
    raw: dict[str, Any] = json.loads(content.decode("utf-8-sig"))
    return raw
