"""Schemes, printed profiles, and the rules of matching."""

from __future__ import annotations

import json
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from pentimento.core.figures.band_ruler import Reach, draw_both
from pentimento.core.jobeval.checker import Column, audit
from pentimento.core.jobeval.file import LARGEST, parse
from pentimento.profession.grading import actions
from pentimento.profession.grading.forms import ImportForm, RulesForm
from pentimento.profession.grading.queries import schemes
from pentimento.trust.access import Permission, needs
from pentimento.trust.access.asking import Asking
from pentimento.trust.downloads import handed_out

from .found import CAUGHT


@require_safe
@needs(Permission.GRADING_READ)
def scheme(request: Asking, scheme: str) -> HttpResponse:
    """Factors, levels and points, bands, profiles, and the rules in force."""
    found = schemes.scheme_for(scheme)
    context = {
        "shelved": found,
        "scheme": found.scheme,
        "audits": [audit(one, found.scheme) for one in found.scheme.profiles],
        "rules": schemes.rules_of(found),
        "kept_rules": schemes.newest_rules(found),
        "who_kept": schemes.who_kept(found),
        "runs": request.user.may(Permission.GRADING_RUN),
    }
    return render(request, "grading/scheme.html", context)


@require_safe
@needs(Permission.GRADING_READ)
def profile(request: Asking, scheme: str, profile: str) -> HttpResponse:
    """One profile as it is printed, beside what its levels come to. Cells that disagree are marked."""
    found = schemes.scheme_for(scheme)
    checked = audit(found.scheme.profile(profile), found.scheme)
    spoiled = {conflict.factor for conflict in checked.conflicts if conflict.column is Column.POINTS}
    rows = [_row(found, cell, cell.factor in spoiled) for cell in checked.profile.cells]
    reaches = [
        Reach(_("As printed"), checked.printed.totals, "due" if spoiled else ""),
        Reach(_("By level"), checked.leveled.totals),
    ]
    context = {
        "shelved": found,
        "audit": checked,
        "rows": rows,
        "wrong_total": any(conflict.column is Column.TOTAL for conflict in checked.conflicts),
        "wrong_band": any(conflict.column is Column.BAND for conflict in checked.conflicts),
        "by_band": checked.leveled.by_band(found.scheme),
        "ruler": format_html(
            "{}{}", *draw_both(found.scheme, reaches, label=_("Totals of this profile among the bands"))
        ),
    }
    return render(request, "grading/profile.html", context)


def _row(found: schemes.Shelved, cell: Any, spoiled: bool) -> dict[str, Any]:
    factor = found.scheme.factor(cell.factor)
    return {
        "factor": factor,
        "cell": cell,
        "chart": sorted(factor.points_of(cell.levels.choices)),
        "spoiled": spoiled,
    }


@require_safe
@needs(Permission.GRADING_READ)
def scheme_file(request: Asking, scheme: str) -> HttpResponse:
    """The scheme as a file that reads in again: the beginning of another one."""
    found = schemes.scheme_for(scheme)
    words = json.dumps(schemes.file_of(found), ensure_ascii=False, indent=1)
    return handed_out(words, kind="application/json", name=f"{found.scheme.key}.json")


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.GRADING_RUN)
def bring_in(request: Asking) -> HttpResponse:
    """Bring a scheme in from a file, whole or not at all."""
    form, status = ImportForm(), 200
    if request.method == "POST":
        form, status = ImportForm(request.POST, request.FILES), 422
        if form.is_valid():
            try:
                table = parse(form.cleaned_data["file"].read(LARGEST + 1))
                found = actions.import_scheme(table=table, by=request.user, at=timezone.now())
                messages.success(request, _arrival(found))
                return redirect("grading:scheme", found.mark)
            except CAUGHT as error:
                status = form.refuse(error, "file")
    return render(request, "grading/import.html", {"form": form}, status=status)


def _arrival(found: actions.Arrived) -> str:
    title = {"title": found.scheme.title}
    if found.is_new:
        return _("“%(title)s” can be graded with from now on.") % title
    return _("“%(title)s” was here already, from the same file. Nothing changed.") % title


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.GRADING_RUN)
def rules(request: Asking, scheme: str) -> HttpResponse:
    """Change or confirm the rules of matching."""
    found = schemes.scheme_for(scheme)
    initial, status = RulesForm.initial_of(schemes.rules_of(found)), 200
    form = RulesForm(request.POST or None, initial=initial, scheme=found.scheme)
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                actions.decide_rules(shelved=found, content=form.said(), by=request.user, at=timezone.now())
                messages.success(request, _("Rules kept. They hold for every grading that is not sealed yet."))
                return redirect("grading:scheme", scheme)
            except CAUGHT as error:
                status = form.refuse(error)
    return render(request, "grading/rules.html", {"shelved": found, "form": form}, status=status)
