"""A competency framework as content: levels, statements, what they rest on, how they are tied together."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from pentimento.core.kernel.errors import Invalid
from pentimento.core.kernel.words import cleaned as kept

LARGEST = 5_000_000  # bytes of a file
MOST_STATEMENTS = 5_000
LONGEST = 8_000  # characters of a statement
CHILD, PART = "isChildOf", "isPartOf"
TIES = (
    CHILD,
    PART,
    "isPeerOf",
    "exactMatchOf",
    "precedes",
    "isRelatedTo",
    "replacedBy",
    "exemplar",
    "hasSkillLevel",
    "isTranslationOf",
)
UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}", re.I)


@dataclass(frozen=True, slots=True)
class Source:
    """What a statement rests on. ``kind`` is task, figure, standard, publication or law."""

    kind: str
    title: str
    code: str = ""
    locator: str = ""
    address: str = ""
    published: str = ""


@dataclass(frozen=True, slots=True)
class Level:
    """A step, named as its framework names it."""

    key: str
    name: str
    about: str = ""


@dataclass(frozen=True, slots=True)
class Statement:
    """A statement or, with ``is_heading``, what statements stand under. ``parent`` is an identifier."""

    identifier: str
    statement: str
    code: str = ""
    title: str = ""
    kind: str = ""
    is_heading: bool = False
    parent: str = ""
    level: str = ""
    notes: str = ""
    keywords: tuple[str, ...] = ()
    sources: tuple[Source, ...] = ()
    beside: Mapping[str, Any] = field(default_factory=dict)  # fields Pentimento has no place for, as they came


@dataclass(frozen=True, slots=True)
class Tie:
    """A relation other than standing under. An end outside the framework is in ``beside``, as it came."""

    identifier: str
    kind: str
    origin: str = ""
    destination: str = ""
    beside: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Framework:
    """One version of a framework, in its own order."""

    identifier: str
    title: str
    version: str
    creator: str = ""
    about: str = ""
    language: str = ""
    licence: str = ""
    origin: str = ""
    dated: date | None = None
    levels: tuple[Level, ...] = ()
    statements: tuple[Statement, ...] = ()
    ties: tuple[Tie, ...] = ()
    came_as: str = ""
    beside: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Fault:
    """Something wrong in a file, with the place where it stands. ``sentence`` has places for its facts."""

    sentence: str
    facts: Mapping[str, Any]

    def __str__(self) -> str:
        return self.sentence.format(**self.facts)


def fault(sentence: str, **facts: Any) -> Fault:
    """A fault from a template; every template names the row and the column."""
    return Fault(sentence, facts)


@dataclass(frozen=True, slots=True)
class Read:
    """What a file holds. With ``faults`` it is not taken in, not even in part; ``notes`` are worth knowing."""

    framework: Framework | None
    faults: tuple[Fault, ...] = ()
    notes: tuple[Fault, ...] = ()

    def whole(self) -> Framework:
        """The framework, or the first fault as a refusal."""
        if self.framework is None or self.faults:
            first = self.faults[0]
            if len(self.faults) > 1:
                more = first.sentence + " This is the first of {count} faults; nothing was taken in."
                raise Invalid(more, **first.facts, count=len(self.faults))
            raise Invalid(first.sentence + " Nothing was taken in.", **first.facts)
        return self.framework


def named_uuid(namespace: str, name: str) -> str:
    """The UUID (version 5) that a name has within another UUID: the same name, always the same.

    >>> named_uuid("6ba7b810-9dad-11d1-80b4-00c04fd430c8", "example.org")
    'aad03681-8b63-5304-89e0-8ca8f49461b5'
    """
    mixed = hashlib.sha1(bytes.fromhex(namespace.replace("-", "")) + name.encode(), usedforsecurity=False)
    raw = bytearray(mixed.digest()[:16])
    raw[6], raw[8] = raw[6] & 0x0F | 0x50, raw[8] & 0x3F | 0x80
    text = raw.hex()
    return "-".join((text[:8], text[8:12], text[12:16], text[16:20], text[20:]))


def cleaned(words: object) -> str:
    """Text as it is kept; a file may hold a number where words belong."""
    return kept(str(words))


def circles(edges: Mapping[str, Sequence[str]]) -> list[list[str]]:
    """Ways along the edges that come back to where they began, each once.

    >>> circles({"a": ["b"], "b": ["c"], "c": ["a"], "d": ["a"]})
    [['a', 'b', 'c', 'a']]
    """
    found: list[list[str]] = []
    done: set[str] = set()
    for start in edges:
        way: list[str] = []
        on_way: set[str] = set()
        stack = [(start, iter(edges.get(start, ())))] if start not in done else []
        while stack:
            here, rest = stack[-1]
            if here not in on_way:
                way.append(here)
                on_way.add(here)
            step = next((there for there in rest if there not in done), None)
            if step is None:
                stack.pop()
                done.add(way.pop())
                on_way.discard(here)
            elif step in on_way:
                found.append([*way[way.index(step) :], step])
            else:
                stack.append((step, iter(edges.get(step, ()))))
    return found
