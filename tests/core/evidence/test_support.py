"""Which sentences may be signed. Every row is a sentence, what it cites, and what is wrong with it."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pentimento.core.evidence.support import (
    EvidenceKind,
    Reason,
    Ref,
    Sentence,
    Stance,
    can_sign,
    check_can_sign,
    unsupported,
)
from pentimento.core.kernel.canonical import digest
from pentimento.core.kernel.errors import Refused

K = EvidenceKind
REFS = {
    "seen": Ref(
        K.OBSERVATION, "o1", digest("o1"), "Drew a house with 2 windows for twenty minutes.", (), (date(2026, 3, 3),)
    ),
    "said": Ref(K.QUOTE, "q1", digest("q1"), "I want to go home, but not yet.", (), (date(2026, 3, 3),)),
    "work": Ref(K.ARTWORK, "a1", digest("a1"), "The red house", (0.62,), (date(2026, 3, 3),)),
    "work2": Ref(K.ARTWORK, "a2", digest("a2"), "Rain"),
    "first": Ref(K.SCORE, "s1", digest("s1"), "PHQ-9", (18, 3, 2), (date(2026, 1, 12),)),
    "last": Ref(K.SCORE, "s2", digest("s2"), "PHQ-9", (10.29,), (date(2026, 6, 8),)),
    "met": Ref(K.SESSION, "e1", digest("e1"), "Started 10:30", (50,), (date(2026, 3, 3),)),
}

#  cites          sentence                                                     what is wrong
CLAIMS = """
-               | She drew a house.                                          | nothing
seen            | She drew a house.                                          |
seen            | She drew a house with two windows.                         |
seen            | She drew for 20 minutes.                                   |
seen            | She drew for 30 minutes.                                   | number
seen            | She drew a house with three windows and 4 doors.           | number number
said            | She said “I want to go home”.                              |
said            | She said “I want … not yet”.                               |
said            | She said “I want to stay”.                                 | quote
seen            | She said “I want to go home”.                              | quote
seen said       | She drew a house and said “not yet”.                       |
work            | She called it “The red house”.                             |
work            | Colour covered 62 % of the sheet.                          |
work            | Colour covered 70 % of the sheet.                          | number
first last      | The PHQ-9 fell from 18 to 10.3.                            |
first last      | The PHQ-9 fell by 7.7 points.                              |
first last      | The PHQ-9 fell by 9 points.                                | number
last            | The PHQ-9 fell by 7.7 points.                              | number
work work2      | Two pictures were made.                                    |
work work2      | Three pictures were made.                                  | number
met             | They met at 10:30 for 50 minutes.                          |
met             | They met at 11:30.                                         | number
met             | They met on 3 March 2026.                                  |
met             | They met in March 2026.                                    |
met             | They met on 4 March 2026.                                  | date
first last      | In 2026 it was measured on 12 January and 8 June.          |
first           | In 2025 it was measured.                                   | number
-               | She said “I want to stay”.                                 | nothing quote
"""

OPINIONS = """
-               | I think the house might stand for home.                    |
-               | I recommend six more sessions, until 3 May 2027.           |
seen            | I recommend six more sessions, until 3 May 2027.           |
-               | The house stands for home.                                 | not_opinion
-               | I think she meant “I want to go home”.                     | quote
said            | I think she meant “I want to go home”.                     |
said            | I think she meant “let me be”.                             | quote
"""

HEADINGS = """
-               | Progress from January to June 2026                         |
-               | What now?                                                  |
-               | She has improved.                                          | not_heading
-               | She has improved a great deal since the spring and will need no more sessions | not_heading
"""


def rows(table: str, stance: Stance) -> list:
    found = []
    for line in table.strip().splitlines():
        cites, text, wrong = (cell.strip() for cell in line.split("|"))
        evidence = tuple(REFS[name] for name in cites.replace("-", "").split())
        reasons = [Reason[name.upper()] for name in wrong.split()]
        found.append(pytest.param(Sentence(text, stance, evidence), reasons, id=f"{stance}: {text[:50]}"))
    return found


ALL = rows(CLAIMS, Stance.CLAIM) + rows(OPINIONS, Stance.OPINION) + rows(HEADINGS, Stance.HEADING)


@pytest.mark.parametrize("sentence, reasons", ALL)
def test_every_sentence_is_found_wanting_for_exactly_these_reasons(sentence, reasons):
    found = unsupported([sentence])
    assert [finding.reason for one in found for finding in one.findings] == reasons
    assert can_sign([sentence]) is (not reasons)


def test_a_finding_shows_what_it_is_about():
    (one,) = unsupported([Sentence("She drew for 30 minutes on 4 May.", evidence=(REFS["seen"],))])
    assert [(finding.reason, finding.detail) for finding in one.findings] == [
        (Reason.NUMBER, "30"),
        (Reason.DATE, "4 May"),
    ]


TODAY = {ref.public_id: ref.digest for ref in REFS.values()}


@pytest.mark.parametrize(
    "today, reason",
    [
        (TODAY, None),
        (TODAY | {"o1": digest("o1, amended")}, Reason.AMENDED),
        (TODAY | {"o1": None}, Reason.WITHDRAWN),
        ({}, Reason.WITHDRAWN),
        (None, None),  # nobody asked
    ],
)
@pytest.mark.parametrize("stance", [Stance.CLAIM, Stance.OPINION])
def test_evidence_that_changed_after_it_was_cited_is_noticed(stance, today, reason):
    sentence = Sentence("I think she drew a house.", stance, (REFS["seen"],))
    found = [finding for one in unsupported([sentence], now=today) for finding in one.findings]
    assert [finding.reason for finding in found] == ([reason] if reason else [])
    assert can_sign([sentence], now=today) is (reason is None)


def test_the_refusal_lists_places_and_reasons_and_never_words():
    report = [
        Sentence("Progress", Stance.HEADING),
        Sentence("  "),
        Sentence("Zebra came in."),
        Sentence("Zebra said “stay” and “go”.", evidence=(REFS["said"],)),
    ]
    with pytest.raises(Refused) as refused:
        check_can_sign(report)
    said = str(refused.value)
    assert "2 of the sentences" in said
    assert "sentence 3 rests on nothing recorded; sentence 4 quotes words that are not in the quote it cites." in said
    assert "Zebra" not in said and "stay" not in said


def test_a_long_list_of_faults_is_cut_and_counted():
    with pytest.raises(Refused, match="and 30 more"):
        check_can_sign([Sentence("She came.")] * 50)


@pytest.mark.parametrize("report", [[], [Sentence(" ")]])
def test_an_empty_report_is_not_signed(report):
    with pytest.raises(Refused, match="nothing here to sign"):
        check_can_sign(report)


def test_what_is_said_of_one_reading_is_said_of_the_other():
    assert [one.position for one in unsupported([Sentence("A."), Sentence("B", Stance.HEADING), Sentence("C.")])] == [
        0,
        2,
    ]


@given(st.text(max_size=80))
def test_no_text_whatever_stands_as_a_claim_without_evidence(text):
    found = unsupported([Sentence(text)])
    assert bool(found) is bool(text.strip())


@given(st.text(max_size=80), st.sampled_from(list(Stance)))
def test_any_text_can_be_examined(text, stance):
    unsupported([Sentence(text, stance, tuple(REFS.values()))], now=TODAY)
