"""Commands about grading: what they answer to scripts, and how they refuse."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from core.jobeval.schemes import small
from pentimento.core.kernel.errors import PentimentoError
from pentimento.profession.grading.models import KeptScheme
from pentimento.profession.grading.queries.schemes import file_of, schemes
from pentimento.web.cli import app, grading


def run(*words: str) -> tuple[int, str, BaseException | None]:
    done = CliRunner().invoke(app, list(words))
    return done.exit_code, done.stdout, done.exception


def test_the_audit_tells_scripts_every_sum_and_the_cell_that_disagrees() -> None:
    status, said, _error = run("grading", "audit", "--json")
    found = json.loads(said)
    assert status == 0
    profiles = {one["profile"]: one for one in found["profiles"]}
    assert len(profiles) == 5
    assert [key for key, one in profiles.items() if not one["adds_up"]] == ["principal"]
    principal = profiles["principal"]
    assert (principal["printed_total"], principal["printed_band"]) == ([544, 595], "8a-b")
    assert (principal["sum_of_printed_points"], principal["sum_by_level"]) == ([504, 555], [544, 595])
    assert principal["attainable"]["combinations_by_band"] == {"8a": 67, "8b": 5}
    assert principal["as_printed"]["bands"] == ["7", "8a"]
    cell = principal["conflicts"][0]
    assert cell["cell"] == {"row": 2, "factor": 2, "column": "points", "level": "7"}
    assert (cell["printed"], cell["expected"]) == ([156], [196])


def test_another_scheme_is_audited_from_its_file(tmp_path: Path) -> None:
    file = tmp_path / "small.json"
    file.write_text(json.dumps(small()))
    status, said, _error = run("grading", "audit", str(file), "--json")
    assert (status, json.loads(said)["conflicts"]) == (0, 0)


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ("{", "neither a TOML nor a JSON file"),
        ('{"format": 1, "format": 2}', "“format” stands twice"),
        ('format = "other"', "not a grading scheme"),
        ("a = 1\na = 2", "neither a TOML nor a JSON file"),
    ],
)
def test_a_file_that_is_no_scheme_ends_the_command_with_a_sentence(tmp_path: Path, content: str, sentence: str) -> None:
    file = tmp_path / "scheme"
    file.write_text(content)
    status, _said, error = run("grading", "audit", str(file), "--json")
    assert status != 0
    assert isinstance(error, PentimentoError) and sentence in str(error)


@pytest.mark.django_db
def test_a_file_that_was_loaded_before_is_said_to_be_the_same_and_changes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(grading, "practice", lambda _home: None)
    file = tmp_path / "small.json"
    file.write_text(json.dumps(small()))
    first, again = (run("grading", "import", str(file), "--json") for _turn in range(2))
    assert (first[0], json.loads(first[1])["new"]) == (0, True)
    assert (again[0], json.loads(again[1])["new"]) == (0, False)
    assert KeptScheme.objects.count() == 1
    assert (
        "A small scheme was here already, from the same file: nothing changed."
        in run("grading", "import", str(file))[1]
    )


@pytest.mark.django_db
def test_the_shipped_scheme_from_its_file_is_here_already(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(grading, "practice", lambda _home: None)
    file = tmp_path / "shipped.json"
    file.write_text(json.dumps(file_of(schemes()[0])))
    status, said, _error = run("grading", "import", str(file), "--json")
    assert (status, json.loads(said)["new"]) == (0, False)
    assert not KeptScheme.objects.exists()
