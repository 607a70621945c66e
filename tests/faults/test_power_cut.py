"""The power goes while rows, files and audit entries are being written: what was acknowledged is there afterwards.

``kill -9`` proves nothing about power: what a killed process wrote is still in the system's memory. So a small disk
is cut off as a power cut would (FS_IOC_SHUTDOWN without flushing), mounted again and read. A control that writes with
``synchronous=NORMAL`` must lose rows in the same harness, or the harness proves nothing.
"""

from __future__ import annotations

import fcntl
import json
import os
import shutil
import struct
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from django.conf import settings as ours
from django.db import connection

pytestmark = [
    pytest.mark.sweep,
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(
        "sqlite" not in ours.DATABASES["default"]["ENGINE"], reason="cuts the disk under an SQLite file"
    ),
]

CUTS = int(os.environ.get("PENTIMENTO_CUTS", "4"))
MEGABYTES = 96
FS_IOC_SHUTDOWN = 0x8004587D
WITHOUT_FLUSHING = 2

WRITER = """
import os, sys, time
home, level = sys.argv[1:]
os.environ.update(PENTIMENTO_HOME=home, DJANGO_SETTINGS_MODULE="pentimento.web.settings")
sys.stdin.readline()
import django
django.setup()
from datetime import UTC, datetime
from django.db import connection, transaction
from pentimento.trust import audit, vault
from pentimento.trust.access.models import Chart
at = datetime(2026, 3, 2, 12, tzinfo=UTC)
connection.ensure_connection()
with connection.cursor() as cursor:
    cursor.execute("PRAGMA synchronous = " + level)
for turn in range(100_000):
    with transaction.atomic():
        chart = Chart.objects.create(opened_at=at)
        name = chart.public_id
        if level == "FULL":
            content = name.encode() * (1 + 4000 * (turn % 3))
            vault.keep(chart=chart, source=content, media_type="text/plain", at=at, limit=1 << 30)
        audit.record(audit.Event.CLIENT_REFERRED, by=None, at=at, chart=chart, subject=chart)
    print(time.monotonic_ns(), name, flush=True)
"""

READER = """
import json, os, sys
os.environ.update(PENTIMENTO_HOME=sys.argv[1], DJANGO_SETTINGS_MODULE="pentimento.web.settings")
import django
django.setup()
from django.db import connection
from pentimento.trust import audit, vault
from pentimento.trust.access.models import Chart
from pentimento.trust.vault import Blob
with connection.cursor() as cursor:
    whole = cursor.execute("PRAGMA integrity_check").fetchall() + cursor.execute("PRAGMA foreign_key_check").fetchall()
print(json.dumps({
    "charts": list(Chart.objects.values_list("public_id", flat=True)),
    "files": Blob._unscoped.count(),
    "engine": [list(row) for row in whole],
    "vault": [str(fault) for fault in vault.verify()],
    "audit": list(audit.faults()),
}))
"""


class After(NamedTuple):
    """What a reader found on the disk after the cut."""

    charts: set[str]
    files: int
    engine: list[list[str]]
    vault: list[str]
    audit: list[str]


class Disk:
    """A small disk in a file, with a practice folder on it, whose power can be cut."""

    def __init__(self, folder: Path) -> None:
        self.image, self.mounted = folder / "disk.img", folder / "disk"
        self.mounted.mkdir()
        with self.image.open("wb") as image:
            image.truncate(MEGABYTES << 20)
        subprocess.run(["mkfs.ext4", "-q", "-F", str(self.image)], check=True)

    @property
    def home(self) -> Path:
        return self.mounted / "practice"

    def mount(self) -> bool:
        done = subprocess.run(["mount", "-o", "loop", str(self.image), str(self.mounted)], capture_output=True)
        return done.returncode == 0

    def unmount(self) -> None:
        subprocess.run(["umount", str(self.mounted)], check=True, capture_output=True)

    def cut(self) -> int:
        """Cut the power. Returns the moment before, in the monotonic clock all processes share."""
        handle = os.open(self.mounted, os.O_RDONLY)
        try:
            before = time.monotonic_ns()
            fcntl.ioctl(handle, FS_IOC_SHUTDOWN, struct.pack("I", WITHOUT_FLUSHING))
        finally:
            os.close(handle)
        return before


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Disk]:
    """A practice folder with an empty practice, on a disk of its own."""
    if os.geteuid() != 0 or not all(map(shutil.which, ("mkfs.ext4", "mount", "umount"))):
        pytest.skip("needs root and mkfs.ext4 to make a disk whose power can be cut")
    disk = Disk(tmp_path)
    if not disk.mount():
        pytest.skip("this machine does not let us mount a disk from a file")
    disk.home.mkdir(mode=0o700)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM INTO %s", [str(disk.home / "pentimento.sqlite3")])
    os.sync()
    yield disk
    if os.path.ismount(disk.mounted):
        disk.unmount()


def program(source: str, *arguments: str) -> subprocess.Popen[str]:
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    command = [sys.executable, "-c", source, *arguments]
    return subprocess.Popen(  # a writer whose disk is gone ends in a traceback; it is not what is read here
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        env=environment,
    )


def write_until_cut(disk: Disk, level: str, rows: int) -> set[str]:
    """Let a writer acknowledge so many rows, cut the power while it goes on, and say what it acknowledged before."""
    writer = program(WRITER, str(disk.home), level)
    assert writer.stdout is not None and writer.stdin is not None
    writer.stdin.write("go\n")
    writer.stdin.flush()
    lines = [writer.stdout.readline() for _ in range(rows)]
    before = disk.cut()
    writer.kill()
    lines += writer.stdout.readlines()
    writer.wait()
    for pipe in (writer.stdin, writer.stdout):
        pipe.close()
    stamped = (line.split() for line in lines if line.endswith("\n"))
    return {name for stamp, name in stamped if int(stamp) < before}


def read_again(disk: Disk) -> After:
    """Mount the disk after the cut, as a restart would, and read what is there."""
    disk.unmount()
    assert disk.mount()
    reader = program(READER, str(disk.home))
    said, _ = reader.communicate()
    assert reader.returncode == 0
    found: dict[str, Any] = json.loads(said)
    return After(set(found["charts"]), found["files"], found["engine"], found["vault"], found["audit"])


def test_what_was_acknowledged_before_the_power_went_is_there_afterwards(disk: Disk) -> None:
    kept: set[str] = set()
    for cut in range(CUTS):
        kept |= write_until_cut(disk, "FULL", 3 + 7 * (cut % 5))
        after = read_again(disk)
        assert kept <= after.charts, f"{len(kept - after.charts)} acknowledged rows are gone after cut {cut + 1}"
        assert len(after.charts) == after.files  # each transaction is there as a whole or not at all
        assert after.engine == [["ok"]] and after.vault == [] and after.audit == []
    assert len(kept) >= 3 * CUTS
    sys.stdout.write(f"power cuts: {CUTS}, acknowledged rows: {len(kept)}, lost: 0\n")


def test_the_same_cuts_do_lose_rows_that_were_not_made_durable(disk: Disk) -> None:
    lost = 0
    for cut in range(CUTS):
        kept = write_until_cut(disk, "NORMAL", 20 + 7 * cut)
        lost += len(kept - read_again(disk).charts)
        if lost:
            break
    assert lost, "the control lost nothing: the harness does not cut the power"
    sys.stdout.write(f"control with synchronous=NORMAL: {lost} acknowledged rows lost\n")
