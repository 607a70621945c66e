"""Where people stand, drawn: every mark leads somewhere, is said in words, and nothing is added up."""

from __future__ import annotations

import re
from xml.etree import ElementTree as Tree

from pentimento.core.figures.gaps import Mark, Row, draw, sample

SVG = "{http://www.w3.org/2000/svg}"


def drawn(*marks: Mark) -> Tree.Element:
    return Tree.fromstring(str(draw([Row("Holding", (marks,))], columns=["Entry"], label="Where somebody stands")))


def test_every_mark_is_a_link_with_its_words() -> None:
    root = drawn(Mark("M1.3. Thea: alone.", "/s/1/", own=2), Mark("M1.4.", "/s/2/"))
    assert [(a.get("href"), a.get("aria-label")) for a in root.iter(f"{SVG}a")] == [
        ("/s/1/", "M1.3. Thea: alone."),
        ("/s/2/", "M1.4."),
    ]


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


def test_nothing_typed_becomes_markup() -> None:
    assert "<script>" not in str(draw([Row("<script>", ((),))], columns=["<b>"], label="<i>"))
    assert "aria-hidden" in str(sample(Mark("", "")))
