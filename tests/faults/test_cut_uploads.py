"""A picture on its way from a phone: the line cut at many bytes, the server killed many times, not a byte lost."""

from __future__ import annotations

import http.client
import io
import shutil
import signal
import socket
import struct
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

import numpy as np
import pytest
from django.conf import settings as ours
from PIL import Image

from browser.served import Server, environment, prepared
from cast import REPOSITORY

pytestmark = pytest.mark.skipif(
    "sqlite" not in ours.DATABASES["default"]["ENGINE"], reason="the server that is killed keeps its own SQLite file"
)

CUTS, KILLS = 100, 8
TYPE = "application/offset+octet-stream"
TOKEN = "t" * 32
BEGIN = """
from datetime import UTC, datetime
from django.db import transaction
import factories
from pentimento.practice.artworks import actions
from pentimento.trust.access import lending
now = datetime.now(UTC)
with transaction.atomic():
    ada = factories.person()
    client = factories.client(ada)
    factories.consent(client, by=ada)
    session = factories.encounter(client, ada, opened_at=now)
_loan, code = actions.lend_camera(encounter=session, by=ada, at=now)
print(lending.come_in(code=code, device="", address="127.0.0.1", at=now)[1])
"""
LOOK = """
from hashlib import sha256
from pentimento.practice.artworks.models import Photograph
from pentimento.trust import audit, vault
from pentimento.trust.vault.models import IncomingPiece
for one in Photograph._unscoped.select_related("original__chart"):
    print(sha256(vault.read(one.original)).hexdigest())
assert not IncomingPiece._unscoped.exists()
assert not list(vault.verify()) and not list(audit.faults())
"""


def told(home: Path, script: str) -> list[str]:
    """What a script says that runs in a practice folder."""
    start = "import django; django.setup()\n"
    ours = {"PYTHONPATH": str(REPOSITORY / "tests"), "DJANGO_SETTINGS_MODULE": "pentimento.web.settings"}
    done = subprocess.run(
        [sys.executable, "-c", start + script],
        env={**environment(), **ours, "PENTIMENTO_HOME": str(home)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.split()


@pytest.fixture(scope="module")
def picture() -> bytes:
    """A JPEG of noise, some 3 MB: three pieces and a bit."""
    noise = np.random.default_rng(7).integers(0, 256, (1000, 1500, 3), dtype=np.uint8)
    out = io.BytesIO()
    Image.fromarray(noise).save(out, "JPEG", quality=95)
    return out.getvalue()


class Phone:
    """A phone that was let in, on a line of its own for each request."""

    def __init__(self, home: Path, server: Server) -> None:
        self.server = server
        [device] = told(home, BEGIN)
        cookies = f"pentimento-phone={device}; pentimento-csrf={TOKEN}"
        self.says = {"Cookie": cookies, "X-CSRFToken": TOKEN, "Tus-Resumable": "1.0.0"}

    def asks(self, method: str, where: str, content: bytes = b"", **said: str) -> http.client.HTTPResponse:
        line = http.client.HTTPConnection("127.0.0.1", self.server.port, timeout=120)
        headers = {**self.says, **{name.replace("_", "-"): value for name, value in said.items()}}
        line.request(method, where, content, headers)
        answer = line.getresponse()
        answer.read()
        line.close()
        return answer

    def announces(self, size: int) -> str:
        place = self.asks("POST", "/phone/pictures/", Upload_Length=str(size)).headers["Location"]
        assert place
        return place

    def stands(self, where: str) -> int:
        return int(self.asks("HEAD", where).headers["Upload-Offset"])

    def sends_a_part(self, where: str, content: bytes, at: int, upto: int, *, rudely: bool) -> None:
        """Announce everything from ``at`` on, send up to ``upto``, and cut the line."""
        line = socket.create_connection(("127.0.0.1", self.server.port), timeout=120)
        said = {**self.says, "Host": "127.0.0.1", "Content-Type": TYPE, "Upload-Offset": str(at)}
        said["Content-Length"] = str(len(content) - at)
        head = "".join(f"{name}: {value}\r\n" for name, value in said.items())
        line.sendall(f"PATCH {where} HTTP/1.1\r\n{head}\r\n".encode() + content[at:upto])
        if rudely:  # reset it, as a network that is gone
            line.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        line.close()

    def finishes(self, where: str, content: bytes) -> None:
        """Go on from where it stands until it is kept; a request that was cut may still be at work meanwhile."""
        status = 0
        while status != 204:
            at = self.stands(where)
            status = self.asks("PATCH", where, content[at:], Upload_Offset=str(at), Content_Type=TYPE).status
            assert status in {204, 409}


@pytest.fixture
def home(tmp_path: Path) -> Path:
    folder = tmp_path / "home"
    shutil.copytree(prepared("empty"), folder)
    return folder


def test_cut_at_a_hundred_bytes_the_picture_is_the_same(home: Path, picture: bytes) -> None:
    chance = np.random.default_rng(11)
    server = Server(home)
    server.start()
    try:
        phone = Phone(home, server)
        where = phone.announces(len(picture))
        seen = 0
        for turn in range(CUTS):
            at = phone.stands(where)
            assert seen <= at  # what was once said to be here is here
            seen = at
            upto = at + int(chance.integers(0, 2 * max(1, len(picture) - at) // (CUTS - turn)))
            phone.sends_a_part(where, picture, at, min(upto, len(picture) - 1), rudely=bool(turn % 2))
        assert seen > 0
        phone.finishes(where, picture)
    finally:
        server.end()
    assert told(home, LOOK) == [sha256(picture).hexdigest()]


def test_a_server_killed_again_and_again_loses_nothing_it_had(home: Path, picture: bytes) -> None:
    server = Server(home)
    server.start()
    try:
        phone = Phone(home, server)
        where = phone.announces(len(picture))
        for turn in range(1, KILLS + 1):
            at = phone.stands(where)
            upto = max(at, len(picture) * turn // (KILLS + 1))
            phone.sends_a_part(where, picture, at, upto, rudely=False)
            server.end(signal.SIGKILL)
            server.start()
            assert at <= phone.stands(where) <= upto
        phone.finishes(where, picture)
    finally:
        server.end()
    assert told(home, LOOK) == [sha256(picture).hexdigest()]
    left = [path for path in (home / "files").rglob("*") if path.is_file() and b"JFIF" in path.read_bytes()]
    assert left == []  # nothing lies unlocked
