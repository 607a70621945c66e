"""The only place that knows both what went wrong and which status that is."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext

from pentimento.core.kernel.errors import (
    Conflict,
    Invalid,
    NotFound,
    PentimentoError,
    Refused,
    TooLarge,
    Unavailable,
    WrongType,
)
from pentimento.trust.access import open_to_all
from pentimento.trust.forms import say

from .belonging import page_of

STATUS: dict[type[PentimentoError], int] = {
    NotFound: 404,
    Conflict: 409,
    TooLarge: 413,
    WrongType: 415,
    Invalid: 422,
    Refused: 403,
    Unavailable: 503,
    PentimentoError: 400,
}


def status_of(error: PentimentoError) -> int:
    """The status of the nearest class that has one."""
    return next(STATUS[kind] for kind in type(error).__mro__ if kind in STATUS)


def answer(
    request: HttpRequest, error: PentimentoError, *, status: int | None = None, onward: str = ""
) -> HttpResponse:
    """A page, a partial for HTMX, or JSON for a script: whichever was asked for.

    ``onward`` is the address the page leads to; left out, it is today.
    """
    code, words = status or status_of(error), say(error)
    if "application/json" in request.headers.get("Accept", ""):
        return JsonResponse({"error": words}, status=code)
    template = "errors/_partial.html" if request.headers.get("HX-Request") else "errors/page.html"
    return render(request, template, {"status": code, "words": words, "onward": onward}, status=code)


@open_to_all
def not_found(request: HttpRequest, exception: Any = None) -> HttpResponse:
    """404, in the same words whether it never existed or is not yours."""
    return answer(request, NotFound())


@open_to_all
def bad_request(request: HttpRequest, exception: Any = None) -> HttpResponse:
    """400 for what no form of ours sends."""
    return answer(request, PentimentoError("That request makes no sense here. Go back and try again."))


@open_to_all
def forbidden(request: HttpRequest, exception: Any = None) -> HttpResponse:
    """403."""
    return answer(request, Refused("You cannot do this here."))


@open_to_all
def csrf_failed(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form that did not come from our own page, or from one that is too old."""
    if request.method != "POST":  # no page of ours sends these, so no token either
        return no_method(request)
    words = "This form has expired or did not come from this page. Load the page again; nothing was changed."
    return answer(request, Refused(words))


def no_method(request: HttpRequest) -> HttpResponse:
    """405: an address that takes only what its form sends, or a page to which something was to be done."""
    if request.method in {"GET", "HEAD"}:
        words = "There is nothing to read at this address: it only takes what a form sends."
    else:
        words = "This cannot be done to a page. Nothing was changed."
    return answer(request, PentimentoError(words), status=405, onward=page_of(request.path_info))


@open_to_all
def broken(request: HttpRequest) -> HttpResponse:
    """500: our mistake. Says so without any detail."""
    words = gettext("Something went wrong on our side. Nothing was half saved. Try again; if it stays, tell your team.")
    return render(request, "errors/page.html", {"status": 500, "words": words}, status=500)
