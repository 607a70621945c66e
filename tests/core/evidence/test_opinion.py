"""A view is worded as a view, by the person whose view it is."""

from __future__ import annotations

import pytest

from pentimento.core.evidence.opinion import is_worded_as_opinion

VIEWS = """
I think the house stands for home.
The closed door might be a way to keep people out.
In my view she was less guarded.
In my clinical opinion he is ready to end.
My hypothesis is that the dark colours follow the bad weeks.
Perhaps the river is the move to another town.
To my mind this was the turning point.
I strongly recommend six more sessions.
I would suggest a smaller group.
It seems to me that he tires quickly.
One possible reading is that the two figures are sisters.
I’m tired, but I wonder whether he is too.
We suspect that the noise made it harder.
As I see it, the goal was set too high.
"""

REPORTS = """
She drew a house without a door.
He came on 3 May and stayed for an hour.
She could not sit still.
She said “I think it might rain.”
He wrote 'perhaps' under the picture and said 'I think so'.
“Maybe,” she said.
She pressed with all her might.
He thinks that the house is too small.
The mighty river filled the sheet.
She may use scissors.
Her view is that it helped.
"""


def lines(table: str) -> list[str]:
    return table.strip().splitlines()


@pytest.mark.parametrize("text", lines(VIEWS))
def test_these_say_that_they_are_views(text):
    assert is_worded_as_opinion(text)


@pytest.mark.parametrize("text", lines(REPORTS))
def test_these_report_what_was_seen_or_said(text):
    assert not is_worded_as_opinion(text)
