"""Reading RIS: two letters, two spaces, a dash; a mistake is named with its line."""

from __future__ import annotations

import re
from collections.abc import Mapping

from pentimento.core.kernel.errors import Invalid

from .entry import Entry, Kind, cleaned, doi_in, year_in

KINDS = {
    "JOUR": Kind.ARTICLE,
    "MGZN": Kind.ARTICLE,
    "EJOUR": Kind.ARTICLE,
    "BOOK": Kind.BOOK,
    "EBOOK": Kind.BOOK,
    "EDBOOK": Kind.BOOK,
    "CHAP": Kind.CHAPTER,
    "ECHAP": Kind.CHAPTER,
    "THES": Kind.THESIS,
    "RPRT": Kind.REPORT,
    "GOVDOC": Kind.REPORT,
    "CONF": Kind.PAPER,
    "CPAPER": Kind.PAPER,
}
_LINE = re.compile(r"^([A-Z][A-Z0-9])  ?-(?: (.*)| *)$")
Fields = dict[str, list[str]]


def read_ris(text: str) -> list[Entry]:
    """Every entry of a RIS file, in its order.

    Raises
    ------
    Invalid
        With the line, for a record that does not begin with TY or never ends with ER, for a line that is
        neither a tag nor the continuation of one, and for a record without a title.
    """
    found, fields, start, last = list[Entry](), Fields(), 0, ""
    for number, line in enumerate(text.lstrip("\ufeff").splitlines(), start=1):
        tagged = _LINE.match(line.rstrip())
        if tagged is None:
            _continue(fields, last, line, number, inside=bool(start))
            continue
        tag, value = tagged[1], (tagged[2] or "").strip()
        if tag == "TY":
            _check(not start, number, "a record begins before the one before it has ended with ER.")
            fields, start = Fields(TY=[value]), number
        elif tag == "ER":
            _check(bool(start), number, "a record ends that has not begun with TY.")
            found.append(_made(fields, start))
            fields, start = Fields(), 0
        else:
            _check(bool(start), number, f"{tag} stands outside of a record, which begins with TY.")
            fields.setdefault(tag, []).append(value)
        last = tag
    _check(not start, start, "this record never ends with ER.")
    return found


def _continue(fields: Fields, last: str, line: str, number: int, *, inside: bool) -> None:
    """Long texts run over several lines without a tag."""
    if not line.strip():
        return
    _check(inside and last in fields, number, "this is not RIS: a line begins with two letters and “  - ”.")
    fields[last][-1] = f"{fields[last][-1]} {line.strip()}"


def _check(holds: bool, line: int, reason: str) -> None:
    if not holds:
        raise Invalid("Line {line}: {reason}", line=line, reason=reason)


def _made(fields: Mapping[str, list[str]], line: int) -> Entry:
    def first(*tags: str) -> str:
        return next((cleaned(value) for tag in tags for value in fields.get(tag, []) if value.strip()), "")

    title = first("TI", "T1", "CT", "BT")
    _check(bool(title), line, "the record that begins here has no title (TI).")
    begins, ends = first("SP"), first("EP")
    return Entry(
        kind=KINDS.get(first("TY").upper(), Kind.OTHER),
        title=title,
        authors=tuple(cleaned(name) for tag in ("AU", "A1") for name in fields.get(tag, []) if name.strip()),
        year=year_in(first("PY", "Y1", "DA")),
        container=first("JO", "T2", "JF", "JA"),
        volume=first("VL"),
        issue=first("IS"),
        pages=f"{begins}–{ends}" if begins and ends and "-" not in begins else begins,
        publisher=first("PB"),
        doi=doi_in(first("DO", "M3")) or doi_in(first("UR")),
        url=first("UR", "L2"),
        abstract=first("AB", "N2"),
        keywords=tuple(cleaned(word) for word in fields.get("KW", []) if word.strip()),
        key=first("ID"),
        line=line,
    )
