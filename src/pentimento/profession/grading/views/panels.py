"""A panel is opened and its people are named."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from pentimento.profession.grading import actions
from pentimento.profession.grading.forms import OpenForm, SeatForm, SetAsideForm
from pentimento.profession.grading.queries import posts, schemes
from pentimento.profession.grading.queries.sheet import seat_for
from pentimento.trust.access import Permission, needs
from pentimento.trust.access.asking import Asking
from pentimento.trust.people.queries import clinicians

from .found import CAUGHT, post_page, running, sheet_page


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.GRADING_READ)
def open_panel(request: Asking, post: str) -> HttpResponse:
    """Choose the profile to match against and open the panel."""
    page = post_page(request, post)
    running(request, page)
    form, status = OpenForm(request.POST or None, schemes=schemes.schemes()), 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            shelved, profile = form.said()
            kept = {"post": page["post"], "shelved": shelved, "profile": profile.key}
            try:
                grading = actions.open_grading(by=request.user, at=timezone.now(), **kept)
                return redirect("grading:panel", post, grading.public_id)
            except CAUGHT as error:
                status = form.refuse(error)
    context = page | {"form": form, "pending": posts.pending_appeal(page["post"])}
    return render(request, "grading/open.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.GRADING_READ)
def panel(request: Asking, post: str, grading: str) -> HttpResponse:
    """Who sits on the panel; whoever runs it names and changes its people."""
    sheet, page = sheet_page(request, post, grading)
    form, status = SeatForm(request.POST or None, people=list(clinicians())), 200
    if request.method == "POST":
        running(request, page)
        status = 422
        if form.is_valid():
            try:
                actions.take_seat(grading=sheet.grading, by=request.user, at=timezone.now(), **form.said())
                return redirect("grading:panel", post, grading)
            except CAUGHT as error:
                status = form.refuse(error)
    return render(request, "grading/panel.html", page | {"form": form}, status=status)


@require_POST
@needs(Permission.GRADING_READ)
def leave(request: Asking, post: str, grading: str, seat: str) -> HttpResponse:
    """Take somebody off the panel."""
    found = posts.grading_for(request.user, posts.post_for(request.user, post), grading)
    gone = actions.leave_seat(seat=seat_for(found, seat), by=request.user, at=timezone.now())
    messages.success(request, _("%(name)s no longer sits on this panel.") % {"name": gone.name})
    return redirect("grading:panel", post, grading)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.GRADING_READ)
def set_aside(request: Asking, post: str, grading: str) -> HttpResponse:
    """Set a grading aside that should not have been opened."""
    sheet, page = sheet_page(request, post, grading)
    running(request, page)
    form, status = SetAsideForm(request.POST or None), 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                actions.set_aside(grading=sheet.grading, by=request.user, at=timezone.now(), **form.cleaned_data)
                undo = f"undo:{reverse('grading:take-up', args=[post, grading])}"
                messages.success(request, _("Set aside. It stays readable with your reason."), extra_tags=undo)
                return redirect("grading:post", post)
            except CAUGHT as error:
                status = form.refuse(error)
    return render(request, "grading/set_aside.html", page | {"form": form}, status=status)


@require_POST
@needs(Permission.GRADING_READ)
def take_up(request: Asking, post: str, grading: str) -> HttpResponse:
    """Go on with a grading that was set aside."""
    sheet, page = sheet_page(request, post, grading)
    running(request, page)
    actions.take_up(grading=sheet.grading, by=request.user, at=timezone.now())
    messages.success(request, _("The panel goes on where it was."))
    return redirect("grading:sheet", post, grading)
