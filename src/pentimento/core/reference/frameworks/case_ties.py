"""The associations of a CASE package: who stands under whom, and every other relation."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from .framework import CHILD, PART, TIES, Fault, Statement, Tie, circles, cleaned, fault

Row = Mapping[str, Any]
FIELDS = {"identifier", "associationType", "originNodeURI", "destinationNodeURI"}


def ties_of(
    rows: Sequence[Row], document: str, statements: Sequence[Statement], faults: list[Fault]
) -> tuple[tuple[Tie, ...], dict[str, str]]:
    """The ties, and for each statement the one it stands under; adds what is wrong to ``faults``."""
    known = {one.identifier for one in statements}
    seen: dict[str, int] = {}
    parents: dict[str, str] = {}
    ties: list[Tie] = []
    edges: dict[str, dict[str, list[tuple[str, int]]]] = {"under": {}, "precedes": {}}
    for row, one in enumerate(rows, start=1):
        tie = _tie(one, known)
        if problems := _faults_of(one, tie, row, seen, known | {document}):
            faults += problems
            continue
        seen[tie.identifier] = row
        ends = _end(one, "originNodeURI"), _end(one, "destinationNodeURI")
        if tie.kind in {CHILD, PART, "precedes"}:
            way = edges["precedes" if tie.kind == "precedes" else "under"]
            way.setdefault(ends[0], []).append((ends[1], row))
        if tie.kind == CHILD and ends[0] not in parents:
            parents[ends[0]] = ends[1] if ends[1] in known else ""
        else:
            ties.append(tie)
    for way in edges.values():
        faults += _circles(way, {one.identifier: one.code or one.statement[:40] for one in statements})
    return tuple(ties), {child: parent for child, parent in parents.items() if parent}


def _tie(one: Row, known: set[str]) -> Tie:
    origin, destination = _end(one, "originNodeURI"), _end(one, "destinationNodeURI")
    keep = {name: value for name, value in one.items() if name not in FIELDS}
    for name, end in (("originNodeURI", origin), ("destinationNodeURI", destination)):
        if end not in known:
            keep[name] = one.get(name)
    return Tie(
        identifier=cleaned(one.get("identifier") or "").lower(),
        kind=cleaned(one.get("associationType") or ""),
        origin=origin if origin in known else "",
        destination=destination if destination in known else "",
        beside=keep,
    )


def _faults_of(one: Row, tie: Tie, row: int, seen: Mapping[str, int], known: set[str]) -> list[Fault]:
    found = []
    if not tie.identifier:
        found.append(fault("CFAssociations row {row}, column identifier: there is none.", row=row))
    elif tie.identifier in seen:
        same = "CFAssociations row {row}, column identifier: {value} stands in row {first} already."
        found.append(fault(same, row=row, value=tie.identifier, first=seen[tie.identifier]))
    if tie.kind not in TIES:
        words = "CFAssociations row {row}, column associationType: {value} is not one of CASE's."
        found.append(fault(words, row=row, value=tie.kind or "nothing"))
    for name in ("originNodeURI", "destinationNodeURI"):
        end = _end(one, name)
        # Only what must lie inside the framework has to be found there.
        inside = tie.kind in {CHILD, PART} or (name == "originNodeURI" and tie.kind != "exactMatchOf")
        if not end or (inside and end not in known):
            words = "CFAssociations row {row}, column {column}: {value} is not an item of this file."
            found.append(fault(words, row=row, column=name, value=end or "nothing"))
    return found


def _circles(edges: Mapping[str, list[tuple[str, int]]], names: Mapping[str, str]) -> list[Fault]:
    found = []
    for circle in circles({origin: [end for end, _row in ends] for origin, ends in edges.items()}):
        row = next(row for end, row in edges[circle[-2]] if end == circle[-1])
        way = " > ".join(names.get(one, one) for one in circle)
        words = "CFAssociations row {row}, column destinationNodeURI: this goes in a circle: {way}."
        found.append(fault(words, row=row, way=way))
    return found


def _end(one: Row, name: str) -> str:
    node = one.get(name)
    value = node.get("identifier") if isinstance(node, dict) else node
    return cleaned(value or "").lower() if isinstance(value, str) else ""
