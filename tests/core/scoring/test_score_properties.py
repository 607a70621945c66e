"""What holds for every filled-in form, whatever the answers."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pentimento.core.kernel.errors import Invalid, OutOfRange
from pentimento.core.scoring.change import Outcome, reliable_change
from pentimento.core.scoring.instruments import instrument, instruments
from pentimento.core.scoring.score import score, written_total

answer = st.none() | st.integers(0, 3)
forms = st.sampled_from(instruments()).flatmap(
    lambda one: st.tuples(st.just(one), st.lists(answer, min_size=len(one.items), max_size=len(one.items)))
)


@given(forms)
def test_a_total_lies_in_the_range_or_does_not_exist(form):
    one, answers = form
    found = score(one, answers)
    assert (found.total is None) is (len(found.missing) > one.missing.most)
    if found.total is not None:
        assert one.lowest <= found.total <= one.highest
        assert found.total >= sum(answer or 0 for answer in answers)  # prorating never takes away
    assert (found.total is None) is (found.band is None) is (found.at_or_above_caseness is None)


@given(forms, st.data())
def test_answering_higher_never_lowers_the_total(form, data):
    one, answers = form
    place = data.draw(st.integers(0, len(answers) - 1))
    if answers[place] is None or answers[place] == 3:
        return
    before = score(one, answers).total
    answers[place] += 1
    after = score(one, answers).total
    assert before is after is None or before < after


@given(st.sampled_from(instruments()), st.data())
def test_improving_and_worsening_are_mirror_images(one, data):
    totals = st.integers(int(one.lowest), int(one.highest))
    before, after = data.draw(totals), data.draw(totals)
    there, back = reliable_change(one, before, after), reliable_change(one, after, before)
    assert there.points == -back.points
    better = {Outcome.RECOVERED, Outcome.RELIABLY_IMPROVED}
    assert (there.outcome in better) is (back.outcome is Outcome.RELIABLY_WORSE)


@pytest.mark.parametrize("wrong", [4, -1, 1.0, 2.5, True, False, "2", float("nan"), 10**30])
def test_an_answer_the_form_does_not_have_is_refused_and_the_item_named(wrong):
    with pytest.raises(OutOfRange, match=r"PHQ-9 item 3 \(sleep\).*0, 1, 2 or 3"):
        score(instrument("phq-9"), [0, 0, wrong, 0, 0, 0, 0, 0, 0])


@pytest.mark.parametrize("answers", [[], [0] * 8, [0] * 10, "000000000"])
def test_the_number_of_answers_must_be_the_number_of_items(answers):
    with pytest.raises(Invalid, match="PHQ-9 has 9 items"):
        score(instrument("phq-9"), answers)


@given(st.floats(0, 27).map(lambda total: round(total, 2)))
def test_a_total_is_told_with_one_decimal_at_most_and_never_further_off_than_half_of_it(total):
    words = written_total(total)
    assert len(words.partition(".")[2]) <= 1 and not words.endswith(".0")
    assert abs(float(words) - total) <= 0.05 + 1e-9
