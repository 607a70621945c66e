"""PHQ-9 and GAD-7 as a clinician would check them: answers on the left, what the form must say on the right.

``-`` stands for an item left empty, and for "there is none" in a result.
"""

from __future__ import annotations

import pytest

from pentimento.core.scoring.instruments import instrument
from pentimento.core.scoring.score import score

# answers to items 1..9        total   band               clinical  safety  why
PHQ_9 = """
0 0 0 0 0 0 0 0 0              0       minimal            no        no      the lowest total
1 1 1 1 0 0 0 0 0              4       minimal            no        no      last of its band
1 1 1 1 1 0 0 0 0              5       mild               no        no      first of its band
1 1 1 1 1 1 1 1 1              9       mild               no        yes     last below the cut
2 1 1 1 1 1 1 1 1              10      moderate           yes       yes     first above the cut
3 3 3 3 2 0 0 0 0              14      moderate           yes       no      last of its band
3 3 3 3 3 0 0 0 0              15      moderately_severe  yes       no      first of its band
3 3 3 3 3 3 1 0 0              19      moderately_severe  yes       no      last of its band
3 3 3 3 3 3 2 0 0              20      severe             yes       no      first of its band
3 3 3 3 3 3 3 3 3              27      severe             yes       yes     the highest total
0 0 0 0 0 0 0 0 1              1       minimal            no        yes     item 9 alone raises the prompt
0 0 0 0 0 0 0 0 3              3       minimal            no        yes     however low the total
3 3 3 3 3 3 3 3 0              24      severe             yes       no      and no high total raises it
1 1 1 1 1 1 1 1 -              9       mild               no        no      8 answered: 8 x 9/8
2 1 1 1 1 1 1 1 -              10.12   moderate           yes       no      9 x 9/8 = 10.125
2 2 2 2 2 2 2 - -              18      moderately_severe  yes       no      14 x 9/7
- - 1 0 0 0 0 0 0              1.29    minimal            no        no      1 x 9/7
1 1 1 1 0 0 0 0 -              4.5     minimal            no        no      4.5 has not reached 5
- - - 3 3 3 3 3 3              -       -                  -         yes     3 missing: no total; item 9 still counts
- - - - - - - - -              -       -                  -         no      nothing answered is not 0
"""

# answers to items 1..7        total   band               clinical  safety  why
GAD_7 = """
0 0 0 0 0 0 0                  0       minimal            no        no      the lowest total
1 1 1 1 0 0 0                  4       minimal            no        no      last of its band
1 1 1 1 1 0 0                  5       mild               no        no      first of its band
1 1 1 1 1 1 1                  7       mild               no        no      last below the cut
2 1 1 1 1 1 1                  8       mild               yes       no      first above the cut, still mild
3 3 3 0 0 0 0                  9       mild               yes       no      last of its band
3 3 3 1 0 0 0                  10      moderate           yes       no      first of its band
3 3 3 3 2 0 0                  14      moderate           yes       no      last of its band
3 3 3 3 3 0 0                  15      severe             yes       no      first of its band
3 3 3 3 3 3 3                  21      severe             yes       no      the highest total
3 3 3 3 3 3 -                  -       -                  -         no      no published rule for a missing item
- - - - - - -                  -       -                  -         no      nothing answered is not 0
"""

CLINICAL = {"yes": True, "no": False, "-": None}


def cases(key: str, table: str) -> list:
    """One case for each line: key, answers, total, band, clinical, safety."""
    rows, items = [], len(instrument(key).items)
    for line in table.strip().splitlines():
        cells = line.split()
        answers = [None if cell == "-" else int(cell) for cell in cells[:items]]
        total, band, clinical, safety, *why = cells[items:]
        expected = (
            None if total == "-" else float(total),
            None if band == "-" else band.replace("_", " "),
            CLINICAL[clinical],
            CLINICAL[safety],
        )
        rows.append(pytest.param(key, answers, expected, id=f"{key}: {' '.join(why)}"))
    return rows


@pytest.mark.parametrize("key, answers, expected", cases("phq-9", PHQ_9) + cases("gad-7", GAD_7))
def test_answers_give_the_published_total_band_and_prompt(key, answers, expected):
    found = score(instrument(key), answers)
    assert (found.total, found.band, found.at_or_above_caseness, found.safety) == expected
    assert found.missing == tuple(place for place, answer in enumerate(answers, start=1) if answer is None)
    assert found.answered == len(answers) - len(found.missing)
    assert found.prorated is (found.total is not None and bool(found.missing))
    assert found.method == f"{key}/1"


def test_item_9_left_empty_is_asked_about_not_taken_as_no():
    found = score(instrument("phq-9"), [0] * 8 + [None])
    assert (found.safety, found.safety_unanswered) == (False, True)
    assert not score(instrument("phq-9"), [0] * 9).safety_unanswered
    assert not score(instrument("gad-7"), [None] * 7).safety_unanswered  # it has no such item
