"""Everything that goes on paper, in the reader's language and ready to be set."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Set:
    """One sentence as it is set: its words, the numbers of what it rests on, and what changed since."""

    text: str
    heading: bool = False
    refs: tuple[int, ...] = ()
    remark: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """A section. ``flowing`` sentences make one paragraph, others stand alone."""

    heading: str
    sentences: tuple[Set, ...]
    flowing: bool = True


@dataclass(frozen=True, slots=True)
class Cited:
    """One thing in the list at the end, under its number."""

    number: int
    label: str
    words: str
    remark: str = ""


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture of a work, as a JPEG."""

    content: bytes
    alt: str
    caption: str


@dataclass(frozen=True, slots=True)
class Drawing:
    """A figure as SVG."""

    svg: str
    alt: str
    caption: str


@dataclass(frozen=True, slots=True)
class Sealing:
    """Who sealed it and when, in words, and the digest of what was sealed."""

    lines: tuple[str, ...]
    digest: str


@dataclass(frozen=True, slots=True)
class Paper:
    """A report ready to be set.

    ``fixed`` holds the press's own words in the reader's language: ``draft``, ``evidence``, ``figures``,
    ``page`` and ``pictures``.
    """

    title: str
    language: str  # such as ``en`` or ``de-AT``
    facts: tuple[tuple[str, str], ...]
    parts: tuple[Part, ...]
    cited: tuple[Cited, ...]
    fixed: dict[str, str]
    notices: tuple[str, ...] = ()
    drawing: Drawing | None = None
    pictures: tuple[Picture, ...] = ()
    sealing: Sealing | None = None
    author: str = ""  # the signer; empty for a draft


def ranges(numbers: Iterable[int]) -> str:
    """Numbers as readers know them from notes.

    >>> ranges([1, 2, 3, 7, 9, 10])
    '1–3, 7, 9, 10'
    """
    runs: list[list[int]] = []
    for number in sorted(set(numbers)):
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    parts = [f"{run[0]}–{run[-1]}" if len(run) > 2 else ", ".join(map(str, run)) for run in runs]
    return ", ".join(parts)


def settable(text: str) -> str:
    """Text without what neither XML nor a typesetter can carry."""
    kept = (sign for sign in text.replace("\r", "\n") if sign in "\t\n" or " " <= sign <= "\ud7ff" or sign >= "\ue000")
    return "".join(sign for sign in kept if sign not in "\ufffe\uffff")
