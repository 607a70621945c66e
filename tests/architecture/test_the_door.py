"""Nobody reaches a record past the one door, and no address is forgotten."""

from __future__ import annotations

import ast
import importlib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from architecture.test_privacy import our_models
from architecture.tree import PACKAGE, none_of, place, python_files, syntax_of
from pentimento.trust.access import declaration_of
from pentimento.trust.access.models import ChartModel
from pentimento.web.catalogue import addresses

PAST_THE_DOOR = {"_unscoped", "_default_manager", "_base_manager"}
RAW = {"raw", "extra", "RawSQL", "cursor", "executescript"}
# Tables of the rooms that hold nothing of any one client, each with its reason.
NOBODYS_RECORD = {
    "encounters.Group": "a group's name and times; who is in it lies behind the door, row by row",
    "outcomes.OfficialForm": "the published wording of a measure",
}
# Files that may go past the door, each with its reason.
KEEPERS = {
    "trust/access/": "the door itself",
    "profession/portfolio/models/personal.py": "the door of somebody's own portfolio",
    "profession/ledger/models.py": "the door of one's own trials",
    "profession/grading/models/scope.py": "the door of a post",
    "trust/vault/": "keeps bytes for actions that were already let through; asks for them by chart",
}
# Files that may ask the database in its own language, each with its reason.
MAY_SPEAK_SQL = {
    "core/": "knows no database: these are words of its own",
    "trust/prepared.py": "keeps the words Django found for a statement that is asked thousands of times",
    "trust/signing/triggers.py": "triggers are written in the database's own language",
    "web/database/": "the write gate and the settings of the engine",
    "web/safety.py": "asks the engine for its version and for the triggers that must be there",
}


def test_every_table_of_a_room_lies_behind_the_door() -> None:
    outside = (
        model._meta.label
        for model in our_models()
        if model.__module__.startswith("pentimento.practice.") and not issubclass(model, ChartModel)
    )
    none_of((label for label in outside if label not in NOBODYS_RECORD), "Derive these from ChartModel, or say why not")


def test_no_clinical_table_has_an_open_manager() -> None:
    clinical = [model for model in our_models() if issubclass(model, ChartModel)]
    assert clinical, "there are no clinical tables to look at"
    none_of((model._meta.label for model in clinical if hasattr(model, "objects")), "Take `objects` away from these")


def test_nobody_walks_past_the_door() -> None:
    none_of(attributes_used(PAST_THE_DOOR, *KEEPERS), "Ask through Model.scoped(viewer, purpose)")


def test_nobody_asks_the_database_in_its_own_language() -> None:
    none_of(
        attributes_used(RAW, *MAY_SPEAK_SQL, called=True),
        "Use the query language of the models, or list the file with a reason",
    )


def attributes_used(names: set[str], *except_in: str, called: bool = False) -> Iterator[str]:
    """Places outside of the listed files that use, or ``called`` call, an attribute of one of these names."""
    for path in python_files():
        relative = path.relative_to(PACKAGE).as_posix()
        if relative.startswith(except_in):
            continue
        for node in ast.walk(syntax_of(path)):
            if isinstance(node, ast.Attribute) and node.attr in names and (not called or id(node) in calls_in(path)):
                yield f"{place(path, node.lineno)} .{node.attr}"


@cache
def calls_in(path: Path) -> frozenset[int]:
    """What is called in a file, as identities of syntax nodes."""
    return frozenset(id(node.func) for node in ast.walk(syntax_of(path)) if isinstance(node, ast.Call))


def test_every_view_declares_what_it_needs() -> None:
    undeclared = (f"{name} ({route})" for name, route, view in addresses() if declaration_of(view) is None)
    none_of(undeclared, "Say what these views need: @needs(Permission.X) or @open_to_all")


def test_every_address_is_in_the_access_table() -> None:
    table = importlib.import_module("web.access_table").ACCESS
    names = {name for name, _, _ in addresses()}
    none_of(sorted(names - set(table)), "Add these to tests/web/access_table.py")
    none_of(sorted(set(table) - names), "These are in the access table, and there is no such address")
