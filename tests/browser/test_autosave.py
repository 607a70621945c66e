"""What is typed in the session room outlives a killed server, a lost connection, signing out, and a second tab."""

from __future__ import annotations

import re
import signal
import time
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page, Route, expect

from browser import walk_arrival, walk_session
from browser.figures import tell
from browser.person import Person
from browser.served import Server

WORDS = "She turns the sheet over, looks at the back for a long while, and begins again with the side of the chalk. "
MOST_LOST = 5.0  # seconds of typing
DRAFTS = "() => Object.entries(localStorage).filter(([name]) => name.includes('draft'))"


@pytest.fixture(scope="module")
def room(practice: Server, chromium: Browser) -> str:
    """The address of the room of a session that Ada opened."""
    steps = (
        walk_arrival.refers_and_takes_on,
        walk_arrival.notes_what_to_mind,
        walk_arrival.agrees_a_plan,
        walk_session.books_a_session,
    )
    return walk_session.opens_a_room(chromium, practice.url, "Halvorsen", steps)


@pytest.fixture
def in_the_room(therapist: Person, room: str) -> Person:
    """Ada, in the room. Each test writes on a pad of its own: a session is walked to only once."""
    return enters(therapist, room)


def enters(person: Person, room: str) -> Person:
    """Sign in and go to the room, at once by its address."""
    person.signs_in("ada@practice.example")
    person.goes(room)
    expect(person.page.locator("[data-room]:not([data-draft-key])")).to_have_count(1)  # its script has begun
    return person


def pad(person: Person, name: str = "seen") -> Locator:
    """Where something is written: what was seen, unless another pad is named."""
    return person.page.locator(f"[data-pad-name={name}]").get_by_role("textbox")


def types(area: Locator, words: str) -> list[float]:
    """Type as a person does. When each letter was there, on the monotonic clock, in seconds."""
    typed_at = []
    for letter in words:
        area.press_sequentially(letter, delay=40)
        typed_at.append(time.monotonic())
    return typed_at


def lost_by(somebody_else: Person, name: str, typed_at: list[float], cut_at: float) -> float:
    """Seconds of typing before the cut that a second device does not find on the server."""
    kept = len(pad(somebody_else, name).input_value())
    return max(0.0, cut_at - typed_at[kept]) if kept < len(WORDS.rstrip()) else 0.0


def is_saved(person: Person) -> None:
    """The page says that everything is saved."""
    expect(person.page.locator("[data-saved-state]")).to_contain_text(re.compile("^Saved|Saved \\d"))


def delivers(person: Person) -> None:
    """Wait until nothing waits on the device any more."""
    person.page.wait_for_function(f"() => ({DRAFTS})().length === 0")


def drafts(person: Person) -> list[Any]:
    """What is kept on the device."""
    kept: list[Any] = person.page.evaluate(DRAFTS)
    return kept


def test_what_is_ticked_and_typed_before_the_scripts_have_come_is_kept_all_the_same(in_the_room: Person) -> None:
    page, held = in_the_room.page, list[Route]()
    room, aims = page.url, page.locator("#aims form").get_attribute("action") or ""
    page.route(re.compile(r"/dist/(app|room)\.js"), lambda route: held.append(route))
    page.goto(aims, wait_until="commit")
    page.get_by_role("checkbox").first.check()
    with page.expect_response(lambda answer: answer.request.method == "POST"):
        _come(page, held)
    page.goto(room, wait_until="commit")
    pad(in_the_room, "response").fill("I was early, and so was she.")
    _come(page, held)
    is_saved(in_the_room)
    page.unroute_all()
    page.reload()
    expect(pad(in_the_room, "response")).to_have_value("I was early, and so was she.")
    expect(page.locator("#aims input[type=checkbox]").first).to_be_checked()
    pad(in_the_room, "response").fill("")


def _come(page: Page, held: list[Route]) -> None:
    """Let the scripts through that a slow line held back."""
    while held:
        held.pop().continue_()
    page.wait_for_load_state()


def test_a_killed_server_costs_at_most_five_seconds_of_typing(
    in_the_room: Person, room: str, practice: Server, somebody: Callable[..., Person]
) -> None:
    typed_at = types(pad(in_the_room), WORDS)
    practice.end(signal.SIGKILL)
    killed_at = time.monotonic()
    in_the_room.page.context.set_offline(True)  # else it sends the rest as soon as somebody answers again
    in_the_room.page.wait_for_function(f"() => ({DRAFTS})().length > 0")
    assert not any("sheet" in text for _name, text in drafts(in_the_room)), "words lie readable on the device"
    practice.start()
    lost = lost_by(enters(somebody(practice.url), room), "seen", typed_at, killed_at)
    tell(f"server killed while typing: {lost:.1f} s of typing were not on the server yet (at most {MOST_LOST:.0f} s)")
    assert lost <= MOST_LOST
    in_the_room.page.context.set_offline(False)
    is_saved(in_the_room)
    in_the_room.page.reload()
    assert pad(in_the_room).input_value() == WORDS
    in_the_room.complaints.clear()  # the browser says that nobody answered, as it should


