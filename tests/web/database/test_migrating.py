"""Tables come out as by Django's own executor, though their models are not made anew for each one."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.core.management import get_commands, load_command_class
from django.core.management.commands import migrate
from django.db import connections, migrations, models
from django.db.migrations.state import ProjectState
from django.db.utils import ConnectionHandler

from pentimento.web.database.migrating import Executor, GrowingState


def told(apps: Any, editor: Any) -> None:
    """Python in a migration meets models that know their relations in both directions."""
    house, room = apps.get_model("town", "House"), apps.get_model("town", "Room")
    assert room._meta.get_field("house").related_model is house
    assert {one.name for one in house._meta.related_objects} == {"room", "owner"}
    assert [one.name for one in room._meta.constraints] == ["one_door", "no_cellar"]


def key(**options: Any) -> models.Field:
    return models.ForeignKey(on_delete=models.CASCADE, **options)


NAMED = ("id", models.BigAutoField(primary_key=True))
STEPS = [
    migrations.CreateModel("House", [NAMED, ("street", models.CharField(max_length=9))]),
    migrations.CreateModel("Room", [NAMED, ("house", key(to="town.house")), ("door", models.IntegerField())]),
    migrations.CreateModel("Owner", [NAMED, ("houses", models.ManyToManyField(to="town.house"))]),
    migrations.AddIndex("room", models.Index(fields=["door"], name="by_door")),
    migrations.AddConstraint("room", models.UniqueConstraint(fields=["house", "door"], name="one_door")),
    migrations.AddField("house", "best", key(to="town.room", null=True, related_name="+")),
    migrations.AddConstraint("room", models.CheckConstraint(condition=models.Q(door__gte=0), name="no_cellar")),
    migrations.CreateModel("Garden", [NAMED, ("house", key(to="town.house", related_name="+"))]),
    migrations.AlterField("house", "street", models.CharField(max_length=90)),
    migrations.RemoveConstraint("room", "no_cellar"),
    migrations.AddConstraint("room", models.CheckConstraint(condition=models.Q(door__gte=1), name="no_cellar")),
    migrations.RunPython(told),
    migrations.RenameModel("Garden", "Yard"),
    migrations.AddField("yard", "owner", key(to="town.owner", null=True)),
]


@pytest.fixture
def tables(tmp_path: Path, django_db_blocker: Any) -> Any:
    """What is in a fresh file after the steps, taken from a state of this kind."""

    def made(kind: type[ProjectState]) -> list[tuple[Any, ...]]:
        file = {"ENGINE": "pentimento.web.database.sqlite", "NAME": str(tmp_path / f"{kind.__name__}.sqlite3")}
        connection = ConnectionHandler({"default": file})["default"]
        connection.alias = "town"
        connections["town"] = connection
        steps = type("Migration", (migrations.Migration,), {"operations": STEPS})("0001", "town")
        state = kind()
        assert state.apps  # as before the first migration: from here on it is kept up with every step
        with connection.schema_editor() as editor:
            steps.apply(state, editor)
        with connection.cursor() as cursor:
            found = cursor.execute("SELECT type, name, tbl_name, sql FROM sqlite_master ORDER BY 1, 2").fetchall()
        connection.close()
        del connections["town"]
        return list(found)

    with django_db_blocker.unblock():
        yield made


def test_tables_indexes_and_constraints_are_the_same(tables: Any) -> None:
    found = tables(GrowingState)
    assert found == tables(ProjectState)
    assert {"town_house", "town_room", "town_owner_houses", "town_yard", "by_door"} <= {name for _, name, _, _ in found}


def test_a_new_table_makes_no_other_model_anew() -> None:
    state = GrowingState()
    assert state.apps
    for step in STEPS[:2]:
        step.state_forwards("town", state)
    house = state.apps.get_model("town", "house")
    for step in (*STEPS[2:5], STEPS[7]):
        step.state_forwards("town", state)
    assert state.apps.get_model("town", "house") is house
    state.clear_delayed_apps_cache()
    assert state.apps.get_model("town", "house") is not house


def test_the_command_uses_it() -> None:
    assert get_commands()["migrate"] == "pentimento.web"
    load_command_class("pentimento.web", "migrate")
    assert migrate.MigrationExecutor is Executor
