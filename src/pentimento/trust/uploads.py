"""Uploads that stop as soon as they have more bytes than what is sent may have."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any, ClassVar

from django.conf import settings
from django.core.files.uploadhandler import FileUploadHandler
from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt, csrf_protect

from pentimento.core.kernel.errors import TooLarge

FIELDS = 1024 * 1024  # bytes that the other fields of a form may take


class Quota(FileUploadHandler):
    """Stops taking a file in at the practice's limit. ``sentence`` says so, with the place {most} for megabytes."""

    sentence: ClassVar[str] = "This file has more than {most} MB."
    taken = 0

    def handle_raw_input(
        self, input_data: Any, META: dict[str, str], content_length: int, boundary: str, encoding: str | None = None
    ) -> None:
        if content_length > settings.PENTIMENTO_UPLOAD_BYTES + FIELDS:
            raise self.too_large()

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        self.taken += len(raw_data)
        if self.taken > settings.PENTIMENTO_UPLOAD_BYTES:
            raise self.too_large()
        return raw_data

    def file_complete(self, file_size: int) -> None:
        return None

    def too_large(self) -> TooLarge:
        """More bytes than this may have."""
        return TooLarge(self.sentence, most=settings.PENTIMENTO_UPLOAD_BYTES // (1024 * 1024))


def receives(quota: type[Quota]) -> Callable[[Callable[..., HttpResponse]], Callable[..., HttpResponse]]:
    """Let a view receive a file, within a quota.

    The quota has to stand before the form is read, and the check of the form's token reads it: so that
    check comes second here, not in the middleware. It is the same check.
    """

    def decorate(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
        protected = csrf_protect(view)

        @csrf_exempt
        @functools.wraps(view)
        def receiving(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            request.upload_handlers = [quota(request), *request.upload_handlers]
            return protected(request, *args, **kwargs)

        return receiving

    return decorate
