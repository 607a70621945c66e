"""The papers of the house: reasons beside dependencies, decisions with their costs, words on public functions."""

from __future__ import annotations

import ast
import re

import pytest

from architecture.tree import PACKAGE, none_of, place, python_files, syntax_of
from cast import REPOSITORY

DECISIONS = sorted((REPOSITORY / "docs/decisions").glob("[0-9]*.md"))


def test_every_dependency_says_why_it_is_here() -> None:
    lines = (REPOSITORY / "pyproject.toml").read_text().splitlines()
    named = [line for line in lines if re.match(r'\s+"[a-z0-9_.\[\],-]+\s*[><=~].*"', line, re.I)]
    assert len(named) > 20
    none_of((line.strip() for line in named if "#" not in line), "Say in a comment why these are here")


def test_every_pinned_library_has_a_hash() -> None:
    for lock in REPOSITORY.glob("requirements*.lock"):
        pins = re.findall(r"^[a-z0-9_.-]+==.*(?:\n    --hash=.*)*", lock.read_text(), re.M | re.I)
        assert pins, lock.name
        none_of((pin.splitlines()[0] for pin in pins if "--hash=sha256:" not in pin), f"{lock.name}: pin these by hash")


@pytest.mark.parametrize("name", ["README.md", "CHANGELOG.md", "CONTRIBUTING.md", "SECURITY.md", "LICENSE",
                                  "docs/architecture.md", "docs/glossary.md"])  # fmt: skip
def test_the_house_has_its_papers(name: str) -> None:
    assert len((REPOSITORY / name).read_text()) > 500


@pytest.mark.parametrize("path", DECISIONS, ids=lambda path: path.stem)
def test_a_decision_states_its_cost_and_how_to_undo_it(path) -> None:  # type: ignore[no-untyped-def]
    text = path.read_text()
    assert re.match(rf"# {int(path.stem[:4])}\. ", text), "begin with the number and the decision"
    for heading in ("Context", "Decision", "Cost", "Undo"):
        assert f"**{heading}.**" in text, heading


def test_decisions_are_numbered_without_a_gap() -> None:
    assert [int(path.stem[:4]) for path in DECISIONS] == list(range(1, len(DECISIONS) + 1))


def test_no_document_links_to_a_file_that_is_not_there() -> None:
    papers = [*REPOSITORY.glob("*.md"), *(REPOSITORY / "docs").rglob("*.md")]
    links = ((paper, link) for paper in papers for link in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", paper.read_text()))
    none_of((f"{place(paper)}: {link}" for paper, link in links if not (paper.parent / link).exists()), "Dead links")


def test_public_functions_of_core_are_documented() -> None:
    none_of((found for path in python_files(PACKAGE / "core") for found in undocumented(path)), "Write a docstring")


def undocumented(path):  # type: ignore[no-untyped-def]
    """Public functions and modules without a docstring. Overloads and methods of a documented protocol need none."""
    tree = syntax_of(path)
    if tree.body and not ast.get_docstring(tree):
        yield place(path, 1)
    for node in tree.body:
        if isinstance(node, ast.FunctionDef) and not node.name.startswith("_"):
            overload = any("overload" in ast.unparse(decorator) for decorator in node.decorator_list)
            if not overload and not ast.get_docstring(node):
                yield f"{place(path, node.lineno)} {node.name}"
