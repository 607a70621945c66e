"""What is missing is named before anybody is served."""

from __future__ import annotations

from pathlib import Path

import pytest

from pentimento.web import safety, statics


@pytest.mark.django_db
def test_pages_without_their_styles_are_not_served_and_the_mending_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def missing() -> list[safety.Fault]:
        return [fault for fault in safety.faults() if "styles and scripts" in fault.what]

    assert not missing()
    monkeypatch.setattr(statics, "MANIFEST", tmp_path / "manifest.json")
    (fault,) = missing()
    assert fault.stops and "make setup" in fault.mend
