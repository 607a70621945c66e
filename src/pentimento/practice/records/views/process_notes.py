"""A private process note: its author's page, clearly apart from the record."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from pentimento.core.kernel.errors import Conflict
from pentimento.practice.encounters.queries import session_for
from pentimento.practice.records import actions
from pentimento.practice.records.forms.notes import ProcessForm
from pentimento.practice.records.queries.process_notes import process_note_of
from pentimento.trust.access import Permission, needs
from pentimento.trust.access.asking import Asking
from pentimento.trust.access.reading import open_chart

from .speaking import conflict_status, spoken, with_header


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.NOTE_WRITE)
def process_note(request: Asking, chart: str, session: str) -> HttpResponse:
    """Read or keep one's own reflection on a session."""
    opened = open_chart(request.user, chart, at=timezone.now(), what="their own process note")
    encounter = session_for(request.user, opened, session)
    kept = process_note_of(request.user, encounter)
    form = ProcessForm(request.POST or None, initial={"words": kept.words, "version": kept.version})
    context, status = {}, 422 if form.is_bound else 200
    if form.is_bound and form.is_valid():
        try:
            actions.write_process_note(encounter=encounter, by=request.user, at=timezone.now(), **form.cleaned_data)
            messages.success(request, _("Kept, for your eyes only."))
            return redirect("records:process-note", chart, session)
        except Conflict as conflict:
            again = request.POST.copy()
            again["version"] = str(kept.version)
            form, context, status = (
                ProcessForm(again),
                {"theirs": kept, "why": spoken(conflict)},
                conflict_status(request),
            )
    page = with_header(request, opened, "notes", encounter=encounter, form=form, **context)
    return render(request, "records/process_note.html", page, status=status)
