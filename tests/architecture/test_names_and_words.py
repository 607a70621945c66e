"""Names a therapist could read, and nothing in the tree that belongs to one machine or one vendor."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from architecture.tree import (
    PACKAGE,
    none_of,
    place,
    python_files,
    syntax_of,
    templates,
    text_of,
    tracked_files,
    words_on_screen,
)
from cast import REPOSITORY
from pentimento.core.kernel import errors

VAGUE = {"utils", "util", "helpers", "helper", "common", "manager", "managers", "data", "info", "process", "misc"}
NOT_OUR_WORDS = re.compile(r"\b(indicates?|patients?|encounters?|diagnos(is|es)|users?)\b", re.I)
# In pieces, so that this file does not contain what it looks for.
INDEX_HOSTS = re.compile(
    "(" + "|".join(["py" + "pi", "python" + "hosted", "registry.npm" + "js", "deb.deb" + "ian"]) + r")\.(org|com)"
)
UNFINISHED = re.compile("|".join([r"\bTO" + r"DO\b", r"\bFIX" + r"ME\b", r"\bXX" + r"X\b", "NotImplemented" + "Error"]))


SHOUTED = re.compile(r"\w!(?!=)")


def test_modules_are_named_for_what_they_hold() -> None:
    vague = (path for path in python_files(PACKAGE, REPOSITORY / "tests", REPOSITORY / "tools") if path.stem in VAGUE)
    none_of(map(place, vague), "Name these for what they hold")


def test_templates_speak_the_trade_calmly() -> None:
    none_of(unkind(templates_with_words()), "These words are not ours on screen: client, session, seen, said, might")


def templates_with_words() -> Iterator[tuple[str, str]]:
    """Each template with what a person reads of it."""
    return ((place(path), words_on_screen(text_of(path))) for path in templates())


def test_nothing_on_screen_is_shouted() -> None:
    # Clients of the demo may: it is their words.
    ours = (spoken for spoken in (*templates_with_words(), *spoken_in_python()) if "/demo/" not in spoken[0])
    none_of((where for where, words in ours if SHOUTED.search(words)), "Take the exclamation marks away")


def test_messages_and_demo_texts_speak_the_trade_calmly() -> None:
    none_of(unkind(spoken_in_python()), "These words are not ours on screen: client, session, seen, said, might")


def spoken_in_python() -> Iterator[tuple[str, str]]:
    """Strings handed to translation or raised as a refusal, and every text of the demo."""
    for path in python_files():
        demo = "demo" in path.parts
        for node in ast.walk(syntax_of(path)):
            if demo and isinstance(node, ast.Constant) and isinstance(node.value, str) and " " in node.value:
                yield place(path, node.lineno), node.value
            if isinstance(node, ast.Call) and name_of(node.func) in SPEAKING:
                for argument in node.args[:2]:
                    if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
                        yield place(path, node.lineno), argument.value


SPEAKING = {"_", "gettext", "gettext_lazy", "ngettext", "pgettext"} | {
    error.__name__ for error in (errors.PentimentoError, *errors.PentimentoError.__subclasses__())
}


def name_of(node: ast.expr) -> str:
    """The last name of a called thing: ``errors.Refused`` is ``Refused``."""
    return node.attr if isinstance(node, ast.Attribute) else node.id if isinstance(node, ast.Name) else ""


def unkind(spoken: Iterator[tuple[str, str]]) -> Iterator[str]:
    """Places where a word is not one of ours."""
    for where, words in spoken:
        if found := NOT_OUR_WORDS.search(words):
            around = " ".join(words[max(0, found.start() - 30) : found.end() + 30].split())
            yield f"{where}: {found.group()!r} in {around!r}"


@pytest.mark.parametrize(("pattern", "advice"), [
    (INDEX_HOSTS, "Nothing may name the host of a package index"),
    (re.compile(re.escape(f"{REPOSITORY.parent}/")), "Nothing may name a folder of this machine"),
    (re.compile(re.escape(f"{Path.home()}/")), "Nothing may name a home folder of this machine"),
])  # fmt: skip
def test_no_file_names_a_vendor_or_a_machine(pattern: re.Pattern[str], advice: str) -> None:
    none_of((place(path) for path in tracked_files() if pattern.search(text_of(path))), advice)


def test_nothing_is_left_unfinished() -> None:
    code = (path for path in tracked_files() if path.suffix in {".py", ".ts", ".mjs", ".html", ".css", ".sh"})
    none_of((place(path) for path in code if UNFINISHED.search(text_of(path))), "Finish these or leave them out")
