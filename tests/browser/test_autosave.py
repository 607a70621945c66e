"""What is typed in the session room outlives a killed server."""

from __future__ import annotations

import re
import signal
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Locator, expect

from browser import walk_arrival, walk_session
from browser.figures import tell
from browser.person import Person
from browser.served import Server
from browser.walk_arrival import Story

WORDS = "She turns the sheet over, looks at the back for a long while, and begins again with the side of the chalk. "
MOST_LOST = 5.0  # seconds of typing
DRAFTS = "() => Object.entries(localStorage).filter(([name]) => name.includes('draft'))"


@pytest.fixture
def in_the_room(therapist: Person) -> Person:
    """Ada, in the room of an open session."""
    story = Story(family_name="Halvorsen", picture=Path())
    therapist.signs_in("ada@practice.example")
    for step in (
        walk_arrival.refers_and_takes_on,
        walk_arrival.notes_what_to_mind,
        walk_session.books_a_session,
    ):
        step(therapist, story)
    therapist.follows("Today", exact=True)
    row = therapist.page.get_by_role("listitem").filter(has_text=story.name).first
    therapist.presses(re.compile("^Open session"), within=row)
    expect(therapist.page).to_have_url(re.compile("/room/$"))
    return therapist


def pad(person: Person) -> Locator:
    """Where is written what was seen."""
    return person.page.locator("[data-pad-name=seen]").get_by_role("textbox")


def is_saved(person: Person) -> None:
    """The page says that everything is saved."""
    expect(person.page.locator("[data-saved-state]")).to_contain_text(re.compile("^Saved|Saved \\d"))


def drafts(person: Person) -> list[Any]:
    """What is kept on the device."""
    kept: list[Any] = person.page.evaluate(DRAFTS)
    return kept


def test_a_killed_server_costs_at_most_five_seconds_of_typing(
    in_the_room: Person, practice: Server, somebody: Callable[..., Person]
) -> None:
    area, typed_at = pad(in_the_room), []
    for letter in WORDS:
        area.press_sequentially(letter, delay=40)
        typed_at.append(time.monotonic())
    practice.end(signal.SIGKILL)
    killed_at = time.monotonic()
    in_the_room.page.context.set_offline(True)  # else it sends the rest as soon as somebody answers again
    in_the_room.page.wait_for_function(f"() => ({DRAFTS})().length > 0")
    assert not any("sheet" in text for _name, text in drafts(in_the_room)), "words lie readable on the device"
    practice.start()
    elsewhere = somebody(practice.url)
    elsewhere.signs_in("ada@practice.example")
    elsewhere.goes(in_the_room.page.url)
    kept = len(pad(elsewhere).input_value())
    lost = killed_at - typed_at[kept] if kept < len(WORDS.rstrip()) else 0.0
    tell(f"server killed while typing: {lost:.1f} s of typing were not on the server yet (at most {MOST_LOST:.0f} s)")
    assert lost <= MOST_LOST
    in_the_room.page.context.set_offline(False)
    is_saved(in_the_room)
    in_the_room.page.reload()
    assert pad(in_the_room).input_value() == WORDS
    in_the_room.complaints.clear()  # the browser says that nobody answered, as it should
