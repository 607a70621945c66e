"""The five printed profiles, held against the shared facts: kept as printed, and added up both ways."""

from __future__ import annotations

import json
from typing import Any

import pytest

from cast import shared
from pentimento.core.jobeval.checker import audit
from pentimento.core.jobeval.scheme import Profile, Scheme
from pentimento.core.jobeval.shipped import schemes

SCHEME: Scheme = schemes()[0]
TITLES = [profile.title for profile in SCHEME.profiles]


def facts(name: str) -> Any:
    return json.loads(shared("facts", "nhs_je", name).read_text(encoding="utf-8"))


def profile(title: str) -> Profile:
    return next(one for one in SCHEME.profiles if one.title == title)


def test_every_factor_has_the_published_points() -> None:
    published = {f["number"]: f["levels"] for f in facts("factors.json")["factors"]}
    assert {f.number: dict(f.points) for f in SCHEME.factors} == published
    assert sum(f.levels[-1].points for f in SCHEME.factors) == facts("factors.json")["max_total"] == SCHEME.max_total


def test_every_band_has_the_published_limits() -> None:
    assert [(b.name, b.low, b.high) for b in SCHEME.bands] == [
        (b["band"], b["min"], b["max"]) for b in facts("bands.json")
    ]


def test_labels_are_our_own_words() -> None:
    published = {f["name"].casefold() for f in facts("factors.json")["factors"]}
    assert not published & {f.label.casefold() for f in SCHEME.factors}


@pytest.mark.parametrize("title", TITLES)
def test_every_cell_is_kept_as_it_is_printed(title: str) -> None:
    printed = facts("profiles_arts_therapy.json")[title]
    ours = profile(title)
    assert [(c.factor, c.levels.text, list(c.points)) for c in ours.cells] == [
        (c["factor"], c["je_level_printed"], c["scores_printed"]) for c in printed["factors"]
    ]
    assert (list(ours.printed_total or ()), ours.printed_band) == (printed["printed_total"], printed["printed_band"])


@pytest.mark.parametrize("title", TITLES)
def test_levels_and_options_are_read_from_the_printed_cell(title: str) -> None:
    printed = facts("profiles_arts_therapy.json")[title]["factors"]
    assert [[(int(one.level), list(one.options)) for one in c.levels.choices] for c in profile(title).cells] == [
        [(one["level"], one["options"]) for one in c["levels"]] for c in printed
    ]


@pytest.mark.parametrize("title", TITLES)
def test_both_sums_and_every_attainable_total_are_the_published_ones(title: str) -> None:
    printed, found = facts("profiles_arts_therapy.json")[title], audit(profile(title), SCHEME)
    assert [found.printed.low, found.printed.high] == printed["recomputed_from_printed_scores"]
    assert [found.leveled.low, found.leveled.high] == printed["recomputed_from_levels"]
    assert list(found.leveled.totals) == printed["attainable"]["distinct_totals"]
    assert found.leveled.combinations == printed["attainable"]["combinations"]
    assert found.leveled.by_band(SCHEME) == printed["attainable"]["combinations_by_band"]


def test_four_profiles_add_up_and_the_fifth_is_reported_not_mended() -> None:
    found = {one.title: audit(one, SCHEME) for one in SCHEME.profiles}
    assert [title for title, one in found.items() if not one.adds_up] == ["Arts Therapist Principal"]
    principal = found["Arts Therapist Principal"]
    assert (principal.printed.low, principal.printed.high) == (504, 555)
    assert (principal.leveled.low, principal.leveled.high) == (544, 595)
    cell, row = principal.conflicts
    assert (cell.factor, cell.column, cell.level, cell.printed, cell.expected) == (2, "points", "7", (156,), (196,))
    assert (row.factor, row.column, row.printed, row.expected) == (None, "total", (544, 595), (504, 555))
    assert principal.profile.cell(2).points == (156,)
