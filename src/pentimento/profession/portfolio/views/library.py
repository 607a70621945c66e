"""The library: looking, importing with a look first, exporting, and what a reference is read for."""

from __future__ import annotations

from collections import Counter
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from pentimento.core.kernel.errors import NotFound
from pentimento.profession.portfolio.actions import library as actions
from pentimento.profession.portfolio.forms.library import FileForm, TieForm
from pentimento.profession.portfolio.forms.speaking import CAUGHT
from pentimento.profession.portfolio.queries import library as queries
from pentimento.profession.portfolio.queries.ties import ties_for
from pentimento.profession.portfolio.rules.library import WRITERS, Format, read
from pentimento.trust.access import Permission, needs
from pentimento.trust.access.asking import Asking
from pentimento.trust.downloads import handed_out

TYPES = {Format.BIBTEX: ("application/x-bibtex", "bib"), Format.RIS: ("application/x-research-info-systems", "ris"),
         Format.DOIS: ("text/plain", "txt")}  # fmt: skip


@require_safe
@needs(Permission.LIBRARY_KEEP)
def library(request: Asking) -> HttpResponse:
    """What there is to read."""
    asked, kind = request.GET.get("search", "")[:200], request.GET.get("kind", "")
    number = request.GET.get("page", "1")
    found = queries.shelf(search=asked, kind=kind, page=int(number) if number.isdecimal() else 1)
    page = {"found": found, "search": asked, "kind": kind, "kinds": queries.kinds(), "all": queries.how_many()}
    return render(request, "portfolio/library.html", page)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.LIBRARY_KEEP)
def bring_in(request: Asking) -> HttpResponse:
    """A file, looked at before anything is kept."""
    form, status, look = FileForm(request.POST or None, request.FILES or None), 200, {}
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                text = form.words()
                if request.POST.get("keep") == "yes":
                    return _kept(request, text)
                look, status = _looked(text), 200
            except CAUGHT as error:
                status = form.refuse(error)
    return render(request, "portfolio/library_import.html", {"form": form, **look}, status=status)


def _looked(text: str) -> dict[str, Any]:
    written, entries = read(text)
    looked = queries.compared_with_shelf(entries)
    for one in looked:
        actions.check_fits(one.entry)
    fates = Counter(str(one.fate) for one in looked)
    return {
        "looked": looked,
        "text": text,
        "written": written,
        "new": fates["new"],
        "not_new": len(looked) - fates["new"],
    }


def _kept(request: Asking, text: str) -> HttpResponse:
    done = actions.import_references(text=text, by=request.user, at=timezone.now())
    number = len(done.added)
    said = ngettext("%(n)s reference came into the library.", "%(n)s references came into the library.", number)
    messages.success(request, said % {"n": number})
    return redirect("portfolio:library")


@require_safe
@needs(Permission.LIBRARY_KEEP)
def take_out(request: Asking, written: str) -> HttpResponse:
    """The whole library as a file."""
    if written not in WRITERS:
        raise NotFound
    kind, ending = TYPES[Format(written)]
    content = WRITERS[Format(written)](queries.all_entries())
    return handed_out(content, kind=f"{kind}; charset=utf-8", name=f"library.{ending}")


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.LIBRARY_KEEP)
def reference(request: Asking, reference: str) -> HttpResponse:
    """One reference, and what the viewer reads it for."""
    row = queries.reference_for(reference)
    choices = ties_for(request.user)
    form, status = TieForm(request.POST or None, choices=choices), 200
    if request.method == "POST":
        actions.check_has_something(bool(choices))
        status = 422
        if form.is_valid():
            try:
                kind, _slash, target = form.cleaned_data["to"].partition("/")
                words = form.cleaned_data["words"]
                actions.tie(to=row, kind=kind, reference=target, words=words, by=request.user, at=timezone.now())
                return redirect("portfolio:reference", reference)
            except CAUGHT as error:
                status = form.refuse(error)
    names = dict(choices)
    read_for = [(one, names.get(f"{one.kind}/{one.reference}", "")) for one in queries.read_for(request.user, row)]
    page = {"row": row, "form": form if choices else None, "read_for": read_for}
    return render(request, "portfolio/reference.html", page, status=status)


@require_POST
@needs(Permission.LIBRARY_KEEP)
def untie(request: Asking, tied: str) -> HttpResponse:
    """No longer read for that."""
    row = queries.tied_for(request.user, tied)
    actions.untie(tied=row, by=request.user, at=timezone.now())
    messages.success(request, _("Untied."))
    return redirect("portfolio:reference", row.to.public_id)
