"""What the published tables say, as tables that somebody who grades posts can check."""

from __future__ import annotations

import pytest

from pentimento.core.jobeval.checker import audit
from pentimento.core.jobeval.levels import read_levels
from pentimento.core.jobeval.matching import Result, match
from pentimento.core.jobeval.shipped import schemes
from pentimento.core.jobeval.standing import standing
from pentimento.core.jobeval.totals import Job, by_level, levels_of, total

SCHEME = schemes()[0]


def rows(table: str) -> list[list[str]]:
    return [line.split() for line in table.strip().splitlines()]


PRINTED = """
entry       438 448  438 448  438 448  6
therapist   475 516  475 516  475 516  7
principal   544 595  504 555  544 595  8a-b
head        647 689  647 689  647 689  8c-d
consultant  632 704  632 704  632 704  8c-d
"""


@pytest.mark.parametrize("row", rows(PRINTED), ids=lambda row: row[0])
def test_printed_total_sum_of_printed_points_sum_by_level(row: list[str]) -> None:
    key, *numbers, band = row
    found = audit(SCHEME.profile(key), SCHEME)
    assert found.profile.printed_total is not None
    ends = [*found.profile.printed_total, found.printed.low, found.printed.high, found.leveled.low, found.leveled.high]
    assert ends == [int(one) for one in numbers]
    assert found.profile.printed_band == band


def test_two_or_four_is_seven_or_eighteen_and_never_twelve() -> None:
    attention = SCHEME.factor(14)
    assert attention.points_of(attention.read("2(a), 4(b)").choices) == {7, 18}
    job = {**levels_of(SCHEME.profile("entry")), 14: attention.read("2(a), 4(b)").choices}
    base = by_level(SCHEME.profile("entry"), SCHEME)
    assert total(job, SCHEME).totals == tuple(sorted({t + d for t in base.totals for d in (0, 11)}))


STANDINGS = """
465  6   70  1
466  7    1  74
516  7   51  24
540  8a   1  45
765  9   45  -
"""


@pytest.mark.parametrize("row", rows(STANDINGS), ids=lambda row: row[0])
def test_points_to_the_bands_beside(row: list[str]) -> None:
    found = standing(int(row[0]), SCHEME)
    assert [found.band, str(found.to_lower), str(found.to_higher or "-")] == row[1:]


BANDS = """
6     6
8a-b  8a 8b
8c–d  8c 8d
7-8b  7 8a 8b
"""


@pytest.mark.parametrize("row", rows(BANDS), ids=lambda row: row[0])
def test_a_printed_band_names_every_band_it_spans(row: list[str]) -> None:
    assert list(SCHEME.bands_named(row[0])) == row[1:]


def varied(**levels: str) -> Job:
    """The therapist's profile with its open factors settled, and some factors otherwise."""
    settled = {"f9": "2(a)", "f11": "1", "f13": "2(a)", "f14": "2(a)", "f16": "2(a)", **levels}
    job = levels_of(SCHEME.profile("therapist"))
    return {**job, **{int(name[1:]): read_levels(text).choices for name, text in settled.items()}}


MATCHES = [
    ({}, Result.PROFILE, ()),
    ({"f14": "4(b)"}, Result.PROFILE, ()),
    ({"f14": "3(a)"}, Result.BAND, (14,)),  # between the profile's two levels is not one of them
    ({"f7": "3"}, Result.BAND, (7,)),
    ({"f7": "4"}, Result.NONE, (7,)),  # two levels away
    ({"f2": "6"}, Result.NONE, (2,)),  # may not vary
    ({"f12": "4"}, Result.NONE, (12,)),  # may not vary
    ({"f3": "5", "f4": "3", "f6": "6", "f7": "3", "f8": "3", "f10": "2"}, Result.NONE, (3, 4, 6, 7, 8, 10)),
]


@pytest.mark.parametrize(("levels", "result", "factors"), MATCHES)
def test_matching_under_the_rules_for_confirmation(
    levels: dict[str, str], result: Result, factors: tuple[int, ...]
) -> None:
    found = match(varied(**levels), SCHEME.profile("therapist"), SCHEME)
    assert (found.result, found.varied) == (result, factors)
    assert found.reasons


def test_a_variation_into_another_band_is_no_match() -> None:
    job = varied(f9="3", f11="3", f14="4(b)", f16="4(a)", f3="5", f13="3(c)")
    assert SCHEME.bands_of(total(job, SCHEME).totals) == ("8a",)
    found = match(job, SCHEME.profile("therapist"), SCHEME)
    assert found.result is Result.NONE
    assert "band 8a" in str(found.reasons[-1])


def test_the_rules_are_marked_for_confirmation() -> None:
    assert SCHEME.rules.status == "for confirmation"
    assert SCHEME.rules.may_not_vary == {2, 12}
    assert (SCHEME.rules.max_level_distance, SCHEME.rules.max_varied_factors) == (1, 5)
