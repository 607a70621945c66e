"""The published occupation scores, found again from the published labels to six decimals."""

from __future__ import annotations

import csv
import io
import json
import re

import pytest

from cast import shared
from pentimento.core.exposure.inventory import tasks
from pentimento.core.exposure.label_sets import read_labels
from pentimento.core.exposure.ledger import Inputs, rows_of
from pentimento.core.exposure.published import corpus_mean, evidence_pack, published_labels, shipped_usage
from pentimento.core.exposure.scores import published_weights, score
from pentimento.core.exposure.wording import History

PUBLISHED = {"gpt4": (0.0426, 0.2979, 0.5532), "human": (0.0851, 0.3191, 0.5532)}


def facts(name: str) -> list[dict[str, str]]:
    """Rows of a table beside the repository."""
    return list(csv.DictReader(io.StringIO(shared("facts/onet", name).read_text())))


@pytest.mark.parametrize("rater", PUBLISHED)
def test_alpha_beta_and_gamma_are_the_published_ones(rater: str) -> None:
    weights = published_weights({task.task_id: task.kind for task in tasks().values()})
    found = score(published_labels().values(), rater=rater, weights=weights)
    assert (found.alpha, found.beta, found.gamma) == pytest.approx(PUBLISHED[rater], abs=5e-5)
    stated = json.loads(shared("facts/onet/ai_published_figures.json").read_text())["eloundou"][rater]
    assert {name: getattr(found, name) for name in stated} == pytest.approx(stated, abs=1e-6)


def test_the_shipped_labels_are_those_of_the_published_file() -> None:
    content = shared("facts/onet/ai_labels_by_task.csv").read_bytes()
    read = read_labels(content, tasks=tasks(), history=History("29-1129.01"), occupation="29-1129.01")
    assert read.labels == dict(published_labels())
    assert read.missing == () and read.remarks == ()


def test_the_mean_of_all_labels_is_the_published_one() -> None:
    stated = json.loads(shared("facts/onet/eloundou_corpus_mean.json").read_text())
    assert corpus_mean() == pytest.approx(sum(stated.values()) / 3)


def test_every_figure_of_the_pipeline_is_found_again() -> None:
    """Whole percent; two points for the chance in its draws, and for its own reading of the frequencies."""
    stated = {r["task_id"]: r for r in facts("pipeline_baseline.csv")}
    rows = rows_of(Inputs(tasks(), published_labels(), corpus_mean()))
    assert {row.task.task_id for row in rows} == set(stated)
    for row in rows:
        line = stated[row.task.task_id]
        assert row.capability and row.automation and row.risk
        ours = (row.capability, row.risk)
        names = (("ai_capability", "cap_lo80", "cap_hi80"), ("risk", "risk_lo80", "risk_hi80"))
        for figure, (value, low, high) in zip(ours, names, strict=True):
            found = [100 * part for part in (figure.value, figure.low, figure.high)]
            assert found == pytest.approx([float(line[name]) for name in (value, low, high)], abs=2), row.task.name
        assert 100 * row.automation.value == pytest.approx(float(line["automation_share"]), abs=1.5)
        assert 100 * row.time.value == pytest.approx(float(line["time_pct"]), abs=0.5)


def test_the_evidence_pack_prints_the_published_figures() -> None:
    page = json.loads(shared("facts/onet/ai_published_figures.json").read_text())["skills_exchange_page_v26_05"]
    found = {figure.key: figure.value for figure in evidence_pack()}
    assert found["task-observations"] == page["task_observations"]
    assert found["augmented-share"] == page["augment_share_pct"]
    assert found["time-saved"] == page["time_saved_pct"]
    assert found["autonomy"] == page["ai_autonomy"]
    assert found["skill-score"] == page["safi"]
    assert all(figure.definition and figure.source and figure.release and figure.date for figure in evidence_pack())


def test_every_source_is_named_as_the_facts_name_it() -> None:
    facts_say = json.loads(shared("facts/onet/ai_published_figures.json").read_text())
    read_me = shared("facts/onet/README.md").read_text()
    given = {figure.key: f"{figure.source}; {figure.release}" for figure in evidence_pack()}
    for key, place in {
        "alpha-gpt4": "eloundou",
        "usage-sum": "aei_2025_02_10",
        "ilo-mean": "ilo_2025",
        "aioe-nearest": "felten_aioe",
        "observed-exposure": "aei_observed_exposure",
    }.items():
        named = re.search(r"[\w.-]+/[\w.-]+@[0-9a-f]{7}", facts_say[place]["source"])
        assert named is not None and named[0] in given[key]
    assert "pgmyrek/2025_GenAI_scores_ISCO08@6601522" in read_me and "openai/GPTs-are-GPTs@0471612" in read_me
    assert (
        "data/job_exposure.csv" in given["observed-exposure"] and "labor market impacts" in given["observed-exposure"]
    )
    assert "name neither its publisher nor its address" in given["task-observations"]


def test_a_score_is_shown_with_four_decimals_and_kept_with_all() -> None:
    found = {figure.key: figure for figure in evidence_pack()}
    assert (found["alpha-gpt4"].shown, found["alpha-gpt4"].is_rounded) == ("0.0426", True)
    assert found["alpha-gpt4"].to_json()["value"] == 0.0425531914893617
    assert [found[key].shown for key in ("ilo-mean", "augmented-share", "task-observations", "autonomy")] == [
        "0.20",
        "5.6",
        "56",
        "3.13",
    ]
    assert not found["ilo-mean"].is_rounded and found["quadrant"].shown == "Q2: augmented by AI"


def test_usage_by_task_is_as_printed() -> None:
    stated = {r["task_id"]: r for r in facts("ai_labels_by_task.csv")}
    for row in shipped_usage():
        assert row["share_of_conversations_2025_02"] == stated[row["task_id"]]["aei_2025_02_10_pct_of_conversations"]
        assert row["api_count_2025_09"] == stated[row["task_id"]]["aei_2025_09_1p_api_count_original"]
