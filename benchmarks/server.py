"""A real ``pentimento serve`` of its own, stopped when the block ends."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

WORKERS = 2
PATIENCE = 60.0  # seconds until it answers


@contextmanager
def serving(home: Path) -> Iterator[int]:
    """Serve this practice folder on a free port of 127.0.0.1; gives the port."""
    port = _free_port()
    program = Path(sys.executable).with_name("pentimento")
    command: list[str | Path] = [program, "serve", "--home", home, "--port", str(port), "--workers", str(WORKERS)]
    with (home / "serve.log").open("wb") as log:
        server = subprocess.Popen(command, stdout=log, stderr=log, start_new_session=True)
    try:
        _wait_for(port, server)
        yield port
    finally:
        _stop(server)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_for(port: int, server: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        if server.poll() is not None:
            raise SystemExit("pentimento serve ended by itself; its words are in serve.log.")
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.2)
    raise SystemExit(f"pentimento serve did not answer within {PATIENCE:g} s.")


def _stop(server: subprocess.Popen[bytes]) -> None:
    server.send_signal(signal.SIGINT)
    try:
        server.wait(timeout=10)
    except subprocess.TimeoutExpired:
        os.killpg(server.pid, signal.SIGKILL)  # a group of its own: the server and its workers
        server.wait()
