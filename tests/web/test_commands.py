"""The ``pentimento`` command as a script meets it: an answer in JSON, or one sentence and a status that is noticed."""

from __future__ import annotations

import csv
import json
import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import typer
from PIL import Image, ImageDraw

from cast import REPOSITORY
from core.strokes.drawn_logs import every_tool
from pentimento.core.strokes import write_log
from pentimento.web.cli import (  # noqa: F401 - each adds its commands
    app,
    demonstrate,
    forms,
    grading,
    keep,
    look,
    measuring,
    occupations,
    portfolio,
    scoring_tasks,
    strokes,
)

PASSWORD = "a lantern in the yard"
NEW_PERSON = ("people", "add", "--email", "ada@example.org", "--name", "Ada Byron", "--role", "therapist")


def run(*arguments: str, home: Path) -> tuple[int, str, str]:
    environment = {
        **os.environ,
        "PYTHONPATH": str(REPOSITORY / "src"),
        "PENTIMENTO_HOME": str(home),
        "PENTIMENTO_PASSWORD": PASSWORD,
    }
    environment.pop("DJANGO_SETTINGS_MODULE", None)
    command = [sys.executable, "-m", "pentimento", *arguments]
    done = subprocess.run(command, cwd=home.parent, env=environment, capture_output=True, text=True, timeout=300)
    return done.returncode, done.stdout, done.stderr


@pytest.fixture(scope="module")
def initialised(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, tuple[int, str, str]]:
    """A practice folder that was prepared once, and what was answered. Whoever changes it takes a copy."""
    home = tmp_path_factory.mktemp("initialised") / "practice"
    return home, run("init", "--json", home=home)


def commands(group: Any, before: tuple[str, ...] = ()) -> Iterator[tuple[str, Any]]:
    for name, command in group.commands.items():
        if hasattr(command, "commands"):
            yield from commands(command, (*before, name))
        else:
            yield " ".join((*before, name)), command


def test_every_command_answers_in_json_when_asked() -> None:
    found = dict(commands(typer.main.get_command(app)))
    assert {"init", "serve", "doctor", "demo", "pages", "measure"} <= set(found)
    without = [name for name, command in found.items() if "--json" not in {o for p in command.params for o in p.opts}]
    assert without == []


# What a command needs beside the folder, by the name of its parameter. A file is one that is there: what is refused is
# the folder. A new command that asks for something else fails here by name, until it is added.
WORDS = {
    "files": "form.json",
    "file": "form.json",
    "place": "form.json",
    "arrival": "somewhere",
    "old": "30.0",
    "new": "30.1",
    "codes": "29-1129.01",
    "release": "30.1",
    "email": "ada@example.org",
    "name": "Ada Byron",
    "role": "therapist",
    "password": PASSWORD,
}
# These make a practice, or answer from what ships where there is none.
WITHOUT_ONE = {"init", "demo", "occupations show", "occupations export"}


def needing_a_practice() -> Iterator[tuple[str, ...]]:
    """Every command that has ``--home`` and cannot answer without a practice, with the least it must be given."""
    for name, command in commands(typer.main.get_command(app)):
        if name in WITHOUT_ONE or "--home" not in {option for one in command.params for option in one.opts}:
            continue
        words = [name.split()]
        for one in command.params:
            if one.param_type_name == "argument" and one.required:
                words.append([WORDS[one.name]])
            elif one.required or getattr(one, "prompt", None):
                words.append([one.opts[0], WORDS[one.name]])
        yield tuple(word for part in words for word in part)


NEEDING = [*needing_a_practice(), ("occupations", "show", "29-1129.01", "--release", "30.1")]
ALSO = [("portfolio", "import", "form.json", "--preview"), ("portfolio", "export", "out.csv", "--framework", "art")]


def test_the_commands_that_need_a_practice_were_found() -> None:
    found = {" ".join(words[:2]) for words in NEEDING}
    assert {"portfolio import", "portfolio export", "grading schemes", "grading import", "occupations list"} <= found
    assert {("pages",), ("doctor",), ("serve",)} <= set(NEEDING) and len(NEEDING) > 15


@pytest.mark.parametrize("arguments", NEEDING + ALSO, ids=" ".join)
def test_a_folder_without_a_practice_is_told_in_a_sentence_and_stays_empty(tmp_path, arguments) -> None:
    home = tmp_path / "practice"
    home.mkdir()
    (tmp_path / "form.json").write_text("{}")
    status, answer, said = run(*arguments, "--json", home=home)
    assert status == 1
    assert "There is no practice in" in json.dumps(json.loads(answer))
    assert "Traceback" not in said
    assert list(home.iterdir()) == []
    assert {path.name for path in tmp_path.iterdir()} == {"practice", "form.json"}


