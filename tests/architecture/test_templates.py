"""Templates hold no script, no style and no unescaped text; the content policy would refuse them anyway."""

from __future__ import annotations

import re

import pytest

from architecture.tree import PACKAGE, none_of, place, python_files, templates, text_of

FORBIDDEN = {
    "a style attribute": r"<[^>]*\sstyle\s*=",
    "an event attribute": r"<[^>]*\son[a-z]+\s*=",
    "an hx-on attribute": r"<[^>]*\shx-on[:-]",
    "a script that is neither a file nor carries the nonce": r"<script(?![^>]*\b(?:src|nonce)=)[^>]*>",
    "a style element": r"<style\b",
    "a script address": r"javascript:",
    "unescaped text": r"\|\s*safe\b|{%\s*autoescape\s+off",
    "another site": r"""(?:src|href|action)\s*=\s*["'](?:https?:)?//""",
}


@pytest.mark.parametrize("what", FORBIDDEN)
def test_no_template_has(what: str) -> None:
    pattern = re.compile(FORBIDDEN[what], re.I | re.S)
    found = (
        place(path, text_of(path).count("\n", 0, hit.start()) + 1)
        for path in templates()
        for hit in [pattern.search(re.sub(r"{#.*?#}", "", text_of(path)))]
        if hit
    )
    none_of(found, f"Templates may not have {what}")


# Files that may hand on text as already safe, each with its reason.
MAY_MARK_SAFE = {"web/templatetags/look.py": "draws our own signs, chosen by a name of letters only"}


def test_no_code_marks_text_as_safe() -> None:
    unsafe = re.compile(r"\b(mark_safe|SafeString|SafeText|html_safe)\(")
    careful = {PACKAGE / name for name in MAY_MARK_SAFE}
    found = (place(path) for path in python_files() if path not in careful and unsafe.search(text_of(path)))
    none_of(found, "Use format_html or a template")


def test_every_form_that_changes_something_carries_its_token() -> None:
    form = re.compile(r"<form\b[^>]*method\s*=\s*[\"']post[\"'][^>]*>(.*?)</form>", re.I | re.S)
    bare = (place(path) for path in templates() for inside in form.findall(text_of(path)) if "csrf_token" not in inside)
    none_of(bare, "Put {% csrf_token %} into these forms")
