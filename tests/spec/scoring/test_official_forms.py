"""The official FHIR forms of PHQ-9 and GAD-7, as their publishers distribute them."""

from __future__ import annotations

import json

import pytest

from pentimento.core.scoring.instruments import instrument, instruments
from pentimento.core.scoring.matching import Matched, instrument_of, match, to_answers
from pentimento.core.scoring.questionnaire import open_form
from pentimento.core.scoring.score import score
from spec.scoring.scoring_golden import SHARED

FOLDER = SHARED / "data" / "instruments"


def official(name: str) -> Matched:
    """An official form laid over its instrument; skips where the file is not at hand."""
    place = FOLDER / name
    if not place.is_file():
        pytest.skip("the official forms are not on this machine; made-up ones were tested")
    form = open_form(place.read_bytes())
    return match(form, instrument_of(form, instruments()))


@pytest.mark.parametrize("name, key, extra", [("phq9.json", "phq-9", ["/69722-7"]), ("gad7_loinc.json", "gad-7", [])])
def test_an_official_form_fits_its_instrument(name, key, extra):
    matched = official(name)
    assert matched.instrument is instrument(key)
    assert [place.codes[0] for place in matched.items] == [item.loinc for item in instrument(key).items]
    assert [place.link_id for place in matched.extra] == extra
    assert matched.total is not None and matched.total.codes == (instrument(key).total_code,)


@pytest.mark.parametrize("name", ["phq9.json", "gad7_loinc.json"])
def test_every_word_is_the_publishers(name):
    matched = official(name)
    printed = json.loads((FOLDER / name).read_text(encoding="utf-8"))["item"]
    assert [place.text for place in matched.form.items] == [row["text"] for row in printed]
    assert [[each.text for each in place.options] for place in matched.form.items] == [
        [each["valueCoding"]["display"] for each in row.get("answerOption", [])] for row in printed
    ]


def test_the_item_of_the_gad_7_with_its_own_answer_code_counts_2():
    matched = official("gad7_loinc.json")
    usual = {"/69725-0": "LA6570-1", "/68509-9": "LA18938-3"}
    assert to_answers(matched, usual)[:2] == (2, 2)


def test_a_filled_in_phq_9_scores_as_on_paper():
    matched = official("phq9.json")
    chosen = {place.link_id: "LA6569-3" for place in matched.items} | {"/69722-7": "LA6573-5"}
    found = score(matched.instrument, to_answers(matched, chosen))
    assert (found.total, found.band, found.safety) == (9, "mild", True)


def test_the_defects_of_the_official_phq_9_are_remarked_on():
    remarks = " ".join(str(remark) for remark in official("phq9.json").form.warnings)
    assert "q1_value" in remarks and "draft" in remarks and "copyright" in remarks
