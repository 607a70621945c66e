"""Competencies and Academic Standards Exchange (CASE) 1.1, a package as JSON: read whole, or refused with the place.

What CASE has no place for (names of levels, sources of a statement) travels in ``extensions.pentimento``;
what Pentimento has no place for is kept as it came and leaves again with an export.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from .case_ties import ties_of
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
)

VERSION = "1.1"
OURS = "pentimento"
HEADINGS = frozenset({"part", "domain", "heading", "category", "strand", "cluster", "topic", "group"})
DOCUMENT = {"identifier", "title", "creator", "version", "description", "language", "licenseURI", "statusStartDate"}
DOCUMENT |= {"extensions", "officialSourceURL"}
ITEM = {"identifier", "fullStatement", "humanCodingScheme", "abbreviatedStatement", "CFItemType", "notes"}
ITEM |= {"conceptKeywords", "extensions", "educationLevel"}


def read_case(content: bytes) -> Read:
    """Read a CASE package (CFDocument, CFItems, CFAssociations).

    Duplicate identifiers, associations that lead nowhere, unknown levels and circles are faults; each names the
    list, the row in it (counted from 1) and the field.
    """
    package, faults = _package(content)
    if package is None:
        return Read(None, tuple(faults))
    notes: list[Fault] = []
    head = _document(package["CFDocument"], faults)
    ours = _ours(package["CFDocument"])
    statements = _statements(package["CFItems"], faults, notes)
    levels = _levels(ours, package["CFItems"])
    _check_levels(statements, {level.key for level in levels}, faults)
    ties, parents = ties_of(package.get("CFAssociations") or [], head["identifier"], statements, faults)
    whole = Framework(
        **head,
        levels=levels,
        statements=tuple(_under(one, parents) for one in statements),
        ties=ties,
        came_as="case",
        beside=_beside(package),
    )
    return Read(whole, tuple(faults), tuple(notes))


def _package(content: bytes) -> tuple[dict[str, Any] | None, list[Fault]]:
    if len(content) > LARGEST:
        return None, [fault("This file has more than {most} MB, more than any framework.", most=LARGEST // 1_000_000)]
    try:
        package = json.loads(content.decode("utf-8-sig"))
    except json.JSONDecodeError as wrong:
        where = {"row": wrong.lineno, "column": wrong.colno}
        return None, [fault("Row {row}, column {column}: this is not JSON.", **where)]
    except (UnicodeDecodeError, RecursionError, ValueError):
        return None, [fault("Row 1, column 1: this is not JSON text in UTF-8.")]
    if not isinstance(package, dict) or not isinstance(package.get("CFDocument"), dict):
        return None, [fault("Row 1, column CFDocument: it is missing, so this is not a CASE package.")]
    for name in ("CFItems", "CFAssociations"):
        listed = package.get(name, [] if name == "CFAssociations" else None)
        if not isinstance(listed, list):
            return None, [fault("Row 1, column {column}: there is no such list, so this is not whole.", column=name)]
        for row, one in enumerate(listed, start=1):
            if not isinstance(one, dict):
                return None, [fault("{list} row {row}, column 1: this is not an object.", list=name, row=row)]
    if not 0 < len(package["CFItems"]) <= MOST_STATEMENTS:
        many = "CFItems row 1, column identifier: there are {count} items; a framework has from 1 to {most}."
        return None, [fault(many, count=len(package["CFItems"]), most=MOST_STATEMENTS)]
    return package, []


def _document(found: Mapping[str, Any], faults: list[Fault]) -> dict[str, Any]:
    identifier = _text(found, "identifier").lower()
    if not UUID.fullmatch(identifier):
        faults.append(
            fault("CFDocument row 1, column identifier: {value} is not a UUID.", value=identifier or "nothing")
        )
    if not _text(found, "title"):
        faults.append(fault("CFDocument row 1, column title: there is none."))
    return {
        "identifier": identifier,
        "title": _text(found, "title")[:300],
        "version": (_text(found, "version") or _text(found, "lastChangeDateTime")[:10] or "1")[:60],
        "creator": _text(found, "creator")[:300],
        "about": _text(found, "description"),
        "language": _text(found, "language")[:20],
        "licence": _licence(found)[:300],
        "origin": _text(found, "officialSourceURL")[:500],
        "dated": _day(_text(found, "statusStartDate")),
    }


def _statements(items: Sequence[Mapping[str, Any]], faults: list[Fault], notes: list[Fault]) -> list[Statement]:
    rows: dict[str, int] = {}
    codes: dict[str, int] = {}
    made = []
    for row, item in enumerate(items, start=1):
        one = _statement(item)
        if not UUID.fullmatch(one.identifier):
            value = one.identifier or "nothing"
            faults.append(fault("CFItems row {row}, column identifier: {value} is not a UUID.", row=row, value=value))
        elif one.identifier in rows:
            same = "CFItems row {row}, column identifier: {value} stands in row {first} already."
            faults.append(fault(same, row=row, value=one.identifier, first=rows[one.identifier]))
        if not one.statement:
            faults.append(fault("CFItems row {row}, column fullStatement: there is no statement.", row=row))
        if len(one.statement) > LONGEST:
            long = "CFItems row {row}, column fullStatement: it has more than {most} characters."
            faults.append(fault(long, row=row, most=LONGEST))
        if one.code and one.code in codes:
            twice = "CFItems row {row}, column humanCodingScheme: {value} stands in row {first} too."
            notes.append(fault(twice, row=row, value=one.code, first=codes[one.code]))
        steps = _strings(item.get("educationLevel"))
        if one.level and len(steps) == 1 and steps != [one.level]:
            other = "CFItems row {row}, column educationLevel: it says {value}; the extension says {level} and counts."
            notes.append(fault(other, row=row, value=steps[0], level=one.level))
        rows.setdefault(one.identifier, row)
        codes.setdefault(one.code, row)
        made.append(one)
    return made


def _statement(item: Mapping[str, Any]) -> Statement:
    ours = _ours(item)
    kind = _text(item, "CFItemType")
    steps = _strings(item.get("educationLevel"))
    level = cleaned(ours.get("level") or (steps[0] if len(steps) == 1 else ""))
    keep = {name: value for name, value in item.items() if name not in ITEM}
    if len(steps) > 1:
        keep["educationLevel"] = steps
    return Statement(
        identifier=_text(item, "identifier").lower(),
        statement=_text(item, "fullStatement"),
        code=_text(item, "humanCodingScheme")[:120],
        title=(cleaned(ours.get("title") or "") or _text(item, "abbreviatedStatement"))[:300],
        kind=kind[:120],
        is_heading=bool(ours["heading"]) if "heading" in ours else kind.lower() in HEADINGS,
        level=level[:60],
        notes=_text(item, "notes"),
        keywords=tuple(_strings(item.get("conceptKeywords"))),
        sources=_sources(ours.get("sources")),
        beside=keep,
    )


def _sources(listed: object) -> tuple[Source, ...]:
    found = [one for one in listed if isinstance(one, dict)] if isinstance(listed, list) else []
    names = ("kind", "title", "code", "locator", "address", "published")
    return tuple(Source(**{name: cleaned(one.get(name) or "")[:2000] for name in names}) for one in found)


def _levels(ours: Mapping[str, Any], items: Sequence[Mapping[str, Any]]) -> tuple[Level, ...]:
    named = ours.get("levels")
    if isinstance(named, list) and named:
        given = [one for one in named if isinstance(one, dict) and one.get("key")]
        return tuple(
            Level(
                cleaned(one["key"])[:60], cleaned(one.get("name") or one["key"])[:120], cleaned(one.get("about") or "")
            )
            for one in given
        )
    steps = [_strings(item.get("educationLevel")) for item in items]
    return tuple(Level(key[:60], key[:120]) for key in dict.fromkeys(one[0] for one in steps if len(one) == 1))


def _check_levels(statements: Sequence[Statement], known: set[str], faults: list[Fault]) -> None:
    for row, one in enumerate(statements, start=1):
        if one.level and one.level not in known:
            words = "CFItems row {row}, column level: {value} is not a level of this framework ({known})."
            faults.append(fault(words, row=row, value=one.level, known=", ".join(sorted(known)) or "it has none"))


def _under(one: Statement, parents: Mapping[str, str]) -> Statement:
    return replace(one, parent=parents.get(one.identifier, ""))


def _beside(package: Mapping[str, Any]) -> dict[str, Any]:
    document = {name: value for name, value in package["CFDocument"].items() if name not in DOCUMENT}
    rest = {name: value for name, value in package.items() if name not in {"CFDocument", "CFItems", "CFAssociations"}}
    return {"CFDocument": document, **rest}


def _ours(found: Mapping[str, Any]) -> Mapping[str, Any]:
    extensions = found.get("extensions")
    ours = extensions.get(OURS) if isinstance(extensions, dict) else None
    return ours if isinstance(ours, dict) else {}


def _licence(found: Mapping[str, Any]) -> str:
    given = found.get("licenseURI")
    if isinstance(given, dict):
        return cleaned(given.get("title") or given.get("uri") or "")
    return cleaned(given or "")


def _text(found: Mapping[str, Any], name: str) -> str:
    value = found.get(name)
    return cleaned(value) if isinstance(value, str | int | float) else ""


def _strings(value: object) -> list[str]:
    listed = value if isinstance(value, list) else [value] if isinstance(value, str) else []
    return [words for words in (cleaned(one) for one in listed if isinstance(one, str)) if words]


def _day(words: str) -> date | None:
    try:
        return date.fromisoformat(words[:10])
    except ValueError:
        return None
