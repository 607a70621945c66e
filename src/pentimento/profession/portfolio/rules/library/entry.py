"""One thing somebody can read: what every format is read into and written from."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum

from pentimento.core.kernel.words import NOT_TEXT

MOST_ENTRIES = 2000
MOST_CHARACTERS = 1_500_000
_DOI = re.compile(r"10\.\d{4,9}/[^\s\"<>]+", re.IGNORECASE)


class Kind(StrEnum):
    """What sort of thing it is."""

    ARTICLE = "article"
    BOOK = "book"
    CHAPTER = "chapter"
    THESIS = "thesis"
    REPORT = "report"
    PAPER = "paper"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Entry:
    """A bibliographic entry. Authors as “Family, Given”; ``year`` 0 where none is known."""

    kind: Kind
    title: str
    authors: tuple[str, ...] = ()
    year: int = 0
    container: str = ""
    volume: str = ""
    issue: str = ""
    pages: str = ""
    publisher: str = ""
    doi: str = ""
    url: str = ""
    abstract: str = ""
    keywords: tuple[str, ...] = ()
    key: str = ""
    line: int = 0

    @property
    def by(self) -> str:
        """The authors as a reader names them: one, two, or the first and others.

        >>> Entry(Kind.BOOK, "T", ("Moon, Bruce", "Hinz, Lisa", "Case, Caroline")).by
        'Moon et al.'
        """
        families = [author.partition(",")[0].strip() for author in self.authors]
        if len(families) > 2:
            return f"{families[0]} et al."
        return " & ".join(families)


def cleaned(text: str) -> str:
    """Text in one Unicode form, without control characters, with single spaces."""
    return " ".join(NOT_TEXT.sub(" ", unicodedata.normalize("NFC", text)).split())


def doi_in(text: str) -> str:
    """The first DOI in a text, in lower case, without what a sentence puts behind it.

    >>> doi_in("https://doi.org/10.3389/fpsyg.2020.11.572700.")
    '10.3389/fpsyg.2020.11.572700'
    """
    found = _DOI.search(text)
    if found is None:
        return ""
    doi = found.group().rstrip(".,;:'\"")
    while doi.endswith(")") and doi.count("(") < doi.count(")"):
        doi = doi[:-1]
    return doi.lower()


def year_in(text: str) -> int:
    """The first year in a text, 0 where there is none.

    >>> year_in("2019/05//")
    2019
    """
    found = re.search(r"(?<!\d)(1[5-9]\d\d|20\d\d)(?!\d)", text)
    return int(found.group()) if found else 0


def plain(text: str) -> str:
    """Letters and digits only, for comparing titles and names.

    >>> plain("Drawing: A Study—in “Clay”")
    'drawing a study in clay'
    """
    folded = unicodedata.normalize("NFKD", text).casefold()
    kept = "".join(sign if sign.isalnum() else " " for sign in folded if not unicodedata.combining(sign))
    return " ".join(kept.split())


def same_as(entry: Entry) -> str:
    """What two entries for one thing have in common: the DOI, else title, year and first author."""
    if entry.doi:
        return f"doi:{entry.doi}"
    return title_mark(entry)


def title_mark(entry: Entry) -> str:
    """Title, year and first author's family name, compared without case and punctuation."""
    first = plain(entry.authors[0].partition(",")[0]) if entry.authors else ""
    return f"title:{plain(entry.title)}|{entry.year or ''}|{first}"
