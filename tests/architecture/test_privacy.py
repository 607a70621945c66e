"""Every field of every table says how private it is, and every event says what happened."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from django.apps import apps
from django.db.models import Model

from architecture.tree import none_of, python_files, text_of
from pentimento.trust.audit.events import Event

CLASSES = {"identifying", "clinical", "private", "plain"}


def our_models() -> list[type[Model]]:
    """Every table of Pentimento itself."""
    return [model for model in apps.get_models() if model.__module__.startswith("pentimento.")]


def unnamed_or_doubled(model: type[Model]) -> Iterator[str]:
    """What is wrong with one model's ``class Privacy``."""
    privacy = model.__dict__.get("Privacy")
    if privacy is None:
        yield f"{model._meta.label}: no class Privacy"
        return
    declared = {name: value for name, value in vars(privacy).items() if not name.startswith("_")}
    for unknown in declared.keys() - CLASSES:
        yield f"{model._meta.label}: {unknown} is not one of {sorted(CLASSES)}"
    counted = Counter(field for fields in declared.values() for field in fields)
    fields = {field.name for field in (*model._meta.fields, *model._meta.many_to_many)}
    for field in sorted(fields - counted.keys()):
        yield f"{model._meta.label}.{field}: not named"
    for field in sorted(counted.keys() - fields):
        yield f"{model._meta.label}.{field}: named, but there is no such field"
    for field in sorted(field for field, times in counted.items() if times > 1):
        yield f"{model._meta.label}.{field}: named more than once"


def test_every_field_states_its_privacy_exactly_once() -> None:
    none_of((fault for model in our_models() for fault in unnamed_or_doubled(model)), "State the privacy of these")


def test_every_event_has_a_sentence_of_its_own() -> None:
    for event in Event:
        assert re.fullmatch(r"[A-Z{].*\.", event.sentence), event
        assert "!" not in event.sentence
        assert set(re.findall(r"{(\w+)}", event.sentence)) <= {"who", "what"}, event
    assert len({event.sentence for event in Event}) == len(Event)


def test_every_event_is_recorded_somewhere() -> None:
    files = (path for path in python_files() if path.name != "events.py")
    named = {name for path in files for name in re.findall(r"\bEvent\.(\w+)", text_of(path))}
    none_of((event.name for event in Event if event.name not in named), "Nothing records these")
