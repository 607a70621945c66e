"""Finding what a sentence quotes and counts, and comparing it with the record."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pentimento.core.evidence.figures import Figure, carries, stated
from pentimento.core.evidence.quotations import is_quoted_from, quotations

QUOTED = [
    ("She said “I am tired”.", ["I am tired"]),
    ('He wrote "no" and "never".', ["no", "never"]),
    ("It's called ‘Tom’s house’ now.", ["Tom’s house"]),
    ("He said 'it isn't mine' twice.", ["it isn't mine"]),
    ("The children's pictures weren't theirs.", []),
    ("Er sagte „nein“.", ["nein"]),
    ("Elle dit « non ».", [" non "]),
    ("「疲れた」と言った。", ["疲れた"]),
    ("Nothing “” here “…”.", []),
    ("An unclosed “mark.", []),
]

FROM = [
    # quotation, what was recorded, is it there
    ("I am tired", "Well, I am tired.", True),
    ("i AM  tired!", "I am\ntired", True),
    ("I’m tired", "I'm tired", True),
    ("tired", "I am tired of it", True),
    ("art", "my heart", False),
    ("I am tired", "I am so tired", False),
    ("tired am I", "I am tired", False),
    ("I … tired", "I am so tired", True),
    ("I am [...] going home", "I am now going home", True),
    ("[She was] going home", "I am going home", True),
    ("home ... I", "I go home", False),
    ("e\u0301te\u0301", "l'\u00e9t\u00e9 \u00e9t\u00e9", True),
    ("疲れた", "とても疲れた。", True),
    ("帰りたい", "とても疲れた。", False),
    ("", "anything", False),
    ("…", "anything", False),
]

NUMBERS = [
    ("The total fell from 18 to 9.", [18, 9]),
    ("It rose by 4.5 points (25 %).", [4.5, 25]),
    ("PHQ-9, GAD-7, PHQ 9 and COVID-19 are names.", []),
    ("On A4 with a 4B pencil in 3D.", []),
    ("The 3rd session took 50 min and 1,200 ml.", [3, 50, 1200]),
    ("A change of -9, or −9.", [9, 9]),
    ("15-20 minutes; 2,5 points", [15, 20, 2.5]),
    ("She made three pictures in twenty-one days.", [3, 21]),
    ("A two-dimensional work by one of them, for two hundred people.", []),
    ("2. She drew 5 birds.", [5]),
    ("At 10:30 on 3 March 2026.", []),
    ("Nothing countable.", []),
]

DAYS = [
    ("on 3 March 2026", (2026, 3, 3)),
    ("on 3rd of March, 2026", (2026, 3, 3)),
    ("on March 3, 2026", (2026, 3, 3)),
    ("on 2026-03-03", (2026, 3, 3)),
    ("on 3/3/2026", (2026, 3, 3)),
    ("on 3.3.26", (26, 3, 3)),
    ("on 3 Mar", (None, 3, 3)),
    ("since Sept 2025", (2025, 9, None)),
    ("on 12 May", (None, 5, 12)),
]


@pytest.mark.parametrize("text, expected", QUOTED, ids=[row[0] for row in QUOTED])
def test_quoted_words_are_found(text, expected):
    assert list(quotations(text)) == expected


@pytest.mark.parametrize("quotation, recorded, there", FROM)
def test_a_quotation_is_in_the_record_word_for_word_or_it_is_not(quotation, recorded, there):
    assert is_quoted_from(quotation, ["something else", recorded]) is there


@pytest.mark.parametrize("text, expected", NUMBERS, ids=[row[0] for row in NUMBERS])
def test_stated_numbers_are_found(text, expected):
    assert sorted(figure.value for figure in stated(text).figures) == sorted(expected)


@pytest.mark.parametrize("text, expected", DAYS, ids=[row[0] for row in DAYS])
def test_stated_days_are_found(text, expected):
    (day,) = stated(text).days
    assert (day.year, day.month, day.day) == expected
    assert stated(text).figures == ()
    assert day.is_on(date(expected[0] if (expected[0] or 0) > 99 else 2026, expected[1], expected[2] or 1))


def test_what_is_no_day_is_not_one():
    for text in ("on 31/13/2026", "12 may have left", "on 0 March", "version 1.2.3.4"):
        assert stated(text).days == ()


def test_times_of_day_are_found():
    assert stated("from 9:05 to 10:30").times == ("09:05", "10:30")


CARRIED = [
    ("9", -9, True),
    ("10.3", 10.29, True),
    ("10.4", 10.29, False),
    ("10", 10.29, True),
    ("11", 10.29, False),
    ("62 %", 0.62, True),
    ("62 %", 62, True),
    ("62", 0.62, False),
]


@pytest.mark.parametrize("written, recorded, expected", CARRIED)
def test_a_figure_is_carried_when_it_is_the_recorded_one_as_rounded(written, recorded, expected):
    (figure,) = stated(f"It was {written} then.").figures
    assert carries(figure, [1000, recorded]) is expected


def test_nothing_carries_nothing():
    assert not carries(Figure("0", 0, 0), [])


@given(st.text(alphabet="0123456789.,-:/ %aMarch“”'\"\n٣", max_size=60))
def test_any_text_can_be_read_for_figures_and_quotations(text):
    for figure in stated(text).figures:
        assert figure.text in text
    assert all(word in text for word in quotations(text))


@given(st.integers(0, 10**6), st.integers(0, 3))
def test_every_written_number_is_read_back(value, places):
    written = f"{value / 10**places:.{places}f}"
    (figure,) = stated(f"It was {written} then.").figures
    assert (figure.value, figure.places) == (float(written), places)
