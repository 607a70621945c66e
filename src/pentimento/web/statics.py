"""Static files: addresses that change when the files do, and files that stay as they were at the start."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from http import HTTPStatus
from pathlib import Path
from typing import Any

from django.contrib.staticfiles.storage import StaticFilesStorage, staticfiles_storage
from whitenoise.middleware import WhiteNoiseMiddleware
from whitenoise.responders import Response, StaticFile

DIST = Path(__file__).parent / "static" / "dist"
MANIFEST = DIST / "manifest.json"


class Versioned(StaticFilesStorage):
    """Adds the build's mark to each address, so that a browser never pairs an old script with a new page."""

    @cached_property
    def mark(self) -> str:
        """Eight characters of the manifest, which names every built file with its hash."""
        content = MANIFEST.read_bytes() if MANIFEST.exists() else b""
        return hashlib.sha256(content).hexdigest()[:8]

    def url(self, name: str | None) -> str:
        """Where a static file is fetched from."""
        return f"{super().url(name)}?v={self.mark}"


@dataclass(frozen=True, slots=True)
class Held:
    """A file as it was when the server started, whatever is put in its place since."""

    served: StaticFile
    content: bytes

    def get_response(self, method: str, request_headers: Mapping[str, str]) -> Response:
        """The file, or the part of it that was asked for."""
        found = self.served.get_response("HEAD" if method == "GET" else method, request_headers)
        if method != "GET" or found.status not in {HTTPStatus.OK, HTTPStatus.PARTIAL_CONTENT}:
            return found
        first, last = 0, len(self.content) - 1
        if told := dict(found.headers).get("Content-Range"):
            first, last = map(int, told.removeprefix("bytes ").partition("/")[0].split("-"))
        return Response(found.status, found.headers, io.BytesIO(self.content[first : last + 1]))


class Statics(WhiteNoiseMiddleware):
    """Serves one whole build until the server starts again: a newer one beside it is never mixed in.

    The build is a megabyte; whoever rebuilds under a running server leaves its pages as they were.
    """

    def __init__(self, get_response: Any = None, **more: Any) -> None:
        super().__init__(get_response, **more)
        getattr(staticfiles_storage, "mark", None)  # settled now, with the files it stands for

    def get_static_file(self, path: str, url: str, stat_cache: Any = None) -> Any:
        """Hold what the build made; the rest is opened when it is asked for."""
        found = super().get_static_file(path, url, stat_cache)
        return Held(found, Path(path).read_bytes()) if Path(path).is_relative_to(DIST) else found
