"""Addresses of static files that change when the files do."""

from __future__ import annotations

import hashlib
from functools import cached_property
from pathlib import Path

from django.contrib.staticfiles.storage import StaticFilesStorage

MANIFEST = Path(__file__).parent / "static" / "dist" / "manifest.json"


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
