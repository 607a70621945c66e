"""Competency frameworks as files: read whole or refused with row and column, and written so that they come back."""

from __future__ import annotations

import itertools
import json
import re
from collections import Counter
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pentimento.core.kernel.errors import Invalid
from pentimento.core.reference.frameworks.case import read_case
from pentimento.core.reference.frameworks.case_writing import write_case
from pentimento.core.reference.frameworks.framework import circles, named_uuid
from pentimento.core.reference.frameworks.rsd import COLUMNS, read_rsd, write_rsd
from pentimento.core.reference.frameworks.starter import starter

AT = "2026-11-22T00:00:00+00:00"
A, B, C, ROOT = (f"{n}0000000-0000-4000-8000-000000000000" for n in (1, 2, 3, 9))


def package(items: list[dict[str, Any]] | None = None, ties: list[dict[str, Any]] | None = None, **head: Any) -> bytes:
    items = items if items is not None else [item(A, "Does a."), item(B, "Does b.")]
    document = {"identifier": ROOT, "title": "A framework", **head}
    return json.dumps({"CFDocument": document, "CFItems": items, "CFAssociations": ties or []}).encode()


def item(identifier: str, words: str, **more: Any) -> dict[str, Any]:
    return {"identifier": identifier, "fullStatement": words, **more}


def tie(number: int, origin: str, destination: str, kind: str = "isChildOf") -> dict[str, Any]:
    return {
        "identifier": f"a{number}000000-0000-4000-8000-000000000000",
        "associationType": kind,
        "originNodeURI": {"identifier": origin},
        "destinationNodeURI": {"identifier": destination},
    }


def table(*rows: str, heads: str = "RSD Name,Skill Statement,Category") -> bytes:
    return "\r\n".join([heads, *rows]).encode()


def told(statements: Any) -> list[Any]:
    return [(one.identifier, one.statement, one.code, one.level, one.parent, one.sources) for one in statements]


def test_the_starter_has_what_it_promises() -> None:
    statements = [one for one in starter().statements if not one.is_heading]
    levels = [level.key for level in starter().levels]
    counted = Counter((one.kind, one.level) for one in statements)
    assert all(counted["Mastery", level] == 10 for level in levels)
    assert all(counted["Use of AI", level] >= 3 for level in levels)
    domains = Counter((one.parent, one.level) for one in statements if one.kind == "Durable skill")
    assert len({parent for parent, _level in domains}) == 10
    assert len(domains) == 40 and min(domains.values()) >= 2


def test_every_statement_of_the_starter_names_its_sources_and_all_tasks_are_used() -> None:
    statements = [one for one in starter().statements if not one.is_heading]
    assert not [one.code for one in statements if not one.sources]
    assert len({one.statement for one in statements}) == len(statements)
    tasks = {
        source.code for one in statements if one.kind == "Mastery" for source in one.sources if source.kind == "task"
    }
    assert len(tasks) == 25


def test_the_starter_speaks_of_clients() -> None:
    words = " ".join(f"{one.title} {one.statement}" for one in starter().statements)
    assert not re.search(r"\b(patients?|users?|diagnos\w+|encounters?|indicates?|excellent|grades?)\b|!", words, re.I)


def test_a_case_package_comes_back_as_it_left() -> None:
    first = read_case(write_case(starter(), changed={}, at=AT)).whole()
    assert first.levels == starter().levels
    again = read_case(write_case(first, changed={}, at=AT)).whole()
    assert again == first
    told = [
        (one.identifier, one.statement, one.code, one.level, one.parent, one.sources) for one in starter().statements
    ]
    assert [(o.identifier, o.statement, o.code, o.level, o.parent, o.sources) for o in first.statements] == told


def test_fields_we_have_no_place_for_leave_as_they_came() -> None:
    one = item(A, "Does a.", subject=["Art"], alternativeLabel="a", extensions={"other": {"x": 1}})
    read = read_case(package([one], [tie(1, A, "https://elsewhere.example/x", "exactMatchOf")], subject=["Art"]))
    written = json.loads(write_case(read.whole(), changed={}, at=AT))
    assert written["CFItems"][0]["alternativeLabel"] == "a"
    assert written["CFDocument"]["subject"] == ["Art"]
    assert [t["destinationNodeURI"] for t in written["CFAssociations"] if t["associationType"] == "exactMatchOf"] == [
        {"identifier": "https://elsewhere.example/x"}
    ]


def test_skill_descriptors_come_back_with_their_levels_codes_and_sources() -> None:
    rows = read_rsd(write_rsd(starter())).whole()
    statements = [one for one in rows.statements if not one.is_heading]
    mine = [one for one in starter().statements if not one.is_heading]
    assert [(o.identifier, o.code, o.title, o.statement) for o in statements] == [
        (o.identifier, o.code, o.title, o.statement) for o in mine
    ]
    assert [len(o.sources) for o in statements] == [len(o.sources) for o in mine]
    assert write_rsd(starter()).decode().splitlines()[0] == ",".join(COLUMNS)


