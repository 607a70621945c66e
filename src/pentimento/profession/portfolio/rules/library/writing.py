"""Writing BibTeX, RIS and lists of DOIs."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from .entry import Entry, Kind, plain
from .latex import latexed
from .reading import Format

BIBTEX = {
    Kind.ARTICLE: "article",
    Kind.BOOK: "book",
    Kind.CHAPTER: "incollection",
    Kind.THESIS: "phdthesis",
    Kind.REPORT: "techreport",
    Kind.PAPER: "inproceedings",
    Kind.OTHER: "misc",
}
RIS = {
    Kind.ARTICLE: "JOUR",
    Kind.BOOK: "BOOK",
    Kind.CHAPTER: "CHAP",
    Kind.THESIS: "THES",
    Kind.REPORT: "RPRT",
    Kind.PAPER: "CPAPER",
    Kind.OTHER: "GEN",
}
PUBLISHER = {Kind.THESIS: "school", Kind.REPORT: "institution"}


def write_bibtex(entries: Iterable[Entry]) -> str:
    """A BibTeX file in UTF-8. Two entries never get the same key."""
    used: set[str] = set()
    return "\n".join(_bibtex(entry, _key(entry, used)) for entry in entries)


def write_ris(entries: Iterable[Entry]) -> str:
    """A RIS file in UTF-8, lines ended as the format wants."""
    return "".join(_ris(entry) for entry in entries)


def write_dois(entries: Iterable[Entry]) -> str:
    """One DOI on a line; what has none is left out."""
    return "".join(f"{entry.doi}\n" for entry in entries if entry.doi)


WRITERS: dict[Format, Callable[[Iterable[Entry]], str]] = {
    Format.BIBTEX: write_bibtex,
    Format.RIS: write_ris,
    Format.DOIS: write_dois,
}


def _key(entry: Entry, used: set[str]) -> str:
    family = plain(entry.authors[0].partition(",")[0]).replace(" ", "") if entry.authors else "anon"
    start = entry.key or f"{family or 'anon'}{entry.year or ''}"
    key, number = start, 1
    while key in used:
        number += 1
        key = f"{start}-{number}"
    used.add(key)
    return key


def _bibtex(entry: Entry, key: str) -> str:
    place = "booktitle" if entry.kind in {Kind.CHAPTER, Kind.PAPER} else "journal"
    fields = {
        "title": latexed(entry.title),
        "author": " and ".join(_author(author) for author in entry.authors),
        "year": str(entry.year or ""),
        place: latexed(entry.container),
        "volume": latexed(entry.volume),
        "number": latexed(entry.issue),
        "pages": entry.pages.replace("–", "--"),
        PUBLISHER.get(entry.kind, "publisher"): latexed(entry.publisher),
        "doi": entry.doi,
        "url": entry.url,
        "keywords": latexed(", ".join(entry.keywords)),
        "abstract": latexed(entry.abstract),
    }
    lines = "".join(f"  {name} = {{{value}}},\n" for name, value in fields.items() if value)
    return f"@{BIBTEX[entry.kind]}{{{key},\n{lines}}}\n"


def _author(author: str) -> str:
    # Braces keep the name of an organisation in one piece.
    return latexed(author) if "," in author else f"{{{latexed(author)}}}"


def _ris(entry: Entry) -> str:
    begins, _dash, ends = entry.pages.partition("–")
    place = "T2" if entry.kind in {Kind.CHAPTER, Kind.PAPER} else "JO"
    rows = [
        ("TY", RIS[entry.kind]),
        ("TI", entry.title),
        *(("AU", author) for author in entry.authors),
        ("PY", str(entry.year or "")),
        (place, entry.container),
        ("VL", entry.volume),
        ("IS", entry.issue),
        ("SP", begins),
        ("EP", ends),
        ("PB", entry.publisher),
        ("DO", entry.doi),
        ("UR", entry.url),
        *(("KW", word) for word in entry.keywords),
        ("AB", entry.abstract),
        ("ID", entry.key),
    ]
    return "".join(f"{tag}  - {value}\r\n" for tag, value in rows if value) + "ER  - \r\n"
