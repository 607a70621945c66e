"""Preparing a practice folder: private, with its own secret, keys and database."""

from __future__ import annotations

import os
import socket
from pathlib import Path

from pentimento.core.kernel.errors import Refused, Unavailable

from .database.configured import write_secret

DATABASE = "pentimento.sqlite3"


def is_prepared(home: Path) -> bool:
    """Whether there is a practice in this folder."""
    return (home / "secret").exists()


def check_can_prepare(home: Path) -> None:
    """Refuse a folder that holds something else, or that cannot be written."""
    if home.exists() and not home.is_dir():
        raise Refused("{home} is a file, not a folder. Choose another place.", home=home)
    if home.is_dir() and any(home.iterdir()) and not is_prepared(home):
        raise Refused("{home} already holds something else. Choose an empty folder; nothing was changed.", home=home)
    nearest = home if home.exists() else next(p for p in home.resolve().parents if p.exists())
    if not os.access(nearest, os.W_OK | os.X_OK):
        raise Refused("{home} cannot be written. Choose another folder with --home.", home=home)


def make(home: Path) -> None:
    """Create the folder, readable by its owner only, with a secret of its own."""
    check_can_prepare(home)
    home.mkdir(parents=True, exist_ok=True)
    home.chmod(0o700)
    write_secret(home)


def check_port(host: str, port: int) -> None:
    """Refuse a port on which something already listens."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise Unavailable(
                "Port {port} is already in use. Stop what runs there, or choose another with --port {other}.",
                port=port,
                other=port + 1,
            ) from error
