"""Which measures there are, their official forms, and what is due."""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from pentimento.core.kernel.errors import Invalid, TooLarge
from pentimento.core.scoring.questionnaire import LARGEST, open_form, read_form
from pentimento.core.scoring.remarks import NO_LEAD_IN
from pentimento.core.scoring.wording import differences
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
    imported: dict[str, list[Any]] = defaultdict(list)
    for row in queries.forms():
        imported[row.instrument].append(row)
    context = {
        "due": [Named(row, names.get(row.chart_id)) for row in due],
        "shelf": [_part(known, imported[known.key]) for known in by_use()],
        "form": form,
        "can_import": rules.can_import(role=request.user.role),
    }
    return render(request, "outcomes/instruments.html", context, status=status)


def _part(known: Any, rows: list[Any]) -> dict[str, Any]:
    row, *earlier = rows or [None]
    now = queries.sheet_of(row).matched if row else None
    form = now.form if now else None
    remarks = [*(form.warnings if form else ()), *(() if form is None or form.has_lead_in else (NO_LEAD_IN,))]
    said = [(remark.technical, gettext(remark.sentence).format(**dict(remark.facts))) for remark in remarks]
    compared = [(one, differences(queries.sheet_of(one).matched, now)) for one in earlier] if now else []
    told = {"noted": [words for technical, words in said if not technical]}
    told["technical"] = [words for technical, words in said if technical]
    return {"known": known, "official": row, "earlier": compared, **told}


@require_POST
@needs(Permission.MEASURE_GIVE)
def bring_in(request: Asking) -> HttpResponse:
    """Import an official form from a file."""
    rules.check_can_import(role=request.user.role)
    form, status = ImportForm(request.POST, request.FILES), 422
    if form.is_valid():
        try:
            content = _read(form.cleaned_data["form_file"])
            done = actions.import_form(questionnaire=content, by=request.user, at=timezone.now())
            level = messages.WARNING if done.replaced else messages.SUCCESS
            messages.add_message(request, level, _told(done))
            if not read_form(done.form.questionnaire).has_lead_in:
                messages.info(request, gettext(NO_LEAD_IN.sentence))
            return redirect("outcomes:instruments")
        except (Invalid, TooLarge) as error:
            status = form.refuse(error, "form_file")
    return _page(request, form, status=status)


def _told(done: actions.Imported) -> str:
    """What an import did to the words that are asked from now on."""
    facts: dict[str, Any] = {"title": done.form.title}
    if done.standing is actions.Standing.UNCHANGED:
        return _("“%(title)s” is the form that is asked already. Nothing changed.") % facts
    if done.replaced is None or done.difference is None:
        return _("Imported “%(title)s”. It is asked word for word on screen from now on.") % facts
    numbers = done.difference.numbers
    facts |= {"number": len(numbers), "items": ", ".join(map(str, numbers))}
    which = (
        ngettext(
            "%(number)s item is worded otherwise than before: item %(items)s.",
            "%(number)s items are worded otherwise than before: items %(items)s.",
            len(numbers),
        )
        if numbers
        else _("No scored item is worded otherwise than before.")
    )
    ends = _(
        "From now on the newly imported words are asked. Answers given before keep the words they were asked with."
    )
    return " ".join([_("Imported “%(title)s”.") % facts, which % facts, ends])


def _read(sent: Any) -> dict[str, Any]:
    """The file as parsed JSON, once it is known to be a questionnaire of a sensible size."""
    content: bytes = sent.read(LARGEST + 1)
    open_form(content)
    raw: dict[str, Any] = json.loads(content.decode("utf-8-sig"))
    return raw
