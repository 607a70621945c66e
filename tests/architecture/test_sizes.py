"""Small enough to be read in one go."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from architecture.tree import PACKAGE, functions_in, is_part, none_of, place, python_files, templates, text_of
from cast import REPOSITORY

EVERYWHERE = (PACKAGE, REPOSITORY / "tests", REPOSITORY / "tools", REPOSITORY / "benchmarks")


def too_long(files: list[Path], limit: int) -> Iterator[str]:
    """Functions with more lines than ``limit``, from ``def`` to the last line, docstring included."""
    for path in files:
        for function in functions_in(path):
            lines = (function.end_lineno or function.lineno) - function.lineno + 1
            if lines > limit:
                yield f"{place(path, function.lineno)} {function.name}: {lines} lines"


def test_no_function_is_longer_than_forty_lines() -> None:
    none_of(too_long(python_files(*EVERYWHERE), 40), "Split these functions")


def test_no_view_is_longer_than_twenty_five_lines() -> None:
    views = [path for path in python_files() if is_part(path, "views")]
    none_of(too_long(views, 25), "A view resolves, calls one action or query, and responds")


def test_no_python_file_is_longer_than_four_hundred_lines() -> None:
    counted = ((path, len(text_of(path).splitlines())) for path in python_files(*EVERYWHERE))
    none_of((f"{place(path)}: {lines} lines" for path, lines in counted if lines > 400), "Make a folder of these files")


def test_no_template_is_longer_than_a_hundred_and_twenty_lines() -> None:
    counted = ((path, len(text_of(path).splitlines())) for path in templates())
    none_of((f"{place(path)}: {lines} lines" for path, lines in counted if lines > 120), "Include parts instead")
