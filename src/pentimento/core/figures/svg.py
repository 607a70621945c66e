"""A drawing as SVG. Built as a tree, so that nothing a person typed can become markup."""

from __future__ import annotations

import re
from dataclasses import dataclass

NAMESPACE = "http://www.w3.org/2000/svg"
_NOT_XML = re.compile("[^\t\n\r -\ud7ff\ue000-\U0010ffff]")
_PLAIN = re.compile("[ !#-%'-;=?-~\u00a0-\ud7ff]*")  # nothing in it to escape or to drop
_NAMES: dict[str, str] = {}


class Node:
    """One element: its tag, its attributes, the text in it, and what lies in it after that."""

    __slots__ = ("attributes", "children", "tag", "text")

    def __init__(self, tag: str, attributes: dict[str, str], text: str) -> None:
        self.tag, self.attributes, self.text = tag, attributes, text
        self.children: list[Node | Svg] = []


@dataclass(frozen=True, slots=True)
class Svg:
    """Finished markup. ``__html__`` lets a template place it without escaping it a second time."""

    markup: str

    def __html__(self) -> str:
        return self.markup

    def __str__(self) -> str:
        return self.markup


def element(parent: Node | None, tag: str, text: str = "", **attributes: object) -> Node:
    """Add one element. ``class_`` and ``data_x`` become ``class`` and ``data-x``; None is left out."""
    named = {_name(k): written(v) for k, v in attributes.items() if v is not None and v != ""}
    made = Node(tag, named, text)
    if parent is not None:
        parent.children.append(made)
    return made


def _name(key: str) -> str:
    if key not in _NAMES:  # a handful: they are the names our own drawings use
        _NAMES[key] = key.rstrip("_").replace("_", "-")
    return _NAMES[key]


def written(value: object) -> str:
    """A value as an attribute says it: a number with at most two places. Words are not yet ``escaped``."""
    if type(value) is str:
        return value
    return f"{value:.2f}".rstrip("0").rstrip(".") if isinstance(value, float) else str(value)


def finished(root: Node) -> Svg:
    """Serialise. Characters XML cannot carry are dropped rather than breaking the whole figure."""
    parts: list[str] = []
    _put(root, parts)
    return Svg("".join(parts))


def _put(one: Node, parts: list[str]) -> None:
    shown = [f' {name}="{escaped(value)}"' for name, value in one.attributes.items()]
    if not one.text and not one.children:
        parts.append(f"<{one.tag}{''.join(shown)} />")
        return
    parts.append(f"<{one.tag}{''.join(shown)}>{escaped(one.text)}")
    for child in one.children:
        if isinstance(child, Svg):
            parts.append(child.markup)
        else:
            _put(child, parts)
    parts.append(f"</{one.tag}>")


def escaped(text: str) -> str:
    """Text that may stand inside quotation marks and between tags alike, whatever was typed."""
    if _PLAIN.fullmatch(text):
        return text
    text = _NOT_XML.sub("", text)
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")
    return text.replace("\r", "&#13;").replace("\n", "&#10;").replace("\t", "&#09;")
