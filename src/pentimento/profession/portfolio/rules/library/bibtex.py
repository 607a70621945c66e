"""Reading BibTeX: entries, strings, quotes, braces; a mistake is named with its line and column."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from pentimento.core.kernel.errors import Invalid

from .entry import Entry, Kind, cleaned, doi_in, year_in
from .latex import unlatexed

KINDS = {
    "article": Kind.ARTICLE,
    "book": Kind.BOOK,
    "booklet": Kind.BOOK,
    "collection": Kind.BOOK,
    "inbook": Kind.CHAPTER,
    "incollection": Kind.CHAPTER,
    "inproceedings": Kind.PAPER,
    "conference": Kind.PAPER,
    "mastersthesis": Kind.THESIS,
    "phdthesis": Kind.THESIS,
    "thesis": Kind.THESIS,
    "techreport": Kind.REPORT,
    "report": Kind.REPORT,
}
MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_NAME = re.compile(r"[^\s{}(),=#\"%']+")


@dataclass
class _Text:
    """The file and how far it has been read."""

    text: str
    at: int = 0
    strings: dict[str, str] = field(default_factory=lambda: {month: month for month in MONTHS})

    def refuse(self, reason: str, at: int | None = None) -> Invalid:
        here = self.at if at is None else at
        line = self.text.count("\n", 0, here) + 1
        column = here - (self.text.rfind("\n", 0, here) + 1) + 1
        return Invalid("Line {line}, column {column}: {reason}", line=line, column=column, reason=reason)

    def line(self, at: int) -> int:
        return self.text.count("\n", 0, at) + 1

    def skip(self) -> None:
        while self.at < len(self.text) and self.text[self.at].isspace():
            self.at += 1

    def next(self) -> str:
        return self.text[self.at] if self.at < len(self.text) else ""

    def take(self, sign: str, reason: str) -> None:
        self.skip()
        if self.next() != sign:
            raise self.refuse(reason)
        self.at += 1

    def name(self, reason: str) -> str:
        self.skip()
        found = _NAME.match(self.text, self.at)
        if found is None:
            raise self.refuse(reason)
        self.at = found.end()
        return found.group()


def read_bibtex(text: str) -> list[Entry]:
    """Every entry of a BibTeX file, in its order.

    Raises
    ------
    Invalid
        With line and column, for a brace that is never closed, a field without a value, an unknown
        string, or an entry without a title.
    """
    source, found = _Text(text), list[Entry]()
    while (start := text.find("@", source.at)) >= 0:
        source.at = start + 1
        kind = source.name("after @ comes what sort of entry it is.").lower()
        if kind == "comment":
            _skip_comment(source)
        elif kind == "preamble":
            _body(source, start)
        elif kind == "string":
            _string(source)
        else:
            found.append(_entry(source, kind, start))
    return found


def _skip_comment(source: _Text) -> None:
    source.skip()
    if source.next() == "{":
        _braced(source)


def _body(source: _Text, start: int) -> None:
    source.skip()
    if source.next() != "{":
        raise source.refuse("a brace is missing after the sort of entry.", start)
    _braced(source)


def _string(source: _Text) -> None:
    source.take("{", "a brace is missing after @string.")
    name = source.name("a string needs a name.").lower()
    source.take("=", f"an equals sign is missing after {name}.")
    source.strings[name] = _value(source)
    source.take("}", "the string is never closed.")


def _entry(source: _Text, kind: str, start: int) -> Entry:
    source.take("{", f"a brace is missing after @{kind}.")
    source.skip()
    key = "" if source.next() == "," else source.name("the entry has no key.")
    fields: dict[str, str] = {}
    while True:
        source.skip()
        if source.next() == ",":
            source.at += 1
            continue
        if source.next() == "}":
            source.at += 1
            break
        if not source.next():
            raise source.refuse(f"the entry {key or kind} is never closed.", start)
        name = source.name(f"a field of {key or kind} has no name.").lower()
        source.take("=", f"the field {name} of {key or kind} has no value.")
        fields[name] = _value(source)
        source.skip()
        if source.next() and source.next() not in ",}":
            raise source.refuse(f"a comma is missing after the field {name} of {key or kind}.")
    return _made(source, kind, key, fields, start)


def _value(source: _Text) -> str:
    parts = [_piece(source)]
    source.skip()
    while source.next() == "#":
        source.at += 1
        parts.append(_piece(source))
        source.skip()
    return "".join(parts)


def _piece(source: _Text) -> str:
    source.skip()
    if source.next() == "{":
        return _braced(source)
    if source.next() == '"':
        return _quoted(source)
    start = source.at
    name = source.name("a value is missing.")
    if name.isdigit():
        return name
    if name.lower() not in source.strings:
        raise source.refuse(f"the string {name} is not defined in this file.", start)
    return source.strings[name.lower()]


def _braced(source: _Text) -> str:
    start, depth = source.at, 0
    while source.at < len(source.text):
        sign = source.text[source.at]
        if sign == "\\":
            source.at += 2
            continue
        depth += (sign == "{") - (sign == "}")
        source.at += 1
        if depth == 0:
            return source.text[start + 1 : source.at - 1]
    raise source.refuse("this brace is never closed.", start)


def _quoted(source: _Text) -> str:
    start, depth = source.at, 0
    source.at += 1
    while source.at < len(source.text):
        sign = source.text[source.at]
        if sign == '"' and depth == 0:
            source.at += 1
            return source.text[start + 1 : source.at - 1]
        if sign == "\\" and depth == 0 and source.text[source.at + 1 : source.at + 2] != '"':
            source.at += 1
        depth += (sign == "{") - (sign == "}")
        source.at += 1
    raise source.refuse("this quotation mark is never closed.", start)


def _made(source: _Text, kind: str, key: str, fields: dict[str, str], start: int) -> Entry:
    said = {name: cleaned(unlatexed(value)) for name, value in fields.items()}
    title = said.get("title", "")
    if not title:
        raise source.refuse(f"the entry {key or kind} has no title.", start)
    return Entry(
        kind=KINDS.get(kind, Kind.OTHER),
        title=title,
        authors=_people(fields.get("author") or fields.get("editor", "")),
        year=year_in(said.get("year") or said.get("date", "")),
        container=said.get("journal") or said.get("journaltitle") or said.get("booktitle", ""),
        volume=said.get("volume", ""),
        issue=said.get("number") or said.get("issue", ""),
        pages=said.get("pages", "").replace("--", "–"),
        publisher=said.get("publisher") or said.get("school") or said.get("institution", ""),
        doi=doi_in(fields.get("doi", "").replace("\\_", "_") or said.get("url", "")),
        url=cleaned(fields.get("url", "").replace("\\_", "_").replace("\\%", "%")),
        abstract=said.get("abstract", ""),
        keywords=tuple(word.strip() for word in re.split(r"[;,]", said.get("keywords", "")) if word.strip()),
        key=key,
        line=source.line(start),
    )


def _people(names: str) -> tuple[str, ...]:
    """“Given Family and Family, Given”, each as “Family, Given”; a name in braces is an organisation."""
    people = []
    for name in re.split(r"\s+and\s+(?![^{]*\})", " ".join(names.split())):
        whole = name.strip()
        if not whole or whole.lower() == "others":
            continue
        read = cleaned(unlatexed(whole))
        organisation = whole.startswith("{") and whole.endswith("}")
        if organisation or "," in read or " " not in read:
            people.append(read)
        else:
            given, _space, family = read.rpartition(" ")
            people.append(f"{family}, {given}")
    return tuple(people)
