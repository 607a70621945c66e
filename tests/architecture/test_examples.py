"""The examples in our docstrings are true."""

from __future__ import annotations

import doctest
import importlib
from pathlib import Path

import pytest

from architecture.tree import PACKAGE, python_files

WITH_EXAMPLES = [path for path in python_files() if ">>> " in path.read_text(encoding="utf-8")]


def test_there_are_examples_to_try() -> None:
    assert len(WITH_EXAMPLES) > 5


@pytest.mark.parametrize("path", WITH_EXAMPLES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_an_example_gives_what_it_says(path: Path) -> None:
    name = ".".join(path.relative_to(PACKAGE.parent).with_suffix("").parts).removesuffix(".__init__")
    tried = doctest.testmod(importlib.import_module(name), optionflags=doctest.ELLIPSIS)
    assert tried.attempted and not tried.failed
