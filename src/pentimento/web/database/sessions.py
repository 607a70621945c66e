"""``SESSION_ENGINE``: Django's database sessions, with every write inside ``atomic()``."""

from __future__ import annotations

from django.contrib.sessions.backends import db
from django.db import transaction


class SessionStore(db.SessionStore):
    """Django saves atomically but deletes in a bare statement, which would miss the write gate."""

    def delete(self, session_key: str | None = None) -> None:
        """Forget a session; this one if none is named."""
        with transaction.atomic():
            super().delete(session_key)

    @classmethod
    def clear_expired(cls) -> None:
        """Forget every session that has ended."""
        with transaction.atomic():
            super().clear_expired()
