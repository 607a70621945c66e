"""The source tree as the architecture tests read it: files, their syntax, and the words on screen."""

from __future__ import annotations

import ast
import re
import subprocess
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

from cast import REPOSITORY

PACKAGE = REPOSITORY / "src/pentimento"
FLOORS_BELOW_WEB = ("core", "trust", "practice", "profession", "exchange")
Function = ast.FunctionDef | ast.AsyncFunctionDef


def python_files(*folders: Path) -> list[Path]:
    """Python files below these folders (default: the package), without generated migrations, in a fixed order."""
    found = (path for folder in folders or (PACKAGE,) for path in folder.rglob("*.py"))
    return sorted(path for path in found if "migrations" not in path.parts and "__pycache__" not in path.parts)


def templates() -> list[Path]:
    """Every template of the product."""
    return sorted(path for path in PACKAGE.rglob("templates/**/*.html"))


def tracked_files() -> list[Path]:
    """Every file of the repository that is handed on; without git, everything that is not ignored by habit."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=REPOSITORY, capture_output=True, text=True)
    names = [name for name in listed.stdout.split("\0") if name]
    if not names:
        return [*python_files(), *templates()]
    return [path for path in map(REPOSITORY.joinpath, names) if path.is_file()]


@cache
def text_of(path: Path) -> str:
    """A file's text; what is not text reads as empty."""
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return ""


@cache
def syntax_of(path: Path) -> ast.Module:
    """A Python file's syntax tree."""
    return ast.parse(text_of(path), filename=str(path))


def functions_in(path: Path) -> Iterator[Function]:
    """Every function and method, inner ones too."""
    return (node for node in ast.walk(syntax_of(path)) if isinstance(node, Function))


def is_part(path: Path, name: str) -> bool:
    """Whether a file is a room's ``name`` file (views, actions, ...) or lies in the folder that grew out of it."""
    return path.stem == name or name in path.relative_to(REPOSITORY).parts[:-1]


def place(path: Path, line: int = 0) -> str:
    """A place somebody can click on."""
    relative = path.relative_to(REPOSITORY).as_posix()
    return f"{relative}:{line}" if line else relative


def none_of(offenders: Iterable[str], advice: str) -> None:
    """Fail with every offender at once, and what to do about them."""
    found = list(offenders)
    assert not found, "\n".join([f"{advice} ({len(found)})", *found[:60]])


TAG = re.compile(r"{#.*?#}|{%-?\s*comment.*?endcomment\s*-?%}|<(script|style|svg)\b.*?</\1>", re.S)
SAID = re.compile(r"""{%\s*(?:translate|trans)\s+(?:"([^"]*)"|'([^']*)')""")
ATTRIBUTE = re.compile(r"""\b(?:alt|title|placeholder|aria-label|aria-description)="([^"]*)\"""")


def words_on_screen(template: str) -> str:
    """What a person would read of a template: text, translated strings, and spoken attributes."""
    shown = TAG.sub(" ", template)
    spoken = " ".join(first or second for first, second in SAID.findall(shown))
    labels = " ".join(ATTRIBUTE.findall(shown))
    without_code = re.sub(r"{%.*?%}|{{.*?}}", " ", f"{shown} {labels}", flags=re.S)
    return f"{re.sub(r'<[^>]*>', ' ', without_code)} {spoken}"
