"""Recordings of drawing from elsewhere become stroke logs: SVG, InkML and CSV. Plain readers: no database, no clock."""

from .reading import KINDS, LARGEST, read_recording
from .recording import Brought, brought

__all__ = ["KINDS", "LARGEST", "Brought", "brought", "read_recording"]
