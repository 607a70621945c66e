"""A file that leaves through the browser: kept as a file, never run as a page of ours."""

from __future__ import annotations

from typing import TypeVar

from django.http import HttpResponse, HttpResponseBase

Answer = TypeVar("Answer", bound=HttpResponseBase)

ALONE = "default-src 'none'; frame-ancestors 'none'; sandbox"
"""The content policy of what is not a page of ours: it loads nothing, runs nothing and is shown inside nothing."""


def shut_in(response: Answer) -> Answer:
    """The same answer, which no browser takes for anything but what it says it is."""
    response.headers["Content-Security-Policy"] = ALONE
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response


def handed_out(content: bytes | str, *, kind: str, name: str) -> HttpResponse:
    """A file to keep.

    ``name`` becomes part of a list of downloads that others may see, so nobody's name belongs in it.
    """
    response = HttpResponse(content, content_type=kind)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return shut_in(response)
