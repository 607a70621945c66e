"""Keys in their own small store: destroying one erases everything that was locked with it."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from django.conf import settings

from .ring import KeyDestroyed, KeyMissing, Keyring, Subkey, WrongKey

__all__ = ["KeyDestroyed", "KeyMissing", "Keyring", "Subkey", "WrongKey", "keyring"]


def keyring() -> Keyring:
    """The practice's keys, in ``PENTIMENTO_HOME/keys``; made on first use in a new, empty folder.

    Raises
    ------
    KeyMissing
        If there are encrypted files or wrapped keys but no master key: a new one could open none of them.
    """
    return _ring(Path(settings.PENTIMENTO_HOME))


@lru_cache(maxsize=8)
def _ring(home: Path) -> Keyring:
    ring = Keyring(home / "keys")
    files = home / "files"
    if not ring.exists() and files.is_dir() and any(files.iterdir()):
        raise KeyMissing("The keys are missing, but there are files locked with them. Restore the folder “keys”.")
    ring.prepare()
    return ring
