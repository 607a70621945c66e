"""Uploads: no more bytes than a picture may have, and the status that goes with a refusal."""

from __future__ import annotations

import hashlib
from typing import Any

from django.core.files.uploadedfile import UploadedFile

from pentimento.core.kernel.errors import Conflict, PentimentoError, Refused, TooLarge, Unavailable, WrongType
from pentimento.practice.artworks import queries, rules
from pentimento.practice.artworks.forms import PictureForm
from pentimento.trust import vault
from pentimento.trust.access.asking import Asking
from pentimento.trust.access.door import is_own_chart
from pentimento.trust.uploads import Quota, receives

STATUS: tuple[tuple[type[PentimentoError], int], ...] = (
    (Refused, 403),
    (Conflict, 409),
    (TooLarge, 413),
    (WrongType, 415),
    (Unavailable, 503),
)


class PictureQuota(Quota):
    """No more bytes than a picture may have."""

    sentence = "This picture has more than {most} MB. Save it smaller."


takes_a_picture = receives(PictureQuota)


def status_of(error: PentimentoError) -> int:
    """The status under which a form comes back with this sentence above it."""
    return next((status for kind, status in STATUS if isinstance(error, kind)), 422)


def taken(upload: UploadedFile, key: str, *parts: object) -> dict[str, Any]:
    """What an action wants to know of an upload. Without a key, the same file in the same place is one upload."""
    content = upload.read()
    digest = hashlib.sha256(content)
    for part in parts:
        digest.update(str(part).encode())
    return {"original": content, "original_name": upload.name or "", "upload_key": key or digest.hexdigest()}


def incoming(request: Asking, chart: Any, form: PictureForm, *parts: object) -> dict[str, Any]:
    """What an action wants to know of a valid form's picture.

    Raises
    ------
    Conflict
        The chart has this very picture already, and nobody said yet that it is meant twice. ``form.twin`` is
        the one that is there.
    """
    sent = form.cleaned_data
    if sent["again"] and not sent["picture"]:
        return _meant_twice(request, chart, sent, *parts)
    upload = taken(sent["picture"], sent["upload_key"], *parts)
    if not is_own_chart(request.user, chart) or queries.missing_consent(chart):
        return upload  # the action says why not
    form.twin = queries.twin_of(request.user, chart, upload["original"], upload_key=upload["upload_key"])
    if form.twin:
        work = form.twin.artwork
        raise rules.already_there(work.called, retracted=work.retracted_at is not None)
    return upload


def _meant_twice(request: Asking, chart: Any, sent: dict[str, Any], *parts: object) -> dict[str, Any]:
    """The same bytes once more: they lie in the vault, so nobody has to send them again."""
    known = queries.picture_again(request.user, chart, sent["again"])
    place = "/".join(str(part) for part in ("again", known.public_id, *parts))
    key = sent["upload_key"] or hashlib.sha256(place.encode()).hexdigest()
    return {"original": vault.read(known.original), "original_name": known.original_name, "upload_key": key}
