"""Posteriors, risk and time shares."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from pentimento.core.exposure import posterior
from pentimento.core.exposure.inventory import tasks
from pentimento.core.exposure.labels import TaskLabels
from pentimento.core.exposure.ledger import Evidence, Inputs, rows_of
from pentimento.core.exposure.published import corpus_mean, published_labels
from pentimento.core.kernel.errors import Invalid, OutOfRange

MIXED = TaskLabels("1", {"a": "E2", "b": "E2", "c": "E0"}, {"gpt4": "T2"})


def test_capability_is_a_beta_posterior_of_strength_one_and_the_raters() -> None:
    shape = posterior.capability_shape(MIXED, corpus_mean=0.3)
    assert sum(shape) == pytest.approx(4) and shape[0] == pytest.approx(1.3)
    figure = posterior.capability(MIXED, corpus_mean=0.3, successes=6, failures=2)
    assert figure.value == pytest.approx(7.3 / 12)
    oracle = stats.beta(7.3, 4.7).ppf([0.1, 0.9])
    assert (figure.low, figure.high) == pytest.approx(tuple(oracle))
    assert figure.formula == "capability/1" and figure.inputs["trials_succeeded"] == 6


def test_two_files_of_one_rater_count_as_one_rater() -> None:
    twice = TaskLabels("1", {}, {"gpt4": "T1", "gpt4-second-file": "T0"})
    assert posterior.automation_shape(twice) == pytest.approx((0.25, 1.75))
    two = TaskLabels("1", {}, {"gpt4": "T1", "human": "T0"})
    assert sum(posterior.automation_shape(two)) == pytest.approx(3)


def test_uses_in_the_log_move_the_automation_share() -> None:
    before = posterior.automation(MIXED)
    after = posterior.automation(MIXED, helped_by_ai=30)
    assert after.value < before.value and after.high - after.low < before.high - before.low


def test_the_same_seed_draws_the_same_risk_and_another_nearly_the_same() -> None:
    shapes = ((1.8, 2.2), (1.0, 1.0))
    first, again, other = (posterior.risk(*shapes, seed=seed) for seed in (7, 7, 8))
    assert first == again
    assert other.value == pytest.approx(first.value, abs=0.01) and other != first
    assert first.value == pytest.approx(0.45 * 0.5, abs=0.01)


@given(
    a=st.floats(0, 30), b=st.floats(0.01, 30), c=st.floats(0, 30), d=st.floats(0.01, 30),
)  # fmt: skip
def test_risk_lies_between_nothing_and_one_and_below_both_of_its_parts(a: float, b: float, c: float, d: float) -> None:
    figure = posterior.risk((a, b), (c, d), seed=1)
    assert 0 <= figure.low <= figure.high <= 1
    assert figure.value <= min(a / (a + b), c / (c + d)) + 0.02


def test_policy_gives_a_figure_of_its_own_and_leaves_the_other_alone() -> None:
    known = {"19154": Evidence(stance="human_only"), "19160": Evidence(stance="human_with_ai")}
    plain = {row.task.task_id: row for row in rows_of(Inputs(tasks(), published_labels(), corpus_mean()))}
    under = {
        row.task.task_id: row for row in rows_of(Inputs(tasks(), published_labels(), corpus_mean(), evidence=known))
    }
    for key, row in under.items():
        assert row.risk == plain[key].risk
    human, helped = under["19154"].local_risk, under["19160"].local_risk
    assert human and (human.value, human.high) == (0, 0)
    assert helped and under["19160"].risk and 0 < helped.value < under["19160"].risk.value
    assert under["19139"].local_risk is None
    review = posterior.risk((1.3, 2.7), (1, 1), seed=5, stance="ai_with_review")
    assert review.value == posterior.risk((1.3, 2.7), (1, 1), seed=5).value


def test_time_begins_with_the_published_frequency_and_follows_the_log() -> None:
    prior = {"a": 3.0, "b": 1.0}
    begin = posterior.time_shares(prior, {})
    assert begin["a"].value == pytest.approx(0.75)
    later = posterior.time_shares(prior, {"b": 120.0})
    assert later["b"].value == pytest.approx(130 / 160)
    assert later["a"].value + later["b"].value == pytest.approx(1)
    assert later["b"].inputs["pseudo_hours"] == 40


def test_hours_for_an_unknown_task_are_refused() -> None:
    with pytest.raises(Invalid, match="b"):
        posterior.time_shares({"a": 1.0}, {"b": 1.0})
    with pytest.raises(Invalid):
        posterior.time_shares({}, {})


def test_a_task_without_labels_has_no_figure_rather_than_a_guess() -> None:
    row = rows_of(Inputs({"19154": tasks()["19154"]}, {}, corpus_mean()))[0]
    assert row.capability is None and row.risk is None and row.to_json()["capability"] is None


def test_a_corpus_mean_outside_its_range_is_refused() -> None:
    with pytest.raises(OutOfRange):
        posterior.capability(MIXED, corpus_mean=1.2)
