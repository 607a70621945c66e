"""What goes into the trail says who and when by name, and is one transaction with what it records."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from architecture.tree import PACKAGE, Function, functions_in, is_part, none_of, place, python_files


def recording_actions() -> Iterator[tuple[Path, Function]]:
    """Functions for views that name an event; their parts, with a leading underscore, run inside them."""
    for path in python_files(PACKAGE / "practice", PACKAGE / "profession", PACKAGE / "trust"):
        if is_part(path, "actions"):
            for function in functions_in(path):
                if not function.name.startswith("_") and names_an_event(function):
                    yield path, function


def names_an_event(function: Function) -> bool:
    """Whether an event is recorded here."""
    return any(
        isinstance(node, ast.Attribute) and ast.unparse(node.value).split(".")[-1] == "Event"
        for node in ast.walk(function)
    )


def test_actions_take_who_and_when_by_name() -> None:
    incomplete = (
        f"{place(path, action.lineno)} {action.name}"
        for path, action in recording_actions()
        if not names_who_and_when({argument.arg for argument in action.args.kwonlyargs})
    )
    none_of(incomplete, "Take by= and at= as keyword-only arguments")


def names_who_and_when(by_name: set[str]) -> bool:
    """``person`` for coming and going: there it is the same as ``by``."""
    return "at" in by_name and bool(by_name & {"by", "person"})


def test_actions_are_one_transaction() -> None:
    bare = (
        f"{place(path, action.lineno)} {action.name}"
        for path, action in recording_actions()
        if "atomic" not in ast.unparse(action)
    )
    none_of(bare, "Decorate these with @transaction.atomic")
