"""Groups: who is in them, and their meetings."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from pentimento.core.kernel.errors import Invalid, Refused
from pentimento.practice.encounters import actions, queries, rules
from pentimento.practice.encounters.forms import GroupForm, MeetingForm
from pentimento.trust.access import Permission, needs
from pentimento.trust.access.asking import Asking
from pentimento.trust.access.door import chart_for, keeps_the_front_desk, practical_purpose
from pentimento.trust.access.reading import open_chart
from pentimento.trust.forms import new_key

from .found import client_choices, public_id


@require_safe
@needs(Permission.CALENDAR)
def groups(request: Asking) -> HttpResponse:
    """The groups this person runs, supervises or books for."""
    context = {"groups": queries.groups_for(request.user), "can_form": not keeps_the_front_desk(request.user)}
    return render(request, "encounters/groups.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.SESSION_RUN)
def form_group(request: Asking) -> HttpResponse:
    """A new group, run by whoever forms it."""
    form = GroupForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        name = form.cleaned_data["name"]
        try:
            made = actions.form_group(name=name, therapist=request.user, by=request.user, at=timezone.now())
        except (Refused, Invalid) as error:
            form.refuse(error)
        else:
            messages.success(request, _("Group formed. Add its members."))
            return redirect("encounters:group", made.public_id)
    return render(request, "encounters/form_group.html", {"form": form}, status=422 if form.errors else 200)


@require_safe
@needs(Permission.CALENDAR)
def group(request: Asking, group: str) -> HttpResponse:
    """Members and meetings of one group."""
    found = queries.group_for(request.user, group)
    blank = MeetingForm(initial={"day": timezone.localdate(), "minutes": 90, "entry_key": new_key()})
    return _page(request, found, form=blank)


def _page(request: Asking, found: Any, *, form: MeetingForm, status: int = 200) -> HttpResponse:
    context = {
        "group": found,
        "members": queries.members_of(request.user, found),
        "meetings": queries.meetings_of(request.user, found),
        "form": form,
        "keeps": found.therapist_id == request.user.pk or keeps_the_front_desk(request.user),
    }
    return render(request, "encounters/group.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.CALENDAR)
def join(request: Asking, group: str) -> HttpResponse:
    """Choose a client to add."""
    found = queries.group_for(request.user, group)
    if request.method != "POST":
        return render(request, "encounters/join.html", {**client_choices(request), "group": found})
    chart = chart_for(request.user, public_id(request.POST.get("client", "")), practical_purpose(request.user))
    actions.join_group(group=found, chart=chart, by=request.user, at=timezone.now())
    messages.success(request, _("Added to the group."))
    return redirect("encounters:group", group)


@require_POST
@needs(Permission.CALENDAR)
def leave(request: Asking, group: str, membership: str) -> HttpResponse:
    """A client leaves the group."""
    found = queries.group_for(request.user, group)
    member = queries.member_for(request.user, found, membership)
    actions.leave_group(membership=member, by=request.user, at=timezone.now())
    undo = f"undo:{reverse('encounters:return', args=[group, membership])}"
    words = _("Taken out of the group. Meetings already booked stay until you cancel them.")
    messages.success(request, words, extra_tags=undo)
    return redirect("encounters:group", group)


@require_POST
@needs(Permission.CALENDAR)
def return_(request: Asking, group: str, membership: str) -> HttpResponse:
    """The client had not left after all."""
    found = queries.group_for(request.user, group)
    member = queries.member_for(request.user, found, membership)
    actions.return_to_group(membership=member, by=request.user, at=timezone.now())
    messages.success(request, _("Back in the group, as if never away."))
    return redirect("encounters:group", group)


@require_POST
@needs(Permission.CALENDAR)
def end(request: Asking, group: str) -> HttpResponse:
    """The group meets no more."""
    actions.end_group(group=queries.group_for(request.user, group), by=request.user, at=timezone.now())
    messages.success(request, _("Group ended. Its past stays in its members' records."))
    return redirect("encounters:group", group)


@require_POST
@needs(Permission.CALENDAR)
def meet(request: Asking, group: str) -> HttpResponse:
    """Book a meeting for every member, or say why not."""
    found = queries.group_for(request.user, group)
    form = MeetingForm(request.POST)
    if form.is_valid():
        key = form.cleaned_data["entry_key"]
        try:
            booked = actions.book_meeting(
                group=found, by=request.user, at=timezone.now(), entry_key=key, **form.times()
            )
        except (Refused, Invalid) as error:
            form.refuse(error)
        else:
            messages.success(request, _("Meeting booked for every member."))
            return redirect("encounters:meeting", group, booked[0].meeting)
    return _page(request, found, form=form, status=422)


@require_safe
@needs(Permission.CALENDAR)
def meeting(request: Asking, group: str, meeting: str) -> HttpResponse:
    """One meeting: from here the therapist goes from one member's room to the next."""
    found = queries.group_for(request.user, group)
    return _meeting_page(request, found, meeting)


def _meeting_page(
    request: Asking, found: Any, meeting: str, *, form: MeetingForm | None = None, status: int = 200
) -> HttpResponse:
    slots = queries.meeting_for(request.user, found, meeting)
    _record_reading(request, slots)
    first = slots[0].appointment
    begins = timezone.localtime(first.starts_at)
    initial = {"day": begins.date(), "time": begins.time(), "minutes": first.minutes, "place": first.place}
    context = {
        "group": found,
        "slots": slots,
        "appointment": first,
        "form": form or MeetingForm(initial={**initial, "entry_key": new_key()}),
        "keeps": found.therapist_id == request.user.pk or keeps_the_front_desk(request.user),
        "runs": found.therapist_id == request.user.pk,
        "can_change": all(slot.appointment.status in {"booked", "cancelled"} for slot in slots),
        "any_booked": any(slot.appointment.status == "booked" for slot in slots),
        "is_due": rules.can_open(starts_at=first.starts_at, at=timezone.now()),
        "now": timezone.now(),
    }
    return render(request, "encounters/meeting.html", context, status=status)


def _record_reading(request: Asking, slots: list[queries.Slot]) -> None:
    """The page names each member, so each member's trail says who looked."""
    purpose = practical_purpose(request.user)
    for slot in slots:
        open_chart(
            request.user, slot.appointment.chart.public_id, at=timezone.now(), what="a group meeting", purpose=purpose
        )


@require_POST
@needs(Permission.CALENDAR)
def move_meeting(request: Asking, group: str, meeting: str) -> HttpResponse:
    """Another time for everybody."""
    found = queries.group_for(request.user, group)
    queries.meeting_for(request.user, found, meeting)
    form = MeetingForm(request.POST)
    if form.is_valid():
        at = timezone.now()
        try:
            actions.move_meeting(group=found, meeting=meeting, by=request.user, at=at, **form.times())
        except (Refused, Invalid) as error:
            form.refuse(error)
        else:
            messages.success(request, _("Meeting moved."))
            return redirect("encounters:meeting", group, meeting)
    return _meeting_page(request, found, meeting, form=form, status=422)


@require_POST
@needs(Permission.CALENDAR)
def cancel_meeting(request: Asking, group: str, meeting: str) -> HttpResponse:
    """Cancel what is booked of it."""
    found = queries.group_for(request.user, group)
    queries.meeting_for(request.user, found, meeting)
    actions.cancel_meeting(group=found, meeting=meeting, by=request.user, at=timezone.now())
    messages.success(request, _("Meeting cancelled for every member. Restore it for each of them if it takes place."))
    return redirect("encounters:meeting", group, meeting)
