"""One work: its picture first, then its label, its other pictures and its measures."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from pentimento.core.figures.codes import code_of
from pentimento.core.kernel.errors import Conflict, NotFound, PentimentoError
from pentimento.practice.artworks import actions, queries
from pentimento.practice.artworks.forms import DescribeForm, TitleForm, ViewForm
from pentimento.trust.access import Permission, needs
from pentimento.trust.access.asking import Asking
from pentimento.trust.access.reading import open_chart

from .found import client_page, is_partial, work_to_change
from .uploads import incoming, status_of, takes_a_picture


@require_safe
@needs(Permission.CHART_READ)
def work(request: Asking, chart: str, work: str) -> HttpResponse:
    """The page of one work."""
    at = timezone.now()
    opened = open_chart(request.user, chart, at=at, what="an artwork")
    found = queries.work_for(request.user, opened, work)
    actions.note_viewing(subject=found, by=request.user, at=at)
    return page_of(request, found)


@require_safe
@needs(Permission.CHART_READ)
def tag(request: Asking, chart: str, work: str) -> HttpResponse:
    """A label to print and put on the work itself: a number and a code, no name."""
    opened = open_chart(request.user, chart, at=timezone.now(), what="the label of an artwork")
    found = queries.work_for(request.user, opened, work)
    where = request.build_absolute_uri(reverse("artworks:work", args=[chart, work]))
    said = {"work": found, "number": queries.accession_of(request.user, found), "drawn": code_of(where)}
    return render(request, "artworks/tag.html", client_page(request, opened) | said)


def page_of(
    request: Asking,
    found: Any,
    *,
    form: DescribeForm | None = None,
    view_form: ViewForm | None = None,
    theirs: Any = None,
    status: int = 200,
) -> HttpResponse:
    """The page, with a form as it was sent where something is to be mended."""
    pictures = queries.photographs_of(request.user, found)
    picture = _chosen(pictures, request.GET.get("picture", ""))
    context = client_page(request, found.chart) | {
        "work": found,
        "picture": picture,
        "pictures": pictures,
        **_drawn(request, found),
        "panel": _panel(request, picture),
        "form": form or DescribeForm.of(found, series_known=queries.series_of(request.user, found.chart)),
        "view_form": view_form or ViewForm(prefix="view"),
        "theirs": theirs,
        "open_label": form is not None,
        "open_view": view_form is not None,
    }
    return render(request, "artworks/work.html", context, status=status)


def _drawn(request: Asking, found: Any) -> dict[str, Any]:
    """The drawing on screen a work came from, if it did, and why it could not leave the record."""
    drawn = queries.drawing_of(request.user, found)
    return {"drawn": drawn, "why_it_stays": drawn and queries.why_it_stays(found.chart, on=timezone.localdate())}


def _panel(request: Asking, picture: Any) -> Any:
    run = queries.run_of(request.user, picture) if picture else None
    return queries.panel_of(run) if run else None


def _chosen(pictures: list[Any], public_id: str) -> Any:
    if not public_id:
        return pictures[0] if pictures else None
    found = next((one for one in pictures if one.public_id == public_id), None)
    if found is None:
        raise NotFound
    return found


@require_POST
@needs(Permission.ARTWORK_KEEP)
def describe(request: Asking, chart: str, work: str) -> HttpResponse:
    """Change the label."""
    found = work_to_change(request, chart, work)
    form = DescribeForm(request.POST, series_known=queries.series_of(request.user, found.chart))
    if not form.is_valid():
        return page_of(request, found, form=form, status=422)
    sent = {"version": form.cleaned_data["version"], "place": form.cleaned_data["place"], **form.label_words()}
    try:
        actions.describe(artwork=found, by=request.user, at=timezone.now(), **sent)
    except Conflict as error:
        form.refuse(error)
        form.renewed(found.version)
        return page_of(request, found, form=form, theirs=found, status=409)
    except PentimentoError as error:
        form.refuse(error)
        return page_of(request, found, form=form, status=status_of(error))
    messages.success(request, _("Label saved."))
    return redirect("artworks:work", chart, work)


@require_POST
@needs(Permission.ARTWORK_KEEP)
def title(request: Asking, chart: str, work: str) -> HttpResponse:
    """The title alone, as it is said in the room."""
    found = work_to_change(request, chart, work)
    form = TitleForm(request.POST)
    if not form.is_valid():
        words = _("A title has at most %(most)d characters.") % {"most": 300}
        return render(request, "errors/_partial.html", {"words": words}, status=422)
    sent = form.cleaned_data
    named = actions.retitle(
        artwork=found, title=sent["title"], version=sent["version"], by=request.user, at=timezone.now()
    )
    if is_partial(request):
        queries.front_of(request.user, named)
        context = {"work": named, "chart": found.chart, "can_write": True, "saved": True}
        return render(request, "artworks/_room_work.html", context)
    if found.encounter:
        return redirect("encounters:room", chart, found.encounter.public_id)
    return redirect("artworks:work", chart, work)


@takes_a_picture
@require_POST
@needs(Permission.ARTWORK_KEEP)
def add_view(request: Asking, chart: str, work: str) -> HttpResponse:
    """A further picture: the back, a detail, in the making."""
    found = work_to_change(request, chart, work)
    form = ViewForm(request.POST, request.FILES, prefix="view")
    if not form.is_valid():
        return page_of(request, found, view_form=form, status=422)
    sent = form.cleaned_data
    try:
        upload = incoming(request, found.chart, form, found.public_id, sent["view"])
        picture = actions.add_photograph(artwork=found, view=sent["view"], by=request.user, at=timezone.now(), **upload)
    except PentimentoError as error:
        form.refuse(error)
        return page_of(request, found, view_form=form, status=status_of(error))
    messages.success(request, _("Picture added."))
    where = reverse("artworks:work", args=[chart, work])
    return redirect(f"{where}?picture={picture.public_id}")


@require_POST
@needs(Permission.ARTWORK_KEEP)
def retract(request: Asking, chart: str, work: str) -> HttpResponse:
    """Take a work out of view; the notice offers to undo it."""
    actions.retract(artwork=work_to_change(request, chart, work), by=request.user, at=timezone.now())
    undo = reverse("artworks:restore", args=[chart, work])
    messages.success(request, _("The work was taken out of view."), extra_tags=f"undo:{undo}")
    return redirect("artworks:wall", chart)


@require_POST
@needs(Permission.ARTWORK_KEEP)
def restore(request: Asking, chart: str, work: str) -> HttpResponse:
    """Bring a work back into view."""
    actions.restore(artwork=work_to_change(request, chart, work), by=request.user, at=timezone.now())
    messages.success(request, _("The work is back on the wall."))
    return redirect("artworks:work", chart, work)
