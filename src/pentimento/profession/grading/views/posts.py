"""A post: its description, who holds it, and what became of its grading."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from pentimento.profession.grading import actions
from pentimento.profession.grading.forms import ChangeForm, DescriptionForm, EndForm, HolderForm, PostForm, today_first
from pentimento.profession.grading.queries import posts
from pentimento.trust.access import Permission, needs
from pentimento.trust.access.asking import Asking
from pentimento.trust.forms import say
from pentimento.trust.people.queries import clinicians

from .found import CAUGHT, post_page, running


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.GRADING_RUN)
def new(request: Asking) -> HttpResponse:
    """Describe a post and say who holds it."""
    given: dict[str, Any] = {"posts": posts.choices_of(request.user), "people": list(clinicians())}
    form, status = PostForm(request.POST or None, initial=today_first(timezone.localdate()), **given), 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                post = actions.add_post(by=request.user, at=timezone.now(), **form.said())
                messages.success(request, _("Post added."))
                return redirect("grading:post", post.public_id)
            except CAUGHT as error:
                status = form.refuse(error)
    return render(request, "grading/post_form.html", {"form": form}, status=status)


@require_safe
@needs(Permission.GRADING_READ)
def post(request: Asking, post: str) -> HttpResponse:
    """One post: what it is there to do, who holds it, how it was graded."""
    page = post_page(request, post)
    found = page["post"]
    chapters = posts.history_of(request.user, found)
    context = page | {
        "descriptions": posts.descriptions_of(found),
        "holdings": posts.holdings_of(found),
        "chapters": chapters,
        "sitting": next((one for one in chapters if one.grading.is_open), None),
        "pending": posts.pending_appeal(found),
    }
    return render(request, "grading/post.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.GRADING_READ)
def change(request: Asking, post: str) -> HttpResponse:
    """Change title, team and the post it answers to; say who holds it."""
    page = post_page(request, post)
    found = page["post"]
    running(request, page)
    initial = {"title": found.title, "team": found.team, "version": found.version}
    initial["reports_to"] = found.reports_to.public_id if found.reports_to else ""
    given = posts.choices_of(request.user, but=found)
    form, status = ChangeForm(request.POST or None, initial=initial, posts=given), 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                actions.change_post(post=found, by=request.user, at=timezone.now(), **form.said())
                return redirect("grading:post", post)
            except CAUGHT as error:
                status = form.refuse(error)
    holders = HolderForm(people=list(clinicians()), initial=today_first(page["today"]), auto_id="holder_%s")
    context = page | {"form": form, "holders": holders, "holdings": posts.holdings_of(found)}
    return render(request, "grading/change.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.GRADING_READ)
def describe(request: Asking, post: str) -> HttpResponse:
    """Lay another version over the job description."""
    page = post_page(request, post)
    running(request, page)
    last = posts.description_of(page["post"])
    initial = {"words": last.words if last else "", "number": last.number if last else 0, "agreed_on": page["today"]}
    form, status = DescriptionForm(request.POST or None, initial=initial), 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                actions.describe_again(post=page["post"], by=request.user, at=timezone.now(), **form.cleaned_data)
                messages.success(request, _("The new version lies over the old one; both stay readable."))
                return redirect("grading:post", post)
            except CAUGHT as error:
                status = form.refuse(error)
    return render(request, "grading/describe.html", page | {"form": form, "last": last}, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.GRADING_READ)
def end(request: Asking, post: str) -> HttpResponse:
    """Say that a post is no more, from which day, and why."""
    page = post_page(request, post)
    running(request, page)
    form, status = EndForm(request.POST or None, initial={"on": page["today"]}), 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                actions.end_post(post=page["post"], by=request.user, at=timezone.now(), **form.cleaned_data)
                undo = f"undo:{reverse('grading:bring-back', args=[post])}"
                messages.success(request, _("The post has ended. All about it stays readable."), extra_tags=undo)
                return redirect("grading:post", post)
            except CAUGHT as error:
                status = form.refuse(error)
    holders = [one for one in posts.holdings_of(page["post"]) if one.until is None]
    return render(request, "grading/end.html", page | {"form": form, "holders": holders}, status=status)


@require_POST
@needs(Permission.GRADING_READ)
def bring_back(request: Asking, post: str) -> HttpResponse:
    """A post that ended is there again."""
    page = post_page(request, post)
    running(request, page)
    actions.bring_back(post=page["post"], by=request.user, at=timezone.now())
    messages.success(request, _("The post is there again."))
    return redirect("grading:post", post)


@require_POST
@needs(Permission.GRADING_READ)
def hold(request: Asking, post: str) -> HttpResponse:
    """Somebody holds the post from a day on."""
    found = posts.post_for(request.user, post)
    running(request, None)
    form = HolderForm(request.POST, people=list(clinicians()))
    if form.is_valid():
        try:
            person = form.people[form.cleaned_data["person"]]
            since = form.cleaned_data["since"]
            actions.hold(post=found, person=person, since=since, by=request.user, at=timezone.now())
            messages.success(request, _("%(name)s holds this post.") % {"name": person.name})
        except CAUGHT as error:
            messages.error(request, say(error))
    else:
        messages.error(request, _("Choose who holds the post, and from which day."))
    return redirect("grading:change", post)


@require_POST
@needs(Permission.GRADING_READ)
def let_go(request: Asking, post: str, holding: str) -> HttpResponse:
    """Somebody no longer holds the post."""
    found = posts.holding_for(posts.post_for(request.user, post), holding)
    running(request, None)
    actions.end_holding(holding=found, on=timezone.localdate(), by=request.user, at=timezone.now())
    messages.success(request, _("%(name)s holds this post until today.") % {"name": found.person.name})
    return redirect("grading:change", post)
