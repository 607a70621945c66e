"""Doors that seal: the author's signature, the co-signature, the amendment. Each asks for the password."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from pentimento.core.kernel.errors import Conflict, Invalid, Refused, TooLarge
from pentimento.practice.encounters.queries import session_for
from pentimento.practice.records import actions
from pentimento.practice.records.forms.notes import AmendForm, PasswordForm
from pentimento.practice.records.queries import notes as queries
from pentimento.practice.records.queries.layers import layers_of
from pentimento.trust.access import Permission, needs
from pentimento.trust.access.asking import Asking
from pentimento.trust.access.door import chart_for, is_own_chart
from pentimento.trust.people.queries import supervises

from .notes import both_page, desk_page, keep, sealed_meanwhile, typed
from .sealed import JUST_SEALED, sealed_page
from .speaking import spoken


@require_POST
@needs(Permission.NOTE_WRITE)
def note_sign(request: Asking, chart: str, session: str) -> HttpResponse:
    """Keep what is on the page, then seal it. A wrong password loses nothing."""
    encounter = session_for(request.user, chart_for(request.user, chart), session)
    if (sealed := sealed_meanwhile(request, encounter)) is not None:
        return sealed
    form, password = typed(request, encounter), PasswordForm(request.POST)
    if not (form.is_valid() and password.is_valid()):
        return desk_page(request, encounter, form=form, password=password, status=422)
    try:
        note = keep(request, encounter, form)
    except Conflict as conflict:
        return both_page(request, encounter, form, conflict)
    return _seal(request, encounter, note, password)


def _seal(request: Asking, encounter: Any, note: Any, password: PasswordForm) -> HttpResponse:
    words = password.cleaned_data["password"]
    page = redirect("records:note", note.chart.public_id, encounter.public_id)
    try:
        actions.sign_note_with_password(note=note, password=words, by=request.user, at=timezone.now())
    except Conflict:  # pressed twice in the same moment
        return sealed_meanwhile(request, encounter) or page
    except Refused as no:
        password.add_error("password", spoken(no))
        return desk_page(request, encounter, password=password, status=422)
    request.session[JUST_SEALED] = note.public_id
    messages.success(request, _("Note sealed."))
    return page


@require_POST
@needs(Permission.NOTE_COSIGN)
def note_cosign(request: Asking, chart: str, session: str) -> HttpResponse:
    """A supervisor answers for a trainee's note."""
    encounter = session_for(request.user, chart_for(request.user, chart), session)
    note = queries.note_for(request.user, encounter)
    form = PasswordForm(request.POST, prefix="cosign")
    if form.is_valid():
        try:
            words, read = form.cleaned_data["password"], request.POST.getlist("layer") or None
            actions.cosign_note_with_password(note=note, password=words, shown=read, by=request.user, at=timezone.now())
            messages.success(request, _("Note co-signed."))
            return redirect("records:note", chart, session)
        except Refused as no:
            if not form_is_there(request, note):
                raise  # no form on their page to say it in
            form.add_error("password", spoken(no))
    return sealed_page(request, encounter, note, cosign=form, status=422)


def form_is_there(request: Asking, note: Any) -> bool:
    """Whether this supervisor is shown the form in which a refusal can be said."""
    on = timezone.localdate()
    return any(supervises(request.user, one.row.author, on=on) for one in layers_of(request.user, note).all)


@require_POST
@needs(Permission.NOTE_WRITE)
def note_amend(request: Asking, chart: str, session: str) -> HttpResponse:
    """Lay a sealed layer over a sealed note."""
    encounter = session_for(request.user, chart_for(request.user, chart), session)
    note = queries.note_for(request.user, encounter)
    form = AmendForm(request.POST)
    if form.is_valid():
        try:
            actions.amend_note_with_password(note=note, by=request.user, at=timezone.now(), **form.cleaned_data)
            messages.success(request, _("Amendment sealed. The note under it stays readable."))
            return redirect("records:note", chart, session)
        except (Refused, Invalid, TooLarge) as no:
            if not is_own_chart(request.user, encounter.chart):
                raise  # no form on their page to say it in
            form.add_error(None, spoken(no))
    return sealed_page(request, encounter, note, amend=form, status=422)
