"""The schemes that ship with Pentimento."""

from __future__ import annotations

from functools import cache

from pentimento.core.reference.shelf import shipped

from .reading import scheme_from
from .scheme import Scheme

SHELF = "job_evaluation"


@cache
def schemes() -> tuple[Scheme, ...]:
    """All shipped schemes, by key. Each is checked against its SHA-256 and read whole."""
    shelf = shipped(SHELF)
    return tuple(sorted((scheme_from(shelf.toml(name)) for name in shelf.names()), key=lambda scheme: scheme.key))
