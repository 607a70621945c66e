"""Somebody at a browser: signs in, keeps the connection open, and notes how long each answer took."""

from __future__ import annotations

import http.client
import re
import time
from dataclasses import dataclass
from urllib.parse import urlencode

TOKEN = re.compile(rb'<meta name="csrf-token" content="([^"]+)"')
PATIENCE = 60.0  # seconds for one answer


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back. ``seconds`` from sending the request to the last byte."""

    status: int
    body: bytes
    seconds: float


class Unexpected(Exception):
    """An answer that is not what a working page gives: a figure from it would be worth nothing."""


class Visitor:
    """One keep-alive connection with its cookies."""

    def __init__(self, port: int, cookies: dict[str, str] | None = None, token: str = "") -> None:
        self.port, self.cookies, self.token = port, dict(cookies or {}), token
        self._connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)

    def twin(self) -> Visitor:
        """The same sign-in on a connection of its own."""
        return Visitor(self.port, self.cookies, self.token)

    def sign_in(self, email: str, password: str) -> None:
        """Through the real door, once."""
        self.refresh_token("/sign-in/")
        self.post("/sign-in/", {"email": email, "password": password}, expect=302)
        self.refresh_token("/clients/")

    def refresh_token(self, path: str) -> None:
        """Take what a form needs from a page."""
        found = TOKEN.search(self.get(path).body)
        if found is None:
            raise Unexpected(f"{path} has no token for forms.")
        self.token = found[1].decode()

    def get(self, path: str, *, live: bool = False) -> Answer:
        """Ask for a page; ``live`` as htmx asks while somebody types."""
        return self._ask("GET", path, None, {"HX-Request": "true"} if live else {}, expect=200)

    def post(self, path: str, fields: dict[str, str], *, script: bool = False, expect: int = 200) -> Answer:
        """Send a form; ``script`` as the session room sends it."""
        headers = {"Content-Type": "application/x-www-form-urlencoded", "X-CSRFToken": self.token}
        if script:
            headers["Accept"] = "application/json"
        return self._ask("POST", path, urlencode(fields).encode(), headers, expect=expect)

    def _ask(self, method: str, path: str, body: bytes | None, headers: dict[str, str], *, expect: int) -> Answer:
        headers["Cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        began = time.perf_counter()
        self._connection.request(method, path, body, headers)
        response = self._connection.getresponse()
        content = response.read()
        took = time.perf_counter() - began
        for line in response.headers.get_all("Set-Cookie", []):
            name, _equals, value = line.partition(";")[0].partition("=")
            self.cookies[name] = value
        if response.status != expect:
            raise Unexpected(f"{method} {path} answered {response.status}, not {expect}: {content[:300]!r}")
        return Answer(response.status, content, took)
