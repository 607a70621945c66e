"""Official releases of the O*NET database: opened safely, read as a stream, checked, and only then kept."""

from __future__ import annotations

from .importing import Imported, import_release

__all__ = ["Imported", "import_release"]
