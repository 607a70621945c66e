"""The framework that ships: forty mastery statements, ten durable-skill domains, and the use of AI."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from pentimento.core.kernel.errors import Invalid
from pentimento.core.reference.shelf import Shelf, shipped

from .framework import Framework, Level, Source, Statement, named_uuid

TABLES = (("mastery.csv", "Mastery"), ("durable.csv", "Durable skill"), ("ai_use.csv", "Use of AI"))
OCCUPATION = "29-1129.01"
ONET = "https://www.onetonline.org/link/details/29-1129.01"


@cache
def starter() -> Framework:
    """The starter framework for art therapists, each statement with what it rests on."""
    shelf = shipped("competence")
    head = shelf.toml("framework.toml")
    root = head["identifier"]
    known = _sources(shelf)
    parts = dict.fromkeys(group["part"] for group in head["groups"])
    headings = [Statement(named_uuid(root, name), name, title=name, kind="Part", is_heading=True) for name in parts]
    headings += [
        Statement(
            named_uuid(root, group["key"]),
            group["title"],
            title=group["title"],
            kind="Domain",
            is_heading=True,
            parent=named_uuid(root, group["part"]),
        )
        for group in head["groups"]
    ]
    rows = [(row, kind) for table, kind in TABLES for row in shelf.csv(table)]
    return Framework(
        identifier=root,
        title=head["title"],
        version=head["version"],
        creator=head["creator"],
        about=head["about"].strip(),
        language=head["language"],
        licence=head["licence"],
        origin=head["origin"],
        dated=head["dated"],
        levels=tuple(Level(one["key"], one["name"], one["about"]) for one in head["levels"]),
        statements=(*headings, *(_statement(root, row, kind, known) for row, kind in rows)),
        came_as="starter",
    )


def _statement(root: str, row: Mapping[str, str], kind: str, known: Mapping[str, Source]) -> Statement:
    return Statement(
        identifier=named_uuid(root, row["code"]),
        statement=row["statement"],
        code=row["code"],
        title=row["title"],
        kind=kind,
        parent=named_uuid(root, row["group"]),
        level=row["level"],
        sources=tuple(_cited(words, known) for words in row["sources"].split(";") if words.strip()),
    )


def _cited(words: str, known: Mapping[str, Source]) -> Source:
    """``19151`` is a task, ``2.B.1.a`` a rated element, ``hcpc-sop: standard 9`` a place in a source."""
    key, _, place = (part.strip() for part in words.partition(":"))
    if key not in known:
        raise Invalid("The starter framework cites {key}, which none of its tables holds.", key=key)
    one = known[key]
    return Source(one.kind, one.title, one.code, place or one.locator, one.address, one.published)


def _sources(shelf: Shelf) -> dict[str, Source]:
    known = {
        row["key"]: Source(row["kind"], row["title"], row["key"], "", row["address"], row["published"])
        for row in shelf.csv("sources.csv")
    }
    occupation = shipped("occupations")
    for row in occupation.csv("tasks.csv"):
        if row["code"] == OCCUPATION:
            told = f"importance {row['importance']} of 5, relevance {row['relevance']} %"
            known[row["task_id"]] = Source("task", row["label"].rstrip("."), row["task_id"], told, ONET, row["date"])
    for row in occupation.csv("elements.csv"):
        if row["code"] == OCCUPATION:
            told = f"{OCCUPATION}, {row['element_id']}: importance {row['importance']} of 5"
            known[row["element_id"]] = Source("figure", row["label"], row["element_id"], told, ONET, row["date"])
    for row in shelf.csv("work_styles.csv"):
        told = f"{OCCUPATION}, {row['element_id']}: impact {row['impact']} on a scale from -3 to 3"
        known[row["element_id"]] = Source("figure", row["label"], row["element_id"], told, ONET, row["date"])
    return known
