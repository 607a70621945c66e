"""Where people stand, drawn: every mark leads somewhere, is said in words, and nothing is added up."""

from __future__ import annotations

import re
from xml.etree import ElementTree as Tree

from pentimento.core.figures.gaps import Grid, Mark, Row

SVG = "{http://www.w3.org/2000/svg}"


def drawn(mark: Mark) -> Tree.Element:
    return Tree.fromstring(str(mark.drawing))


def test_own_view_is_left_of_the_supervisors() -> None:
    fills = [e for e in drawn(Mark("x", "/", own=3, other=1)).iter(f"{SVG}rect") if "fill" in (e.get("class") or "")]
    assert [e.get("class") for e in fills] == ["fill own", "fill other"]
    assert float(fills[0].get("x") or 0) < float(fills[1].get("x") or 0)
    assert float(fills[0].get("height") or 0) > float(fills[1].get("height") or 0)


def test_not_yet_is_not_the_same_as_not_said() -> None:
    halves = [e.get("class") for e in drawn(Mark("x", "/", own=0)).iter(f"{SVG}rect")]
    assert halves == ["half said", "half unsaid"]


def test_a_claim_is_told_by_its_shape_too() -> None:
    signs = {claim: next(drawn(Mark("x", "/", claim=claim)).iter(f"{SVG}path")).get("d") for claim in
             ("verified", "waiting", "expired")}  # fmt: skip
    shapes = {re.sub(r"M\S+ \S+?m", "m", d or "") for d in signs.values()}
    assert len(shapes) == 3


def test_a_grid_names_the_column_of_every_cell_and_says_when_it_is_broad() -> None:
    few, many = (Mark("x", "/"),) * 2, (Mark("x", "/"),) * 6
    assert Grid(["Entry", "Lead"], [Row("Holding", (few, ()))], "Where").lines == [
        ("Holding", [("Entry", few), ("Lead", ())])
    ]
    assert not Grid(["Entry", "Lead"], [Row("Holding", (few, few))], "Where").is_broad
    assert Grid(["Entry", "Lead"], [Row("A", (many, ())), Row("B", ((), many))], "Where").is_broad


def test_a_mark_is_heard_where_it_stands_and_not_twice() -> None:
    root = drawn(Mark("Thea: alone.", "/s/1/", own=2))
    assert root.get("aria-hidden") == "true" and "Thea" not in str(Mark("Thea: alone.", "/s/1/").drawing)
