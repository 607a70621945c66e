"""Official releases of the O*NET database: opened safely, read as a stream, checked, and only then kept."""

from __future__ import annotations

from .arriving import BROKE_OFF, receive, take_in
from .importing import Imported, import_release

__all__ = ["BROKE_OFF", "Imported", "import_release", "receive", "take_in"]
