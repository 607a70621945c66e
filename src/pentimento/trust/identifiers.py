"""Ids that stand in addresses: unguessable, short, safe in a URL."""

from __future__ import annotations

import secrets

LENGTH = 22


def new_public_id() -> str:
    """128 random bits in 22 characters of the URL-safe alphabet."""
    return secrets.token_urlsafe(16)


class PublicIdConverter:
    """The part of an address that may be a public id: ``<id:chart>``."""

    regex = "[A-Za-z0-9_-]{22}"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value
