"""The pages about occupations, as a therapist meets them."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest
from django.test import Client as Browser
from django.urls import reverse

import factories
from factories import NOON
from made_release import MadeRelease
from pentimento.core.occupations import elsewhere, profile
from pentimento.exchange.releases import import_release
from pentimento.trust.people.roles import Role

pytestmark = pytest.mark.django_db


@pytest.fixture
def browser() -> Browser:
    made = Browser()
    made.force_login(factories.person())
    return made


@pytest.fixture
def two_releases(tmp_path: Path) -> None:
    def change(table: str, row: list[Any]) -> list[Any] | None:
        if table == "Task Statements" and row[1] == 19151:
            return [*row[:2], "Knit scarves.", *row[3:]]
        gone = table in {"Task Statements", "Task Ratings"} and row[1] == 19152
        return None if gone else row

    for version, made in (("29.0", MadeRelease(version="29.0")), ("31.0", MadeRelease(version="31.0", change=change))):
        import_release(made.as_text(tmp_path / version), by=None, at=NOON)


def text_of(browser: Browser, address: str, status: int = 200, **headers: str) -> str:
    answer = browser.get(address, headers=headers)
    assert answer.status_code == status, answer.content[:300]
    return " ".join(answer.content.decode().split())


def test_any_code_and_any_title_is_found(browser: Browser) -> None:
    for typed in ("29-1129.01", "291129", "29-1125.01", "art ther", "ATR-BC", "oncology"):
        assert "29-1129.01" in text_of(browser, f"/occupations/?q={typed}"), typed
    assert "formerly 29-1125.01" in text_of(browser, "/occupations/?q=29-1125.01")
    assert "also called Oncology Art Therapist" in text_of(browser, "/occupations/?q=oncology")


@pytest.mark.parametrize(("typed", "system"), [
    ("51.2301", "Classification of Instructional Programs 2020"),
    ("2269", "International Standard Classification of Occupations 2008"),
    ("Nurse Corps Officer (Army)", "Military occupations of the United States"),
])  # fmt: skip
def test_a_code_of_another_system_leads_to_the_occupation_and_names_the_system(
    browser: Browser, typed: str, system: str
) -> None:
    words = text_of(browser, f"/occupations/?q={typed}")
    assert "29-1129.01" in words and f"{system}: {typed}" in words
    answer = browser.get(f"/occupations/{typed}/", follow=True)
    assert answer.redirect_chain[-1][0].startswith("/occupations/29-1129.01/?from=")
    assert f"{typed} was read as: {system}." in " ".join(answer.content.decode().split())
    assert "Art Therapists" in text_of(browser, f"/occupations/compare/?code={typed}&code=29-1129.02")


def test_a_code_that_stands_for_several_occupations_leads_to_their_list(
    browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    links = elsewhere.links_from([profile.crosswalks(), {**profile.crosswalks(), "code": "29-1129.02"}])
    monkeypatch.setattr(elsewhere, "shipped_links", lambda: links)
    answer = browser.get("/occupations/51.2301/", follow=True)
    assert answer.redirect_chain[-1][0] == "/occupations/?q=51.2301"
    words = answer.content.decode()
    assert "/occupations/29-1129.01/" in words and "/occupations/29-1129.02/" in words


def test_drama_therapists_have_no_code_and_are_led_to_their_group(browser: Browser) -> None:
    words = text_of(browser, "/occupations/?q=drama")
    assert "29-1129.00" in words and "no code of their own" in words


def test_the_search_answers_while_typing_with_the_results_alone(browser: Browser) -> None:
    words = text_of(browser, "/occupations/?q=music", **{"HX-Request": "true"})
    assert "Music Therapists" in words and "<html" not in words


def test_nothing_found_teaches_what_to_type(browser: Browser) -> None:
    assert "Nothing found" in text_of(browser, "/occupations/?q=juggler")


def test_an_old_code_leads_to_the_page_of_today_and_says_why(browser: Browser) -> None:
    answer = browser.get("/occupations/29-1125.01/")
    assert answer.headers["Location"] == "/occupations/29-1129.01/?from=29-1125.01"
    words = text_of(browser, answer.headers["Location"])
    assert "29-1125.01 is 29-1129.01 since 17 November 2020." in words
    assert "O*NET-SOC 2010 became O*NET-SOC 2019" in words
    assert "The group changed from 29-1125 (Recreational Therapists) to 29-1129" in words


@pytest.mark.parametrize("typed", ["29112901", "29–1129.01"])
def test_a_code_typed_in_another_way_leads_to_the_page_without_a_banner(browser: Browser, typed: str) -> None:
    assert browser.get(f"/occupations/{typed}/").headers["Location"] == "/occupations/29-1129.01/"


def test_what_is_not_a_code_is_refused_kindly(browser: Browser) -> None:
    assert "such as 29-1129.01" in text_of(browser, "/occupations/therapist/", 422)
    assert "Import an O*NET release" in text_of(browser, "/occupations/11-1011.00/", 404)


def test_the_page_shows_all_tasks_with_figures_and_what_is_not_recorded(browser: Browser) -> None:
    words = text_of(browser, "/occupations/29-1129.01/")
    assert words.count('<li class="task') == 25
    assert words.count('<li class="task supplemental') == 3
    assert "Noticing and recording" in words and "4.73" in words
    assert "Several times a day (45.16 %)" in words
    assert "None recorded: O*NET has no information on this." in words
    assert "to be confirmed" in words
    assert "Used under the CC BY 4.0 license" in words


def test_a_neighbour_known_by_name_says_that_its_tasks_are_not_here(browser: Browser) -> None:
    words = text_of(browser, "/occupations/29-1129.02/")
    assert "Only its name is known here" in words
    assert "Nothing but its name and its group is known here" in words
    assert "The head of service brings one in here; or it comes in by a command" in words
    assert "none recorded" not in words.casefold()


def test_what_no_release_says_about_a_neighbour_is_not_called_none(browser: Browser, two_releases: None) -> None:
    words = text_of(browser, "/occupations/29-1129.02/")
    assert "Music Therapist in training" in words
    assert "call it is not known here" in words and "CIP 2020" not in words
    assert "CIP 2020" in text_of(browser, "/occupations/29-1129.01/")


def test_an_imported_release_gives_its_neighbours_their_pages(browser: Browser, two_releases: None) -> None:
    words = text_of(browser, "/occupations/29-1129.02/")
    assert words.count('<li class="task') == 3
    assert "Activity 1" in words and "O*NET 31.0" in words
    assert "O*NET 29.0" in text_of(browser, "/occupations/29-1129.02/?release=29.0")
    assert "was not imported" in text_of(browser, "/occupations/29-1129.02/?release=12.0", 404)


def test_our_own_words_stand_before_the_official_ones(browser: Browser, two_releases: None) -> None:
    words = text_of(browser, "/occupations/29-1129.01/")
    assert "Noticing and recording" in words
    assert "Official wording: <q>Knit scarves.</q>" in words


def test_what_changed_between_two_releases_is_listed_and_shown(browser: Browser, two_releases: None) -> None:
    words = text_of(browser, "/occupations/releases/")
    assert "From 29.0 to 31.0" in words
    assert "Tasks: 0 added, 1 removed, 1 reworded." in words
    detail = text_of(browser, "/occupations/29-1129.01/changes/?old=29.0&new=31.0")
    assert "Knit scarves." in detail and "Removed" in detail
    assert "Nothing changed." in text_of(browser, "/occupations/29-1129.02/changes/")


def test_without_releases_the_pages_say_how_to_bring_one_in(browser: Browser) -> None:
    assert "The head of service brings releases in." in text_of(browser, "/occupations/releases/")
    head = Browser()
    head.force_login(factories.person(Role.HEAD))
    words = text_of(head, "/occupations/releases/")
    assert "No release yet" in words and "pentimento occupations import" in words
    assert "Two releases have to be imported first" in text_of(browser, "/occupations/29-1129.01/changes/")


@pytest.mark.parametrize("typed", ["dramatherapist", "drama-therapist", "Drama Therapist"])
def test_a_title_is_found_however_its_words_are_joined(browser: Browser, typed: str) -> None:
    assert "no code of their own" in text_of(browser, f"/occupations/?q={typed}")
    assert "1 occupation" not in text_of(browser, "/occupations/?q=--")


def test_occupations_lie_side_by_side(browser: Browser, two_releases: None) -> None:
    words = text_of(browser, "/occupations/compare/?code=29-1125.01&code=29112902")
    assert "Art Therapists" in words and "Music Therapists" in words and "Activity 7" in words
    assert "Choose two to 4 different" in text_of(browser, "/occupations/compare/?code=29-1129.01", 422)
    assert "not the code" in text_of(browser, "/occupations/compare/?code=art&code=music", 422)


def test_side_by_side_on_a_phone_every_figure_carries_whose_it_is(browser: Browser, two_releases: None) -> None:
    page = browser.get("/occupations/compare/?code=29-1129.01&code=29-1129.02").content.decode()
    row = page.partition('<table class="table blocks beside">')[2].partition("<tbody>")[2].partition("</tr>")[0]
    assert [row.count(f'<td data-head="{title}">') for title in ("Art Therapists", "Music Therapists")] == [1, 1]


def test_side_by_side_says_what_is_not_known_of_whom(browser: Browser, tmp_path: Path) -> None:
    words = text_of(browser, "/occupations/compare/?code=29-1129.01&code=29-1129.02")
    assert "Activities, skills, knowledge: not known here for Music Therapists." in words
    assert "Abilities: not known here for any of them." in words
    made = MadeRelease(version="31.0")
    for table in ("Skills", "Work Activities"):
        del made.head[table]
    import_release(made.as_text(tmp_path), by=None, at=NOON)
    words = text_of(browser, "/occupations/compare/?code=29-1129.01&code=29-1129.02")
    assert "3 tasks" in words and "only its name is known" not in words
    assert "Activities, skills, knowledge, abilities: not known here for any of them." in words


def test_side_by_side_without_a_choice_is_a_form(browser: Browser) -> None:
    assert 'name="code"' in text_of(browser, "/occupations/compare/")


def test_exports_carry_the_line_of_attribution(browser: Browser) -> None:
    answer = browser.get(reverse("occupations:export-csv", args=["29-1125.01"]))
    first, *lines = io.StringIO(answer.content.decode(), newline="")
    assert "O*NET 30.1 Database by the U.S. Department of Labor" in first
    rows = list(csv.DictReader(lines))
    assert len(rows) == 25
    assert rows[0]["task_id"] == "19151" and rows[0]["frequency_6"] == "45.16"
    assert 'filename="29-1129.01-30.1.csv"' in answer.headers["Content-Disposition"]
    content = json.loads(browser.get(reverse("occupations:export-json", args=["29-1129.01"])).content)
    assert content["attribution"] in first.replace('""', '"')
    assert len(content["tasks"]) == 25


def test_nothing_to_take_out_is_said(browser: Browser) -> None:
    assert "no tasks" in text_of(browser, reverse("occupations:export-csv", args=["29-1129.02"]), 404)


def test_the_page_costs_few_statements(
    browser: Browser, two_releases: None, django_assert_max_num_queries: Any
) -> None:
    with django_assert_max_num_queries(30):
        text_of(browser, "/occupations/29-1129.01/")


@pytest.mark.parametrize("typed", ["%00", "'; --", "<script>", "29-" * 40, "％", "29-1129.01 or 1=1"])
def test_odd_searches_find_nothing_and_break_nothing(browser: Browser, typed: str) -> None:
    assert "<script>" not in text_of(browser, "/occupations/?q=" + typed).replace("<script src", "")
