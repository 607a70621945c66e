"""Where a form suffices, no script is needed: sign in, stamp, close, seal."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import expect

from browser import walk_arrival, walk_session
from browser.person import PASSWORD, Person
from browser.served import Server
from browser.walk_arrival import Story

SEEN = "Folded the sheet twice before the first line."


def test_a_session_is_recorded_and_its_note_sealed_without_javascript(
    practice: Server, therapist: Person, somebody: Callable[..., Person]
) -> None:
    """The client is taken on with script before; the session itself goes without."""
    story = Story(family_name="Halvorsen", picture=Path())
    therapist.signs_in("ada@practice.example")
    for step in (walk_arrival.refers_and_takes_on, walk_arrival.notes_what_to_mind, walk_session.books_a_session):
        step(therapist, story)
    plain = somebody(practice.url, java_script_enabled=False)
    plain.signs_in("ada@practice.example")
    plain.presses(re.compile("^Open session"))
    expect(plain.page).to_have_url(re.compile("/room/$"))
    pad = plain.page.locator("[data-pad-name=seen]")
    pad.get_by_role("textbox").fill(SEEN)
    plain.presses(re.compile("^Stamp"), within=pad)
    expect(pad.get_by_role("listitem")).to_contain_text(SEEN)
    plain.presses(re.compile(r"^\d?\s*Pencil$"))
    plain.presses("Close session")
    plain.follows("Go to the note")
    expect(plain.page.locator("textarea[name^=section_]").filter(has_text=SEEN)).to_be_visible()
    plain.writes(PASSWORD, "Your password")
    plain.presses("Seal note")
    plain.sees("Seal whole", SEEN)
