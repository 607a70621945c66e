"""The session: booked, opened from Today, seen and heard in the room, rated, measured."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Browser, Locator, expect

from browser.figures import tell
from browser.inspection import settled
from browser.person import PASSWORD, Person
from browser.walk_arrival import Story

PADS = {
    "seen": "Begins with the house, at the right edge. The door comes last.",
    "said": "That one is where I go when it gets loud.",
    "hypothesis": "The path might stand for a way out she has found.",
    "response": "I noticed that I held my breath at the door.",
}
MEDIA = ("Pencil", "Soft pastel")
PHQ_9 = (2, 2, 1, 3, 1, 2, 1, 0, 1)
DONE = "Asked openly about thoughts and plans: none today. Father told, with her there. We look at it again on Monday."


def opens_a_room(
    chromium: Browser, url: str, family_name: str, steps: tuple[Callable[[Person, Story], None], ...]
) -> str:
    """Take a new client through these steps and open the session that was booked. Answers the room's address."""
    context = chromium.new_context(base_url=url, locale="en-GB", viewport={"width": 1280, "height": 900})
    context.set_default_timeout(60_000)
    ada, story = Person(context.new_page()), Story(family_name=family_name, picture=Path())
    ada.signs_in("ada@practice.example")
    for step in steps:
        step(ada, story)
    ada.follows("Today", exact=True)
    row = ada.page.get_by_role("listitem").filter(has_text=story.name).first
    ada.presses(re.compile("^Open session"), within=row)
    expect(ada.page).to_have_url(re.compile("/room/$"))
    address = ada.page.url
    context.close()
    return address


def books_a_session(ada: Person, story: Story) -> None:
    """From the client's own list, for today."""
    ada.opens_tab("Sessions")
    ada.sees("No session yet")
    ada.follows("Book a session")
    day = ada.page.locator("main").get_by_label("Day")
    expect(day).not_to_have_value("")
    ada.writes(story.time, "Time")
    ada.writes("Studio", "Place")
    ada.presses("Book session")
    ada.sees(story.name)


def opens_it_from_today(ada: Person, story: Story) -> None:
    """Today first; opened with its directive and the objective of the plan."""
    ada.follows("Today", exact=True)
    row = ada.page.get_by_role("listitem").filter(has_text=story.name).first
    expect(row).to_contain_text(story.time)
    ada.presses(re.compile("^Open session"), within=row)
    expect(ada.page).to_have_url(re.compile("/room/$"))
    ada.sees("Allergy: Latex: no rubber gloves, no liquid masking")
    settled(ada.page)
    ada.ticks(story.objective)
    ada.writes("A place where it is quiet", "Directive")
    ada.presses("Keep the directive")
    expect(ada.page.locator("summary").filter(has_text="A place where it is quiet")).to_contain_text(
        "Chooses the colours"
    )


def stamps_what_happens(ada: Person, _story: Story) -> None:
    """Four pads, kept apart, each stamped with the time; media in order of use."""
    for name, words in PADS.items():
        pad = ada.page.locator(f"[data-pad-name={name}]")
        pad.get_by_role("textbox").fill(words)
        ada.presses(re.compile("^Stamp"), within=pad)
        expect(pad.get_by_role("listitem").filter(has_text=words)).to_be_visible()
        expect(pad.get_by_role("textbox")).to_have_value("")
    for order, medium in enumerate(MEDIA, start=1):
        chip = ada.page.get_by_role("button", name=re.compile(rf"^\d?\s*{medium}$"))
        chip.click()
        expect(chip).to_have_attribute("aria-pressed", "true")
        expect(chip.locator(".order")).to_have_text(str(order))
    expect(ada.page.locator("[data-saved-state]")).to_contain_text("Saved")


def adds_the_picture(ada: Person, story: Story) -> None:
    """The picture hangs in the room as soon as it is chosen; its title is in the client's words."""
    began = time.perf_counter()
    ada.page.locator("[data-capture] input[type=file]").set_input_files(story.picture)
    thumbnail = ada.page.locator("#room-works img").first
    expect(thumbnail).to_be_visible()
    _is_drawn(thumbnail)
    tell(f"{story.picture.name}: seen {time.perf_counter() - began:.2f} s after it was chosen (aim: under 1 s)")
    works = ada.page.locator("#room-works")
    ada.writes("The quiet house", "Title, in the client's words", within=works)
    ada.presses("Name it", within=works)
    expect(works).to_contain_text("The quiet house")
    expect(works.get_by_role("status")).to_contain_text("Saved")


def rates_the_goal(ada: Person, story: Story) -> None:
    """The client chooses the step, in its own words."""
    goals = ada.page.locator("#session-goals")
    expect(goals).to_contain_text(story.goal)
    goals.get_by_text("walks away before shouting").click()
    expect(goals.locator(".result")).to_contain_text("50.0")
    ada.ticks("The client chose the step", within=goals)
    expect(goals.get_by_role("radio", name=re.compile("walks away"))).to_be_checked()


def gives_phq9_from_paper(ada: Person, _story: Story) -> None:
    """Item by item with the keyboard; item 9 raises a prompt, and what was done is recorded."""
    ada.follows("Give PHQ-9")
    ada.sees_heading("PHQ-9 from the paper form")
    expect(ada.page.locator(".score-row input").first).to_be_focused()
    for answer in PHQ_9:
        ada.page.keyboard.press(str(answer))
    ada.presses("Keep PHQ-9")
    expect(ada.page.locator(".result")).to_contain_text(f"{sum(PHQ_9)} of 27")
    ada.sees("Talk about safety today", "There is no earlier total to compare with")
    ada.follows("Record what was done")
    ada.sees_heading("Talk about safety")
    ada.writes(DONE, "What was done")
    ada.presses("Record what was done")
    ada.sees(DONE)


def hands_gad7_over(ada: Person, _story: Story) -> None:
    """Once the official form is imported, it is given on screen in its own words."""
    ada.opens_tab("Sessions")
    ada.follows(re.compile("10:00"))
    ada.follows("Give GAD-7")
    ada.follows("Give on screen instead")
    ada.sees("Feeling nervous, anxious or on edge", "Nearly every day")


def answers_on_screen(ada: Person, _story: Story) -> None:
    """The client answers; the device stays locked until the therapist has it back."""
    for question in ada.page.locator("fieldset.gas").all():
        question.get_by_text("Several days").click()
    ada.presses("I am done")
    ada.sees("Please hand the device back now.")
    ada.writes(PASSWORD, "Your password")
    ada.presses("Open the record")
    expect(ada.page.locator(".result")).to_contain_text("7 of 21")


def closes_the_session(ada: Person, _story: Story) -> None:
    """Back to the room; closed, everything recorded stands on one page, the own response marked private."""
    ada.opens_tab("Sessions")
    ada.follows(re.compile("10:00"))
    ada.presses("Close session")
    ada.opens_tab("Sessions")
    ada.follows(re.compile("10:00"))
    ada.sees(*PADS.values())
    ada.sees("only you", "A place where it is quiet", "Closed")


def _is_drawn(picture: Locator) -> None:
    expect(picture).to_have_js_property("complete", True)
    expect(picture).not_to_have_js_property("naturalWidth", 0)
