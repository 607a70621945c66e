"""Every form speaks in the house's sentences, none in those of the framework."""

from __future__ import annotations

import ast
import importlib
import pkgutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import django.core.validators
import django.forms.fields
import pytest
from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import translation

import pentimento


def _sentences_of(module: Any) -> set[str]:
    """Every sentence for people in a module's source: what is marked for translation, singular and plural."""
    tree = ast.parse(Path(module.__file__).read_text(encoding="utf-8"))
    calls = (node for node in ast.walk(tree) if isinstance(node, ast.Call))
    marked = (call for call in calls if getattr(call.func, "id", "") in {"_", "gettext", "ngettext_lazy"})
    words = (arg for call in marked for arg in call.args if isinstance(arg, ast.Constant))
    return {str(arg.value) for arg in words if " " in str(arg.value)}


THEIRS = _sentences_of(django.forms.fields) | _sentences_of(django.core.validators)


def _form_classes() -> list[type[forms.BaseForm]]:
    for found in pkgutil.walk_packages(pentimento.__path__, "pentimento."):
        if "forms" in found.name.split("."):
            importlib.import_module(found.name)

    def below(kind: type[Any]) -> Iterator[type[Any]]:
        for child in kind.__subclasses__():
            yield child
            yield from below(child)

    return sorted({one for one in below(forms.BaseForm) if one.__module__.startswith("pentimento.")}, key=str)


def _said_by(field: forms.Field) -> Iterator[str]:
    """Whatever this field may say, untranslated."""
    yield from (_raw(words) for words in field.error_messages.values())
    for validator in field.validators:
        code = getattr(validator, "code", None)
        if code not in field.error_messages:  # else the field speaks for it
            yield _raw(getattr(validator, "message", ""))


def _raw(words: Any) -> str:
    with translation.override(None):
        return str(words % {"limit_value": 2, "show_value": 3, "max": 2}) if "%(" in str(words) else str(words)


def test_there_are_sentences_and_forms_to_look_for() -> None:
    assert "This field is required." in THEIRS and "Enter a valid date." in THEIRS
    assert len(_form_classes()) > 30


@pytest.mark.parametrize("form", _form_classes(), ids=lambda form: f"{form.__module__}.{form.__name__}")
def test_no_field_of_a_form_speaks_for_the_framework(form: type[forms.BaseForm]) -> None:
    said = {words for field in form.base_fields.values() for words in _said_by(field)}
    assert not said & THEIRS
    assert not [words for words in said if words.startswith(("Ensure this", "Enter a valid", "Select a valid"))]


class EveryKind(forms.Form):
    """One field of every kind a form here may have."""

    line = forms.CharField(max_length=3)
    email = forms.EmailField()
    number = forms.IntegerField(min_value=5, max_value=9)
    decimal = forms.DecimalField(max_value=9, decimal_places=1, max_digits=3)
    day = forms.DateField()
    time = forms.TimeField()
    moment = forms.DateTimeField()
    one = forms.ChoiceField(choices=[("a", "A")])
    some = forms.MultipleChoiceField(choices=[("a", "A")])
    typed = forms.TypedChoiceField(choices=[(1, "A")], coerce=int)
    tick = forms.BooleanField()
    slug = forms.SlugField()
    code = forms.RegexField("^x$")
    file = forms.FileField(max_length=3)


WRONG: list[dict[str, Any]] = [
    {},
    dict.fromkeys(EveryKind.base_fields, "\x00"),
    dict.fromkeys(EveryKind.base_fields, "99999"),
    dict.fromkeys(EveryKind.base_fields, "1.25"),
    dict.fromkeys(EveryKind.base_fields, "1"),
    dict.fromkeys(EveryKind.base_fields, "2026-02-30"),
    {"some": ["b"]},
]


@pytest.mark.parametrize("sent", WRONG, ids=range(len(WRONG)))
def test_what_cannot_be_taken_is_said_in_the_houses_words(sent: dict[str, Any]) -> None:
    form = EveryKind(sent, {"file": SimpleUploadedFile("long-name.jpg", b"")} if sent else {})
    assert not form.is_valid()
    for name, errors in form.errors.items():
        for words in errors:
            assert words.endswith("."), (name, words)
            assert "%(" not in words, (name, words)
            begins = words.split()[:2]
            assert begins not in (["Ensure", "this"], ["Enter", "a"], ["Select", "a"], ["This", "field"]), (name, words)


def test_a_number_out_of_bounds_says_the_bound() -> None:
    assert EveryKind({"number": "4"}).errors["number"] == ["This is too little: 5 is the least."]
    assert EveryKind({"line": "abcd"}).errors["line"] == [
        "This has 4 characters; 3 is the most here. Nothing was cut off: shorten it."
    ]
