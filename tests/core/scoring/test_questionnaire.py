"""Official forms come in word for word, odd but harmless ones with a remark, and wrong ones not at all."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.scoring.forms import LOINC, ORDINAL, form_of, option, question
from pentimento.core.kernel.errors import Invalid, PentimentoError, TooLarge
from pentimento.core.scoring.instruments import instrument, instruments
from pentimento.core.scoring.matching import instrument_of, match, to_answers
from pentimento.core.scoring.questionnaire import LONGEST, Kind, open_form, read_form
from pentimento.core.scoring.score import score

GAD = instrument("gad-7")
FIRST = GAD.items[0].loinc


def items(*first: dict, rest: int = 6) -> list[dict]:
    """The GAD-7's items with the first ones replaced."""
    return [*first, *(question(item.loinc) for item in GAD.items[len(GAD.items) - rest :])]


def test_a_form_is_read_in_order_and_word_for_word():
    heading = {"linkId": "h", "type": "display", "text": "  Read this  first.\nThen answer. "}
    form = read_form(form_of(item=[heading, *items(question(FIRST, text="É tu?"))]))
    assert form.items[0].text == "  Read this  first.\nThen answer. "
    assert form.items[0].kind is Kind.WORDS
    assert (form.items[1].text, form.items[1].codes) == ("É tu?", (FIRST,))
    assert [(each.code, each.text, each.weight) for each in form.items[1].options[:2]] == [
        ("a", "answer a", 0),
        ("b", "answer b", 1),
    ]
    assert (form.title, form.licence, form.panels, form.warnings) == ("Made-up form", "Nobody's.", (GAD.panel,), ())


def test_items_within_a_group_are_found_and_keep_their_depth():
    grouped = [{"linkId": "g", "type": "group", "text": "Two weeks", "item": items(question(FIRST))}]
    matched = match(read_form(form_of(item=grouped)), GAD)
    assert [place.depth for place in matched.form.items] == [0, *[1] * 7]
    assert [place.codes[0] for place in matched.items] == [item.loinc for item in GAD.items]


def test_the_order_of_a_form_does_not_decide_which_item_is_which():
    turned = form_of(item=list(reversed(items(question(FIRST)))))
    matched = match(read_form(turned), GAD)
    assert to_answers(matched, {f"/{FIRST}": "d"}) == (3, None, None, None, None, None, None)


def test_an_option_counts_by_its_own_weight_and_not_by_its_code():
    odd = question(FIRST, option("d", 0), option("c", 1), option("x", 2), option("a", 3))
    matched = match(read_form(form_of(item=items(odd))), GAD)
    second = GAD.items[1].loinc
    assert to_answers(matched, {f"/{FIRST}": "a", f"/{second}": "a"})[:2] == (3, 0)
    with pytest.raises(Invalid, match="b is not an answer"):
        to_answers(matched, {f"/{FIRST}": "b"})


def test_what_was_not_chosen_is_not_zero():
    matched = match(read_form(form_of()), GAD)
    links = [place.link_id for place in matched.items]
    assert to_answers(matched, {}) == (None,) * 7
    assert to_answers(matched, {links[0]: "", links[1]: None, links[2]: "a"}) == (None, None, 0, *[None] * 4)


def test_other_questions_and_the_total_are_kept_apart_from_the_scored_items():
    more = [
        question("99999-1", option("x"), option("y")),
        {"linkId": "t", "type": "decimal", "text": "Total", "code": [{"system": LOINC, "code": GAD.total_code}]},
        {"linkId": "w", "type": "display", "text": "Thank you"},
    ]
    matched = match(read_form(form_of(item=[*items(question(FIRST)), *more])), GAD)
    assert [place.link_id for place in matched.extra] == ["/99999-1"]
    assert matched.total is not None and matched.total.link_id == "t"
    assert to_answers(matched, {"/99999-1": "y"}) == (None,) * 7
    with pytest.raises(Invalid, match="not an answer"):
        to_answers(matched, {"/99999-1": "z"})
    with pytest.raises(Invalid, match="no item /elsewhere"):
        to_answers(matched, {"/elsewhere": "a"})


