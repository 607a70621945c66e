"""A drawing as SVG. Built as a tree, so that nothing a person typed can become markup."""

from __future__ import annotations

import re
from dataclasses import dataclass
from xml.etree import ElementTree as Tree

NAMESPACE = "http://www.w3.org/2000/svg"
_NOT_XML = re.compile("[^\t\n\r -\ud7ff\ue000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class Svg:
    """Finished markup. ``__html__`` lets a template place it without escaping it a second time."""

    markup: str

    def __html__(self) -> str:
        return self.markup

    def __str__(self) -> str:
        return self.markup


def element(parent: Tree.Element | None, tag: str, text: str = "", **attributes: object) -> Tree.Element:
    """Add one element. ``class_`` and ``data_x`` become ``class`` and ``data-x``; None is left out."""
    named = {k.rstrip("_").replace("_", "-"): _plain(v) for k, v in attributes.items() if v is not None and v != ""}
    made = Tree.Element(tag, named) if parent is None else Tree.SubElement(parent, tag, named)
    if text:
        made.text = text
    return made


def _plain(value: object) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".") if isinstance(value, float) else str(value)


def finished(root: Tree.Element) -> Svg:
    """Serialise. Characters XML cannot carry are dropped rather than breaking the whole figure."""
    for node in root.iter():
        node.text = _clean(node.text)
        for name, value in node.attrib.items():
            node.set(name, _clean(value) or "")
    return Svg(Tree.tostring(root, encoding="unicode", short_empty_elements=True))


def _clean(text: str | None) -> str | None:
    return None if text is None else _NOT_XML.sub("", text)
