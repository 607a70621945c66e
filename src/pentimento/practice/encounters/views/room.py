"""The session room: one screen, and nothing to save because it is saved."""

from __future__ import annotations

import hashlib
from typing import Any

from django.http import HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from pentimento.core.kernel.errors import Conflict, PentimentoError, Refused, TooLarge
from pentimento.practice.clients.queries import names_of, precautions_of
from pentimento.practice.encounters import actions, queries, rules
from pentimento.practice.encounters.forms import DirectiveForm, EntryForm
from pentimento.trust.access import Permission, needs
from pentimento.trust.access.asking import Asking
from pentimento.trust.access.door import is_own_chart
from pentimento.trust.access.reading import open_chart
from pentimento.trust.drafts import draft_key
from pentimento.trust.forms import say

from .found import session_to_change
from .pads import PADS

UNSAVED = {Conflict: 409, TooLarge: 413, Refused: 403}


@require_safe
@needs(Permission.SESSION_RUN)
def room(request: Asking, chart: str, session: str) -> HttpResponse:
    """The room of an open session. A closed one, or a colleague's, is read on its record page."""
    found = open_chart(request.user, chart, at=timezone.now(), what="the session room")
    held = queries.session_for(request.user, found, session)
    if not held.is_open or not is_own_chart(request.user, found):
        return redirect("encounters:session", chart, session)
    return _page(request, held)


def _page(request: Asking, held: Any, *, typed: dict[str, Any] | None = None, status: int = 200) -> HttpResponse:
    chart = held.chart
    directive = DirectiveForm(initial={"directive": held.directive, "version": held.version})
    context = {
        "session": held,
        "chart": chart,
        "client": names_of(request.user, [chart.pk]).get(chart.pk),
        "precautions": precautions_of(request.user, chart),
        "pads": _pads(request, held, typed or {}),
        "chips": _chips([use.medium for use in queries.media_of(request.user, held)]),
        "aims": queries.aims_of(request.user, held),
        "directive_form": directive,
        "typed": typed,
        "draft_key": draft_key(request),
        "written_up": timezone.localdate() != timezone.localdate(held.opened_at)
        and timezone.now() > held.appointment.ends_at,
    }
    return render(request, "encounters/room.html", context, status=status)


def _pads(request: Asking, held: Any, typed: dict[str, Any]) -> list[dict[str, Any]]:
    """Each pad with its entries; the last one its author has not finished lies under the pen."""
    pads = []
    for pad, entries in queries.entries_of(request.user, held).items():
        mine = [entry for entry in entries if not entry.finished and entry.author == request.user]
        under_pen: Any = mine[-1] if mine else None
        if typed.get("pad") == pad:
            under_pen = typed
        listed = [entry for entry in entries if entry is not under_pen]
        title, hint = next((title, hint) for name, title, hint in PADS if name == pad)
        pads.append({"pad": pad, "title": title, "hint": hint, "entries": listed, "open": under_pen})
    return pads


def _chips(used: list[str]) -> list[dict[str, Any]]:
    """Every medium of the list, and the therapist's own words, each with its place in order of use."""
    order = {medium: place for place, medium in enumerate(used, start=1)}
    own = [medium for medium in used if medium not in rules.MEDIA]
    return [{"medium": medium, "order": order.get(medium)} for medium in (*rules.MEDIA, *own)]


def wants_json(request: Asking) -> bool:
    """Whether the page's script asks, rather than a form without script."""
    return "application/json" in request.headers.get("Accept", "")


@require_POST
@needs(Permission.SESSION_RUN)
def save(request: Asking, chart: str, session: str) -> HttpResponse:
    """Save one entry. The script gets JSON; a form without script comes back to the room."""
    held = session_to_change(request, chart, session)
    form = EntryForm(request.POST)
    try:
        key, written = _written(request, held, form)
    except PentimentoError as error:
        if not wants_json(request):
            return _unsaved(request, held, form, error)
        if not isinstance(error, Conflict):
            raise
        return JsonResponse({"error": say(error), **error.facts}, status=409)
    if wants_json(request):
        saved = {"client_key": key, "version": written.version, "saved_at": written.saved_at.isoformat()}
        return JsonResponse(saved)
    where = reverse("encounters:room", args=[chart, session])
    return HttpResponseRedirect(f"{where}#pad-{form.cleaned_data['pad']}")


def _written(request: Asking, held: Any, form: EntryForm) -> tuple[str, Any]:
    at = timezone.now()
    if not form.is_valid():
        raise rules.not_from_the_room()
    sent = form.cleaned_data
    stamped_at = sent["stamped_at"] or at
    key = sent["client_key"] or _key_of(request, held, sent["pad"], sent["text"], at.replace(second=0, microsecond=0))
    written = actions.write(
        encounter=held,
        pad=sent["pad"],
        words=sent["text"],
        client_key=key,
        version=sent["version"],
        stamped_at=stamped_at,
        finish=sent["finish"] != "0",
        by=request.user,
        at=at,
    )
    return key, written


def _key_of(request: Asking, *parts: Any) -> str:
    """Without script a form has no key: the same words within a minute are the same sending."""
    said = "\n".join(str(getattr(part, "public_id", part)) for part in (request.user, *parts))
    return hashlib.sha256(said.encode(errors="replace")).hexdigest()[:36]


def _unsaved(request: Asking, held: Any, form: EntryForm, error: PentimentoError) -> HttpResponse:
    """The room again, with what was typed still on its pad and, in a conflict, the other text beside it."""
    if not is_own_chart(request.user, held.chart):
        raise error
    sent = form.cleaned_data
    conflict = isinstance(error, Conflict)
    typed = {
        "pad": sent.get("pad", ""),
        "text": sent.get("text", ""),
        "client_key": sent.get("client_key", ""),
        "version": error.facts["version"] if conflict else sent.get("version", 0),
        "stamped_at": None,  # sent again, it is stamped again
        "sentence": say(error),
        "theirs": error.facts["theirs"] if conflict else "",
    }
    status = next((code for kind, code in UNSAVED.items() if isinstance(error, kind)), 422)
    return _page(request, held, typed=typed, status=status)


@require_POST
@needs(Permission.SESSION_RUN)
def media(request: Asking, chart: str, session: str) -> HttpResponse:
    """Take a medium up, or put it away: the page says which, so that sending it twice changes nothing."""
    held = session_to_change(request, chart, session)
    used = "put_away" not in request.POST
    medium = request.POST.get("medium" if used else "put_away", "")
    order = actions.note_medium(encounter=held, medium=medium, used=used, by=request.user, at=timezone.now())
    if wants_json(request):
        return JsonResponse({"order": order})
    return HttpResponseRedirect(f"{reverse('encounters:room', args=[chart, session])}#media")
