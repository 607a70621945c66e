"""Runs one command beside a PostgreSQL of its own: python tools/postgres.py COMMAND [ARGUMENT ...]

The cluster lives in a temporary folder, listens on a Unix socket only, and is stopped and removed when the
command ends, however it ends. The command finds it in PENTIMENTO_DATABASE. Nobody's own server is touched.
"""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

SETTINGS = {
    "listen_addresses": "",  # no network: only processes of this machine that can reach the socket
    "fsync": "off",  # the cluster is thrown away; what a power cut does is tested elsewhere
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "max_connections": "60",
}


def main(command: list[str]) -> int:
    """Run ``command`` beside the cluster and answer with its exit code."""
    binaries = find_binaries()
    if binaries is None:
        print("PostgreSQL's programs are not here: sudo apt install postgresql. Then run make again.", file=sys.stderr)
        return 1
    with cluster(binaries) as address:
        return subprocess.run(command, env={**os.environ, "PENTIMENTO_DATABASE": address}).returncode


def find_binaries() -> Path | None:
    """The folder with initdb: the newest Debian installation, else the one on PATH."""
    installed = Path("/usr/lib/postgresql").glob("*/bin/initdb")
    newest = max(installed, key=lambda path: int(path.parts[-3]), default=None)
    found = newest or (Path(which) if (which := shutil.which("initdb")) else None)
    return found.parent if found else None


@contextmanager
def cluster(binaries: Path) -> Iterator[str]:
    """Make and start a cluster, give its address, then stop it by its process and remove it."""
    owner = unprivileged()
    with tempfile.TemporaryDirectory(prefix="pentimento-pg-") as name:
        folder = Path(name)  # short on purpose: a socket's path may have about 100 characters
        if owner:
            os.chown(folder, owner["user"], owner["group"])
            folder.chmod(0o755)
        make = [binaries / "initdb", "-D", folder / "data", "-U", "pentimento", "-A", "trust", "-E", "UTF8"]
        make += ["--locale=C.UTF-8", "--no-sync"]
        subprocess.run(make, check=True, stdout=subprocess.DEVNULL, cwd=folder, **owner)
        port = free_port()
        options = [part for key, value in SETTINGS.items() for part in ("-c", f"{key}={value}")]
        start = [binaries / "postgres", "-D", folder / "data", "-k", folder, "-p", str(port), *options]
        with (folder / "log").open("w") as log:
            server = subprocess.Popen(start, stdout=log, stderr=log, cwd=folder, start_new_session=True, **owner)
            try:
                wait_until_ready(server, folder, port)
                yield f"postgresql://pentimento@/postgres?host={folder}&port={port}"
            finally:
                server.send_signal(signal.SIGINT)  # "fast": no waiting for idle connections
                server.wait(timeout=60)


def unprivileged() -> dict[str, int]:
    """PostgreSQL refuses to run as root; then it runs as the account its package made for it."""
    if os.geteuid() != 0:
        return {}
    account = pwd.getpwnam("postgres")
    return {"user": account.pw_uid, "group": account.pw_gid}


def free_port() -> int:
    """A port nobody listens on: with a socket it only names the file, but clients insist on one."""
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_until_ready(server: subprocess.Popen[bytes], folder: Path, port: int) -> None:
    """Wait up to a minute until the socket answers; show the server's own words when it gives up."""
    give_up = time.monotonic() + 60
    while time.monotonic() < give_up and server.poll() is None:
        with closing(socket.socket(socket.AF_UNIX)) as probe:
            if probe.connect_ex(str(folder / f".s.PGSQL.{port}")) == 0:
                return
        time.sleep(0.05)
    raise SystemExit(f"PostgreSQL did not start:\n{(folder / 'log').read_text()}")


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # so that the cluster is stopped then, too
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(130)
