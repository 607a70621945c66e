"""The note of a session: its page, autosave, and putting it together again."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from pentimento.core.kernel.errors import Conflict, Invalid, PentimentoError
from pentimento.practice.encounters.queries import session_for
from pentimento.practice.records import actions
from pentimento.practice.records.forms.notes import NoteForm, PasswordForm
from pentimento.practice.records.queries import notes as queries
from pentimento.practice.records.rules.templates import template, templates
from pentimento.trust.access import Permission, needs
from pentimento.trust.access.asking import Asking
from pentimento.trust.access.door import chart_for, is_own_chart
from pentimento.trust.access.reading import open_chart

from .overtaken import note_overtaken
from .sealed import cards, sealed_page
from .speaking import conflict_status, prompts_in, spoken, with_header


@require_safe
@needs(Permission.CHART_READ)
def notes(request: Asking, chart: str) -> HttpResponse:
    """Every session with the state of its note."""
    opened = open_chart(request.user, chart, at=timezone.now(), what="the list of notes")
    lines = Paginator(queries.list_of(request.user, opened), 50).get_page(request.GET.get("page"))
    return render(request, "records/notes.html", with_header(request, opened, "notes", page=lines))


@require_safe
@needs(Permission.CHART_READ)
def note(request: Asking, chart: str, session: str) -> HttpResponse:
    """A sealed note with its layers, or the draft for whoever held the session."""
    opened = open_chart(request.user, chart, at=timezone.now(), what="a note")
    encounter = session_for(request.user, opened, session)
    found = queries.note_of(request.user, encounter)
    if found is not None and found.is_signed:
        return sealed_page(request, encounter, found)
    if not _writes(request, encounter):
        desk = {"note": found} if found else None
        page = with_header(request, opened, "notes", encounter=encounter, desk=desk, **prompts_in(request, opened))
        return render(request, "records/note_none.html", page)
    return desk_page(request, encounter, wanted=request.GET.get("template", ""))


def desk_page(
    request: Asking,
    encounter: Any,
    *,
    wanted: str = "",
    form: NoteForm | None = None,
    password: PasswordForm | None = None,
    status: int = 200,
    **context: Any,
) -> HttpResponse:
    """The draft as a form: as it stands, or as it was typed."""
    desk = queries.desk_for(request.user, encounter, at=timezone.now(), wanted=wanted)
    initial = {"template": desk.template.key, "version": desk.version}
    form = form or NoteForm(sections=desk.sections, initial=initial)
    shown: dict[str, Any] = {
        "encounter": encounter,
        "desk": desk,
        "form": form,
        "password": password or PasswordForm(),
        "templates": templates(),
        "evidence": cards(request.user, encounter.chart, desk.evidence),
    }
    shown |= prompts_in(request, encounter.chart) | context
    page = with_header(request, encounter.chart, "notes", **shown)
    return render(request, "records/note.html", page, status=status)


@require_POST
@needs(Permission.NOTE_WRITE)
def note_save(request: Asking, chart: str, session: str) -> HttpResponse:
    """Keep the draft: while typing, by the button, or before another kind of note is shown."""
    encounter = session_for(request.user, chart_for(request.user, chart), session)
    partial = bool(request.headers.get("HX-Request"))
    if (sealed := sealed_meanwhile(request, encounter)) is not None:
        return _state(request, problem=_overtaken()) if partial else sealed
    form = typed(request, encounter)
    if not form.is_valid():
        return _invalid(request, encounter, form, partial=partial)
    wanted = request.POST.get("wanted", "")
    try:
        kept = None if wanted and not _says_anything(request, encounter, form) else keep(request, encounter, form)
    except Conflict as conflict:
        if partial:
            return _state(request, problem=_("Changed in another tab. Not kept yet: save the draft to see both."))
        return both_page(request, encounter, form, conflict)
    if partial:
        return _state(request, kept=kept)
    response = redirect("records:note", chart, session)
    response.headers["Location"] += f"?template={template(wanted).key}" if wanted else ""
    return response


def _says_anything(request: Asking, encounter: Any, form: NoteForm) -> bool:
    """Whether somebody wrote: a draft that was only looked at is not kept when another kind is asked for."""
    desk = queries.desk_for(request.user, encounter, at=timezone.now(), wanted=form.cleaned_data["template"])
    return queries.is_other_than(desk, form.texts())


def sealed_meanwhile(request: Asking, encounter: Any) -> HttpResponse | None:
    """The sealed note with what was typed, if its writer sealed it elsewhere; None while it is a draft."""
    found = queries.note_of(request.user, encounter)
    if found is None or not found.is_signed or not _writes(request, encounter):
        return None
    return note_overtaken(request, encounter, found)


def _invalid(request: Asking, encounter: Any, form: NoteForm, *, partial: bool) -> HttpResponse:
    return _state(request, problem=_first(form)) if partial else desk_page(request, encounter, form=form, status=422)


def _overtaken() -> str:
    return _("Sealed in another tab. What you typed here is not kept: save the draft to see it whole.")


@require_POST
@needs(Permission.NOTE_WRITE)
def note_rebuild(request: Asking, chart: str, session: str) -> HttpResponse:
    """Put the draft together anew after being asked."""
    encounter = session_for(request.user, chart_for(request.user, chart), session)
    found = queries.note_of(request.user, encounter)
    if found is not None and found.is_signed and _writes(request, encounter):
        messages.info(request, _("This note is already sealed. Nothing was changed."))
    elif found is not None:
        actions.rebuild_note(
            note=found,
            template=template(request.POST.get("template", "")).key,
            version=_whole(request.POST.get("version", "")),
            by=request.user,
            at=timezone.now(),
        )
    return redirect("records:note", chart, session)


def typed(request: Asking, encounter: Any) -> NoteForm:
    """What was sent, against the template it was written in. NotFound for a template there is not."""
    chosen = template(request.POST.get("template", ""))
    sections = [{"key": s.key, "heading": s.heading, "hint": s.hint} for s in chosen.sections]
    return NoteForm(request.POST, sections=sections)


def keep(request: Asking, encounter: Any, form: NoteForm) -> Any:
    """Keep a valid form as the draft."""
    return actions.write_note(
        encounter=encounter,
        template=form.cleaned_data["template"],
        sections=form.texts(),
        version=form.cleaned_data["version"],
        by=request.user,
        at=timezone.now(),
    )


def both_page(request: Asking, encounter: Any, form: NoteForm, conflict: PentimentoError) -> HttpResponse:
    """What was typed and what is kept now, side by side; nothing is lost."""
    if (sealed := sealed_meanwhile(request, encounter)) is not None:
        return sealed
    theirs = queries.note_of(request.user, encounter)
    again = request.POST.copy()
    again["version"] = str(theirs.version if theirs else 0)
    chosen = template(form.cleaned_data["template"])
    kept = NoteForm(again, sections=[{"key": s.key, "heading": s.heading, "hint": s.hint} for s in chosen.sections])
    typed_texts = form.texts()
    differ = [s for s in theirs.sections if typed_texts.get(s["key"], "").strip() != s["text"]] if theirs else []
    why, status = spoken(conflict), conflict_status(request)
    return desk_page(request, encounter, form=kept, theirs=differ, why=why, status=status)


def _writes(request: Asking, encounter: Any) -> bool:
    may = request.user.may(Permission.NOTE_WRITE) and encounter.therapist_id == request.user.pk
    return bool(may and is_own_chart(request.user, encounter.chart))


def _state(request: Asking, *, kept: Any = None, problem: str = "") -> HttpResponse:
    shown = {"saved_at": kept.changed_at, "version": kept.version, "swap": True} if kept else {"problem": problem}
    return render(request, "records/note_state.html", shown, status=422 if problem else 200)


def _first(form: NoteForm) -> str:
    return next(str(problems[0]) for problems in form.errors.values())


def _whole(words: str) -> int:
    if not words.isdecimal() or len(words) > 9:
        raise Invalid("This form is not complete. Load the page again.")
    return int(words)
