"""The import rules bite: each is broken on purpose in a copy of the tree, and must say so."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from architecture.tree import PACKAGE
from cast import REPOSITORY

TRESPASSES = {
    "a room nobody decided about": ("practice/attic/__init__.py", "", "rooms", "practice.attic"),
    "a file that is none of the eight": ("practice/clients/leftovers.py", "", "eight-files", "clients.leftovers"),
    "a floor looking up": ("core/kernel/errors.py", "import pentimento.trust", "floors", "core.kernel.errors"),
    "a room looking up": (
        "practice/clients/rules.py",
        "import pentimento.practice.records.rules",
        "rooms",
        "clients.rules",
    ),
    "rules that know the framework": ("practice/records/rules.py", "import django.db", "rules-are-pure", "django"),
    "core rolling dice": ("core/scoring/change.py", "import random", "core-is-pure", "random"),
    "a view that sees tables": (
        "practice/records/views.py",
        "import pentimento.practice.records.models",
        "views-see-no-tables",
        "records.models",
    ),
    "a room reaching into the trail": (
        "practice/records/actions.py",
        "import pentimento.trust.audit.models",
        "audit-table",
        "audit.models",
    ),
}


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """The package's Python files and the rules, somewhere else."""

    def only_python(folder: str, names: list[str]) -> list[str]:
        return [name for name in names if not name.endswith(".py") and not (Path(folder) / name).is_dir()]

    shutil.copytree(PACKAGE, tmp_path / "pentimento", ignore=only_python)
    shutil.copy(REPOSITORY / ".importlinter", tmp_path)
    return tmp_path


def verdict(folder: Path, contract: str) -> tuple[int, str]:
    """What import-linter says about one contract in a folder."""
    command = [Path(sys.executable).with_name("lint-imports"), "--no-cache", "--no-logo", "--contract", contract]
    environment = {**os.environ, "PYTHONPATH": str(folder)}
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True)
    return done.returncode, done.stdout


@pytest.mark.parametrize("what", TRESPASSES)
def test_the_rules_refuse(copy: Path, what: str) -> None:
    file, line, contract, named = TRESPASSES[what]
    target = copy / "pentimento" / file
    if not target.exists() and target.with_suffix("").is_dir():
        target = target.with_suffix("") / "__init__.py"  # the file has grown into a folder of its name
    target.parent.mkdir(exist_ok=True)
    target.write_text((target.read_text() if target.exists() else "") + f"\n{line}\n")
    code, said = verdict(copy, contract)
    assert code == 1
    assert named in said
