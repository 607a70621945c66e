"""Codes of other systems, read backwards to the occupations they are linked to."""

from __future__ import annotations

import pytest

from pentimento.core.kernel.errors import Invalid
from pentimento.core.occupations.crosswalk import resolve
from pentimento.core.occupations.elsewhere import begun, links_from, read_elsewhere
from pentimento.core.occupations.profile import ART_THERAPIST, crosswalks


def walk(code: str, *, cip: str = "50.0701") -> dict[str, object]:
    return {
        "code": code,
        "cip": {"name": "Programmes", "codes": [cip]},
        "isco": {"name": "ISCO", "code": "2651", "title": "Visual artists", "note": "To be confirmed."},
        "military": {"name": "Military", "titles": []},
    }


def test_everything_the_page_prints_leads_back_to_the_occupation() -> None:
    walk = crosswalks()
    for typed in [*walk["cip"]["codes"], walk["isco"]["code"], *walk["military"]["titles"]]:
        found = resolve(f" {typed.upper()} ")
        assert (found.code, found.typed) == (ART_THERAPIST, typed)
        assert found.via is not None and found.via.system in {walk[key]["name"] for key in ("cip", "isco", "military")}


def test_the_unconfirmed_match_says_so() -> None:
    found = read_elsewhere("2269")
    assert found is not None and "Confirm it" in found.note


def test_a_code_that_stands_for_several_is_refused_with_all_of_them() -> None:
    links = links_from([walk("27-1013.00"), walk("27-1014.00")])
    assert links["2651"].codes == ("27-1013.00", "27-1014.00")
    with pytest.raises(Invalid, match=r"several occupations: 27-1013\.00, 27-1014\.00"):
        resolve("50.0701", links=links)


@pytest.mark.parametrize(
    ("typed", "system"),
    [("2222", "Occupations 2008"), ("52.0301", "Programs 2020"), ("68W", "United States"), ("4C0X1", "United States")],
)
def test_a_code_of_another_system_that_leads_nowhere_is_named_with_its_system(typed: str, system: str) -> None:
    with pytest.raises(Invalid, match=f"{typed}.*{system}, and no occupation known here is linked"):
        resolve(typed)


@pytest.mark.parametrize("typed", ["29-1129", "29.1129", "291129", "29-1129.00"])
def test_a_group_typed_with_a_point_stays_a_group(typed: str) -> None:
    assert resolve(typed).code == "29-1129.00"


def test_while_typing_codes_are_found_by_their_beginning_and_military_titles_by_a_part() -> None:
    assert {one.name for one in begun("51.23")} == {
        code for code in crosswalks()["cip"]["codes"] if code[:5] == "51.23"
    }
    assert [one.name for one in begun("2269")] == ["2269"]
    assert [one.name for one in begun("nurse corps")] == ["Nurse Corps Officer (Army)"]
    assert not list(begun("29-11")) and not list(begun("")) and not list(begun("22"))
