"""Where an official form departs from FHIR without harm to its words or weights."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

ID = re.compile(r"[A-Za-z0-9\-.]{1,64}")
NAME = re.compile(r"[A-Z][A-Za-z0-9_]{1,254}")
VARIABLE = "http://hl7.org/fhir/StructureDefinition/variable"
MOST = 2_000  # extensions looked at; an official form has some hundred
SHOWN = 5  # names listed in one remark


@dataclass(frozen=True, slots=True)
class Remark:
    """A sentence with places, and what goes into them, so that it can be translated before it is filled."""

    sentence: str
    facts: tuple[tuple[str, str], ...] = ()
    technical: bool = True  # for whoever looks after the system; else for whoever gives the form

    def __str__(self) -> str:
        return self.sentence.format(**dict(self.facts))


NO_LEAD_IN = Remark(
    "The file holds no lead-in to its questions, such as the time they are about."
    " On screen a neutral sentence stands there instead, marked as not part of the form.",
    technical=False,
)


def remarks_on(raw: Mapping[str, Any]) -> tuple[Remark, ...]:
    """Remarks on a parsed Questionnaire; none of them stops the import."""
    found = list(_extensions(raw))
    return tuple(_on_the_whole(raw)) + tuple(_on_variables(found)) + tuple(_on_durations(found))


def _on_the_whole(raw: Mapping[str, Any]) -> Iterator[Remark]:
    if not raw.get("copyright"):
        yield Remark("The file states no copyright. Check that you may use this form.", technical=False)
    if raw.get("status") != "active":
        status = raw.get("status")
        stated = status[:20] if isinstance(status, str) and status else "nothing"
        yield Remark("The file does not call itself active; its status says {status}.", (("status", stated),))
    name = raw.get("name")
    if isinstance(name, str) and not NAME.fullmatch(name):
        yield Remark("The name {name} breaks FHIR's rule for names.", (("name", name[:80]),))


def _on_variables(extensions: list[Mapping[str, Any]]) -> Iterator[Remark]:
    names = [
        expression["name"]
        for extension in extensions
        if extension.get("url") == VARIABLE
        and isinstance(expression := extension.get("valueExpression"), Mapping)
        and isinstance(expression.get("name"), str)
    ]
    if broken := [name[:64] for name in dict.fromkeys(names) if not ID.fullmatch(name)]:
        listed = ", ".join(broken[:SHOWN]) + (", …" if len(broken) > SHOWN else "")
        facts = (("count", str(len(broken))), ("names", listed))
        yield Remark("{count} names of variables break FHIR's rule for ids: {names}.", facts)


def _on_durations(extensions: list[Mapping[str, Any]]) -> Iterator[Remark]:
    durations = [extension.get("valueDuration") for extension in extensions]
    if any(isinstance(duration, Mapping) and isinstance(duration.get("value"), str) for duration in durations):
        yield Remark("A length of time is written as text where FHIR wants a number.")


def _extensions(raw: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    """The extensions of the form and of its items, without recursion, as far as MOST."""
    waiting: list[Any] = [raw]
    left = MOST
    while waiting and left > 0:
        row = waiting.pop()
        if not isinstance(row, Mapping):
            continue
        for extension in _list(row.get("extension")):
            left -= 1
            if isinstance(extension, Mapping):
                yield extension
        waiting.extend(reversed(_list(row.get("item"))))


def _list(value: object) -> list[Any]:
    return value[:MOST] if isinstance(value, list) else []
