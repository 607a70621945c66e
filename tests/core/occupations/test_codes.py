"""A code as somebody types it, and where it leads."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pentimento.core.kernel.errors import Invalid
from pentimento.core.occupations.codes import is_like_a_code, parent_of, read_code
from pentimento.core.occupations.crosswalk import former_codes_of, redirect_of, resolve, shipped_redirects


@pytest.mark.parametrize(
    "typed",
    ["29-1129.01", "29112901", " 29-1129.01 ", "29–1129.01", "29 1129 01", "29.1129.01", "２９-1129.01"],
)
def test_a_code_is_understood_however_it_is_typed(typed: str) -> None:
    assert read_code(typed) == "29-1129.01"


def test_a_group_of_six_digits_stands_for_its_own_occupation() -> None:
    assert read_code("29-1129") == "29-1129.00"
    assert parent_of("29-1129.00") == "29-1129"


@pytest.mark.parametrize("typed", ["", "29", "29-112", "29-1129.1", "29-1129.011", "AB-1129.01", "29-1129.01; drop"])
def test_what_is_not_a_code_is_refused_with_what_a_code_looks_like(typed: str) -> None:
    with pytest.raises(Invalid, match=r"such as 29-1129\.01"):
        read_code(typed)


def test_a_refusal_shows_only_the_beginning_of_a_long_text() -> None:
    with pytest.raises(Invalid) as refused:
        read_code("9\n" * 5000)
    assert len(str(refused.value)) < 250
    assert "\n" not in str(refused.value)


def test_the_old_code_leads_to_the_new_one_with_date_lists_and_reason() -> None:
    found = resolve("29-1125.01")
    (step,) = found.steps
    assert (found.code, found.parent) == ("29-1129.01", "29-1129")
    assert (step.from_taxonomy, step.to_taxonomy, step.date) == ("O*NET-SOC 2010", "O*NET-SOC 2019", "2020-11-17")
    assert "2018 Standard Occupational Classification" in step.reason


def test_the_old_code_warns_that_its_group_changed() -> None:
    (warning,) = resolve("29-1125.01").warnings
    assert "from 29-1125 (Recreational Therapists) to 29-1129 (Therapists, All Other)" in warning


def test_music_therapists_moved_as_well() -> None:
    assert resolve("29-1125.02").code == "29-1129.02"
    assert redirect_of("29112502") == resolve("29-1125.02").steps[0]


@pytest.mark.parametrize("code", ["29-1129.01", "29-1125.00", "29-1129.00", "11-1011.00"])
def test_a_code_nobody_moved_stands_for_itself(code: str) -> None:
    assert resolve(code).code == code
    assert resolve(code).warnings == ()
    assert redirect_of(code) is None


def test_a_code_says_what_it_was_called_before() -> None:
    assert [step.from_code for step in former_codes_of("29-1129.01")] == ["29-1125.01"]


def test_a_chain_of_redirects_is_followed_to_its_end() -> None:
    first = shipped_redirects()[0]
    further = replace(first, from_code=first.to_code, to_code="29-9999.01", to_parent="29-9999")
    assert resolve("29-1125.01", [first, further]).code == "29-9999.01"
    assert len(resolve("29-1125.01", [first, further]).steps) == 2


def test_redirects_in_a_circle_are_refused() -> None:
    first = shipped_redirects()[0]
    back = replace(first, from_code=first.to_code, to_code=first.from_code)
    with pytest.raises(Invalid, match="in a circle"):
        resolve("29-1125.01", [first, back])


def test_a_half_typed_code_is_told_from_a_title() -> None:
    assert is_like_a_code("29-11") and is_like_a_code("291129")
    assert not is_like_a_code("art") and not is_like_a_code("2 art")
