"""Text as it is kept."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pentimento.core.kernel.words import as_typed, cleaned


@pytest.mark.parametrize(
    "mark", ["\u202a", "\u202b", "\u202d", "\u202e", "\u2066", "\u2067", "\u2068", "\u202c", "\u2069"]
)
def test_a_mark_that_turns_the_rest_of_its_line_round_is_not_kept(mark):
    assert as_typed(f"She {mark}painted") == "She painted"


def test_words_of_two_directions_keep_the_marks_that_belong_to_one_place():
    said = "הבית (house)\u200f, \u200eAbc, نمی\u200cخواهم"
    assert cleaned(said) == said


@given(st.text())
def test_cleaning_twice_changes_nothing_more_and_no_visible_word_is_lost(words):
    once = cleaned(words)
    assert cleaned(once) == once
    assert "".join(c for c in once if c.isalnum()) == "".join(c for c in words if c.isalnum())
