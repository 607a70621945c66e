"""The commands for scripts: JSON, one sentence for a refusal, and an ending that scripts notice."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from cast import REPOSITORY
from made_release import MadeRelease


def run(home: Path, *words: str) -> subprocess.CompletedProcess[str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PENTIMENTO", "DJANGO"))}
    environment = {**kept, "PYTHONPATH": str(REPOSITORY / "src"), "PENTIMENTO_HOME": str(home)}
    command = [sys.executable, "-m", "pentimento", *words]
    return subprocess.run(command, env=environment, capture_output=True, text=True, cwd=home.parent)


def answer(home: Path, *words: str) -> Any:
    done = run(home, *words, "--json")
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A practice folder with one release."""
    place = tmp_path_factory.mktemp("occupations") / "practice"
    assert run(place, "init").returncode == 0
    return place


def test_what_ships_is_shown_without_a_practice_folder(tmp_path: Path) -> None:
    found = answer(tmp_path / "nowhere", "occupations", "show", "29-1125.01")
    assert (found["code"], len(found["tasks"]), found["redirect"]["steps"][0]["date"]) == (
        "29-1129.01",
        25,
        "2020-11-17",
    )
    assert "CC BY 4.0" in found["attribution"]
    assert not (tmp_path / "nowhere").exists()


def test_a_code_of_another_system_is_looked_up_and_named(tmp_path: Path) -> None:
    found = answer(tmp_path / "nowhere", "occupations", "show", "51.2301")
    assert (found["code"], found["recognised"]["system"]) == (
        "29-1129.01",
        "Classification of Instructional Programs 2020",
    )
    assert "was read as: International Standard" in run(tmp_path / "nowhere", "occupations", "show", "2269").stdout


@pytest.mark.parametrize(("words", "sentence"), [
    (["show", "2222"], "no occupation known here is linked to it"),
    (["show", "art"], "is not the code of an occupation"),
    (["show", "11-1011.00"], "not among the occupations that ship"),
    (["list"], "There is no practice in"),
    (["export", "29-1129.01", "--form", "pdf"], "as csv or json, not as pdf"),
])  # fmt: skip
def test_a_refusal_is_one_sentence_and_ends_with_a_fault(tmp_path: Path, words: list[str], sentence: str) -> None:
    done = run(tmp_path / "nowhere", "occupations", *words, "--json")
    assert done.returncode == 1
    assert sentence in json.loads(done.stdout)["error"]
    assert "Traceback" not in done.stderr


def test_a_release_comes_in_is_listed_compared_and_taken_out(home: Path, tmp_path: Path) -> None:
    place = MadeRelease().as_text(tmp_path)
    found = answer(home, "occupations", "import", str(place))
    assert (found["release"], found["occupations"], found["new"]) == ("30.1", 4, True)
    assert found["rows_per_second"] > 0
    assert not answer(home, "occupations", "import", str(place))["new"]
    assert [row["release"] for row in answer(home, "occupations", "releases")] == ["30.1"]
    assert [row["code"] for row in answer(home, "occupations", "list", "music")] == ["29-1129.02"]
    assert len(answer(home, "occupations", "show", "29-1129.02")["tasks"]) == 3
    lines = answer(home, "occupations", "compare", "29-1129.01", "29-1129.02")["elements"]["activities"]
    assert len(lines) == 41
    changes = answer(home, "occupations", "changes", "30.1", "30.1")
    assert changes["occupations"] == [] and "CC BY 4.0" in changes["attribution"]
    assert answer(home, "occupations", "remove", "30.1") == {"removed": "30.1"}
    assert answer(home, "occupations", "releases") == []


def test_occupations_of_a_release_without_ratings_are_compared_as_far_as_they_go(home: Path, tmp_path: Path) -> None:
    made = MadeRelease(version="32.0")
    for table in ("Skills", "Work Activities"):
        del made.head[table]
    assert answer(home, "occupations", "import", str(made.as_text(tmp_path)))["tasks"] == 12
    words = ("occupations", "compare", "29-1129.01", "29-1129.02")
    found = answer(home, *words)
    assert found["elements"] == {} and found["tasks"][0]["all"] == 3
    assert found["not_compared"]["skills"] == ["29-1129.01", "29-1129.02"]
    said = run(home, *words).stdout
    assert "Music Therapists" in said and "Activities, skills, knowledge, abilities: not known here" in said
    answer(home, "occupations", "remove", "32.0")


def test_a_release_that_is_wrong_names_the_cell_and_leaves_nothing(home: Path, tmp_path: Path) -> None:
    place = MadeRelease().as_text(tmp_path)
    (place / "Skills.txt").write_text((place / "Skills.txt").read_text().replace("IM\t", "ZZ\t", 1))
    done = run(home, "occupations", "import", str(place), "--json")
    assert done.returncode == 1
    assert "Skills.txt, row 2, column Scale ID" in json.loads(done.stdout)["error"]
    assert answer(home, "occupations", "releases") == []


def test_an_export_is_written_with_its_attribution(tmp_path: Path) -> None:
    out = tmp_path / "tasks.csv"
    done = answer(tmp_path / "nowhere", "occupations", "export", "29-1129.01", "--out", str(out))
    assert done["tasks"] == 25
    assert out.read_text().startswith('"# This page includes information from the O*NET 30.1 Database')
