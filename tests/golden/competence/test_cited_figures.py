"""Every figure the starter framework cites is the published one, number by number."""

from __future__ import annotations

import csv
import json
import re

import pytest

from cast import shared
from pentimento.core.reference.frameworks.framework import Source
from pentimento.core.reference.frameworks.starter import starter

PROFILES = "nhs_je/profiles_arts_therapy.json"


def cited(code: str = "", kind: str = "") -> list[Source]:
    rests = [source for one in starter().statements for source in one.sources]
    return [source for source in rests if source.code == code or (kind and source.kind == kind)]


def rows(name: str) -> list[dict[str, str]]:
    with shared("facts", "onet", name).open(encoding="utf-8-sig", newline="") as lines:
        return list(csv.DictReader(lines))


def test_importance_and_relevance_of_tasks_are_those_of_the_database() -> None:
    ratings = {row["Task ID"]: row for row in rows("task_ratings.csv")}
    for source in cited(kind="task"):
        row = ratings[source.code]
        said = re.fullmatch(r"importance ([\d.]+) of 5, relevance ([\d.]+) %", source.locator)
        assert said, source
        assert float(said[1]) == float(row["Importance IM (1-5)"])
        assert float(said[2]) == float(row["Relevance RT %"])


def test_no_task_is_worded_as_the_database_words_it() -> None:
    published = {row["Task ID"]: row["Task"].rstrip(".").casefold() for row in rows("task_statements.csv")}
    assert not [source.code for source in cited(kind="task") if source.title.casefold() == published[source.code]]


@pytest.mark.parametrize(
    ("name", "scale", "pattern"),
    [
        ("skills.csv", "IM", r"29-1129\.01, (2\.[AB]\S+): importance ([\d.]+) of 5"),
        ("work_styles_v30_1.csv", "WI", r"29-1129\.01, (1\.D\S+): impact ([\d.]+) on a scale from -3 to 3"),
    ],
)
def test_ratings_of_skills_and_work_styles_are_those_of_the_database(name: str, scale: str, pattern: str) -> None:
    published = {row["Element ID"]: float(row["Data Value"]) for row in rows(name) if row["Scale ID"] == scale}
    found = [said for source in cited(kind="figure") if (said := re.fullmatch(pattern, source.locator))]
    assert found
    assert all(published[said[1]] == float(said[2]) for said in found)


def test_ratings_of_work_activities_are_those_of_the_database() -> None:
    published = {row["Element ID"]: float(row["Importance IM (1-5)"]) for row in rows("work_activities.csv")}
    pattern = r"29-1129\.01, (4\.\S+): importance ([\d.]+) of 5"
    found = [said for source in cited(kind="figure") if (said := re.fullmatch(pattern, source.locator))]
    assert found
    assert all(published[said[1]] == float(said[2]) for said in found)


def test_levels_of_job_profiles_are_cited_as_printed() -> None:
    profiles = json.loads(shared("facts", *PROFILES.split("/")).read_text())
    for source in cited("nhs-profile"):
        named = re.fullmatch(r"([A-Z][\w ]+?), factors? ([\d and]+)(?:, level (\d))?", source.locator)
        assert named, source.locator
        printed = {f["factor"]: {one["level"] for one in f["levels"]} for f in profiles[named[1]]["factors"]}
        for factor in map(int, re.findall(r"\d+", named[2])):
            assert named[3] is None or int(named[3]) in printed[factor], source.locator


def test_published_exposure_is_cited_as_published() -> None:
    figures = json.loads(shared("facts", "onet", "ai_published_figures.json").read_text())
    title = cited("eloundou")[0].title
    for rater in ("gpt4", "human"):
        for value in figures["eloundou"][rater].values():
            assert f"{value:.4f}"[1:] in title
    ilo = cited("ilo2025")[0]
    assert f"{figures['ilo_2025']['mean']:.2f}"[1:] in ilo.title and figures["ilo_2025"]["isco"] in ilo.title


def test_agreement_of_raters_is_cited_as_published() -> None:
    with shared("facts", "art", "formal_elements_kappa_penzes2020.csv").open(encoding="utf-8-sig") as lines:
        told = lines.read()
    place = next(source.locator for source in cited("penzes") if "brightness" in source.locator)
    for number in re.findall(r"-?\.\d+", place):
        assert number.lstrip("-.") in told
