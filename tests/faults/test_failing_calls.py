"""The system refuses a call now and then, as a dying disk does: what was acknowledged is there, the rest was refused.

strace makes every so-and-so-many-th fsync, write or rename of the writer fail. Nothing else is changed.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from django.conf import settings as ours
from django.db import connection

pytestmark = [
    pytest.mark.sweep,
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(
        "sqlite" not in ours.DATABASES["default"]["ENGINE"], reason="makes calls of an SQLite writer fail"
    ),
    pytest.mark.skipif(shutil.which("strace") is None, reason="needs strace to make system calls fail"),
]

ROWS = 60
INJECTED = {
    "the disk does not take what it should make durable": "fsync,fdatasync:error=EIO:when=90+17",
    "the disk is full in the middle of a write": "pwrite64:error=ENOSPC:when=150+41",
    "a file cannot be given its name": "rename,renameat,renameat2,link,linkat:error=EIO:when=3+5",
}
WRITER = """
import os, sys
home, rows = sys.argv[1:]
os.environ.update(PENTIMENTO_HOME=home, DJANGO_SETTINGS_MODULE="pentimento.web.settings")
import django
django.setup()
from datetime import UTC, datetime
from django.db import transaction
from pentimento.trust import audit, vault
from pentimento.trust.access.models import Chart
at = datetime(2026, 3, 2, 12, tzinfo=UTC)
for turn in range(int(rows)):
    try:
        with transaction.atomic():
            chart = Chart.objects.create(opened_at=at)
            content = chart.public_id.encode() * (1 + 4000 * (turn % 3))
            vault.keep(chart=chart, source=content, media_type="text/plain", at=at, limit=1 << 30)
            audit.record(audit.Event.CLIENT_REFERRED, by=None, at=at, chart=chart, subject=chart)
    except Exception as refused:
        print("refused", type(refused).__name__, flush=True)
    else:
        print("kept", chart.public_id, flush=True)
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
    whole = [list(row) for row in cursor.execute("PRAGMA integrity_check").fetchall()]
print(json.dumps({
    "charts": list(Chart.objects.values_list("public_id", flat=True)),
    "files": Blob._unscoped.count(),
    "faults": whole + [str(fault) for fault in vault.verify()] + list(audit.faults()),
}))
"""


class Told(NamedTuple):
    """What the writer said of each row."""

    kept: set[str]
    refused: int


def program(source: str, *arguments: str, under: tuple[str, ...] = ()) -> list[str]:
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    command = [*under, sys.executable, "-c", source, *arguments]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stderr[-2000:]
    return done.stdout.splitlines()


def write(home: Path, injected: str) -> Told:
    calls = injected.partition(":")[0]
    strace = (
        "strace",
        "-f",
        "-qq",
        "-o",
        str(home.parent / "calls"),
        "-e",
        f"trace={calls}",
        "-e",
        f"inject={injected}",
    )
    lines = program(WRITER, str(home), str(ROWS), under=strace)
    kept = {line.split()[1] for line in lines if line.startswith("kept ")}
    return Told(kept, sum(line.startswith("refused ") for line in lines))


@pytest.mark.parametrize("what", INJECTED)
def test_what_was_acknowledged_is_there_and_what_failed_left_nothing_behind(tmp_path: Path, what: str) -> None:
    home = tmp_path / "practice"
    home.mkdir(mode=0o700)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM INTO %s", [str(home / "pentimento.sqlite3")])
    told = write(home, INJECTED[what])
    assert told.kept and told.refused, f"{len(told.kept)} kept, {told.refused} refused: nothing was tried"
    found: dict[str, Any] = json.loads(program(READER, str(home))[0])
    # The very last commit may have failed after its words had reached the file: then it is there, and whole.
    assert told.kept <= set(found["charts"]) and len(found["charts"]) <= len(told.kept) + 1
    assert found["files"] == len(found["charts"])
    assert found["faults"] == [["ok"]]
    sys.stdout.write(f"{what}: {len(told.kept)} kept, {told.refused} refused, all kept ones found\n")
