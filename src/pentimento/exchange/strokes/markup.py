"""Elements of an XML file with the lines they stand in. Entities are refused: a recording has no use for them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.parsers import expat

from pentimento.core.kernel.errors import Invalid


@dataclass(slots=True)
class Element:
    """One element: its name without a namespace, its attributes likewise, its text, and its line."""

    name: str
    attributes: dict[str, str]
    line: int
    inside: tuple[str, ...]  # names of the elements around it, outermost first
    text: str = ""
    parts: list[str] = field(default_factory=list)


def elements(content: bytes) -> Iterator[Element]:
    """All elements of a file in the order they begin.

    Raises
    ------
    Invalid
        It is not XML; names the line.
    """
    found: list[Element] = []
    around: list[Element] = []
    parser = expat.ParserCreate()

    def begins(name: str, attributes: dict[str, str]) -> None:
        plain = {key.rpartition(":")[2]: value for key, value in attributes.items()}
        one = Element(name.rpartition(":")[2], plain, parser.CurrentLineNumber, tuple(each.name for each in around))
        found.append(one)
        around.append(one)

    def ends(_name: str) -> None:
        one = around.pop()
        one.text = "".join(one.parts)

    def entity(*_about: object) -> None:
        raise Invalid("Line {line}: this file defines entities; a recording needs none.", line=parser.CurrentLineNumber)

    parser.StartElementHandler, parser.EndElementHandler = begins, ends
    parser.CharacterDataHandler = lambda words: around[-1].parts.append(words) if around else None
    parser.EntityDeclHandler = entity
    try:
        parser.Parse(content, True)
    except expat.ExpatError as error:
        raise Invalid("Line {line}: this is not XML that can be read.", line=error.lineno) from error
    yield from found
