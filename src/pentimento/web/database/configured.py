"""Which database and which secret a practice folder asks for."""

from __future__ import annotations

import os
import secrets
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from pentimento.core.kernel.errors import Invalid
from pentimento.core.kernel.words import cleaned

SECRET_FILE = "secret"  # noqa: S105 - the file's name, not its content
NAME_FILE = "name"
NAME_MOST = 120  # characters


def database_from(address: str, home: Path) -> dict[str, Any]:
    """Django's settings for one database.

    Parameters
    ----------
    address : str
        Empty for SQLite in ``home``, or ``postgresql://user:password@host:port/name?host=/socket``.

    Raises
    ------
    ValueError
        For any other kind of database.
    """
    if not address:
        return {
            "ENGINE": "pentimento.web.database.sqlite",
            "NAME": home / "pentimento.sqlite3",
            "CONN_MAX_AGE": None,
            "OPTIONS": {"timeout": 10},
        }
    parts = urlsplit(address)
    if parts.scheme not in {"postgres", "postgresql"}:
        raise ValueError("PENTIMENTO_DATABASE must be empty or begin with postgresql://")
    options = dict(parse_qsl(parts.query))
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.path.lstrip("/"),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": options.pop("host", "") or (parts.hostname or ""),
        "PORT": options.pop("port", "") or (parts.port or ""),
        "CONN_MAX_AGE": None,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {**options, "options": "-c synchronous_commit=on -c default_transaction_isolation=read\\ committed"},
    }


def secret_from(home: Path) -> str:
    """The folder's own secret for cookies and forms; before there is a folder, one for this process."""
    kept = home / SECRET_FILE
    if kept.exists():
        return kept.read_text().strip()
    return os.environ.get("PENTIMENTO_SECRET") or secrets.token_urlsafe(48)


def name_from(home: Path) -> str:
    """What the practice calls itself, as its folder says; empty where it says nothing."""
    kept = home / NAME_FILE
    return cleaned(kept.read_text(encoding="utf-8"))[:NAME_MOST] if kept.exists() else ""


def write_name(home: Path, name: str) -> None:
    """Keep what the practice calls itself.

    Raises
    ------
    Invalid
        For no name, or one of more than ``NAME_MOST`` characters.
    """
    said = " ".join(cleaned(name).split())
    if not 1 <= len(said) <= NAME_MOST:
        raise Invalid("The name of the practice has from 1 to {most} characters.", most=NAME_MOST)
    (home / NAME_FILE).write_text(said + "\n", encoding="utf-8")


def write_secret(home: Path) -> None:
    """Give a new folder its secret, readable by its owner only."""
    kept = home / SECRET_FILE
    if kept.exists():
        return
    handle = os.open(kept, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w") as file:
        file.write(secrets.token_urlsafe(48) + "\n")
