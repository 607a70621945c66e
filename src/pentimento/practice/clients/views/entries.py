"""Precautions, guardians and contacts: add one, end one, bring one back. Each a section of the details page."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from pentimento.core.kernel.errors import Invalid, TooLarge
from pentimento.practice.clients import actions, queries
from pentimento.trust.access import Permission, needs
from pentimento.trust.access.asking import Asking
from pentimento.trust.access.door import chart_for, is_own_chart, practical_purpose

from . import details
from .found import to_section

ADD: dict[str, Callable[..., Any]] = {
    "precautions": lambda **kept: actions.add_precaution(on=timezone.localdate(), **kept),
    "guardians": actions.add_guardian,
    "contacts": actions.add_contact,
}
END: dict[str, Callable[..., Any]] = {
    "precautions": lambda entry, **kept: actions.end_precaution(precaution=entry, **kept),
    "guardians": lambda entry, **kept: actions.end_guardian(guardian=entry, **kept),
    "contacts": lambda entry, **kept: actions.end_contact(contact=entry, **kept),
}
RESTORE: dict[str, Callable[..., Any]] = {
    "precautions": lambda entry, **kept: actions.restore_precaution(precaution=entry, **kept),
    "guardians": lambda entry, **kept: actions.restore_guardian(guardian=entry, **kept),
    "contacts": lambda entry, **kept: actions.restore_contact(contact=entry, **kept),
}


def section(name: str, permission: Permission) -> Callable[..., HttpResponse]:
    """The address of a section."""

    @require_http_methods(["GET", "HEAD", "POST"])
    @needs(permission)
    def view(request: Asking, chart: str) -> HttpResponse:
        """POST adds an entry to this section; GET leads to its place on the page."""
        found = chart_for(request.user, chart, practical_purpose(request.user))
        if request.method != "POST":
            return to_section(found, name)
        form = details.FORMS[name](request.POST, auto_id=f"{name}_%s")
        if form.is_valid():
            try:
                ADD[name](chart=found, by=request.user, at=timezone.now(), **form.cleaned_data)
            except (Invalid, TooLarge) as error:
                form.refuse(error)
            else:
                return _answer(request, found, name, _("Added."))
        return _refused(request, found, name, form)

    return view


def ending(name: str, permission: Permission) -> Callable[..., HttpResponse]:
    """The address at which an entry of a section is ended."""

    @require_POST
    @needs(permission)
    def view(request: Asking, chart: str, entry: str) -> HttpResponse:
        """End an entry; the notice offers to bring it back."""
        found = chart_for(request.user, chart, practical_purpose(request.user))
        kept = queries.entry_for(request.user, found, name, entry)
        END[name](kept, on=timezone.localdate(), by=request.user, at=timezone.now())
        undo = reverse(f"clients:restore-{name}", args=[chart, entry])
        return _answer(request, found, name, _("Ended. It stays readable under ended entries."), undo=undo)

    return view


def restoring(name: str, permission: Permission) -> Callable[..., HttpResponse]:
    """The address at which an ended entry of a section is brought back."""

    @require_POST
    @needs(permission)
    def view(request: Asking, chart: str, entry: str) -> HttpResponse:
        """Bring an ended entry back."""
        found = chart_for(request.user, chart, practical_purpose(request.user))
        kept = queries.entry_for(request.user, found, name, entry)
        RESTORE[name](kept, by=request.user, at=timezone.now())
        return _answer(request, found, name, _("Brought back."))

    return view


def _answer(request: Asking, chart: Any, name: str, words: str, *, undo: str = "") -> HttpResponse:
    if not request.headers.get("HX-Request"):
        messages.success(request, words, extra_tags=f"undo:{undo}" if undo else "")
        return to_section(chart, name)
    return _partial(request, chart, name, {"done": words, "undo_url": undo})


def _refused(request: Asking, chart: Any, name: str, form: Any) -> HttpResponse:
    if not request.headers.get("HX-Request"):
        return details.page(request, chart, status=422, **{f"{name}_form": form})
    return _partial(request, chart, name, {f"{name}_form": form}, status=422)


def _partial(request: Asking, chart: Any, name: str, extra: dict[str, Any], *, status: int = 200) -> HttpResponse:
    on_team = is_own_chart(request.user, chart)
    context = {"chart": chart, **details.entries(request, chart, name, on_team=on_team), **extra}
    return render(request, f"clients/_{name}.html", context, status=status)
