"""Frameworks from the command line: in whole or not at all, out as they stand."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from apps.portfolio.cast_of_portfolio import as_bytes, package
from pentimento.core.kernel.errors import Conflict, Invalid
from pentimento.core.reference.frameworks.case import read_case
from pentimento.core.reference.frameworks.starter import starter
from pentimento.profession.portfolio.models import Version
from pentimento.web.cli import app, portfolio  # noqa: F401 - adds its commands
from pentimento.web.database.configured import write_secret


@pytest.fixture(autouse=True)
def somewhere(monkeypatch: pytest.MonkeyPatch, settings, tmp_path: Path) -> None:
    """The command names a practice folder; the test database stays the one that is asked."""
    monkeypatch.setenv("PENTIMENTO_HOME", str(tmp_path))
    settings.PENTIMENTO_HOME = tmp_path
    write_secret(tmp_path)


def run(*words: str):
    return CliRunner().invoke(app, ["portfolio", *words])


def file_of(tmp_path: Path, content: bytes, name: str = "f.json") -> str:
    (tmp_path / name).write_bytes(content)
    return str(tmp_path / name)


def test_the_starter_is_written_without_a_practice(tmp_path: Path) -> None:
    done = run("export", str(tmp_path / "s.json"), "--starter", "--json")
    assert done.exit_code == 0 and json.loads(done.stdout)["version"] == starter().version
    assert len(read_case((tmp_path / "s.json").read_bytes()).whole().statements) == len(starter().statements)


@pytest.mark.django_db
def test_a_framework_is_looked_at_taken_in_and_written_again(tmp_path: Path) -> None:
    place = file_of(tmp_path, as_bytes(package()))
    seen = run("import", place, "--preview", "--json")
    assert json.loads(seen.stdout)["statements"] == 2 and not Version.objects.exists()
    done = run("import", place, "--json")
    assert done.exit_code == 0 and json.loads(done.stdout)["without_source"] == ["H2"]
    again = run("import", place, "--json")
    assert again.exit_code == 0 and json.loads(again.stdout)["taken_in"] is False
    assert "was here already, word for word: nothing changed." in run("import", place).stdout
    other = package()
    other["CFItems"][-1]["fullStatement"] = "Says something else under the same version."
    assert isinstance(run("import", file_of(tmp_path, as_bytes(other), "g.json")).exception, Conflict)
    assert Version.objects.count() == 1
    out = tmp_path / "out.json"
    assert run("export", str(out), "--framework", "small", "--json").exit_code == 0
    assert read_case(out.read_bytes()).whole().title == "A small framework"
    odd = run("export", str(tmp_path / "out.xml"), "--framework", "small")
    assert isinstance(odd.exception, Invalid) and not (tmp_path / "out.xml").exists()


@pytest.mark.django_db
def test_a_refusal_names_row_and_column_and_keeps_nothing(tmp_path: Path) -> None:
    table = b"RSD Name,Skill Statement\r\nA,Does.\r\nA,Again.\r\n"
    done = run("import", file_of(tmp_path, table, "f.csv"), "--title", "Skills", "--json")
    assert done.exit_code != 0
    assert isinstance(done.exception, Invalid) and "Row 3, column Skill Name" in str(done.exception)
    assert not Version.objects.exists()
