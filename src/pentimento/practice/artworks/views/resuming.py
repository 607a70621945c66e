"""Pictures that come in piece by piece, as tus 1.0.0 says it (core, creation, expiration, checksum).

Source: https://tus.io/protocols/resumable-upload.html
"""

from __future__ import annotations

import base64
import binascii
import functools
from collections.abc import Callable
from datetime import datetime

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.http import http_date
from django.views.decorators.http import require_http_methods

from pentimento.core.kernel.errors import NotFound, PentimentoError, WrongType
from pentimento.practice.artworks import actions, queries
from pentimento.practice.artworks.darkroom import MOST_BYTES
from pentimento.trust.access import open_to_all
from pentimento.trust.forms import say
from pentimento.trust.vault import Incoming
from pentimento.trust.vault.incoming import Mismatch

from .phones import device_of
from .uploads import status_of

VERSION = "1.0.0"
TYPE = "application/offset+octet-stream"
HASHES = ("sha256", "sha1", "md5")
OFFERED = {
    "Tus-Version": VERSION,
    "Tus-Extension": "creation,expiration,checksum",
    "Tus-Max-Size": str(MOST_BYTES),
    "Tus-Checksum-Algorithm": ",".join(HASHES),
}
View = Callable[..., HttpResponse]


def _tus(view: View) -> View:
    """Let a view speak the protocol, also when it refuses."""

    @functools.wraps(view)
    def speaking(request: HttpRequest, *args: str, **kwargs: str) -> HttpResponse:
        try:
            response = view(request, *args, **kwargs)
        except PentimentoError as error:
            response = JsonResponse({"error": say(error)}, status=_status_of(error))
        response.headers["Tus-Resumable"] = VERSION
        if response.status_code == 412:
            response.headers["Tus-Version"] = VERSION
        return response

    return speaking


class _OtherVersion(PentimentoError):
    """The other side speaks another version."""


def _status_of(error: PentimentoError) -> int:
    if type(error) is PentimentoError:
        return 400
    own: dict[type[PentimentoError], int] = {NotFound: 404, Mismatch: 460, _OtherVersion: 412}
    return own.get(type(error)) or status_of(error)


def _malformed() -> PentimentoError:
    return PentimentoError("This did not come from one of our pages. Load the page again.")


@open_to_all
@require_http_methods(["OPTIONS", "POST"])
@_tus
def pictures(request: HttpRequest) -> HttpResponse:
    """OPTIONS says what is spoken here; POST announces a picture and is told where to send it."""
    camera, at = _asking(request, finishing=False)
    if request.method == "OPTIONS":
        return HttpResponse(status=204, headers=OFFERED)
    picture = actions.begin_picture(camera=camera, name=_name(request), size=_number(request, "Upload-Length"), at=at)
    where = reverse("artworks:phone-picture", args=[picture.public_id])
    return HttpResponse(
        status=201, headers={"Location": where, "Upload-Expires": http_date(picture.ends_at.timestamp())}
    )


@open_to_all
@require_http_methods(["HEAD", "PATCH", "POST"])
@_tus
def picture(request: HttpRequest, picture: str) -> HttpResponse:
    """HEAD says how much is here; PATCH, or POST where something between cannot do that, goes on from there."""
    camera, at = _asking(request, finishing=True)
    coming = queries.picture_coming(camera, picture, at=at)
    if request.method == "POST" and request.headers.get("X-HTTP-Method-Override") != "PATCH":
        raise _malformed()
    if request.method != "HEAD":
        if request.content_type != TYPE:
            raise WrongType("This did not come from one of our pages. Load the page again.")
        coming = actions.add_to_picture(
            picture=coming,
            offset=_number(request, "Upload-Offset"),
            length=int(request.META.get("CONTENT_LENGTH") or 0),
            source=request,
            checksum=_checksum(request),
            at=at,
        )
        if coming.is_whole:
            actions.finish_picture(camera=camera, picture=coming, at=at)
    return _stands(coming, status=200 if request.method == "HEAD" else 204)


def _stands(coming: Incoming, *, status: int) -> HttpResponse:
    return HttpResponse(
        status=status,
        headers={
            "Upload-Offset": str(coming.received),
            "Upload-Length": str(coming.size),
            "Upload-Expires": http_date(coming.ends_at.timestamp()),
        },
    )


def _asking(request: HttpRequest, *, finishing: bool) -> tuple[queries.Camera, datetime]:
    """Which camera asks, in a language that is spoken here."""
    at = timezone.now()
    camera = queries.camera_of(device_of(request), at=at, finishing=finishing)
    if request.method != "OPTIONS" and request.headers.get("Tus-Resumable") != VERSION:
        raise _OtherVersion("This page is out of date. Load it again.")
    return camera, at


def _number(request: HttpRequest, name: str) -> int:
    said = request.headers.get(name, "")
    if not (said.isascii() and said.isdecimal() and len(said) < 16):
        raise _malformed()
    return int(said)


def _name(request: HttpRequest) -> str:
    """The file's name among what is said about it: pairs of a word and its value in base64."""
    pairs = (pair.strip().partition(" ") for pair in request.headers.get("Upload-Metadata", "").split(","))
    for word, _space, value in pairs:
        if word == "filename":
            return _decoded(value).decode(errors="replace")
    return ""


def _checksum(request: HttpRequest) -> tuple[str, bytes] | None:
    said = request.headers.get("Upload-Checksum")
    if said is None:
        return None
    algorithm, _space, value = said.partition(" ")
    if algorithm not in HASHES:
        raise _malformed()
    return algorithm, _decoded(value)


def _decoded(value: str) -> bytes:
    try:
        return base64.b64decode(value, validate=True)
    except (binascii.Error, ValueError) as wrong:
        raise _malformed() from wrong
