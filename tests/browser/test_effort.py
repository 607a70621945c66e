"""How much has to be pressed between an opened session and its sealed note."""

from __future__ import annotations

import re
from pathlib import Path

from playwright.sync_api import Locator, expect

from browser import walk_arrival, walk_session
from browser.figures import tell
from browser.person import PASSWORD, Person
from browser.test_episode import drawn_house
from browser.walk_arrival import Story

BUDGET = 25  # clicks and key presses besides the words themselves


class Hand:
    """Counts what is pressed. Words, the password among them, are not counted."""

    def __init__(self, person: Person) -> None:
        self.person = person
        self.pressed = 0

    def clicks(self, what: Locator) -> None:
        """One click."""
        what.click()
        self.pressed += 1

    def keys(self, keys: str) -> None:
        """One press for each key."""
        for key in keys.split():
            self.person.page.keyboard.press(key)
            self.pressed += 1

    def types(self, words: str) -> None:
        """Words, where the cursor stands."""
        self.person.page.keyboard.type(words)

    def chooses_file(self, button: Locator, path: Path) -> None:
        """Two presses: the button, and the file in the dialog of the device."""
        with self.person.page.expect_file_chooser() as chooser:
            self.clicks(button)
        chooser.value.set_files(path)
        self.pressed += 1


def test_from_opened_session_to_sealed_note_takes_at_most_25_presses(therapist: Person, tmp_path: Path) -> None:
    """One artwork, one measure, two stamped observations, one medium and a goal rating are in it."""
    story = Story(family_name="Halvorsen", picture=drawn_house(tmp_path / "house.png"))
    therapist.signs_in("ada@practice.example")
    for step in (
        walk_arrival.refers_and_takes_on,
        walk_arrival.notes_what_to_mind,
        walk_arrival.records_consent,
        walk_arrival.agrees_a_plan,
        walk_session.books_a_session,
        walk_session.opens_it_from_today,
    ):
        step(therapist, story)
    hand, page = Hand(therapist), therapist.page
    records(hand, story)
    gives_a_measure(hand)
    hand.clicks(page.get_by_role("button", name="Close session"))
    hand.clicks(page.get_by_role("link", name="Go to the note"))
    hand.clicks(page.get_by_label("Your password"))
    hand.types(PASSWORD)
    hand.keys("Enter")
    therapist.sees("Seal whole", "drawn with the left hand")
    tell(f"opened session to sealed note: {hand.pressed} clicks and key presses (at most {BUDGET})")
    assert hand.pressed <= BUDGET


def records(hand: Hand, story: Story) -> None:
    """What was seen and said, the medium, the picture, the goal."""
    page = hand.person.page
    for pad, words in (("seen", "The roof first, drawn with the left hand."), ("said", "It is our old one.")):
        hand.clicks(page.locator(f"[data-pad-name={pad}]").get_by_role("textbox"))
        hand.types(words)
        hand.keys("Control+Enter")
        expect(page.locator(f"[data-pad-name={pad}] li")).to_have_count(1)
    hand.clicks(page.get_by_role("button", name=re.compile(r"^\d?\s*Pencil$")))
    hand.chooses_file(page.locator(".capture-button"), story.picture)
    expect(page.get_by_role("button", name="Name it")).to_be_visible()
    hand.clicks(page.locator("#session-goals").get_by_text("walks away before shouting"))
    expect(page.locator("#session-goals .result")).to_be_visible()


def gives_a_measure(hand: Hand) -> None:
    """GAD-7 from paper: seven digits and Enter."""
    hand.clicks(hand.person.page.get_by_role("link", name="Give GAD-7"))
    expect(hand.person.page.locator(".score-row input").first).to_be_focused()
    hand.keys("1 2 1 0 1 2 1")
    hand.keys("Enter")
    expect(hand.person.page).to_have_url(re.compile("/room/$"))
    hand.person.sees("8 of 21")
