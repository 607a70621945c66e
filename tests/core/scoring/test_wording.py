"""Two forms side by side: only what a client would read otherwise is a difference."""

from __future__ import annotations

from typing import Any

from core.scoring.forms import form_of, option, question
from pentimento.core.scoring.instruments import instrument
from pentimento.core.scoring.matching import Matched, match
from pentimento.core.scoring.questionnaire import read_form
from pentimento.core.scoring.wording import Reworded, differences

GAD = instrument("gad-7")
HEADING = {"linkId": "h", "type": "display", "text": "Made-up heading"}


def laid(**changes: Any) -> Matched:
    return match(read_form(form_of(**changes)), GAD)


def with_first(row: dict[str, Any]) -> Matched:
    return laid(item=[row, *form_of()["item"][1:]])


def test_a_form_does_not_differ_from_itself_nor_in_what_nobody_reads() -> None:
    assert not differences(laid(), laid())
    assert not differences(laid(), laid(status="draft", publisher="Somebody", version="2"))


def test_one_letter_is_a_difference_at_its_item() -> None:
    loinc = GAD.items[0].loinc
    found = differences(laid(), with_first(question(loinc, text=f"question {loinc}?")))
    assert found.items == (Reworded(1, (f"Question {loinc}?", f"question {loinc}?"), None),)
    assert found.numbers == (1,) and not found.besides and not found.reordered


def test_other_answers_and_answers_that_changed_their_weight_are_differences() -> None:
    options = [option(code, weight) for weight, code in enumerate("abcd")]
    worded = differences(laid(), with_first(question(GAD.items[0].loinc, option("a", 0, "never"), *options[1:])))
    assert worded.items[0].question is None
    assert worded.items[0].answers == (
        "0 answer a / 1 answer b / 2 answer c / 3 answer d",
        "0 never / 1 answer b / 2 answer c / 3 answer d",
    )
    turned = [option(code, 3 - weight) for weight, code in enumerate("abcd")]
    assert differences(laid(), with_first(question(GAD.items[0].loinc, *turned))).numbers == (1,)


def test_headings_titles_and_questions_besides_are_told_apart_from_the_items() -> None:
    plain, more = laid(), laid(title="Another title", item=[HEADING, *form_of()["item"]])
    assert [each.question for each in differences(plain, more).besides] == [
        ("Made-up form", "Another title"),
        ("", "Made-up heading"),
    ]
    assert differences(more, plain).besides[1].question == ("Made-up heading", "")
    assert differences(plain, more).items == ()


def test_the_same_items_in_another_order_are_a_difference() -> None:
    found = differences(laid(), laid(item=form_of()["item"][::-1]))
    assert found.reordered and bool(found) and found.items == ()
