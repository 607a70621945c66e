"""The tests themselves stay on this machine; this shows that the guard holds."""

from __future__ import annotations

import socket

import pytest

SOMEWHERE_ELSE = ("192.0.2.1", 9)  # an address reserved for documentation: nobody answers there


@pytest.mark.parametrize("method", ["connect", "connect_ex"])
def test_a_test_that_leaves_the_machine_is_refused(method: str) -> None:
    with socket.socket() as outward, pytest.raises(RuntimeError, match="stay on this machine"):
        getattr(outward, method)(SOMEWHERE_ELSE)


def test_a_datagram_that_leaves_the_machine_is_refused() -> None:
    with socket.socket(type=socket.SOCK_DGRAM) as outward, pytest.raises(RuntimeError, match="stay on this machine"):
        outward.sendto(b"", SOMEWHERE_ELSE)


def test_names_are_not_looked_up() -> None:
    with pytest.raises(RuntimeError, match="stay on this machine"):
        socket.getaddrinfo("example.org", 80)


def test_loopback_is_open() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server, socket.create_connection(server.getsockname()) as client:
        assert client.getpeername() == server.getsockname()