def test_a_practice_is_prepared_gets_its_first_person_and_lists_its_pages(initialised, tmp_path) -> None:
    made, (status, answer, _) = initialised
    home = shutil.copytree(made, tmp_path / "practice")
    assert status == 0 and json.loads(answer)["ready"] is True
    answer = run("init", "--name", "Studio  Nine", "--json", home=home)[1]
    assert json.loads(answer)["name"] == "Studio Nine"
    assert json.loads(run("init", "--json", home=home)[1])["name"] == "Studio Nine"  # kept until another is given
    status, answer, _ = run(*NEW_PERSON, "--json", home=home)
    assert status == 0 and json.loads(answer)["email"] == "ada@example.org"
    status, answer, said = run(*NEW_PERSON, "--json", home=home)
    assert status == 1 and "Traceback" not in said and "error" in json.loads(answer)
    status, answer, _ = run("pages", "--json", home=home)
    pages = {page["name"]: page for page in json.loads(answer)}
    assert status == 0 and "therapist" in pages["today"]["roles"]
    status, answer, _ = run("doctor", "--json", home=home)
    assert status == 0 and json.loads(answer)["faults"] == []


def test_what_cannot_be_measured_costs_one_sentence_and_a_status(tmp_path) -> None:
    (tmp_path / "words.jpg").write_text("not a picture")
    status, answer, said = run("measure", str(tmp_path / "words.jpg"), "--json", home=tmp_path / "practice")
    assert status == 1 and "Traceback" not in said
    assert "error" in json.loads(answer)[0]


def drawing(path: Path) -> Path:
    canvas = Image.new("RGB", (320, 240), "white")
    pen = ImageDraw.Draw(canvas)
    pen.line([(20, 200), (160, 40), (300, 200)], fill="navy", width=9)
    pen.ellipse([120, 120, 200, 200], fill="firebrick")
    canvas.save(path)
    return path


def test_elements_and_published_statistics_come_as_a_table_with_their_methods(tmp_path) -> None:
    home, table = tmp_path / "practice", tmp_path / "table.csv"
    pictures = [str(drawing(tmp_path / "=house.png")), str(tmp_path / "missing.png")]
    status, answer, _ = run("measure", *pictures, "--set", "all", "--out", str(table), "--json", home=home)
    whole, missing = json.loads(answer)
    assert status == 1 and "error" in missing
    assert {result["element"] for result in whole["results"]} >= {"filled-area", "rotation"}
    assert whole["published"]["fractal_2d"]["method"] == "fractal-2d/1"
    rows = list(csv.DictReader(table.read_text(encoding="utf-8").splitlines()))
    assert len(rows) == 2 and rows[1]["error"] and not rows[1]["filled-area (filled-area/1)"]
    assert float(rows[0]["mean_rgb R (mean-rgb/1)"]) == pytest.approx(whole["published"]["mean_rgb"]["value"][0])


@pytest.fixture
def recordings(tmp_path) -> list[Path]:
    """A recording brought in by the command, and a drawing made on screen."""
    (tmp_path / "a.csv").write_text("x,y,t\n" + "".join(f"{9 * n},{5 * n % 300},{8 * n}\n" for n in range(60)))
    status, answer, _ = run("strokes", "import", str(tmp_path / "a.csv"), "--json", home=tmp_path / "practice")
    assert status == 0 and json.loads(answer)["points"] == 60
    (tmp_path / "b.pnts").write_bytes(write_log(every_tool()))
    return [tmp_path / "a.pnts", tmp_path / "b.pnts"]


def test_stroke_logs_are_measured_and_their_pictures_too(recordings, tmp_path) -> None:
    home, table = tmp_path / "practice", tmp_path / "table.csv"
    files = [str(one) for one in recordings]
    status, answer, _ = run("measure", *files, "--set", "strokes", "--json", home=home)
    found = json.loads(answer)[0]["strokes"]
    assert status == 0 and [one["measure"] for one in found][:2] == ["total-time", "active-time"]
    assert next(one for one in found if one["measure"] == "pressure")["unmeasured"]["reason"] == "no-pressure"
    status, answer, _ = run("measure", *files, "--set", "all", "--out", str(table), "--json", home=home)
    rows = list(csv.DictReader(table.read_text(encoding="utf-8").splitlines()))
    assert status == 0 and rows[0]["total-time time (total-time/1)"] == "0.472"
    assert rows[0]["pressure mean (pressure/1)"] == "" and float(rows[1]["pressure mean (pressure/1)"]) > 50
    assert float(rows[1]["filled-area (filled-area/1)"]) > 0 and rows[1]["mean_rgb R (mean-rgb/1)"]


