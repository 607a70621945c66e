"""Reading an official FHIR R4 Questionnaire, so that a form can be given on screen word for word.

Real files are not always valid FHIR. What does not touch the words or the weights is remarked on and
let pass; what does is refused. Weights come from each option's own ``ordinalValue``: the same code can
weigh differently, and the same weight can have different codes, from item to item.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, NoReturn

from pentimento.core.kernel.errors import Invalid, TooLarge
from pentimento.core.scoring.remarks import Remark, remarks_on

LARGEST = 2_000_000  # bytes; the official PHQ-9 has 40,000
MOST_ITEMS = 300
MOST_OPTIONS = 60
DEEPEST = 8  # groups within groups
LONGEST = 8_000  # characters of one text
WEIGHTS = (
    "http://hl7.org/fhir/StructureDefinition/ordinalValue",
    "http://hl7.org/fhir/StructureDefinition/itemWeight",
)
LOINC = "http://loinc.org"


class Kind(StrEnum):
    """What stands at a place of the form."""

    WORDS = "words"  # a heading or an instruction; nothing to answer
    CHOICE = "choice"
    OTHER = "other"  # a number or text field, such as the total


@dataclass(frozen=True, slots=True)
class Option:
    """One answer that can be chosen."""

    code: str
    text: str  # word for word
    weight: float | None  # None where the form gives none


@dataclass(frozen=True, slots=True)
class FormItem:
    """One place of the form, in the order of the form."""

    link_id: str
    kind: Kind
    text: str  # word for word
    prefix: str
    codes: tuple[str, ...]  # LOINC codes
    options: tuple[Option, ...]
    depth: int  # 0 at the top, 1 within a group


@dataclass(frozen=True, slots=True)
class Form:
    """An official form as its publisher wrote it."""

    title: str
    licence: str  # the publisher's notice; empty where the file has none
    panels: tuple[str, ...]  # LOINC codes of the whole
    items: tuple[FormItem, ...]
    warnings: tuple[Remark, ...]

    @property
    def has_lead_in(self) -> bool:
        """Whether words stand before the first question, such as what to do and the time it is about."""
        first = next(place for place in self.items if place.kind is not Kind.WORDS)
        return any(place.text.strip() for place in self.items[: self.items.index(first)])


@dataclass(slots=True)
class _Reader:
    items: list[FormItem] = field(default_factory=list)
    seen: set[str] = field(default_factory=set)


def open_form(content: bytes) -> Form:
    """Read a form from the bytes of a JSON file.

    Raises
    ------
    TooLarge
        Above 2 MB.
    Invalid
        When it is not JSON in UTF-8, and for everything ``read_form`` refuses.
    """
    if len(content) > LARGEST:
        raise TooLarge("This file is larger than any questionnaire: more than {most} MB.", most=LARGEST // 1_000_000)
    try:
        raw = json.loads(content.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        raise Invalid("This file is not JSON. Choose the FHIR Questionnaire as a .json file.") from None
    return read_form(raw)


def read_form(raw: object) -> Form:
    """Read a parsed FHIR R4 Questionnaire.

    Raises
    ------
    Invalid
        When it is not a Questionnaire, has no items, an item without (or with a repeated) ``linkId``,
        text that is no text, two options with the same code, or groups nested more than 8 deep.
    TooLarge
        With more than 300 items, 60 options at an item, or 8,000 characters in a text.
    """
    if not isinstance(raw, Mapping) or raw.get("resourceType") != "Questionnaire":
        raise Invalid("This is not a FHIR Questionnaire.")
    reader = _Reader()
    _read_items(reader, raw.get("item"), depth=0)
    if not any(item.kind is not Kind.WORDS for item in reader.items):
        raise Invalid("This questionnaire has no questions.")
    return Form(
        title=_text(raw, "title") or _text(raw, "name"),
        licence=_text(raw, "copyright"),
        panels=_panels(raw),
        items=tuple(reader.items),
        warnings=remarks_on(raw),
    )


def _read_items(reader: _Reader, rows: object, *, depth: int) -> None:
    found = _rows(rows, "item")
    if found and depth > DEEPEST:
        raise Invalid("The groups of this questionnaire are nested more than {deepest} deep.", deepest=DEEPEST)
    for row in found:
        item = _item(row, depth)
        if item.link_id in reader.seen:
            raise Invalid("Two items of this questionnaire have the same linkId, {link}.", link=item.link_id)
        if len(reader.items) >= MOST_ITEMS:
            raise TooLarge("This questionnaire has more than {most} items.", most=MOST_ITEMS)
        reader.seen.add(item.link_id)
        reader.items.append(item)
        _read_items(reader, row.get("item"), depth=depth + 1)


def _item(row: Mapping[str, Any], depth: int) -> FormItem:
    link = _text(row, "linkId")
    if not link.strip():
        raise Invalid("An item of this questionnaire has no linkId.")
    options = tuple(_option(option, link) for option in _rows(row.get("answerOption"), "answerOption"))
    if len(options) > MOST_OPTIONS:
        raise TooLarge("Item {link} has more than {most} answers to choose from.", link=link, most=MOST_OPTIONS)
    codes = [option.code for option in options]
    if len(set(codes)) < len(codes):
        raise Invalid("Item {link} has two answers with the same code.", link=link)
    kind = Kind.CHOICE if options else Kind.WORDS if row.get("type") in ("group", "display") else Kind.OTHER
    text, prefix = _text(row, "text"), _text(row, "prefix")
    return FormItem(link, kind, text, prefix, _loinc(row.get("code")), options, depth)


def _option(row: Mapping[str, Any], link: str) -> Option:
    coding = row.get("valueCoding")
    if isinstance(coding, Mapping):
        code, text = _text(coding, "code"), _text(coding, "display")
        places = [*_rows(row.get("extension"), "extension"), *_rows(coding.get("extension"), "extension")]
    else:
        plain = row.get("valueString", row.get("valueInteger"))
        code = text = str(plain) if isinstance(plain, str | int) and not isinstance(plain, bool) else ""
        places = _rows(row.get("extension"), "extension")
    if not code.strip() or not text.strip():
        raise Invalid("An answer at item {link} has no code or no words.", link=link)
    return Option(_shown(code, "code"), _shown(text, "display"), _weight(places, link))


def _weight(extensions: list[Mapping[str, Any]], link: str) -> float | None:
    found = [extension for extension in extensions if extension.get("url") in WEIGHTS]
    if not found:
        return None
    weight = found[0].get("valueDecimal", found[0].get("valueInteger"))
    if isinstance(weight, bool) or not isinstance(weight, int | float) or not abs(weight) <= 1e6:
        raise Invalid("An answer at item {link} has a weight that is not a number.", link=link)
    if any(extension.get("valueDecimal", extension.get("valueInteger")) != weight for extension in found):
        raise Invalid("An answer at item {link} has two different weights.", link=link)
    return float(weight)


def _panels(raw: Mapping[str, Any]) -> tuple[str, ...]:
    """The codes of the form; older files give them only as an identifier."""
    named = [
        _text(row, "value")
        for row in _rows(raw.get("identifier"), "identifier")
        if row.get("system") in (LOINC, None) and row.get("value")
    ]
    return tuple(dict.fromkeys([*_loinc(raw.get("code")), *named]))


def _loinc(rows: object) -> tuple[str, ...]:
    return tuple(_text(row, "code") for row in _rows(rows, "code") if row.get("system") == LOINC and row.get("code"))


def _rows(value: object, name: str) -> list[Mapping[str, Any]]:
    if value is None:
        return []
    if not isinstance(value, list) or any(not isinstance(row, Mapping) for row in value):
        _misshapen(name)
    return value


def _text(row: Mapping[str, Any], key: str) -> str:
    value = row.get(key)
    if value is None:
        return ""
    if not isinstance(value, str):
        _misshapen(key)
    return _shown(value, key)


def _shown(value: str, key: str) -> str:
    if len(value) > LONGEST:
        raise TooLarge("A text of this questionnaire ({key}) is longer than {most} characters.", key=key, most=LONGEST)
    if any((ord(letter) < 32 and letter not in "\n\r\t") or 0xD800 <= ord(letter) < 0xE000 for letter in value):
        raise Invalid("A text of this questionnaire ({key}) holds characters that cannot be shown.", key=key)
    return value


def _misshapen(name: str) -> NoReturn:
    raise Invalid("A part of this questionnaire does not have the shape FHIR gives it: {name}.", name=name)
