"""Note templates as data: which kinds of recorded things flow into which section."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from pentimento.core.kernel.errors import Invalid, NotFound
from pentimento.core.reference.shelf import shipped

FIRST = "art-therapy"
TAKES = frozenset(
    {"session", "first-seen", "later-seen", "seen", "said", "directive", "media"}
    | {"artworks", "hypothesis", "aims", "ratings", "scores", "next"}
)


@dataclass(frozen=True, slots=True)
class Section:
    """One part of a note and what of the record it takes, in order."""

    key: str
    heading: str
    hint: str
    takes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Template:
    """A way of writing a session note."""

    key: str
    title: str
    about: str
    sections: tuple[Section, ...]


@cache
def template(key: str) -> Template:
    """One shipped template by its key, such as ``soap``. NotFound for any other, Invalid for none."""
    if not key:
        raise Invalid("No template came along. Choose how the note is laid out, then save it again.")
    shelf, name = shipped("note_templates"), f"{key}.toml"
    if name not in shelf.names():
        raise NotFound("There is no note template called {key}.", key=key[:40])
    raw = shelf.toml(name)
    sections = tuple(Section(s["key"], s["heading"], s["hint"], tuple(s["takes"])) for s in raw["sections"])
    if unknown := {stream for section in sections for stream in section.takes} - TAKES:
        raise Invalid("The note template {key} takes what there is not: {unknown}.", key=key, unknown=sorted(unknown))
    return Template(raw["key"], raw["title"], raw["about"], sections)


def templates() -> tuple[Template, ...]:
    """All shipped templates; the art therapy note first, the others in alphabetical order."""
    keys = [name.removesuffix(".toml") for name in shipped("note_templates").names()]
    return tuple(template(key) for key in sorted(keys, key=lambda key: (key != FIRST, key)))