def test_weights_may_stand_on_the_coding_and_options_may_be_plain_words():
    on_coding = option("a")
    on_coding["valueCoding"]["extension"] = [{"url": ORDINAL, "valueDecimal": 2}]
    plain = {"valueString": "Often", "extension": [{"url": ORDINAL, "valueDecimal": 1}]}
    numbered = {"valueInteger": 0, "extension": [{"url": ORDINAL, "valueInteger": 0}]}
    form = read_form(form_of(item=[question(FIRST, on_coding, plain, numbered)]))
    assert [(each.code, each.weight) for each in form.items[0].options] == [("a", 2), ("Often", 1), ("0", 0)]


REFUSED = [
    ("a list", [], "not a FHIR Questionnaire"),
    ("another resource", {"resourceType": "Patient"}, "not a FHIR Questionnaire"),
    ("no items", form_of(item=[]), "no questions"),
    ("nothing but words", form_of(item=[{"linkId": "a", "type": "display", "text": "x"}]), "no questions"),
    ("an item without linkId", form_of(item=[{"type": "choice"}]), "no linkId"),
    ("one linkId twice", form_of(item=[question("1"), question("1")]), "same linkId"),
    ("one code twice", form_of(item=[question("1", option("a", 0), option("a", 1))]), "same code"),
    ("an answer without words", form_of(item=[question("1", {"valueCoding": {"code": "a"}})]), "no code or no words"),
    ("an answer of another kind", form_of(item=[question("1", {"valueDate": "2026"})]), "no code or no words"),
    ("a weight in words", form_of(item=[question("1", option("a", "two"))]), "weight that is not a number"),
    ("a weight that is yes", form_of(item=[question("1", option("a", True))]), "weight that is not a number"),
    ("not a number as weight", form_of(item=[question("1", option("a", float("nan")))]), "not a number"),
    ("items not in a list", form_of(item={"linkId": "a"}), "shape FHIR gives it: item"),
    ("a title that is a number", form_of(title=3), "shape FHIR gives it: title"),
    ("a zero byte in the words", form_of(item=[question("1", text="a\0b")]), "cannot be shown"),
    ("half a character", form_of(item=[question("1", text="a\ud800b")]), "cannot be shown"),
]

UNMATCHED = [
    ("another panel", form_of(code=[{"system": LOINC, "code": "1-8"}]), "not the GAD-7"),
    ("a panel of another system", form_of(code=[{"system": "x", "code": GAD.panel}]), "not the GAD-7"),
    ("an item short", form_of(item=items(rest=6)), r"lacks item 1 \(nervousness\)"),
    (
        "an item twice",
        form_of(item=[*items(question(FIRST)), {**question(FIRST), "linkId": "again"}]),
        "item 1 .* more than once",
    ),
    ("no weights", form_of(item=items(question(FIRST, option("a"), option("b")))), "without a weight"),
    ("no options", form_of(item=items({**question(FIRST), "answerOption": []})), "without a weight"),
    ("an option short", form_of(item=items(question(FIRST, *(option(c, w) for w, c in enumerate("abc"))))), "other"),
    ("a weight twice", form_of(item=items(question(FIRST, *(option(c, 1) for c in "abcd")))), "other weights"),
    ("half points", form_of(item=items(question(FIRST, *(option(c, w / 2) for w, c in enumerate("abcd"))))), "other"),
    ("no words", form_of(item=items({**question(FIRST), "text": " "})), "no words"),
]


@pytest.mark.parametrize("raw, sentence", [row[1:] for row in REFUSED], ids=[row[0] for row in REFUSED])
def test_a_file_that_is_no_usable_form_is_refused_with_a_sentence(raw, sentence):
    with pytest.raises(Invalid, match=sentence):
        read_form(raw)


@pytest.mark.parametrize("raw, sentence", [row[1:] for row in UNMATCHED], ids=[row[0] for row in UNMATCHED])
def test_a_form_that_does_not_fit_the_scoring_is_refused_with_a_sentence(raw, sentence):
    with pytest.raises(Invalid, match=sentence):
        match(read_form(raw), GAD)


def test_a_form_finds_its_instrument_or_says_that_there_is_no_scoring():
    assert instrument_of(read_form(form_of()), instruments()) is GAD
    with pytest.raises(Invalid, match=r"no scoring .*1-8"):
        instrument_of(read_form(form_of(code=[{"system": LOINC, "code": "1-8"}])), instruments())


