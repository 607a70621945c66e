"""The shipped tables against the published ones, figure by figure."""

from __future__ import annotations

import csv
import json
from typing import Any

import pytest

from cast import shared
from pentimento.core.occupations import profile
from pentimento.core.occupations.tasks import core_by_rule
from pentimento.core.occupations.wordings import fingerprint, wordings, wordings_of


def published(name: str) -> list[dict[str, str]]:
    with shared("facts", "onet", name).open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def test_the_rule_reproduces_all_twenty_five_published_flags() -> None:
    rows = published("task_ratings.csv")
    assert len(rows) == 25
    for row in rows:
        by_rule = core_by_rule(float(row["Relevance RT %"]), float(row["Importance IM (1-5)"]))
        assert by_rule == (row["Task Type"] == "Core"), row["Task ID"]


def test_the_shipped_flags_are_what_the_rule_says() -> None:
    assert [task.is_core for task in profile.tasks()] == [
        core_by_rule(task.relevance, task.importance) for task in profile.tasks()
    ]
    assert sum(bool(task.is_core) for task in profile.tasks()) == 22


def test_every_shipped_rating_is_the_published_one() -> None:
    ours = {task.task_id: task for task in profile.tasks()}
    for row in published("task_ratings.csv"):
        task = ours.pop(row["Task ID"])
        assert task.importance == float(row["Importance IM (1-5)"])
        assert task.relevance == float(row["Relevance RT %"])
        assert task.frequency == tuple(float(row[f"FT{place} %"]) for place in range(1, 8))
        assert (task.importance_n, task.relevance_n, task.frequency_n) == tuple(
            int(row[column]) for column in ("N IM", "N RT", "N FT")
        )
        assert task.times_a_year == pytest.approx(float(row["FT events/year (derived)"]), abs=0.06)
    assert not ours


@pytest.mark.parametrize("kind", ["skills", "knowledge"])
def test_every_shipped_skill_and_field_is_the_published_one(kind: str) -> None:
    figures: dict[str, dict[str, float]] = {}
    for row in published(f"{kind}.csv"):
        figures.setdefault(row["Element ID"], {})[row["Scale ID"]] = float(row["Data Value"])
    ours = {one.element_id: {"IM": one.importance, "LV": one.level} for one in profile.elements(kind)}
    assert ours == figures


def test_every_shipped_activity_is_the_published_one() -> None:
    assert {one.element_id: (one.importance, one.level) for one in profile.elements("activities")} == {
        row["Element ID"]: (float(row["Importance IM (1-5)"]), float(row["Level LV (0-7)"]))
        for row in published("work_activities.csv")
    }


def test_no_official_sentence_or_name_of_an_element_ships_as_our_label() -> None:
    official = {row["Task"].casefold() for row in published("task_statements.csv")}
    for name in ("skills.csv", "work_activities.csv"):
        official |= {row["Element Name"].casefold() for row in published(name)}
    labels = {task.label.casefold() for task in profile.tasks()} | {task.name.casefold() for task in profile.tasks()}
    labels |= {one.label.casefold() for kind in ("activities", "skills") for one in profile.elements(kind)}
    assert not labels & official - {"programming"}


def test_every_official_sentence_finds_its_task_by_fingerprint() -> None:
    for row in published("task_statements.csv"):
        (found,) = wordings_of(row["Task"])
        assert (found.task_id, found.is_current) == (row["Task ID"], True)


def test_a_wording_of_an_older_release_finds_the_task_it_became() -> None:
    changed = [row for row in published("ai_labels_by_task.csv") if row["task_20.1"]]
    assert changed
    for row in changed:
        (found,) = wordings_of(row["task_20.1"].upper())
        assert (found.task_id, found.is_current, found.release) == (row["task_id"], False, "20.1")


def test_the_sentence_that_music_therapists_share_is_flagged() -> None:
    sentence = next(row["Task"] for row in published("task_statements.csv") if row["Task ID"] == "19142")
    assert wordings_of(sentence)[0].shared_with == "29-1129.02 19168"
    assert sum(bool(one.shared_with) for one in wordings()) == 1
    assert all(len(one.fingerprint) == 64 for one in wordings())
    assert fingerprint(sentence) == wordings_of(sentence)[0].fingerprint


def crosswalk() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(shared("facts", "onet", "crosswalk.json").read_text(encoding="utf-8"))
    return found


def test_crosswalks_are_the_published_ones_and_say_what_is_not_recorded() -> None:
    ours, theirs = profile.crosswalks(), crosswalk()
    assert ours["cip"]["codes"] == theirs["cip_2020"]
    assert ours["military"]["titles"] == theirs["moc_titles"]
    assert ours["isco"]["code"] == theirs["isco_08"]["code"]
    assert ours["isco"]["status"] == "to be confirmed"
    assert ours["apprenticeship"]["none"].startswith("None recorded")
    assert ours["dot"]["none"].startswith("None recorded")
    assert [(row["year"], row["employed"]) for row in ours["employment"]] == [
        (row["year"], row["employment"]) for row in theirs["bls_oews"]
    ]


def test_titles_and_neighbours_are_the_published_ones() -> None:
    assert {one.title for one in profile.titles()} == {r["Alternate Title"] for r in published("alternate_titles.csv")}
    assert {one.title for one in profile.titles() if one.reported} == {
        row["Reported Job Title"] for row in published("reported_titles.csv")
    }
    assert [(one.code, one.place) for one in profile.related()] == [
        (row["Related O*NET-SOC Code"], int(row["Index"])) for row in published("related_occupations.csv")
    ]
