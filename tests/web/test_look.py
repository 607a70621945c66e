"""How moments, ages and signs look on a page."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from django.template import Context, Template

from pentimento.web import templatetags
from pentimento.web.templatetags.look import age_on, near, signed, undo_address

TODAY = date(2026, 5, 4)
ICONS = Path(templatetags.__file__).parents[1] / "templates/components/icons"


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2026, 5, 4), "today"),
        (date(2026, 5, 3), "yesterday"),
        (date(2026, 5, 5), "tomorrow"),
        (date(2026, 5, 11), "in 7 days"),
        (date(2026, 4, 27), "7 days ago"),
        (date(2026, 4, 26), "26 April"),
        (date(2025, 12, 31), "31 December 2025"),
        (datetime(2026, 5, 4, 14, 32, tzinfo=UTC), "today 14:32"),
    ],
)
def test_a_moment_is_said_in_words_up_to_a_week_away(day, words):
    assert near(day, today=TODAY) == words


@pytest.mark.parametrize(
    ("born", "words"),
    [
        (date(2015, 5, 5), "10 years"),
        (date(2015, 5, 4), "11 years"),
        (date(2024, 6, 1), "23 months"),
        (date(2026, 5, 4), "0 months"),
        (date(2024, 2, 29), "2 years"),
        (date(2027, 1, 1), "not yet born"),
    ],
)
def test_small_children_are_counted_in_months(born, words):
    assert age_on(born, today=TODAY) == words


def test_steps_of_a_goal_carry_their_sign():
    assert [signed(step) for step in (-2, "-1", 0, 1, "+2", "x")] == ["−2", "−1", "0", "+1", "+2", "x"]


@pytest.mark.parametrize(
    ("tags", "address"),
    [
        ("undo:/clients/x/restore/", "/clients/x/restore/"),
        ("undo://elsewhere.example/", ""),
        ("undo:/\\elsewhere.example/", ""),
        ("undo:https://elsewhere.example/", ""),
        ("", ""),
        ("/clients/x/", ""),
    ],
)
def test_undo_leads_only_to_our_own_paths(tags, address):
    assert undo_address(tags) == address


@pytest.mark.parametrize("sign", sorted(path.stem for path in ICONS.glob("*.svg")))
def test_every_sign_is_hidden_from_screen_readers_and_carries_no_style(sign):
    drawn = Template("{% load look %}{% icon name %}").render(Context({"name": sign}))
    assert drawn.startswith("<svg") and 'aria-hidden="true"' in drawn and "style=" not in drawn