def nested(levels: int) -> dict:
    """A question within that many groups."""
    inner = question("1")
    for level in range(levels):
        inner = {"linkId": f"g{level}", "type": "group", "item": [inner]}
    return form_of(item=[inner])


def test_depth_has_a_limit():
    assert read_form(nested(8)).items[-1].depth == 8
    with pytest.raises(Invalid, match="nested"):
        read_form(nested(9))


@pytest.mark.parametrize(
    "raw, sentence",
    [
        (form_of(item=[question(str(number)) for number in range(301)]), "300 items"),
        (form_of(item=[question("1", *(option(str(code), 0) for code in range(61)))]), "60 answers"),
        (form_of(title="x" * (LONGEST + 1)), "8000 characters"),
    ],
)
def test_absurd_sizes_are_refused(raw, sentence):
    with pytest.raises(TooLarge, match=sentence):
        read_form(raw)


@pytest.mark.parametrize(
    "content, error, sentence",
    [
        (b"", Invalid, "not JSON"),
        (b"\x89PNG", Invalid, "not JSON"),
        (b'{"resourceType": ', Invalid, "not JSON"),
        (b"[" * 200_000, Invalid, "not JSON"),
        (b"9" * 5_000, Invalid, "not JSON"),
        (b"null", Invalid, "not a FHIR Questionnaire"),
        (b" " * 2_000_001, TooLarge, "2 MB"),
    ],
)
def test_bytes_that_are_no_form_are_refused(content, error, sentence):
    with pytest.raises(error, match=sentence):
        open_form(content)


def test_a_byte_order_mark_is_no_obstacle():
    assert open_form(b"\xef\xbb\xbf" + json.dumps(form_of()).encode()).title == "Made-up form"


REMARKS = [
    ("draft", form_of(status="draft"), "does not call itself active; its status says draft"),
    ("no status", form_of(status=None), "status says nothing"),
    ("no copyright", form_of(copyright=None), "states no copyright"),
    ("a name with blanks", form_of(name="My form"), "The name My form breaks"),
    (
        "an id with an underscore",
        form_of(
            extension=[
                {"url": "http://hl7.org/fhir/StructureDefinition/variable", "valueExpression": {"name": "q1_value"}}
            ]
        ),
        "1 names of variables break FHIR's rule for ids: q1_value",
    ),
    ("a time in words", form_of(extension=[{"url": "x", "valueDuration": {"value": "1"}}]), "length of time"),
]


@pytest.mark.parametrize("raw, sentence", [row[1:] for row in REMARKS], ids=[row[0] for row in REMARKS])
def test_what_departs_from_fhir_without_harm_is_remarked_on_and_let_pass(raw, sentence):
    form = read_form(raw)
    assert [str(remark) for remark in form.warnings if sentence in str(remark)]
    assert len(form.warnings) == 1
    assert match(form, GAD).items


scraps = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=6),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3),
    max_leaves=8,
)
TOP = ["item", "code", "identifier", "title", "name", "copyright", "status", "extension"]
INNER = ["linkId", "type", "text", "prefix", "code", "answerOption", "item", "extension"]
CHOICE = ["valueCoding", "valueString", "valueInteger", "extension"]


@given(scraps)
def test_any_json_is_read_or_refused_with_a_sentence(raw):
    with pytest.raises(PentimentoError):
        read_form(raw)


@given(st.data())
def test_a_form_with_any_part_replaced_by_anything_is_read_or_refused_with_a_sentence(data):
    raw = form_of()
    place = data.draw(
        st.sampled_from([(raw, TOP), (raw["item"][0], INNER), (raw["item"][0]["answerOption"][0], CHOICE)])
    )
    place[0][data.draw(st.sampled_from(place[1]))] = data.draw(scraps)
    try:
        form = read_form(raw)
        matched = match(form, GAD)
    except PentimentoError as refused:
        assert str(refused)
        return
    assert len(matched.items) == 7
    assert all(str(remark) for remark in form.warnings)


@given(st.lists(st.none() | st.sampled_from("abcd"), min_size=7, max_size=7))
def test_answers_by_screen_score_as_answers_by_number(codes):
    matched = match(read_form(form_of()), GAD)
    chosen = {place.link_id: code for place, code in zip(matched.items, codes, strict=True)}
    by_number = [None if code is None else "abcd".index(code) for code in codes]
    assert score(GAD, to_answers(matched, chosen)) == score(GAD, by_number)