REFUSED = {
    "CFItems row 2, column identifier": package([item(A, "a"), item(A, "b")]),
    "CFItems row 1, column identifier": package([item("not-a-uuid", "a")]),
    "CFItems row 2, column fullStatement": package([item(A, "a"), item(B, " ")]),
    "CFDocument row 1, column identifier": package(identifier="x"),
    "CFDocument row 1, column title": package(title=""),
    "CFAssociations row 1, column destinationNodeURI": package(ties=[tie(1, A, C)]),
    "CFAssociations row 2, column identifier": package(ties=[tie(1, A, B), tie(1, A, B)]),
    "CFAssociations row 1, column associationType": package(ties=[tie(1, A, B, "isUncleOf")]),
    "CFAssociations row 2, column destinationNodeURI: this goes in a circle": package(
        ties=[tie(1, A, B), tie(2, B, A, "isPartOf")]
    ),
    "CFItems row 1, column level": package(
        [item(A, "a", extensions={"pentimento": {"level": "x"}})], extensions={"pentimento": {"levels": [{"key": "y"}]}}
    ),
    "Row 1, column 2": b"{no json",
    "Row 1, column CFDocument": b"[]",
    "Row 1, column CFItems": json.dumps({"CFDocument": {}}).encode(),
    "CFItems row 1, column 1": json.dumps({"CFDocument": {}, "CFItems": ["x"]}).encode(),
}


@pytest.mark.parametrize("place", REFUSED)
def test_a_broken_package_is_refused_with_its_place(place: str) -> None:
    with pytest.raises(Invalid, match=re.escape(place)):
        read_case(REFUSED[place]).whole()


REFUSED_ROWS = {
    "Row 3, column Skill Name": table("A,Does a.,X", "a,Does b.,X"),
    "Row 2, column Contextualized Skill Statement": table("A,,X"),
    "Row 3, column 3": table("A,Does a.,X", "B,Does b."),
    "Row 1, column Contextualized Skill Statement": table("A", heads="RSD Name"),
    "Row 1, column 2": table("A,B,C", heads="RSD Name,Skill Name,Skill Statement"),
    "Row 2, column Collection": table("A,Does a.,X"),
    "Row 2, column Identifier": table("A,Does a.,7", heads="RSD Name,Skill Statement,Identifier"),
}


@pytest.mark.parametrize("place", REFUSED_ROWS)
def test_a_broken_table_of_skills_is_refused_with_its_place(place: str) -> None:
    title = "" if "Collection" in place else "Skills"
    with pytest.raises(Invalid, match=re.escape(place)):
        read_rsd(REFUSED_ROWS[place], title=title).whole()


def test_every_fault_of_a_file_is_listed() -> None:
    read = read_case(package([item("x", ""), item(A, "a"), item(A, "")]))
    assert len(read.faults) == 4


def test_a_code_that_stands_twice_is_worth_knowing() -> None:
    read = read_case(package([item(A, "a", humanCodingScheme="1"), item(B, "b", humanCodingScheme="1")]))
    assert read.whole().title == "A framework"
    assert "row 2" in str(read.notes[0])


def test_a_level_that_contradicts_the_extension_beside_it_is_worth_knowing() -> None:
    levels = {"pentimento": {"levels": [{"key": "entry", "name": "Entry"}, {"key": "lead", "name": "Lead"}]}}
    lead = item(A, "a", educationLevel=["entry"], extensions={"pentimento": {"level": "lead"}})
    read = read_case(package([lead], extensions=levels))
    assert [one.level for one in read.whole().statements] == ["lead"]
    assert "row 1, column educationLevel: it says entry" in str(read.notes[0])


@given(st.dictionaries(st.integers(0, 12), st.lists(st.integers(0, 12), max_size=4), max_size=13))
def test_a_way_without_a_circle_can_be_put_in_order(edges: dict[int, list[int]]) -> None:
    graph = {str(one): [str(other) for other in others] for one, others in edges.items()}
    found = circles(graph)
    assert all(circle[0] == circle[-1] for circle in found)
    assert all(after in graph[before] for circle in found for before, after in itertools.pairwise(circle))
    assert bool(found) is not _can_be_ordered(graph)


def _can_be_ordered(graph: dict[str, list[str]]) -> bool:
    left = {one: set(others) for one, others in graph.items()}
    while left:
        free = [one for one, others in left.items() if not others & left.keys()]
        if not free:
            return False
        for one in free:
            del left[one]
    return True


@given(st.binary(max_size=300))
def test_whatever_bytes_come_they_are_refused_in_words(content: bytes) -> None:
    assert all("column" in str(fault) or "MB" in str(fault) for fault in read_case(content).faults)
    assert all("column" in str(fault) for fault in read_rsd(content).faults)


def test_the_same_name_has_the_same_uuid() -> None:
    assert named_uuid(ROOT, "a") == named_uuid(ROOT, "a") != named_uuid(ROOT, "b")
