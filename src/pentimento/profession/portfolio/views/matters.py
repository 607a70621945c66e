"""What was brought to supervision: on the agenda and off it, what it came to, taken back; what was agreed."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from pentimento.core.kernel.errors import NotFound
from pentimento.profession.portfolio.actions import supervision as actions
from pentimento.profession.portfolio.forms.speaking import CAUGHT
from pentimento.profession.portfolio.forms.supervision import WordsForm
from pentimento.profession.portfolio.queries import supervision as queries
from pentimento.trust.access import Permission, needs
from pentimento.trust.access.asking import Asking

from .supervision import meeting_page


@require_POST
@needs(Permission.SUPERVISION_MEET)
def put_on(request: Asking, meeting: str, matter: str) -> HttpResponse:
    """Put something that waits on the agenda."""
    table = queries.meeting_for(request.user, meeting)
    row = queries.matter_for(request.user, matter)
    actions.put_on_agenda(matter=row, meeting=table.meeting, by=request.user, at=timezone.now())
    return redirect("portfolio:meeting", meeting)


@require_POST
@needs(Permission.SUPERVISION_MEET)
def take_off(request: Asking, matter: str) -> HttpResponse:
    """Take something off the agenda; it waits again."""
    row = queries.matter_for(request.user, matter)
    before = row.meeting
    actions.put_on_agenda(matter=row, meeting=None, by=request.user, at=timezone.now())
    return redirect("portfolio:meeting", before.public_id) if before else redirect("portfolio:supervision")


@require_POST
@needs(Permission.SUPERVISION_MEET)
def settle(request: Asking, matter: str) -> HttpResponse:
    """Write what it came to."""
    row = queries.matter_for(request.user, matter)
    if row.meeting is None:
        raise NotFound
    form, status = WordsForm(request.POST, prefix=row.public_id), 422
    if form.is_valid():
        try:
            said = form.cleaned_data
            version = said["version"] or 0
            actions.settle(matter=row, outcome=said["words"], version=version, by=request.user, at=timezone.now())
            return redirect("portfolio:meeting", row.meeting.public_id)
        except CAUGHT as error:
            status = form.refuse(error)
    table = queries.meeting_for(request.user, row.meeting.public_id)
    return meeting_page(request, table, settling=form, settling_at=row.pk, status=status)


@require_POST
@needs(Permission.SUPERVISION_MEET)
def withdraw(request: Asking, matter: str) -> HttpResponse:
    """Take back what was brought."""
    row = queries.matter_for(request.user, matter)
    actions.withdraw_matter(matter=row, by=request.user, at=timezone.now())
    messages.success(request, _("Taken back."))
    return redirect("portfolio:supervision")


@require_POST
@needs(Permission.SUPERVISION_MEET)
def done(request: Asking, agreed: str) -> HttpResponse:
    """Say that something agreed is done, or that it is not after all."""
    row = queries.agreed_for(request.user, agreed)
    actions.mark_done(agreed=row, done=row.done_at is None, by=request.user, at=timezone.now())
    back = request.POST.get("from", "")
    return (
        redirect("portfolio:meeting", row.meeting.public_id) if back == "meeting" else redirect("portfolio:supervision")
    )
