"""The profession half in a real browser: minutes reach the ledger, a note becomes evidence, a post gets its band."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from browser import walk_profession as walk
from browser.figures import tell
from browser.inspection import overflow
from browser.person import Person
from browser.served import Server, serving_a_copy
from made_release import MadeRelease, zipped

DESK = {"width": 1280, "height": 900}
TELEPHONE = {"width": 375, "height": 812}


@pytest.fixture(scope="module")
def yard(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A made-up practice of its own: here things are decided that other tests want to find open."""
    with serving_a_copy("demo", tmp_path_factory.mktemp("profession")) as server:
        yield server


def test_a_trainee_claims_and_a_supervisor_signs_off(
    yard: Server, somebody: Callable[..., Person], tmp_path: Path
) -> None:
    began = time.perf_counter()
    perry, rosalind = somebody(yard.url, viewport=DESK), somebody(yard.url, viewport=DESK)
    walk.comes_in(perry, "perry")
    walk.logs_time_in_two_taps(perry)
    walk.reads_why(perry)
    walk.says_where_they_stand(perry)
    claim = walk.claims_with_evidence(perry)
    walk.comes_in(rosalind, "rosalind")
    walk.finds_it_on_today(rosalind, claim)
    walk.verifies(rosalind)
    walk.finds_it_locked(perry, claim)
    walk.issues_a_badge(rosalind)
    perry.page.set_viewport_size(TELEPHONE)
    walk.looks_at_the_hours(perry)
    walk.takes_the_framework_out(perry, tmp_path)
    tell(f"a claim from minutes to seal: {time.perf_counter() - began:.0f} s")


def test_a_head_of_service_grades_a_post_factor_by_factor_to_a_band(
    yard: Server, somebody: Callable[..., Person]
) -> None:
    began = time.perf_counter()
    augusta = somebody(yard.url, viewport=DESK)
    walk.comes_in(augusta, "augusta")
    walk.adds_a_post(augusta)
    walk.opens_and_sets_aside(augusta)
    walk.names_a_panel(augusta)
    walk.grades_factor_by_factor(augusta)
    walk.records_the_outcome(augusta)
    tell(f"a post from its description to its band: {time.perf_counter() - began:.0f} s")


def test_a_head_of_service_brings_a_release_in(yard: Server, somebody: Callable[..., Person], tmp_path: Path) -> None:
    augusta = somebody(yard.url, viewport=DESK)
    walk.comes_in(augusta, "augusta")
    wrong = tmp_path / "db_30_1_text.zip"
    wrong.write_bytes(b"<!doctype html><title>Not found</title>")
    walk.brings_a_wrong_release(augusta, wrong)
    walk.brings_a_release(augusta, zipped(MadeRelease().as_text(tmp_path / "made")))


def test_a_member_of_a_panel_corrects_the_whole_sheet_on_a_phone_by_keyboard(
    yard: Server, somebody: Callable[..., Person]
) -> None:
    imogen = somebody(yard.url, viewport=TELEPHONE)
    walk.comes_in(imogen, "imogen")
    walk.opens_their_whole_sheet(imogen)
    assert overflow(imogen.page) == []
    walk.corrects_two_levels_by_keyboard(imogen)


def test_what_is_handed_round_prints_upright_and_the_ledger_across(
    yard: Server, somebody: Callable[..., Person]
) -> None:
    augusta = somebody(yard.url, viewport=DESK)
    walk.comes_in(augusta, "augusta")
    team = walk.sheets_printed(augusta, "/portfolio/team/")
    assert 1 <= len(team) <= 2 and all(across < down for across, down in team)
    assert all(across < down for across, down in walk.sheets_printed(augusta, "/portfolio/hours/"))
    ledger = walk.sheets_printed(augusta, "/ledger/")
    assert ledger and all(across > down for across, down in ledger)
