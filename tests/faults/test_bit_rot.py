"""One flipped bit, in each of many places of files and keys, is noticed and the file is named."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from pentimento.core.kernel.errors import PentimentoError
from pentimento.trust import vault
from pentimento.trust.access.models import Chart
from pentimento.trust.keys import Keyring

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
PLACES = 300


def flip(file: Path, bit: int) -> None:
    content = bytearray(file.read_bytes())
    content[bit // 8] ^= 1 << bit % 8
    file.write_bytes(content)


def test_each_flipped_bit_of_a_stored_file_is_noticed_and_named(tmp_path: Path, settings: Any) -> None:
    settings.PENTIMENTO_HOME = tmp_path
    chart = Chart.objects.create(opened_at=NOON)
    content = np.random.default_rng(7).bytes(70_000)
    kept = [
        vault.keep(chart=chart, source=content + bytes([n]), media_type="image/png", at=NOON, limit=1 << 20)
        for n in range(3)
    ]
    damaged = kept[1]
    file = tmp_path / "files" / damaged.address[:2] / damaged.address
    bits = np.random.default_rng(8).choice(file.stat().st_size * 8, PLACES, replace=False)
    # Always among them: the mark, the salt, the first and the last byte of the frame and of its tag.
    edges = [0, 17 * 8, 18 * 8, 34 * 8, (file.stat().st_size - 16) * 8, file.stat().st_size * 8 - 1]
    for bit in [*edges, *map(int, bits)]:
        flip(file, bit)
        assert [fault.address for fault in vault.verify()] == [damaged.address], f"bit {bit} went unnoticed"
        flip(file, bit)
    assert list(vault.verify()) == []


@pytest.mark.parametrize("name", ["charts/??/ada-chart-0123456789", "signing.key", "signing.pub", "master.key"])
def test_each_flipped_bit_of_a_key_is_noticed_and_named(tmp_path: Path, name: str) -> None:
    ring = Keyring(tmp_path / "keys")
    ring.prepare()
    ring.encrypt_text("ada-chart-0123456789", "record", "x", "here")
    file = next(ring.folder.glob(name))
    for bit in range(0, file.stat().st_size * 8, 5):
        flip(file, bit)
        said = _faults(Keyring(ring.folder))
        assert said, f"bit {bit} of {name} went unnoticed"
        if name.startswith("charts"):
            assert "ada-chart-0123456789" in said
        flip(file, bit)
    assert _faults(Keyring(ring.folder)) == ""


def _faults(ring: Keyring) -> str:
    try:
        return "\n".join(ring.faults())
    except PentimentoError as fault:
        return str(fault)
