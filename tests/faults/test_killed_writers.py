"""A writer killed with -9 in the middle: every acknowledged row is there with its file, and none dangles."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as ours
from django.db import connection

from pentimento.trust import vault
from pentimento.trust.access.models import Chart
from pentimento.trust.vault import Blob

pytestmark = [
    pytest.mark.sweep,
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(
        "sqlite" not in ours.DATABASES["default"]["ENGINE"], reason="the killed writers share an SQLite file"
    ),
]

KILLS = 20
WRITER = """
import os, sys
home, database, name, megabytes = sys.argv[1:]
os.environ.update(PENTIMENTO_HOME=home, DJANGO_SETTINGS_MODULE="pentimento.web.settings")
from django.conf import settings
settings.DATABASES["default"]["NAME"] = database
import django
django.setup()
from datetime import UTC, datetime
from django.db import transaction
from pentimento.trust import vault
from pentimento.trust.access.models import Chart
at = datetime(2026, 3, 2, 12, tzinfo=UTC)
for turn in range(100_000):
    content = f"{name} {turn} ".encode() * int(float(megabytes) * 100_000)
    with transaction.atomic():
        chart = Chart.objects.create(opened_at=at)
        blob = vault.keep(chart=chart, source=content, media_type="text/plain", at=at, limit=1 << 30)
    print(blob.public_id, flush=True)
"""


@pytest.fixture
def home(tmp_path: Path, settings: Any) -> Path:
    settings.PENTIMENTO_HOME = tmp_path
    return tmp_path


def writer(home: Path, name: str, megabytes: float) -> subprocess.Popen[str]:
    database = str(connection.settings_dict["NAME"])
    arguments = [sys.executable, "-c", WRITER, str(home), database, name, str(megabytes)]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    return subprocess.Popen(arguments, stdout=subprocess.PIPE, text=True, env=environment)


def acknowledged(process: subprocess.Popen[str], after: int) -> list[str]:
    """Let it write so many rows, kill it in whatever it does next, and say what it acknowledged."""
    assert process.stdout is not None
    seen = [process.stdout.readline().strip() for _ in range(after)]
    process.kill()
    seen += [line.strip() for line in process.stdout.read().splitlines(keepends=True) if line.endswith("\n")]
    process.wait()
    process.stdout.close()
    return seen


def test_no_acknowledged_file_is_lost_and_no_row_dangles(home):
    vault.safe.keyring()
    kept: list[str] = []
    for kill in range(KILLS // 2):
        two = [writer(home, f"{kill}{name}", megabytes) for name, megabytes in (("small", 0.001), ("large", 1.5))]
        for process, after in zip(two, (1 + kill % 5, 1 + kill % 3), strict=True):
            kept += acknowledged(process, after)
    assert len(kept) >= KILLS and "" not in kept
    assert set(kept) <= set(Blob._unscoped.values_list("public_id", flat=True))
    assert list(vault.verify()) == []
    assert Chart.objects.count() == Blob._unscoped.count()  # each transaction is there as a whole or not at all
    with connection.cursor() as cursor:
        assert cursor.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert cursor.execute("PRAGMA foreign_key_check").fetchall() == []


def test_the_next_writer_gets_in_after_a_kill_and_old_garbage_is_swept(home):
    from datetime import UTC, datetime, timedelta

    acknowledged(writer(home, "first", 1.5), 1)
    (home / "files" / "ab").mkdir(mode=0o700, exist_ok=True)
    (home / "files" / "ab" / "feed.tmp").write_bytes(b"what a killed writer leaves")
    assert acknowledged(writer(home, "second", 0.001), 1) != [""]
    rows = Blob._unscoped.count()
    assert vault.sweep(at=datetime.now(UTC) + timedelta(days=2)) >= 1
    assert not list((home / "files").rglob("*.tmp"))
    assert Blob._unscoped.count() == rows and list(vault.verify()) == []
