"""The people, pictures and places that tests share."""

from __future__ import annotations

from pathlib import Path

import pytest

REPOSITORY = Path(__file__).resolve().parent.parent
SHARED = REPOSITORY.parent / "shared"  # facts and real drawings that lie beside a clone, not in it


def shared(*parts: str) -> Path:
    """A file or folder beside the repository; the test is skipped, with the reason, where it is not there."""
    path = SHARED.joinpath(*parts)
    if not path.exists():
        pytest.skip(f"needs {'/'.join(parts)} from the shared folder beside the repository")
    return path
