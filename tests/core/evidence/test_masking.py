"""What remains when names are taken out names nobody."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from pentimento.core.evidence.masking import Piece, masked, names_as

NAMES = {**names_as(["Bryn Quillfeather"], "the client"), **names_as(["Dr Ana O'Hara"], "a colleague")}


def text(words: str) -> str:
    return "".join(piece.text for piece in masked(words, NAMES))


def test_first_and_family_name_become_one_mask() -> None:
    assert text("Bryn Quillfeather drew.") == "the client drew."
    assert text("bryn's tree; QUILLFEATHER's house") == "the client's tree; the client's house"


def test_a_name_inside_another_word_stays() -> None:
    assert text("A Brynish hill") == "A Brynish hill"


def test_addresses_and_numbers_go() -> None:
    assert text("Ring 07700 900123 or write to b.q@example.org today") == "Ring … or write to … today"


def test_dates_and_scores_stay() -> None:
    assert text("On 3 May 2026 the score was 14 of 27.") == "On 3 May 2026 the score was 14 of 27."


def test_what_looks_like_a_name_nobody_recorded_goes_too() -> None:
    words = "I'd like to show Wilf the viaduct in May. Then home, Wilf."
    assert "".join(piece.text for piece in masked(words, {}, unknown="…")) == (
        "I'd like to show … the viaduct in May. Then home, …."
    )


def test_the_beginning_of_a_sentence_or_a_quotation_is_no_name() -> None:
    words = "Said: “That will do.” Seen: wet paper. PHQ-9 was given.\nGoal “I want”"
    assert "".join(piece.text for piece in masked(words, {}, unknown="…")) == words


def test_without_names_nothing_is_masked() -> None:
    assert masked("Ana drew.", {}) == (Piece("Ana drew."),)


@given(st.text(max_size=80), st.text(max_size=80))
def test_no_name_survives_between_any_words(before: str, after: str) -> None:
    assert "Quillfeather" not in text(f"{before} Quillfeather {after}")