def test_a_parquet_table_holds_what_the_other_tables_hold(recordings, tmp_path) -> None:
    parquet = pytest.importorskip("pyarrow.parquet", reason="needs pentimento[parquet]; `make setup` brings it")
    home, files = tmp_path / "practice", [*map(str, recordings), str(tmp_path / "missing.pnts")]
    for kind in ("json", "parquet"):
        out = str(tmp_path / f"table.{kind}")
        assert run("measure", *files, "--set", "strokes", "--out", out, home=home)[0] == 1
    same = json.loads((tmp_path / "table.json").read_text())
    assert len(same) == 3 and same[2]["error"]
    for ours, theirs in zip(parquet.read_table(tmp_path / "table.parquet").to_pylist(), same, strict=True):
        assert {name: value for name, value in ours.items() if value is not None} == {
            name: value for name, value in theirs.items() if value is not None
        }


def test_without_its_library_a_parquet_table_is_refused_with_the_way_to_it(tmp_path, monkeypatch) -> None:
    from pentimento.core.kernel.errors import Unavailable

    monkeypatch.setattr(measuring.importlib.util, "find_spec", lambda _name: None)
    with pytest.raises(Unavailable, match=r"pentimento\[parquet\]"):
        measuring.measure([tmp_path / "a.pnts"], out=tmp_path / "table.parquet")


def test_nothing_is_left_of_a_recording_that_cannot_be_read(tmp_path) -> None:
    home, bad = tmp_path / "practice", tmp_path / "bad.csv"
    bad.write_text("x,y,t\n1,2,3\n1,2,now\n")
    status, answer, said = run("strokes", "import", str(bad), "--json", home=home)
    assert status == 1 and json.loads(answer)["error"] == "Line 3: “now” is not a number." and "Traceback" not in said
    assert sorted(one.name for one in tmp_path.iterdir() if one.is_file()) == ["bad.csv"]
    (tmp_path / "bad.pnts").write_bytes(b"")
    bad.write_text("x,y,t\n1,2,3\n")
    status, answer, _ = run("strokes", "import", str(bad), "--json", home=home)
    assert status == 1 and "--out" in json.loads(answer)["error"] and not (tmp_path / "bad.pnts").read_bytes()


def test_a_picture_has_no_strokes(tmp_path) -> None:
    picture = drawing(tmp_path / "a.png")
    status, answer, _ = run("measure", str(picture), "--set", "strokes", "--json", home=tmp_path / "practice")
    assert status == 1 and "no stroke log" in json.loads(answer)[0]["error"]


def test_a_table_of_a_kind_it_cannot_write_is_refused_before_anything_is_measured(tmp_path) -> None:
    status, answer, _ = run("measure", "a.png", "--out", "table.doc", "--json", home=tmp_path / "practice")
    assert status == 1 and "something.csv" in json.loads(answer)["error"]


def test_a_folder_of_an_older_version_is_told_to_be_brought_up_and_nobody_is_suspected(
    initialised, tmp_path, monkeypatch
) -> None:
    home = shutil.copytree(initialised[0], tmp_path / "practice")
    if os.environ.get("PENTIMENTO_DATABASE"):
        monkeypatch.delenv("PENTIMENTO_DATABASE")  # it is the folder's own database that is made older
        run("init", home=home)
    with sqlite3.connect(home / "pentimento.sqlite3") as older:
        older.execute("DELETE FROM django_migrations WHERE app = 'grading'")
        for (name,) in older.execute(
            "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name LIKE 'grading%'"
        ).fetchall():
            older.execute(f'DROP TRIGGER "{name}"')
    status, answer, _ = run("doctor", "--json", home=home)
    faults = [fault["what"] for fault in json.loads(answer)["faults"]]
    assert status == 1
    assert faults == ["The database has not been brought up to this version."]


@pytest.mark.parametrize("arguments", [("measure",), ("measure", "a.png", "--set", "bogus"), ("bogus",)], ids=" ".join)
def test_a_command_given_wrongly_says_so_in_json_too(tmp_path, arguments) -> None:
    status, answer, said = run(*arguments, "--json", home=tmp_path / "practice")
    assert status == 2
    assert json.loads(answer)["error"]
    assert "Traceback" not in said
