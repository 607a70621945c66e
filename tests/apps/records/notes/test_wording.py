"""What somebody wrote or said keeps its words when it stands in a sentence."""

from __future__ import annotations

from datetime import date

import pytest

from pentimento.practice.records.rules.wording import (
    bare,
    days,
    ended,
    listed,
    materials,
    period,
    quoted,
    sentence,
    signed,
)


@pytest.mark.parametrize("words, expected", [
    ("she drew", "She drew."),
    ("Did she?", "Did she?"),
    ("“Enough.”", "“Enough.”"),
    ("  ", ""),
    ("éclair", "Éclair."),
    ("iPad on the table", "iPad on the table."),
])  # fmt: skip
def test_words_become_a_sentence_and_stay_themselves(words: str, expected: str) -> None:
    assert sentence(words) == expected


@pytest.mark.parametrize("words, expected", [
    ('"I stop"', "“I stop”"),
    ("“I stop”", "“I stop”"),
    ("„I stop“", "“I stop”"),
    ("'I don't stop'", "“I don't stop”"),
    ('"I stop".', "“I stop.”"),
    ('"I stop!".', "“I stop!”"),
    ("'No,' he said, 'no'", "“'No,' he said, 'no'”"),
    ('"No," he said, "no"', "“‘No,’ he said, ‘no’”"),
    ('they say "no" to me', "“they say ‘no’ to me”"),
    ("the dogs' bowl", "“the dogs' bowl”"),
    ('a sheet of 12" by 9"', '“a sheet of 12" by 9"”'),
    ("I stop", "“I stop”"),
    ('"', "“\"”"),
])  # fmt: skip
def test_quotation_marks_are_put_once(words: str, expected: str) -> None:
    assert quoted(words) == expected


@pytest.mark.parametrize("words", ["i stop", "I stop.", "it's 'too big'", "No. Never."])
def test_a_quotation_changes_no_letter(words: str) -> None:
    assert quoted(words)[1:-1] == words == bare(words)


def test_an_end_is_put_only_where_there_is_none() -> None:
    assert [ended("stays"), ended("stays."), ended("“stays.”"), ended("")] == ["stays.", "stays.", "“stays.”", ""]


def test_lists_read_as_english() -> None:
    assert [listed(["a"]), listed(["a", "b"]), listed(["a", "b", "c"])] == ["a", "a and b", "a, b, and c"]


@pytest.mark.parametrize("words, expected", [
    ("Pencil", "pencil"),
    ("Pencil, Clay", "pencil, clay"),
    ("Soft pastel on card / Ink", "soft pastel on card / ink"),
    ("Indian ink; Posca pens", "Indian ink; Posca pens"),
    ("PVA glue", "PVA glue"),
    ("", ""),
])  # fmt: skip
def test_materials_lose_their_capital_and_names_keep_it(words: str, expected: str) -> None:
    assert materials(words) == expected


def test_one_day_is_not_a_stretch() -> None:
    first, second = date(2026, 5, 4), date(2026, 5, 11)
    assert period(first, first) == "4 May 2026"
    assert period(first, second) == "4 May 2026 to 11 May 2026"
    assert days([first, first, second]) == "on 4 May 2026 and 11 May 2026"


def test_a_step_stands_with_its_sign() -> None:
    assert [signed(level) for level in (-2, 0, 1)] == ["−2", "0", "+1"]
