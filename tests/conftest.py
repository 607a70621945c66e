"""What every test may rely on: no network, and a plain word at the end about what was left out."""

from __future__ import annotations

import ipaddress
import socket
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest
from whitenoise.middleware import WhiteNoiseMiddleware

LEFT_OUT = {
    "browser": "drives a real Chromium: `make browser` runs it",
    "postgres": "needs a PostgreSQL server: `make test-postgres` runs it",
    "sweep": "tries every address or every moment of a fault, for minutes: `make test-sweeps` runs it",
}


def pytest_addoption(parser: pytest.Parser) -> None:
    """``--without browser,postgres`` leaves tests out by name of their mark, and says so."""
    parser.addoption("--without", default="", help="marks to leave out, with commas: " + ", ".join(LEFT_OUT))


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Skip what was asked to be left out, each with the command that runs it."""
    for mark in filter(None, config.getoption("--without").split(",")):
        for item in items:
            if item.get_closest_marker(mark):
                item.add_marker(pytest.mark.skip(reason=LEFT_OUT[mark]))


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """Say what did not run here, and why, in one line for each reason."""
    reasons = Counter(report.longrepr[2].removeprefix("Skipped: ") for report in terminalreporter.getreports("skipped"))
    if not reasons:
        return
    terminalreporter.section("not run here")
    for reason, count in reasons.most_common():
        terminalreporter.line(f"{count:5d} {'test' if count == 1 else 'tests'}: {reason}")


class NetworkRefused(RuntimeError):
    """A test tried to leave this machine."""


def is_local(address: Any) -> bool:
    """Whether an address stays on this machine: a Unix socket, loopback, or a name for it."""
    if isinstance(address, (str, bytes)):
        return True
    host = str(address[0])
    if host in {"", "localhost", "testserver"}:
        return True
    try:
        return ipaddress.ip_address(host.partition("%")[0]).is_loopback
    except ValueError:
        return False


@pytest.fixture(autouse=True, scope="session")
def no_network() -> Iterator[None]:
    """Refuse every connection that would leave this machine, and every look-up of a name."""
    patch = pytest.MonkeyPatch()

    def guarded(method: str) -> None:
        original = getattr(socket.socket, method)

        def checked(self: socket.socket, *arguments: Any) -> Any:
            if not is_local(arguments[-1]):
                raise NetworkRefused(f"{method} to {arguments[-1]!r}: tests stay on this machine.")
            return original(self, *arguments)

        patch.setattr(socket.socket, method, checked)

    for method in ("connect", "connect_ex", "sendto"):
        guarded(method)
    original_look_up = socket.getaddrinfo

    def look_up(host: Any, *arguments: Any, **options: Any) -> Any:
        if host is not None and not is_local((host.decode() if isinstance(host, bytes) else host,)):
            raise NetworkRefused(f"Looking up {host!r}: tests stay on this machine.")
        return original_look_up(host, *arguments, **options)

    patch.setattr(socket, "getaddrinfo", look_up)
    yield
    patch.undo()


@pytest.fixture(autouse=True, scope="session")
def static_files_found_once() -> Iterator[None]:
    """Every test browser begins the whole handler anew. The static files do not change, and are looked up once.

    Finding them takes longer than most pages: it was half the time of the tests that open all pages as everybody.
    """
    patch = pytest.MonkeyPatch()
    look = WhiteNoiseMiddleware.add_files_from_finders
    found: dict[str, Any] = {}

    def look_once(self: WhiteNoiseMiddleware) -> None:
        if not found:
            look(self)
            found.update(self.files)
        self.files.update(found)

    patch.setattr(WhiteNoiseMiddleware, "add_files_from_finders", look_once)
    yield
    patch.undo()
