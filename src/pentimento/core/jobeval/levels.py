"""Levels as they are printed: ``2(a), 4(b)`` is level 2 or level 4, and nothing between them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pentimento.core.kernel.errors import Invalid

DASHES = "-\u2010\u2011\u2012\u2013\u2014\u2212"
LONGEST = 60  # characters of a printed cell
LARGEST = 10_000  # points of one level or total
_PIECE = re.compile(
    rf"\s*(?:(?P<level>[0-9]{{1,2}}\+?|[A-Z]\+?)|\((?P<option>[a-z])\)|(?P<dash>[{DASHES}])|(?P<or>[,;/]|\bor\b))"
)


@dataclass(frozen=True, slots=True)
class Choice:
    """One level with the lettered alternatives it rests on: level ``2`` with options ``b`` and ``c``."""

    level: str
    options: tuple[str, ...] = ()

    def __str__(self) -> str:
        return self.level + "".join(f"({letter})" for letter in self.options)


@dataclass(frozen=True, slots=True)
class Printed:
    """A cell of levels: what stands there, the levels it names, and which of them a dash joins."""

    text: str
    choices: tuple[Choice, ...]
    joined: tuple[tuple[str, str], ...] = ()

    @property
    def levels(self) -> tuple[str, ...]:
        return tuple(choice.level for choice in self.choices)


def read_levels(text: str) -> Printed:
    """Read a cell of levels as printed: levels apart by dash, comma or stroke, letters in brackets behind them.

    >>> [str(choice) for choice in read_levels("2(b)(c) (d)- 3(a)").choices]
    ['2(b)(c)(d)', '3(a)']
    >>> read_levels("2(a), 4(b)").levels
    ('2', '4')

    Raises
    ------
    Invalid
        Where nothing is named, something is named twice, or there is anything else in the cell.
    """
    if len(text) > LONGEST:
        raise Invalid("a cell of levels has at most {most} characters", most=LONGEST)
    choices: list[Choice] = []
    joined: list[tuple[str, str]] = []
    before = ""
    for kind, word in _pieces(text):
        if kind == "option":
            _take_option(choices, word, text)
        elif kind == "level":
            _take_level(choices, joined, before, word, text)
        elif before not in {"level", "option"}:
            raise Invalid("“{text}” has a dash or comma with no level before it", text=text)
        before = kind
    if not choices or before in {"dash", "or"}:
        raise Invalid("“{text}” does not name a level; write it as 3, 3(a) or 2(a), 4(b)", text=text)
    return Printed(text, tuple(choices), tuple(joined))


def _pieces(text: str) -> Iterator[tuple[str, str]]:
    place, end = 0, len(text.rstrip())
    while place < end:
        found = _PIECE.match(text, place)
        if found is None:
            raise Invalid("“{text}” is not a level; write it as 3, 3(a) or 2(a), 4(b)", text=text)
        kind = found.lastgroup or ""
        yield kind, found[kind]
        place = found.end()


def _take_option(choices: list[Choice], letter: str, text: str) -> None:
    if not choices:
        raise Invalid("“{text}” begins with a letter in brackets; the level comes first, as in 3(a)", text=text)
    if letter in choices[-1].options:
        raise Invalid("“{text}” names ({letter}) twice for one level", text=text, letter=letter)
    choices[-1] = Choice(choices[-1].level, (*choices[-1].options, letter))


def _take_level(choices: list[Choice], joined: list[tuple[str, str]], before: str, level: str, text: str) -> None:
    if choices and before not in {"dash", "or"}:
        raise Invalid("“{text}” names two levels with nothing between them; put a comma there", text=text)
    if level in {choice.level for choice in choices}:
        raise Invalid("“{text}” names level {level} twice", text=text, level=level)
    if before == "dash" and choices:
        joined.append((choices[-1].level, level))
    choices.append(Choice(level))


def read_points(cell: object) -> tuple[int, ...]:
    """Points as printed: one number or several, as a list or as ``7, 18`` or ``7-12``. Never what lies between.

    >>> read_points("7-12")
    (7, 12)
    """
    words = re.split(rf"\s*[{DASHES},;/]\s*|\s+", cell.strip()) if isinstance(cell, str) else cell
    if isinstance(words, int) and not isinstance(words, bool):
        words = [words]
    if not isinstance(words, list | tuple) or not words:
        raise Invalid("points are one whole number or several, as in 7 or 7, 18")
    found = tuple(whole(word) for word in words)
    if len(set(found)) < len(found):
        raise Invalid("the same points stand there twice")
    return found


def whole(word: object) -> int:
    """A whole number from 0 to 10,000, typed or parsed."""
    if isinstance(word, str) and word.isascii() and word.isdigit() and len(word) <= len(str(LARGEST)):
        word = int(word)
    if not isinstance(word, int) or isinstance(word, bool) or not 0 <= word <= LARGEST:
        raise Invalid("“{word}” is not a whole number from 0 to {most}", word=str(word)[:LONGEST], most=LARGEST)
    return word
