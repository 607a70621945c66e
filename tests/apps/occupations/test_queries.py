"""What the rooms above ask: tasks by code and release, redirects, and tasks by their sentence."""

from __future__ import annotations

from pathlib import Path

import pytest

from factories import NOON
from made_release import MadeRelease
from pentimento.core.kernel.errors import Invalid, NotFound
from pentimento.exchange.releases import import_release
from pentimento.profession.occupations import queries

pytestmark = pytest.mark.django_db


def bring(folder: Path, made: MadeRelease) -> None:
    import_release(made.as_text(folder), by=None, at=NOON)


def test_the_shipped_tasks_need_no_import() -> None:
    tasks = queries.tasks_of("29-1125.01")
    assert len(tasks) == 25
    assert (tasks[0].task_id, tasks[0].is_core, tasks[0].statement) == ("19151", True, "")
    assert queries.origin_of("29-1125.01").is_shipped
    assert queries.task_of("29-1129.01", "19139").name == "Checking what works"


def test_a_task_of_another_occupation_is_not_there() -> None:
    with pytest.raises(NotFound, match="has no task 1"):
        queries.task_of("29-1129.01", "1")


def test_an_older_release_does_not_replace_what_ships(tmp_path: Path) -> None:
    bring(tmp_path, MadeRelease(version="20.1", first=("29-1125.01", "Art Therapists")))
    assert queries.origin_of("29-1129.01").is_shipped
    assert len(queries.tasks_of("29-1129.01")) == 25
    old = queries.origin_of("29-1129.01", "20.1")
    assert (old.code, old.version, old.is_shipped) == ("29-1125.01", "20.1", False)
    assert [task.name for task in queries.tasks_of("29-1129.01", "20.1")] != ["", "", ""]


def test_occupations_that_do_not_ship_come_from_the_newest_release(tmp_path: Path) -> None:
    bring(tmp_path, MadeRelease(version="9.0"))
    assert queries.origin_of("29-1129.02").version == "9.0"
    assert len(queries.tasks_of("11-1000.00")) == 3


def test_an_occupation_known_by_name_has_no_tasks() -> None:
    assert queries.tasks_of("29-1129.02") == ()
    assert not queries.origin_of("29-1129.02").is_whole


def test_an_unknown_code_and_release_are_named() -> None:
    with pytest.raises(NotFound, match=r"11-1011\.00 is not among"):
        queries.tasks_of("11-1011.00")
    with pytest.raises(NotFound, match=r"Imported: none"):
        queries.tasks_of("29-1129.01", "29.0")
    with pytest.raises(Invalid):
        queries.tasks_of("art")


def test_a_sentence_finds_its_task_and_says_when_it_is_shared(tmp_path: Path) -> None:
    made = MadeRelease()
    sentence = next(row[2] for row in made.rows("Task Statements") if row[0] == "29-1129.02")
    made.change = lambda table, row: (
        [*row[:2], sentence, *row[3:]] if table == "Task Statements" and row[1] == 19151 else row
    )
    bring(tmp_path, made)
    found = queries.tasks_with(f"  {sentence.upper()} ")
    assert {(one.code, one.is_shared) for one in found} == {("29-1129.01", True), ("29-1129.02", True)}
    assert queries.tasks_with("Juggle.") == ()


def test_an_occupation_that_only_changed_its_code_is_the_same_one(tmp_path: Path) -> None:
    bring(tmp_path / "old", MadeRelease(version="20.1", first=("29-1125.01", "Art Therapists")))
    bring(tmp_path / "new", MadeRelease(version="30.1"))
    (change,) = queries.changes_between(queries.release_for("20.1"), queries.release_for("30.1"))
    assert (change.code, change.former_code, change.added, change.removed) == ("29-1129.01", "29-1125.01", 0, 0)
    assert queries.changes_of("29-1125.01", "20.1", "30.1").tasks.is_empty


def test_a_rating_that_moved_is_found(tmp_path: Path) -> None:
    bring(tmp_path / "old", MadeRelease(version="29.0"))
    moved = MadeRelease(version="30.0")
    moved.change = lambda table, row: (
        [*row[:3], 1.23, *row[4:]] if table == "Skills" and row[:3] == ["29-1129.02", "2.A.1", "IM"] else row
    )
    bring(tmp_path / "new", moved)
    (change,) = queries.changes_between(queries.release_for("29.0"), queries.release_for("30.0"))
    assert (change.code, change.tables) == ("29-1129.02", ["skills"])
    (rating,) = queries.changes_of("29-1129.02", "29.0", "30.0").ratings
    assert (rating.name, rating.scale, rating.after) == ("Skill 1", "IM", 1.23)
