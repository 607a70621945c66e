"""One episode of care, walked in the browser as somebody new would walk it, from referral to ending."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image, ImageDraw

from browser import walk_arrival, walk_records, walk_session
from browser.figures import tell
from browser.person import Person
from browser.walk_arrival import Story
from cast import SHARED

DRAWING = SHARED / "data" / "htp" / "htp_13.jpg"
FORMS = SHARED / "data" / "instruments"


@pytest.fixture
def story(tmp_path: Path) -> Story:
    """A client whose picture is a real drawing where one lies beside the repository."""
    picture = DRAWING
    if not picture.exists():
        tell("No real drawing lies beside the repository: a drawn house stands in for it.")
        picture = drawn_house(tmp_path / "house.png")
    return Story(family_name="Halvorsen", picture=picture)


def drawn_house(path: Path) -> Path:
    """A house in three colours on white paper."""
    sheet = Image.new("RGB", (1600, 1200), "white")
    pen = ImageDraw.Draw(sheet)
    pen.rectangle((500, 500, 1100, 1000), outline="black", width=14)
    pen.polygon((450, 500, 800, 250, 1150, 500), outline="firebrick", width=14)
    pen.ellipse((1300, 120, 1450, 270), fill="goldenrod")
    sheet.save(path)
    return path


def test_a_newcomer_walks_a_whole_episode_of_care(therapist: Person, story: Story, tmp_path: Path) -> None:
    """Each step asserts what the person sees; the steps are in `walk_arrival`, `walk_session` and `walk_records`."""
    therapist.signs_in("ada@practice.example")
    therapist.sees("Nothing is booked for today", "Every session you held has its sealed note.")
    therapist.sees("No measure is due this week.", "None ends within a month.")
    for step in (
        walk_arrival.refers_and_takes_on,
        walk_arrival.notes_what_to_mind,
        walk_arrival.records_consent,
        walk_arrival.agrees_a_plan,
        walk_session.books_a_session,
        walk_session.opens_it_from_today,
        walk_session.stamps_what_happens,
        walk_session.adds_the_picture,
        walk_session.rates_the_goal,
        walk_session.gives_phq9_from_paper,
        *on_screen(),
        walk_session.closes_the_session,
        walk_records.seals_the_note,
        walk_records.amends_the_note,
        walk_records.looks_at_the_work,
        walk_records.writes_a_report,
        walk_records.seals_the_report,
    ):
        step(therapist, story)
    walk_records.opens_the_files(therapist, tmp_path)
    for step in (
        walk_records.corrects_the_evidence,
        walk_records.begins_the_ending,
        walk_records.reviews_goal_and_work,
        walk_records.completes_the_ending,
    ):
        step(therapist, story)


def on_screen() -> tuple[Callable[[Person, Story], None], ...]:
    """GAD-7 on screen needs the publisher's own form, which is not ours to ship."""
    if not FORMS.exists():
        tell("No official form lies beside the repository: GAD-7 is not given on screen in this walk.")
        return ()
    return (walk_session.hands_gad7_over, walk_session.answers_on_screen)
