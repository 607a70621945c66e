"""Releases side by side, and what changed between two."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from pentimento.profession.occupations import queries
from pentimento.trust.access import Permission, needs
from pentimento.trust.access.asking import Asking

ON_A_PAGE = 50


@require_safe
@needs(Permission.OCCUPATION_READ)
def releases(request: Asking) -> HttpResponse:
    """The releases that were imported; with two of them chosen, every occupation that differs."""
    found = queries.releases()
    may = request.user.may(Permission.OCCUPATION_IMPORT)
    context: dict[str, Any] = {"releases": found, "may_import": may, **_pair(request, found)}
    if context["old"] and context["new"]:
        changes = queries.changes_between(queries.release_for(context["old"]), queries.release_for(context["new"]))
        context["page"] = Paginator(changes, ON_A_PAGE).get_page(request.GET.get("page", "1"))
        context["sums"] = {name: sum(getattr(c, name) for c in changes) for name in ("added", "removed", "reworded")}
    return render(request, "occupations/releases.html", context)


@require_safe
@needs(Permission.OCCUPATION_READ)
def changes(request: Asking, occupation: str) -> HttpResponse:
    """What changed for one occupation between two releases, figure by figure."""
    code, found = queries.resolve(occupation).code, queries.releases()
    context: dict[str, Any] = {"code": code, "releases": found, **_pair(request, found)}
    if context["old"] and context["new"]:
        context["detail"] = queries.changes_of(code, context["old"], context["new"])
    return render(request, "occupations/changes.html", context)


def _pair(request: Asking, found: list[Any]) -> dict[str, str]:
    """Which two: those asked for, else the newest and the one before."""
    versions = [release.version for release in found]
    newest, before = [*versions, "", ""][:2] if len(versions) > 1 else ("", "")
    return {"old": request.GET.get("old") or before, "new": request.GET.get("new") or newest}
