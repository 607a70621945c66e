"""Rich Skill Descriptors as CSV, with the columns of the Open Skills Management Tool; both of its families of names.

Several values in one cell are parted by ``;``. Three further columns of ours (Code, Level, Identifier) are
written at the end and read where they are.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import zip_longest

from .framework import (
    LARGEST,
    LONGEST,
    MOST_STATEMENTS,
    UUID,
    Fault,
    Framework,
    Level,
    Read,
    Source,
    Statement,
    cleaned,
    fault,
    named_uuid,
)

SPACE = "6f6b3a52-2d64-5d0f-8f2e-0d8f1f3b7a10"  # within which titles of collections get their UUID
COLUMNS = (
    "Collection",
    "Skill Name",
    "Skill Category",
    "Contextualized Skill Statement",
    "Keywords",
    "BLS Major Group",
    "BLS Minor Group",
    "BLS Broad Occupation",
    "BLS Detailed Occupation",
    "O*NET Job Role",
    "Professional Standards",
    "Certifications",
    "Authors",
    "Alignment Title",
    "Alignment",
    "Code",
    "Level",
    "Identifier",
)
ALSO = {
    "rsd name": "Skill Name",
    "skill statement": "Contextualized Skill Statement",
    "category": "Skill Category",
    "categories": "Skill Category",
    "standards": "Professional Standards",
    "author": "Authors",
    "o*net job codes": "O*NET Job Role",
    "o*net job code": "O*NET Job Role",
    "detailed occupations": "BLS Detailed Occupation",
    "broad occupations": "BLS Broad Occupation",
    "occupation major groups": "BLS Major Group",
    "occupation minor groups": "BLS Minor Group",
    "alignment name": "Alignment Title",
    "alignment url": "Alignment",
    "collections": "Collection",
}
KEPT = (
    "BLS Major Group",
    "BLS Minor Group",
    "BLS Broad Occupation",
    "BLS Detailed Occupation",
    "O*NET Job Role",
    "Certifications",
    "Employer",
    "Employers",
    "Canonical URL",
)
TASK = re.compile(r"Task (\d{4,8})\b:?\s*(.*)", re.S)
NAME, WORDS = "Skill Name", "Contextualized Skill Statement"


def read_rsd(content: bytes, *, title: str = "", version: str = "1") -> Read:
    """Read skill descriptors. The framework is called ``title``, else as the first Collection is called."""
    rows, faults = _rows(content)
    if faults:
        return Read(None, tuple(faults))
    called = cleaned(title) or next((row["Collection"] for _n, row in rows if row.get("Collection")), "")
    if not called:
        return Read(None, (fault("Row 2, column Collection: it is empty; give the framework a title."),))
    root = named_uuid(SPACE, called)
    statements = list(_statements(rows, root, faults))
    headings = dict.fromkeys(row["Skill Category"] for _n, row in rows if row.get("Skill Category"))
    heads = [
        Statement(named_uuid(root, f"category {name}"), name, title=name[:300], kind="Category", is_heading=True)
        for name in headings
    ]
    levels = dict.fromkeys(one.level for one in statements if one.level)
    whole = Framework(
        identifier=root,
        title=called[:300],
        version=version,
        creator="; ".join(dict.fromkeys(row["Authors"] for _n, row in rows if row.get("Authors")))[:300],
        levels=tuple(Level(name, name) for name in levels),
        statements=(*heads, *statements),
        came_as="rsd",
    )
    return Read(whole, tuple(faults))


def _rows(content: bytes) -> tuple[list[tuple[int, dict[str, str]]], list[Fault]]:
    if len(content) > LARGEST:
        return [], [fault("This file has more than {most} MB, more than any framework.", most=LARGEST // 1_000_000)]
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as wrong:
        row = content[: wrong.start].count(b"\n") + 1
        return [], [fault("Row {row}, column 1: this is not text in UTF-8.", row=row)]
    lines = csv.reader(io.StringIO(text.replace("\x00", ""), newline=""), strict=True)
    try:
        heads = [_head(name) for name in next(lines, [])]
        found = list(lines)
    except csv.Error as wrong:
        return [], [fault("Row {row}, column 1: {reason}.", row=lines.line_num, reason=str(wrong))]
    faults = _faults_of(heads, found)
    named = [
        (n, dict(zip(heads, map(cleaned, cells), strict=False))) for n, cells in enumerate(found, start=2) if any(cells)
    ]
    if not faults and not 0 < len(named) <= MOST_STATEMENTS:
        many = "Row 2, column Skill Name: there are {count} skills; a framework has from 1 to {most}."
        faults = [fault(many, count=len(named), most=MOST_STATEMENTS)]
    return named, faults


def _head(name: str) -> str:
    plain = cleaned(name)
    ours = {column.lower(): column for column in COLUMNS}
    return ours.get(plain.lower()) or ALSO.get(plain.lower()) or plain


def _faults_of(heads: Sequence[str], found: Sequence[Sequence[str]]) -> list[Fault]:
    faults = []
    for place, name in enumerate(heads, start=1):
        if name and name in heads[: place - 1]:
            faults.append(fault("Row 1, column {column}: {value} stands there twice.", column=place, value=name))
    for needed in (NAME, WORDS):
        if needed not in heads:
            faults.append(fault("Row 1, column {column}: there is no such column.", column=needed))
    for row, cells in enumerate(found, start=2):
        if any(cells) and len(cells) != len(heads):
            words = "Row {row}, column {column}: the row has {cells} cells, the header {heads}."
            column = min(len(cells), len(heads)) + 1
            faults.append(fault(words, row=row, column=column, cells=len(cells), heads=len(heads)))
    return faults


def _statements(rows: Sequence[tuple[int, Mapping[str, str]]], root: str, faults: list[Fault]) -> Iterator[Statement]:
    seen: dict[tuple[str, str], int] = {}
    for number, row in rows:
        one = _statement(row, root)
        for column, value in ((NAME, one.title), (WORDS, one.statement)):
            if not value:
                faults.append(fault("Row {row}, column {column}: there is nothing.", row=number, column=column))
        if len(one.statement) > LONGEST:
            long = "Row {row}, column {column}: it has more than {most} characters."
            faults.append(fault(long, row=number, column=WORDS, most=LONGEST))
        if not UUID.fullmatch(one.identifier):
            words = "Row {row}, column Identifier: {value} is not a UUID."
            faults.append(fault(words, row=number, value=one.identifier))
        for column, value in ((NAME, one.title), ("Code", one.code), ("Identifier", row.get("Identifier", ""))):
            if value and (column, value.casefold()) in seen:
                same = "Row {row}, column {column}: {value} stands in row {first} already."
                first = seen[column, value.casefold()]
                faults.append(fault(same, row=number, column=column, value=value, first=first))
            seen.setdefault((column, value.casefold()), number)
        yield one


def _statement(row: Mapping[str, str], root: str) -> Statement:
    category = row.get("Skill Category", "")
    return Statement(
        identifier=(row.get("Identifier") or named_uuid(root, row.get(NAME, "").casefold())).lower(),
        statement=row.get(WORDS, ""),
        code=row.get("Code", "")[:120],
        title=row.get(NAME, "")[:300],
        kind="Skill",
        parent=named_uuid(root, f"category {category}") if category else "",
        level=row.get("Level", "")[:60],
        keywords=tuple(_several(row.get("Keywords", ""))),
        sources=tuple(_sources(row)),
        beside={name: row[name] for name in KEPT if row.get(name)},
    )


def _several(cell: str) -> list[str]:
    return list(dict.fromkeys(part.strip() for part in cell.split(";") if part.strip()))


def _sources(row: Mapping[str, str]) -> Iterator[Source]:
    for name in _several(row.get("Professional Standards", "")):
        yield Source("standard", name)
    titles = [part.strip() for part in row.get("Alignment Title", "").split(";")]
    addresses = [part.strip() for part in row.get("Alignment", "").split(";")]
    for title, address in zip_longest(titles, addresses, fillvalue=""):
        if task := TASK.fullmatch(title):
            yield Source("task", task[2] or f"Task {task[1]}", task[1], address=address[:500])
        elif title or address:
            yield Source("publication", title or address, address=address[:500])


def write_rsd(whole: Framework) -> bytes:
    """The statements as CSV in UTF-8. Headings become categories."""
    headings = {one.identifier: one for one in whole.statements if one.is_heading}
    names = {level.key: level.name for level in whole.levels}
    out = io.StringIO(newline="")
    written = csv.writer(out, lineterminator="\r\n")
    written.writerow(COLUMNS)
    for one in whole.statements:
        if not one.is_heading:
            row = _row(one, whole, headings.get(one.parent), names)
            written.writerow([row.get(column, "") for column in COLUMNS])
    return out.getvalue().encode()


def _row(one: Statement, whole: Framework, heading: Statement | None, names: Mapping[str, str]) -> dict[str, str]:
    standards = [source for source in one.sources if source.kind == "standard" and not source.address]
    aligned = [source for source in one.sources if source not in standards]
    return {
        **{name: str(one.beside.get(name, "")) for name in KEPT},
        "Collection": whole.title,
        NAME: one.title or one.code or one.statement[:60],
        "Skill Category": heading.statement if heading else "",
        WORDS: one.statement,
        "Keywords": _joined(one.keywords),
        "Professional Standards": _joined([_told(source) for source in standards]),
        "Authors": whole.creator,
        "Alignment Title": _joined([_told(source) for source in aligned]),
        "Alignment": "; ".join(source.address for source in aligned),
        "Code": one.code,
        "Level": names.get(one.level, one.level),
        "Identifier": one.identifier,
    }


def _told(source: Source) -> str:
    if source.kind == "task":
        return f"Task {source.code}: {source.title}"
    return f"{source.title}, {source.locator}" if source.locator else source.title


def _joined(parts: Sequence[str]) -> str:
    return "; ".join(part.replace(";", ",") for part in parts)
