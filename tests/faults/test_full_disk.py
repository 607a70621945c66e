"""A disk that is full: a plain sentence, nothing half kept, and everything works again once there is room."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from django.db import transaction

from pentimento.core.kernel.errors import Unavailable
from pentimento.trust import vault
from pentimento.trust.access.models import Chart
from pentimento.trust.keys import keyring
from pentimento.trust.vault import Blob

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
LIMIT = 1 << 30


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 8 MB in memory."""
    mount = shutil.which("mount")
    if os.geteuid() != 0 or mount is None:
        pytest.skip("needs root to mount a small disk")
    folder = tmp_path / "disk"
    folder.mkdir()
    if subprocess.run([mount, "-t", "tmpfs", "-o", "size=8m", "pentimento-test", str(folder)], check=False).returncode:
        pytest.skip("this machine does not let us mount a small disk")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


@pytest.mark.django_db
def test_a_full_disk_refuses_files_keeps_the_old_ones_and_recovers(small_disk: Path, settings: Any) -> None:
    settings.PENTIMENTO_HOME = small_disk
    chart = Chart.objects.create(opened_at=NOON)
    random, kept, refused = np.random.default_rng(1), [], 0
    for _ in range(20):
        content = random.bytes(1_000_000)
        try:
            with transaction.atomic():
                blob = vault.keep(chart=chart, source=content, media_type="image/png", at=NOON, limit=LIMIT)
        except Unavailable as full:
            assert "no room left" in str(full)
            refused += 1
        else:
            kept.append((blob, content))
    assert len(kept) >= 5 and refused >= 10
    assert Blob.of_chart(chart).count() == len(kept)
    assert all(vault.read(blob) == content for blob, content in kept) and list(vault.verify()) == []
    assert not list(small_disk.rglob("*.tmp"))
    vault.safe._delete_if_unused("0" * 64)
    first, _ = kept.pop(0)
    address = first.address
    first.delete()
    assert vault.safe._delete_if_unused(address)
    again = vault.keep(chart=chart, source=random.bytes(900_000), media_type="image/png", at=NOON, limit=LIMIT)
    assert vault.read(again)


@pytest.mark.django_db
def test_a_new_clients_key_is_made_whole_or_not_at_all(small_disk: Path, settings: Any) -> None:
    settings.PENTIMENTO_HOME = small_disk
    ring = keyring()
    ring.encrypt_text("ada-chart-0123456789", "record", "x", "here")
    filler = small_disk / "filler"
    with filler.open("wb") as out, pytest.raises(OSError, match="No space"):
        while True:
            out.write(bytes(65536))
            out.flush()
    made = 0
    for number in range(20):
        try:
            ring.encrypt_text(f"ben-chart-{number:010d}", "record", "x", "here")
            made += 1
        except Unavailable:
            continue
    filler.unlink()
    assert made < 20
    assert not list(small_disk.rglob("*.tmp"))
    assert list(ring.faults()) == []
    ring.encrypt_text("ben-chart-0000000019", "record", "x", "here")


FILE_LIMIT = """
import resource, sys
from pathlib import Path
sys.path[:0] = sys.argv[2:]
resource.setrlimit(resource.RLIMIT_FSIZE, (500_000, 500_000))
from pentimento.core.kernel.errors import Unavailable
from pentimento.trust.vault.store import FolderStore
store = FolderStore(Path(sys.argv[1]))
try:
    store.put("ab" * 32, [bytes(300_000), bytes(300_000)])
except Unavailable as refusal:
    print(refusal)
store.put("cd" * 32, [bytes(300_000)])
"""


def test_a_file_size_limit_is_met_like_a_full_disk(tmp_path: Path) -> None:
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "pentimento.web.settings"}
    script = FILE_LIMIT.replace("from pentimento.core", "import django; django.setup()\nfrom pentimento.core", 1)
    done = subprocess.run(
        [sys.executable, "-c", script, str(tmp_path / "files"), *sys.path],
        capture_output=True,
        text=True,
        env=environment,
        check=True,
    )
    assert "no room left" in done.stdout
    assert [file.name for file in (tmp_path / "files").rglob("*") if file.is_file()] == ["cd" * 32]
