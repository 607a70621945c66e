"""The sessions of a client, and the record of one."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from pentimento.core.kernel.errors import Invalid
from pentimento.practice.encounters import actions, queries, rules
from pentimento.practice.encounters.forms import DirectiveForm
from pentimento.trust.access import Permission, needs
from pentimento.trust.access.asking import Asking
from pentimento.trust.access.reading import open_chart

from .found import client_page, opened, session_to_change
from .pads import PADS


@require_safe
@needs(Permission.CALENDAR)
def sessions(request: Asking, chart: str) -> HttpResponse:
    """Every time set aside for a client, and the session held in it."""
    found = opened(request, chart, what="the sessions")
    page = queries.appointments_of(request.user, found, page=request.GET.get("page", "1"))
    context = {**client_page(request, found), "page": page, "now": timezone.now()}
    return render(request, "encounters/list.html", context)


@require_safe
@needs(Permission.CHART_READ)
def session(request: Asking, chart: str, session: str) -> HttpResponse:
    """Everything recorded in one session, the four pads kept apart."""
    found = open_chart(request.user, chart, at=timezone.now(), what="a session")
    held = queries.session_for(request.user, found, session)
    entries = queries.entries_of(request.user, held, struck=True)
    page = client_page(request, found)
    sealed = held.sealed_at is not None
    context = page | {
        "session": held,
        "pads": [{"pad": pad, "title": title, "entries": entries[pad]} for pad, title, _hint in PADS],
        "written": any(entries.values()),
        "media": queries.media_of(request.user, held),
        "aims": queries.aims_of(request.user, held),
        "can_write": page["on_team"] and held.is_open and request.user.may(Permission.SESSION_RUN),
        "can_reopen": page["on_team"] and rules.can_reopen(closed=not held.is_open, sealed=sealed),
    }
    return render(request, "encounters/session.html", context)


@require_POST
@needs(Permission.SESSION_RUN)
def close(request: Asking, chart: str, session: str) -> HttpResponse:
    """End the recording. Sent twice, it is closed once."""
    held = session_to_change(request, chart, session)
    if held.is_open:
        actions.close_session(encounter=held, by=request.user, at=timezone.now())
        messages.success(request, _("Session closed. You can reopen it until its note is sealed."))
    return redirect("encounters:session", chart, session)


@require_POST
@needs(Permission.SESSION_RUN)
def reopen(request: Asking, chart: str, session: str) -> HttpResponse:
    """Go on recording."""
    held = session_to_change(request, chart, session)
    if not held.is_open:
        actions.reopen_session(encounter=held, by=request.user, at=timezone.now())
        messages.success(request, _("Session reopened."))
    return redirect("encounters:room", chart, session)


@require_POST
@needs(Permission.SESSION_RUN)
def directive(request: Asking, chart: str, session: str) -> HttpResponse:
    """Change what the client was invited to do."""
    held = session_to_change(request, chart, session)
    form = DirectiveForm(request.POST)
    if not form.is_valid():
        raise Invalid("A directive has at most {most} characters.", most="2,000")
    words, version = form.cleaned_data["directive"], form.cleaned_data["version"]
    actions.set_directive(encounter=held, words=words, version=version, by=request.user, at=timezone.now())
    return redirect("encounters:room", chart, session)


@require_POST
@needs(Permission.SESSION_RUN)
def strike(request: Asking, chart: str, session: str, entry: str) -> HttpResponse:
    """Strike an entry out."""
    held = session_to_change(request, chart, session)
    actions.strike(entry=queries.entry_for(request.user, held, entry), by=request.user, at=timezone.now())
    undo = reverse("encounters:unstrike", args=[chart, session, entry])
    messages.success(request, _("Struck out. It stays readable, and you can restore it."), extra_tags=f"undo:{undo}")
    return redirect("encounters:session", chart, session)


@require_POST
@needs(Permission.SESSION_RUN)
def unstrike(request: Asking, chart: str, session: str, entry: str) -> HttpResponse:
    """Restore a struck entry."""
    held = session_to_change(request, chart, session)
    actions.unstrike(entry=queries.entry_for(request.user, held, entry), by=request.user, at=timezone.now())
    messages.success(request, _("Entry restored."))
    return redirect("encounters:session", chart, session)
