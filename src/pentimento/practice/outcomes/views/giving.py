"""A measure is given: copied from the paper form, or on screen word for word."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from pentimento.core.kernel.errors import Conflict, Invalid, TooLarge
from pentimento.core.scoring.instruments import instrument as instrument_named
from pentimento.core.scoring.matching import to_answers
from pentimento.core.scoring.score import written_total
from pentimento.practice.outcomes import actions, queries
from pentimento.practice.outcomes.forms import PaperSheet, ScreenSheet, initial_for
from pentimento.trust.access import Permission, needs
from pentimento.trust.access.asking import Asking
from pentimento.trust.access.handing import close, hand_over

from .found import client_page, session_asked, writing

CAUGHT = (Invalid, Conflict, TooLarge)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.MEASURE_GIVE)
def give(request: Asking, chart: str, instrument: str) -> HttpResponse:
    """Copy a paper form, item by item."""
    known, found = instrument_named(instrument), writing(request, chart, what="a measure to fill in")
    session = session_asked(request, found)
    day = timezone.localtime(session.opened_at).date() if session else timezone.localdate()
    sheet, status = PaperSheet(request.POST or None, known=known, initial=initial_for(day)), 200
    if request.method == "POST":
        status = 422
        if sheet.is_valid():
            try:
                return _kept(request, sheet, chart=found, session=session, mode="paper", answers=sheet.answers())
            except CAUGHT as error:
                status = sheet.refuse(error)
    form = queries.form_for(known.key)
    context = {"known": known, "form": sheet, "session": session, "official": form}
    return render(request, "outcomes/give.html", context | client_page(request, found), status=status)


def _kept(request: Asking, sheet: Any, *, chart: Any, session: Any, **said: Any) -> HttpResponse:
    given = actions.give(
        chart=chart,
        instrument=sheet.known.key,
        given_on=sheet.cleaned_data["given_on"],
        entry_key=sheet.cleaned_data["entry_key"],
        encounter=session,
        by=request.user,
        at=timezone.now(),
        **said,
    )
    return after_giving(request, given)


def after_giving(request: Asking, given: Any) -> HttpResponse:
    """Back to the room, unless an answer must be looked at first."""
    known = instrument_named(given.instrument)
    prompt = queries.prompt_of(request.user, given)
    if given.total is None:
        messages.warning(request, _("%(measure)s kept, without a total.") % {"measure": known.title})
    else:
        facts = {"measure": known.title, "total": written_total(given.total), "highest": f"{known.highest:g}"}
        facts |= {"answered": str(len(known.items) - given.missing), "items": str(len(known.items))}
        words = _("%(measure)s kept: %(total)s of %(highest)s.")
        if given.prorated:
            words = _("%(measure)s kept: %(total)s of %(highest)s, prorated from %(answered)s of %(items)s items.")
        messages.success(request, words % facts)
    if known.safety and given.answers[known.safety.item - 1] is None:
        messages.warning(request, _("The item about safety was left out. Ask about it."))
    chart = given.chart.public_id
    if given.encounter is None or (prompt and prompt.answered_at is None):
        return redirect("outcomes:giving", chart, given.public_id)
    return redirect("encounters:room", chart, given.encounter.public_id)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.MEASURE_GIVE)
def give_on_screen(request: Asking, chart: str, instrument: str) -> HttpResponse:
    """The publisher's form, for the client to fill in; nothing else of the record is on the page."""
    known, found = instrument_named(instrument), writing(request, chart, what="a measure to fill in")
    shown = queries.form_shown(known.key, request.POST.get("shown", ""))
    session, official = session_asked(request, found), queries.sheet_of(shown)
    hand_over(request.session, request.path)
    initial = initial_for(timezone.localdate())
    sheet, status = ScreenSheet(request.POST or None, matched=official.matched, initial=initial), 200
    if request.method == "POST":
        status = 422
        if sheet.is_valid():
            try:
                given = _answered(request, sheet, official, chart=found, session=session)
                onward = reverse("outcomes:giving", args=[chart, given.public_id])
                close(request.session, onward)
                return redirect(onward)
            except CAUGHT as error:
                status = sheet.refuse(error)
    context = {"known": known, "form": sheet, "sheet": official, "chart": found, "session": session}
    return render(request, "outcomes/give_on_screen.html", context, status=status)


def _answered(request: Asking, sheet: ScreenSheet, official: Any, *, chart: Any, session: Any) -> Any:
    return actions.give(
        chart=chart,
        instrument=official.row.instrument,
        answers=to_answers(official.matched, sheet.chosen()),
        given_on=timezone.localdate(),
        mode="screen",
        entry_key=sheet.cleaned_data["entry_key"],
        encounter=session,
        form=official.row,
        extra=sheet.besides(),
        by=request.user,
        at=timezone.now(),
    )
