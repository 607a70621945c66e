"""Frameworks: which there are, what they say, and how they come and go."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from pentimento.core.kernel.errors import Conflict, Invalid, NotFound, TooLarge
from pentimento.core.reference.frameworks.case import read_case
from pentimento.core.reference.frameworks.framework import LARGEST, Read
from pentimento.core.reference.frameworks.rsd import read_rsd
from pentimento.profession.portfolio.actions import frameworks as actions
from pentimento.profession.portfolio.forms.frameworks import FileForm, PackedForm, packed
from pentimento.profession.portfolio.queries import frameworks as queries
from pentimento.profession.portfolio.rules import frameworks as rules
from pentimento.trust.access import Permission, needs
from pentimento.trust.access.asking import Asking
from pentimento.trust.downloads import handed_out
from pentimento.trust.forms import say

from .tabs import tabs_for

FORMS = {"case": ("json", "application/json"), "rsd": ("csv", "text/csv; charset=utf-8")}


@require_safe
@needs(Permission.SIGNED_IN)
def frameworks(request: Asking) -> HttpResponse:
    """Every framework with its versions."""
    context = {
        "versions": queries.versions(),
        "can_keep": request.user.may(Permission.FRAMEWORK_KEEP),
        "tabs": tabs_for(request, "frameworks"),
    }
    return render(request, "portfolio/frameworks.html", context)


@require_safe
@needs(Permission.SIGNED_IN)
def framework(request: Asking, framework: str) -> HttpResponse:
    """One version: its statements under their headings, narrowed by level, task or words."""
    version = queries.version_for(framework)
    asked = {name: request.GET.get(name, "")[:100] for name in ("level", "task", "search")}
    context = {
        "version": version,
        "levels": queries.levels_of(version),
        "tasks": queries.tasks_of(version),
        "unsourced": queries.unsourced_of(version),
        "asked": asked,
        "sections": queries.sections_of(version, **asked),
        "tabs": tabs_for(request, "frameworks"),
    }
    part = request.headers.get("HX-Request") == "true"
    return render(request, f"portfolio/{'_sections' if part else 'framework'}.html", context)


@require_POST
@needs(Permission.FRAMEWORK_KEEP)
def starter(request: Asking) -> HttpResponse:
    """Take in the framework that ships."""
    version = actions.take_in_starter(by=request.user, at=timezone.now())
    messages.success(request, _("Taken in: “%(title)s”.") % {"title": version.framework.title})
    return redirect("portfolio:framework", version.public_id)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.FRAMEWORK_KEEP)
def bring_in(request: Asking) -> HttpResponse:
    """Choose a file; it is looked at before anything is taken in."""
    rules.check_can_keep(role=request.user.role)
    if request.method != "POST":
        return _file_page(request, FileForm())
    form = FileForm(request.POST, request.FILES)
    if not form.is_valid():
        return _file_page(request, form, status=422)
    sent = form.cleaned_data["file"]
    content: bytes = sent.read(LARGEST + 1)
    read = read_file(content, sent.name, form.cleaned_data["title"])
    if read.framework is None or read.faults:
        return _file_page(request, form, faults=[say(one) for one in read.faults], status=422)
    again = {"packed": packed(content), "name": sent.name[-200:], "title": form.cleaned_data["title"]}
    context = {
        "preview": queries.preview_of(read.framework),
        "notes": [say(one) for one in read.notes],
        "form": PackedForm(initial=again),
        "tabs": tabs_for(request, "frameworks"),
    }
    return render(request, "portfolio/framework_preview.html", context)


@require_POST
@needs(Permission.FRAMEWORK_KEEP)
def take_in(request: Asking) -> HttpResponse:
    """Take in what was looked at: all of it or nothing."""
    form = PackedForm(request.POST)
    if form.is_valid():
        try:
            read = read_file(form.content(), form.cleaned_data["name"], form.cleaned_data["title"])
            content = read.whole()
            version = actions.kept_already(content)
            words = _("“%(title)s” was here already, word for word. Nothing changed.")
            if version is None:
                version = actions.take_in(content=content, by=request.user, at=timezone.now())
                words = _("Taken in: “%(title)s”.")
            messages.success(request, words % {"title": version.framework.title})
            return redirect("portfolio:framework", version.public_id)
        except (Invalid, Conflict, TooLarge) as error:
            return _file_page(
                request, FileForm(), faults=[say(error)], status=409 if isinstance(error, Conflict) else 422
            )
    return _file_page(request, FileForm(), faults=[_("Choose the file again; nothing was changed.")], status=422)


def _file_page(request: Asking, form: FileForm, *, status: int = 200, **context: Any) -> HttpResponse:
    page = {"form": form, "tabs": tabs_for(request, "frameworks"), **context}
    return render(request, "portfolio/framework_import.html", page, status=status)


def read_file(content: bytes, name: str, title: str) -> Read:
    """The file by its ending: CSV is skill descriptors, everything else a CASE package."""
    if name.lower().endswith(".csv"):
        return read_rsd(content, title=title)
    return read_case(content)


@require_safe
@needs(Permission.SIGNED_IN)
def export(request: Asking, framework: str, form: str) -> HttpResponse:
    """The framework as it stands now, as a file."""
    version = queries.version_for(framework)
    if form not in FORMS:
        raise NotFound
    ending, kind = FORMS[form]
    content = actions.export(version=version, form=form, by=request.user, at=timezone.now())
    name = f"{slugify(version.framework.title)[:60]}-{slugify(version.name)}.{ending}"
    return handed_out(content, kind=kind, name=name)