def test_a_lost_connection_costs_at_most_five_seconds_and_nothing_once_it_is_back(
    in_the_room: Person, room: str, practice: Server, somebody: Callable[..., Person]
) -> None:
    context, half = in_the_room.page.context, len(WORDS) // 2
    typed_at = types(pad(in_the_room, "said"), WORDS[:half])
    context.set_offline(True)
    cut_at = time.monotonic()
    typed_at += types(pad(in_the_room, "said"), WORDS[half:])
    expect(in_the_room.page.locator("[data-saved-state]")).to_contain_text("Offline. Kept on this device")
    lost = lost_by(enters(somebody(practice.url), room), "said", typed_at, cut_at)
    tell(f"connection lost while typing: {lost:.1f} s of typing were not on the server yet (at most {MOST_LOST:.0f} s)")
    assert lost <= MOST_LOST
    context.set_offline(False)
    in_the_room.page.reload()
    expect(pad(in_the_room, "said")).to_have_value(WORDS)
    delivers(in_the_room)  # already before the reload, if the page was quick: then it has nothing to say
    elsewhere = enters(somebody(practice.url), room)
    kept = len(pad(elsewhere, "said").input_value())
    tell(f"connection back after a reload: {len(WORDS) - kept} of {len(WORDS)} characters lost")
    assert pad(elsewhere, "said").input_value() == WORDS
    in_the_room.complaints.clear()  # the connection that was lost on purpose


def test_signing_out_with_unsaved_words_says_so_and_leaves_nothing_on_the_device(
    in_the_room: Person, room: str
) -> None:
    page = in_the_room.page
    page.route("**/save/", lambda route: route.abort())
    pad(in_the_room, "hypothesis").fill("Might be the flat they left.")
    expect(page.locator("[data-saved-state]")).to_contain_text("Offline. Kept on this device")
    in_the_room.goes("/")
    signs_out(in_the_room)
    told = page.get_by_role("dialog", name="Some words are not saved yet")
    expect(told).to_be_visible()
    in_the_room.presses("Stay", within=told)
    page.unroute("**/save/")
    in_the_room.goes(room)
    expect(pad(in_the_room, "hypothesis")).to_have_value("Might be the flat they left.")
    is_saved(in_the_room)
    delivers(in_the_room)
    in_the_room.goes("/")
    signs_out(in_the_room)
    in_the_room.sees_heading("Sign in")
    assert drafts(in_the_room) == []
    enters(in_the_room, room)
    expect(pad(in_the_room, "hypothesis")).to_have_value("Might be the flat they left.")
    in_the_room.complaints.clear()  # the requests that were cut on purpose


def signs_out(person: Person) -> None:
    """By the menu under the name."""
    person.page.locator(".account summary").click()
    person.presses("Sign out")


def test_two_tabs_that_change_one_entry_show_both_texts_and_lose_none(in_the_room: Person) -> None:
    mine = pad(in_the_room, "response")
    mine.fill("Blue first.")
    is_saved(in_the_room)
    other = Person(in_the_room.page.context.new_page())
    other.goes(in_the_room.page.url)
    expect(pad(other, "response")).to_have_value("Blue first.")
    with other.page.expect_response(re.compile("/save/")):
        pad(other, "response").fill("Blue first, then white.")
    mine.fill("Blue first, with a wet brush.")
    asked = in_the_room.page.get_by_role("dialog", name="This entry was also changed elsewhere")
    expect(asked).to_be_visible()
    expect(asked.locator("[data-mine]")).to_have_text("Blue first, with a wet brush.")
    expect(asked.locator("[data-theirs]")).to_have_text("Blue first, then white.")
    in_the_room.presses("Keep both, one below the other", within=asked)
    expect(mine).to_have_value("Blue first, then white.\n\nBlue first, with a wet brush.")
    is_saved(in_the_room)
    in_the_room.page.reload()
    expect(mine).to_have_value("Blue first, then white.\n\nBlue first, with a wet brush.")
    in_the_room.complaints.clear()  # the 409 that is shown as the two texts


def test_a_finger_that_lands_twice_means_it_once(in_the_room: Person) -> None:
    page = in_the_room.page
    chip = page.get_by_role("button", name=re.compile(r"^\d?\s*Clay$"))
    with page.expect_response(re.compile("/media/")):
        chip.dblclick()
    expect(chip.locator(".order")).to_have_text("1")
    stamp = page.locator("[data-pad-name=hypothesis] [data-stamp]")
    pad(in_the_room, "hypothesis").fill("Might be asking to be seen.")
    stamp.dblclick()
    expect(page.locator("[data-pad-name=hypothesis] .entry").last).to_contain_text("Might be asking to be seen.")
    expect(stamp.locator("time")).to_be_empty()  # no minute was taken for words that nobody has begun
    is_saved(in_the_room)
    page.reload()
    expect(chip).to_have_attribute("aria-pressed", "true")


@pytest.mark.parametrize("way", [("link", "Thread"), ("button", "SOAP")])
def test_leaving_a_note_within_a_second_of_typing_loses_nothing(
    therapist: Person, room: str, way: tuple[str, str]
) -> None:
    therapist.signs_in("ada@practice.example")
    address, words = room.replace("/room/", "/note/"), f"Typed just before {way[1]}."
    therapist.goes(address)
    plan = therapist.page.locator("#note textarea").last
    plan.fill(words)
    role, name = way
    therapist.presses(name, role=role, exact=True)
    expect(therapist.page).not_to_have_url(address)
    therapist.goes(address)
    expect(plan).to_have_value(words)
