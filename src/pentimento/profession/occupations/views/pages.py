"""Find an occupation, read it, take it out."""

from __future__ import annotations

import json
from datetime import date
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from pentimento.core.kernel.errors import Invalid, NotFound
from pentimento.core.occupations.crosswalk import Redirect
from pentimento.core.occupations.sheet import tasks_as_csv
from pentimento.profession.occupations import queries
from pentimento.profession.occupations.forms import Search
from pentimento.trust.access import Permission, needs
from pentimento.trust.access.asking import Asking
from pentimento.trust.downloads import handed_out

from . import drawn

MOST = 4  # occupations side by side


@require_safe
@needs(Permission.OCCUPATION_READ)
def finder(request: Asking) -> HttpResponse:
    """Occupations by code or title, found while typing. A live request gets the results alone."""
    found = queries.find(request.GET.get("q", ""), page=request.GET.get("page", "1"))
    context = {
        "found": found,
        "page": found.page,
        "form": Search(initial={"q": found.typed}),
        "newest": next(iter(queries.releases()), None),
        "hide_search": True,
    }
    template = "_results.html" if request.headers.get("HX-Request") else "list.html"
    return render(request, f"occupations/{template}", context)


@require_safe
@needs(Permission.OCCUPATION_READ)
def occupation(request: Asking, occupation: str) -> HttpResponse:
    """One occupation. An old code, one typed in another way or of another system leads to its page, which says so."""
    other = queries.read_elsewhere(occupation)
    if other is not None and len(other.codes) > 1:
        return redirect(reverse("occupations:list") + "?" + urlencode({"q": other.name}))
    resolved = queries.resolve(occupation)
    if occupation != resolved.code:
        came = "?" + urlencode({"from": resolved.typed}) if resolved.steps or resolved.via else ""
        return redirect(reverse("occupations:show", args=[resolved.code]) + came)
    release = request.GET.get("release") or None
    found = queries.profile_of(occupation, release)
    step = _came_from(request)
    context = {
        "one": found,
        "step": step,
        "via": queries.read_elsewhere(request.GET.get("from", "")),
        "step_date": date.fromisoformat(step.date) if step else None,
        "core": drawn.tasks(task for task in found.tasks if task.is_core),
        "other": drawn.tasks(task for task in found.tasks if not task.is_core),
        "elements": drawn.elements(found.elements),
        "more": [(drawn.table_name(kind), rows) for kind, rows in found.more.items()],
        "often": drawn.often_words(),
        "query": f"?release={found.origin.version}" if release else "",
    }
    return render(request, "occupations/show.html", context)


def _came_from(request: Asking) -> Redirect | None:
    """The redirect that brought somebody here, or nothing."""
    try:
        return queries.redirect_of(request.GET.get("from", ""))
    except Invalid:
        return None


@require_safe
@needs(Permission.OCCUPATION_READ)
def export_csv(request: Asking, occupation: str) -> HttpResponse:
    """The tasks as a table for spreadsheets."""
    found = queries.profile_of(occupation, request.GET.get("release") or None)
    if not found.tasks:
        raise NotFound("There are no tasks of {code} to take out.", code=found.code)
    words = tasks_as_csv(found.tasks, code=found.code, attribution=found.origin.attribution)
    return handed_out(words, kind="text/csv; charset=utf-8", name=f"{found.code}-{found.origin.version}.csv")


@require_safe
@needs(Permission.OCCUPATION_READ)
def export_json(request: Asking, occupation: str) -> HttpResponse:
    """Everything about it, for other programs."""
    found = queries.profile_of(occupation, request.GET.get("release") or None)
    words = json.dumps(found.to_json(), ensure_ascii=False, indent=2)
    return handed_out(words, kind="application/json", name=f"{found.code}-{found.origin.version}.json")


@require_safe
@needs(Permission.OCCUPATION_READ)
def compare(request: Asking) -> HttpResponse:
    """Occupations side by side; without a choice, the form to choose them."""
    asked = [code for code in request.GET.getlist("code") if code.strip()]
    context: dict[str, object] = {
        "asked": [*asked, "", ""][: min(MOST, max(2, len(asked) + 1))],
        "newest": queries.releases()[:1],
    }
    status = 200
    if asked:
        try:
            comparison = queries.compare(asked)
            titles = [one.title for one in comparison.profiles]
            context |= {"comparison": comparison, "parts": drawn.lines(comparison.lines, titles)}
        except (Invalid, NotFound) as error:
            context |= {"error": str(error)}
            status = 422
    return render(request, "occupations/compare.html", context, status=status)
