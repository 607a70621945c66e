"""Schemes come as data, from anywhere; the first fault refuses the whole and names its row and column."""

from __future__ import annotations

import copy
from collections.abc import Callable
from typing import Any

import pytest

from core.jobeval.schemes import small
from pentimento.core.jobeval.checker import audit
from pentimento.core.jobeval.reading import scheme_from
from pentimento.core.jobeval.shipped import schemes
from pentimento.core.jobeval.writing import scheme_to
from pentimento.core.kernel.errors import Invalid


def test_a_scheme_of_another_country_loads_and_adds_up() -> None:
    scheme = scheme_from(small())
    found = audit(scheme.profiles[0], scheme)
    assert found.adds_up
    assert found.leveled.totals == (25, 35)
    assert [level.name for level in scheme.factor(1).levels] == ["A", "B", "C+"]


@pytest.mark.parametrize("scheme", [*schemes(), scheme_from(small())], ids=lambda scheme: scheme.key)
def test_a_scheme_written_out_reads_back_the_same(scheme: Any) -> None:
    assert scheme_from(scheme_to(scheme)) == scheme


def first(table: dict[str, Any]) -> Any:
    return table["profiles"][0]["cells"][0]


def last(table: dict[str, Any]) -> Any:
    return table["profiles"][0]["cells"][1]


FAULTS: list[tuple[Callable[[dict[str, Any]], Any], str]] = [
    (lambda t: t.update(format="other"), "not a grading scheme"),
    (lambda t: t.update(key="Small One"), "In the scheme itself, column key"),
    (lambda t: t.pop("factors"), "The table factors: there are no rows"),
    (lambda t: t["factors"][1].update(number=1), "In row 2 of the factors, column number: there is a factor 1 already"),
    (lambda t: t["factors"][1].pop("number"), "In row 2 of the factors, column number: is missing"),
    (lambda t: t["factors"][0]["levels"][1].update(level="A"), "In row 2 of the levels of factor 1, column level"),
    (lambda t: t["factors"][0]["levels"][1].update(points=10), "column points: 10 is not more than the 10"),
    (lambda t: t["factors"][0]["levels"][1].update(points=-1), "column points: “-1” is not a whole number"),
    (lambda t: t["bands"][1].update(low=24), "In row 2 of the bands, column low: 24 lies in band low"),
    (
        lambda t: t["bands"][1].update(low=28),
        "row 2 of the bands, column low: totals from 25 to 27 would be in no band",
    ),
    (lambda t: t["bands"][2].update(name="low"), "In row 3 of the bands, column name: there is a band low already"),
    (lambda t: first(t).update(factor=9), "In row 1 of the profile “One”, column factor: this scheme has no factor 9"),
    (lambda t: last(t).update(factor=1), "In row 2 of the profile “One”, column factor: factor 1 stands there twice"),
    (lambda t: first(t).update(level="D"), "In row 1 of the profile “One”, column level: factor 1 has no level D"),
    (lambda t: first(t).update(level="A-C+"), "column level: “A-C+” can be read in two ways"),
    (lambda t: first(t).update(level=""), "column level: “” does not name a level"),
    (lambda t: first(t).update(points="about 20"), "column points"),
    (lambda t: t["profiles"][0]["cells"].pop(), "column factor: there is no row for 2"),
    (lambda t: t["profiles"].append(t["profiles"][0]), "In row 2 of the profiles, column key: there is a profile one"),
    (lambda t: t.update(rules={"may_not_vary": [7]}), "In the rules, column may_not_vary: this scheme has no factor 7"),
    (lambda t: t.update(title="a\x00b"), "In the scheme itself, column title"),
    (lambda t: t["factors"].append("a word"), "In row 3 of the table factors: this is not a row"),
]


@pytest.mark.parametrize(("spoil", "sentence"), FAULTS)
def test_a_fault_names_its_row_and_column(spoil: Callable[[dict[str, Any]], Any], sentence: str) -> None:
    table = copy.deepcopy(small())
    spoil(table)
    with pytest.raises(Invalid) as told:
        scheme_from(table)
    assert sentence in str(told.value)
    assert str(told.value).endswith(".")


@pytest.mark.parametrize("table", [None, [], "x", 3, {"format": 1}])
def test_what_is_no_scheme_is_refused(table: Any) -> None:
    with pytest.raises(Invalid, match="not a grading scheme"):
        scheme_from(table)


def test_two_printed_totals_that_disagree_with_levels_are_kept_and_named() -> None:
    table = small()
    table["profiles"][0]["printed_total"] = [25, 36]
    table["profiles"][0]["printed_band"] = "high"
    found = audit(scheme_from(table).profiles[0], scheme_from(table))
    assert [conflict.column for conflict in found.conflicts] == ["total", "total", "band"]
    assert found.profile.printed_total == (25, 36)
