"""Where sentences end. A stroke ``|`` marks each cut; every example is the text with its strokes removed."""

from __future__ import annotations

import time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from pentimento.core.evidence.sentences import split_sentences

CUTS = {
    "two plain sentences": "She drew a house. |Then she left.",
    "no stop at the end": "She drew a house. |Then she left",
    "question and exclamation": "Who is it? |A dog! |He laughed.",
    "several stops": "Really?! |Yes.",
    "a title": "Dr. May and Mrs. Ito met. |They talked.",
    "initials": "J. R. Smith referred him. |He came.",
    "but I is no initial": "It was I. |She nodded.",
    "for example": "She used wet media, e.g. ink. |He used clay, i.e. earth.",
    "for example before a name": "Members, e.g. Tom and Ann, spoke.",
    "et cetera in mid-sentence": "Paint, glue etc. were used.",
    "et cetera at the end": "Paint, glue etc. |Then they cleaned up.",
    "in the afternoon": "At 3 p.m. he drew. |At 4 p.m. |He left.",
    "minutes": "It took 10 min. to dry. |She waited 5 min. |He did not.",
    "number before a digit": "See no. 5 and fig. 2 here. |She said no. |He left.",
    "decimals and times": "It rose by 4.5 at 10.30 on 1.2.2026. |Then it fell.",
    "an address": "See www.example.org/a.b for more. |Thanks.",
    "dots that go on": "He drew... and stopped. |She waited… then spoke.",
    "dots that end": "He drew... |She waited… |Then she spoke.",
    "quoted words with their sentence": "She said “I am tired. I want to go.” |Then she left.",
    "quoted words and who said them": "“Why? Tell me.” she asked. |He shrugged.",
    "straight marks": 'He said "No. Never." |She nodded.',
    "angle marks": "Il dit « Non. Jamais. » et partit. |Elle resta.",
    "an unclosed mark": "He said “no. |She nodded. |They left.",
    "a stop within brackets": "He left (at last.) |She stayed.",
    "a line is a sentence": "Presentation\n|She came in. |She sat.\n|- drew a house\n|- left early",
    "a wrapped line": "She drew a\nhouse with no door. |Then she left.",
    "an empty line": "she drew\n\n|then she left",
    "windows lines": "One\r\n|Two\r\n\r\n|Three",
    "a capital after a number": "There were 12. |She counted.",
    "a sentence with a digit first": "She came late. |3 drawings were made.",
    "japanese": "家を描いた。|「疲れた。帰りたい。」と言った。|帰った！",
    "hindi": "उसने घर बनाया। |फिर वह चली गई।",
    "arabic": "هل رسمت بيتا؟ |نعم. |ثم غادرت.",
    "russian": "Она нарисовала дом. |Потом ушла.",
    "blanks around": "  She came.  |He left.  ",
    "nothing but blanks": " \n ",
    "nothing but a stop": ".",
}


@pytest.mark.parametrize("marked", CUTS.values(), ids=CUTS.keys())
def test_sentences_are_cut_where_the_strokes_are(marked):
    assert split_sentences(marked.replace("|", "")) == tuple(marked.split("|"))


def test_an_empty_text_has_no_sentences():
    assert split_sentences("") == ()


pieces = st.sampled_from(
    [". ", "? ", "…", "Dr. ", "e.g. ", "3.5", "“", "”", '"', "\n", "\r\n", "\r", "。", " ", "a", "A", "’"]
)


@given(st.text() | st.lists(pieces, max_size=30).map("".join))
@example("\u2028a. \u2029B.\x0b\x1c c")
def test_not_a_character_is_lost(text):
    parts = split_sentences(text)
    assert "".join(parts) == text
    assert len(parts) <= 1 or all(part.strip() for part in parts)


HOSTILE = [".", "!", "\n", " ", "“", '"', "'", ". ", "a.", "\r\n", '."', "「", "Dr. ", " \n", "‘a", "«", "e.g"]


@pytest.mark.parametrize("bit", HOSTILE)
def test_a_long_hostile_text_takes_no_longer_than_prose(bit):
    from pentimento.core.evidence.support import Sentence, Stance, unsupported

    text = bit * (60_000 // len(bit)) + "x"
    started = time.process_time()
    assert "".join(split_sentences(text)) == text
    unsupported([Sentence(text, Stance.OPINION), Sentence(text, Stance.CLAIM)])
    assert time.process_time() - started < 5  # quadratic work would take minutes
