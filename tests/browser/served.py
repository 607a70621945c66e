"""Practice folders and the real server over them, as a person would start it."""

from __future__ import annotations

import hashlib
import os
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from cast import REPOSITORY

CACHE = REPOSITORY / ".cache" / "browser"
COMMAND = [sys.executable, "-m", "pentimento"]
PREPARED = ("demo", "empty")
START_WITHIN = 300  # seconds; a loaded machine with two cores is slow, and a fixed address waits for it


def environment() -> dict[str, str]:
    """What a person's shell would hand on: not the settings these tests run under."""
    ours = {"DJANGO_SETTINGS_MODULE", "PENTIMENTO_DATABASE"}
    return {name: value for name, value in os.environ.items() if name not in ours}


def run(*arguments: str | Path, within: int = 1500) -> str:
    """What a command of Pentimento answered; its own words where it refused."""
    command = [*COMMAND, *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=within, check=False, env=environment())
    assert done.returncode == 0, f"pentimento {arguments[0]}: {done.stdout}{done.stderr}"
    return done.stdout


def digest_of_code() -> str:
    """Changes with everything a prepared folder depends on."""
    digest = hashlib.sha256()
    for path in sorted((REPOSITORY / "src" / "pentimento").rglob("*.py")):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def prepared(kind: str) -> Path:
    """A folder made once for this very code: ``demo``, or ``empty`` with its tables and nobody in it.

    ``PENTIMENTO_BROWSER_DEMO`` names a demo that is there already; it is taken as it is.
    """
    assert kind in PREPARED
    given = os.environ.get("PENTIMENTO_BROWSER_DEMO")
    if kind == "demo" and given:
        return Path(given)
    folder = CACHE / digest_of_code() / kind
    if not folder.exists():
        _forget_old()
        making = folder.with_name(f"{kind}.{os.getpid()}")
        shutil.rmtree(making, ignore_errors=True)
        making.parent.mkdir(parents=True, exist_ok=True)
        if kind == "demo":
            run("demo", "--home", making, "--only-prepare")
        else:
            run("init", "--home", making)
        making.rename(folder)
    return folder


def _forget_old() -> None:
    for old in CACHE.glob("*"):
        if old.name != digest_of_code():
            shutil.rmtree(old, ignore_errors=True)


def free_port() -> int:
    """A port nobody listens on at this moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Server:
    """``pentimento serve`` over one folder. It can be killed and started again at the same address."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.said: list[str] = []

    def start(self) -> None:
        """Start it, and wait until it says that it answers."""
        self.ready = threading.Event()
        arguments = ["serve", "--home", str(self.home), "--port", str(self.port)]
        self.process = subprocess.Popen(
            [*COMMAND, *arguments],
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            env=environment(),
            start_new_session=True,
        )
        self.listener = threading.Thread(target=self._listen, daemon=True)
        self.listener.start()
        assert self.ready.wait(START_WITHIN) and self.process.poll() is None, "".join(self.said)
        # It says so a moment before it listens, and on a loaded machine that is a long moment.
        until = time.monotonic() + START_WITHIN
        while not self._listens():
            assert self.process.poll() is None and time.monotonic() < until, "".join(self.said)

    def _listens(self) -> bool:
        with socket.socket() as line:
            line.settimeout(1)
            return line.connect_ex(("127.0.0.1", self.port)) == 0

    def _listen(self) -> None:
        assert self.process.stdout
        for line in self.process.stdout:
            self.said.append(line)
            if "Started worker-2" in line:
                self.ready.set()
        self.ready.set()

    def end(self, how: int = signal.SIGTERM) -> None:
        """End it with all its workers; ``SIGKILL`` is a power cut."""
        os.killpg(self.process.pid, how)
        self.process.wait(60)
        self.listener.join(60)
        assert self.process.stdout
        self.process.stdout.close()


@contextmanager
def serving(home: Path) -> Iterator[Server]:
    """A server over a folder, ended afterwards."""
    server = Server(home)
    server.start()
    try:
        yield server
    finally:
        server.end()


@contextmanager
def serving_a_copy(kind: str, folder: Path) -> Iterator[Server]:
    """A server over a copy of a folder that is prepared once."""
    home = folder / "home"
    shutil.copytree(prepared(kind), home)
    with serving(home) as server:
        yield server
