"""Core and actions know no clock and no chance: the moment and the seed come in as arguments."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from architecture.tree import PACKAGE, is_part, none_of, place, python_files, syntax_of

CLOCKS = {"now", "utcnow", "today", "localdate", "localtime", "time", "time_ns", "monotonic", "perf_counter"}
# What is called on a moment that came in as an argument is arithmetic, not a clock: at.time(), at.date().
CLOCK_OWNERS = {"datetime", "date", "time", "timezone"}
CONVERSIONS = {"localdate", "localtime"}  # with a moment in the brackets
CHANCE = {"random", "secrets", "uuid"}


def clocks_read(path: Path) -> Iterator[str]:
    """Calls that ask what time it is."""
    for node in ast.walk(syntax_of(path)):
        if not isinstance(node, ast.Call):
            continue
        asked = node.func
        owner = last_name(asked.value) if isinstance(asked, ast.Attribute) else ""
        converts = asked.attr in CONVERSIONS and bool(node.args) if isinstance(asked, ast.Attribute) else False
        if isinstance(asked, ast.Attribute) and asked.attr in CLOCKS and owner in CLOCK_OWNERS and not converts:
            yield f"{place(path, node.lineno)} {owner}.{asked.attr}()"


def last_name(node: ast.expr) -> str:
    """``datetime.datetime`` and ``datetime`` are both ``datetime``."""
    return node.attr if isinstance(node, ast.Attribute) else node.id if isinstance(node, ast.Name) else ""


def imports_of(path: Path) -> Iterator[tuple[str, int]]:
    """The first part of every imported name, with its line."""
    for node in ast.walk(syntax_of(path)):
        if isinstance(node, ast.Import):
            yield from ((alias.name.partition(".")[0], node.lineno) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and not node.level:
            yield (node.module or "").partition(".")[0], node.lineno


def test_core_and_actions_read_no_clock() -> None:
    timeless = [path for path in python_files() if is_part(path, "actions") or path.is_relative_to(PACKAGE / "core")]
    none_of((found for path in timeless for found in clocks_read(path)), "Take the moment as an argument: at=")


def test_core_rolls_no_dice() -> None:
    core = python_files(PACKAGE / "core")
    imported = ((path, name, line) for path in core for name, line in imports_of(path))
    none_of((f"{place(path, line)} {name}" for path, name, line in imported if name in CHANCE), "Take a seed instead")


def test_only_the_reference_shelf_reads_files() -> None:
    readers = (path for path in python_files(PACKAGE / "core") if "reference" not in path.parts)
    none_of((found for path in readers for found in files_read(path)), "Only core/reference reads files")


def files_read(path: Path) -> Iterator[str]:
    """Calls that open or read a file."""
    for node in ast.walk(syntax_of(path)):
        if isinstance(node, ast.Call) and last_name(node.func) in {"open", "read_text", "read_bytes", "loadtxt"}:
            yield place(path, node.lineno)
