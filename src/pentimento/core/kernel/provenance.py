"""Where a table, a figure or a method comes from."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Source:
    """The origin of something Pentimento did not make up.

    ``url`` and ``sha256`` may be empty where the origin is a printed page.
    """

    title: str
    licence: str
    date: str = ""
    url: str = ""
    sha256: str = ""
