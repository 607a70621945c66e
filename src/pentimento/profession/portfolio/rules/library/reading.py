"""A file of references of whatever format, and what of it is in the library already."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from pentimento.core.kernel.errors import Invalid, TooLarge, WrongType

from .bibtex import read_bibtex
from .dois import read_dois
from .entry import MOST_CHARACTERS, MOST_ENTRIES, Entry, same_as, title_mark
from .ris import read_ris


class Format(StrEnum):
    """How a file is written."""

    BIBTEX = "bibtex"
    RIS = "ris"
    DOIS = "dois"


READERS: dict[Format, Callable[[str], list[Entry]]] = {
    Format.BIBTEX: read_bibtex,
    Format.RIS: read_ris,
    Format.DOIS: read_dois,
}


class Fate(StrEnum):
    """What would become of an entry."""

    NEW = "new"
    KNOWN = "known"  # in the library already
    TWICE = "twice"  # a second time in the same file


@dataclass(frozen=True, slots=True)
class Looked:
    """One entry of a file beside what is known of it. ``like`` is what it is the same as."""

    entry: Entry
    fate: Fate
    like: str = ""


def decoded(content: bytes) -> str:
    """The text of a file: UTF-8, else Windows-1252, which older programs write.

    Raises
    ------
    TooLarge, WrongType
    """
    if len(content) > MOST_CHARACTERS:
        raise TooLarge("A file of references can have at most {most} MB.", most=MOST_CHARACTERS / 1e6)
    if b"\x00" in content:
        raise WrongType("This is not a text file. Export it as BibTeX, RIS or a list of DOIs.")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


def format_of(text: str) -> Format:
    """How this text is written.

    Raises
    ------
    WrongType
        When it is none of the three.
    """
    if re.search(r"^TY  ?-", text, re.MULTILINE):
        return Format.RIS
    if re.search(r"@\s*[A-Za-z]+\s*\{", text):
        return Format.BIBTEX
    if re.search(r"10\.\d{4,9}/", text):
        return Format.DOIS
    raise WrongType("This is neither BibTeX nor RIS nor a list of DOIs.")


def read(text: str) -> tuple[Format, list[Entry]]:
    """Every entry of a file, whole or not at all.

    Raises
    ------
    WrongType, TooLarge
    Invalid
        With the line of what is wrong, or when the file holds no entry.
    """
    written = format_of(text)
    entries = READERS[written](text)
    if not entries:
        raise Invalid("There is no entry in this file.")
    if len(entries) > MOST_ENTRIES:
        raise TooLarge("A file can bring at most {most} entries.", most=MOST_ENTRIES)
    return written, entries


def compared(entries: Iterable[Entry], known: Mapping[str, str]) -> list[Looked]:
    """Each entry with what would become of it.

    Parameters
    ----------
    known
        From marks (``same_as`` and ``title_mark``) of what is in the library to its title.
    """
    seen: dict[str, str] = {}
    looked = []
    for entry in entries:
        marks = {same_as(entry), title_mark(entry)}
        there = next((known[mark] for mark in marks if mark in known), "")
        twice = next((seen[mark] for mark in marks if mark in seen), "")
        fate = Fate.KNOWN if there else Fate.TWICE if twice else Fate.NEW
        looked.append(Looked(entry, fate, there or twice))
        seen.update(dict.fromkeys(marks, entry.title))
    return looked
