"""Reliable change, checked against published figures and a table a clinician can read.

Figures: CORE-10 norms and indices as in Barkham et al. 2013 (Couns Psychother Res 13:3-13); the
thresholds of PHQ-9 (6) and GAD-7 (4) as used by NHS Talking Therapies in England.
"""

from __future__ import annotations

import json

import pytest

from pentimento.core.kernel.errors import OutOfRange
from pentimento.core.scoring.change import Outcome, change, cut_between, four_way, reliable_change
from pentimento.core.scoring.instruments import Direction, instrument
from spec.scoring.scoring_golden import golden

CORE_10 = {
    "clinical": {"mean": 19.7, "sd": 7.7},
    "general": {"mean": 4.7, "sd": 4.8},
    "alpha": 0.90,
    "cutoff_c": 10.46,
    "rci95_from_clinical_sd": 6.75,
}

# measure  before  after  points  outcome
OUTCOMES = """
phq-9      18      18     0       no_reliable_change
phq-9      18      13     -5      no_reliable_change
phq-9      18      12     -6      reliably_improved
phq-9      18      10     -8      reliably_improved
phq-9      18      9      -9      recovered
phq-9      10      4      -6      recovered
phq-9      10      5      -5      no_reliable_change
phq-9      9       3      -6      reliably_improved
phq-9      9       15     6       reliably_worse
phq-9      3       9      6       reliably_worse
phq-9      20      25     5       no_reliable_change
phq-9      0       27     27      reliably_worse
phq-9      10.29   4.29   -6      recovered
phq-9      18.28   12.29  -5.99   no_reliable_change
gad-7      15      12     -3      no_reliable_change
gad-7      15      11     -4      reliably_improved
gad-7      11      7      -4      recovered
gad-7      8       4      -4      recovered
gad-7      7       3      -4      reliably_improved
gad-7      7       11     4       reliably_worse
gad-7      7       10     3       no_reliable_change
"""

# A measure on which more is better: 0-40, cut 25, threshold 5.
# before  after  outcome
HIGHER_IS_BETTER = """
15        19     no_reliable_change
15        20     reliably_improved
20        25     recovered
24        29     recovered
25        30     reliably_improved
30        25     reliably_worse
30        26     no_reliable_change
"""


def outcome(word: str) -> Outcome:
    return Outcome(word.replace("_", " "))


@pytest.mark.parametrize("line", OUTCOMES.strip().splitlines(), ids=lambda line: " ".join(line.split()[:3]))
def test_two_totals_compare_as_in_the_table(line):
    key, before, after, points, expected = line.split()
    found = reliable_change(instrument(key), float(before), float(after))
    assert (found.points, found.outcome) == (float(points), outcome(expected))


@pytest.mark.parametrize("line", HIGHER_IS_BETTER.strip().splitlines(), ids=lambda line: " to ".join(line.split()[:2]))
def test_where_more_is_better_the_same_rules_are_turned_round(line):
    before, after, expected = line.split()
    found = four_way(float(before), float(after), threshold=5, cut=25, direction=Direction.HIGHER_IS_BETTER)
    assert found is outcome(expected)


def test_an_outcome_never_stands_alone():
    found = reliable_change(instrument("gad-7"), 14, 9)
    assert (found.threshold, found.noise, found.cut) == (4, 3.53, 8)
    assert (found.clinical_before, found.clinical_after) == (True, True)
    assert "NHS Talking Therapies" in found.source and "England" in found.population
    assert "Spitzer" in found.reliability_source and found.sd_source
    assert [other.points for other in found.others] == [6]  # another study would not call 5 points reliable
    assert found.method == "reliable-change/1 gad-7/1"


@pytest.mark.parametrize("key", ["phq-9", "gad-7"])
def test_the_published_threshold_is_the_first_whole_number_above_the_noise_we_compute(key):
    basis = instrument(key).change
    noise = change(0, 1, sd=basis.sd, reliability=basis.reliability).noise
    assert noise < basis.threshold.points <= noise + 1


def test_jacobson_and_truax_on_core_10():
    clinical, general = CORE_10["clinical"], CORE_10["general"]
    noise = change(20, 10, sd=clinical["sd"], reliability=CORE_10["alpha"]).noise
    assert noise == CORE_10["rci95_from_clinical_sd"]
    cut = cut_between(clinical=(clinical["mean"], clinical["sd"]), general=(general["mean"], general["sd"]))
    assert cut == CORE_10["cutoff_c"]


def test_the_core_10_figures_are_those_of_the_shared_golden_file():
    assert json.loads(golden())["jacobson_truax_core10"] == CORE_10


@pytest.mark.parametrize(
    "before, after, sd, reliability, named",
    [
        (float("nan"), 1, 5, 0.9, "first score"),
        (1, float("inf"), 5, 0.9, "second score"),
        (1, 2, 0, 0.9, "standard deviation"),
        (1, 2, -1, 0.9, "standard deviation"),
        (1, 2, float("nan"), 0.9, "standard deviation"),
        (1, 2, 5, 1, "reliability"),
        (1, 2, 5, -0.1, "reliability"),
        (1, 2, 5, float("nan"), "reliability"),
    ],
)
def test_figures_that_cannot_be_are_refused_by_name(before, after, sd, reliability, named):
    with pytest.raises(OutOfRange, match=named):
        change(before, after, sd=sd, reliability=reliability)


@pytest.mark.parametrize("before, after", [(-1, 5), (5, 28), (float("nan"), 5)])
def test_a_total_outside_the_measure_is_refused(before, after):
    with pytest.raises(OutOfRange, match="PHQ-9"):
        reliable_change(instrument("phq-9"), before, after)
