"""A drawing made on screen outlives a lost connection and a closed page, and is the same picture ever after."""

from __future__ import annotations

import re
import signal
from base64 import b64decode
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from browser import walk_arrival, walk_session
from browser.inspection import NARROWEST, WIDTHS, overflow, settled, violations
from browser.person import PASSWORD, Person
from browser.served import Server
from pentimento.core.strokes import Samples, read_log
from pentimento.core.strokes.render import render

PIXELS = """(canvas) => {
  const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
  return data.reduce((sum, byte) => (sum * 31 + byte) | 0, canvas.width);
}"""


BYTES = """(canvas) => {
  const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
  let packed = '';
  for (let at = 0; at < data.length; at += 8192) packed += String.fromCharCode(...data.subarray(at, at + 8192));
  return btoa(packed);
}"""


@pytest.fixture(scope="module")
def room(practice: Server, chromium: Browser) -> str:
    """The room of a session of somebody who agreed that works are kept."""
    steps = (
        walk_arrival.refers_and_takes_on,
        walk_arrival.notes_what_to_mind,
        walk_arrival.records_consent,
        walk_session.books_a_session,
    )
    return walk_session.opens_a_room(chromium, practice.url, "Oduya", steps)


@pytest.fixture
def at_the_sheet(therapist: Person, room: str) -> Person:
    """Ada's tablet, a new sheet on it."""
    therapist.signs_in("ada@practice.example")
    therapist.goes(room)
    therapist.presses("Draw on screen")
    is_ready(therapist)
    return therapist


def is_ready(person: Person) -> None:
    expect(person.page.locator("[data-easel][data-ready]")).to_have_count(1)


def sheet(person: Person) -> Locator:
    return person.page.locator("[data-sheet]")


def pixels(person: Person) -> int:
    """One number for all pixels of the sheet, once the last of them are shown."""
    person.page.evaluate("() => new Promise((shown) => requestAnimationFrame(() => requestAnimationFrame(shown)))")
    number: int = sheet(person).evaluate(PIXELS)
    return number


def draws(person: Person, tool: str, y: float) -> None:
    """One stroke across the sheet."""
    person.presses(tool, exact=True)
    box = sheet(person).bounding_box()
    assert box is not None
    mouse, height = person.page.mouse, box["y"] + box["height"] * y
    mouse.move(box["x"] + box["width"] * 0.2, height)
    mouse.down()
    mouse.move(box["x"] + box["width"] * 0.8, height + 30, steps=12)
    mouse.up()


def is_kept(person: Person) -> None:
    expect(person.page.locator("[data-kept-state]")).to_have_text("Kept")


def gives_back(person: Person) -> None:
    person.sees("Please hand the device back now.")
    person.writes(PASSWORD, "Your password")
    person.presses("Open the record")


def test_a_closed_page_without_a_connection_loses_nothing(at_the_sheet: Person) -> None:
    page, context = at_the_sheet.page, at_the_sheet.page.context
    draws(at_the_sheet, "Ink", 0.2)
    is_kept(at_the_sheet)
    context.set_offline(True)
    draws(at_the_sheet, "Chalk", 0.5)
    expect(page.locator("[data-kept-state]")).to_have_text("Offline. Kept on this device")
    before, address = pixels(at_the_sheet), page.url
    at_the_sheet.complaints.clear()  # the connection that was lost on purpose
    again = Person(context.new_page())
    page.close()
    context.set_offline(False)
    again.goes(address)
    is_ready(again)
    assert pixels(again) == before
    is_kept(again)
    again.page.reload()
    is_ready(again)
    assert pixels(again) == before
    at_the_sheet.complaints.clear()


def test_a_killed_server_loses_nothing_that_was_drawn(at_the_sheet: Person, practice: Server) -> None:
    draws(at_the_sheet, "Marker", 0.3)
    practice.end(signal.SIGKILL)
    draws(at_the_sheet, "Wash", 0.6)
    before = pixels(at_the_sheet)
    practice.start()
    is_kept(at_the_sheet)
    at_the_sheet.page.reload()
    is_ready(at_the_sheet)
    assert pixels(at_the_sheet) == before
    at_the_sheet.complaints.clear()  # nobody answered for a while, as it should be


def test_the_sheet_is_locked_finished_and_watched_again(at_the_sheet: Person) -> None:
    page = at_the_sheet.page
    draws(at_the_sheet, "Pencil", 0.3)
    draws(at_the_sheet, "Spray", 0.5)
    at_the_sheet.presses("Undo", exact=True)
    sheet(at_the_sheet).focus()
    for key in ("Space", "Shift+ArrowRight", "Shift+ArrowDown", "Space"):
        page.keyboard.press(key)
    is_kept(at_the_sheet)
    drawn, address = pixels(at_the_sheet), page.url
    at_the_sheet.goes("/clients/")
    at_the_sheet.sees("Please hand the device back now.")
    at_the_sheet.goes(address)
    is_ready(at_the_sheet)
    at_the_sheet.presses("I am done")
    gives_back(at_the_sheet)
    expect(page).to_have_url(re.compile("/works/"))
    at_the_sheet.presses("Watch it being drawn")
    at_the_sheet.presses("8×")
    expect(page.get_by_role("button", name="Play", exact=True)).to_be_visible()  # it came to its end
    assert page.locator("[data-replay-sheet]").evaluate(PIXELS) == drawn
    expect(page.locator("[data-replay-marks] rect[data-kind=erased]")).to_have_count(1)


def takes_it_out(person: Person, folder: Path) -> tuple[Path, bytes]:
    """The page that plays the drawing, as it was downloaded, and the log that was drawn."""
    page = person.page
    content = bytes(page.evaluate("async () => [...new Uint8Array(await (await fetch('?log')).arrayBuffer())]"))
    person.presses("I am done")
    gives_back(person)
    page.locator("summary", has_text="Take the drawing out").click()
    with page.expect_download() as coming:
        page.get_by_role("link", name="A page that plays it").click()
    file = folder / coming.value.suggested_filename
    coming.value.save_as(file)
    return file, content


def plays_to_its_end(player: Page) -> None:
    """From the beginning, at each speed there is."""
    time = player.locator("[data-replay-time]")
    time.fill("0")
    bare = player.locator("[data-replay-sheet]").evaluate(PIXELS)
    for speed in ("1×", "2×", "8×"):
        player.get_by_role("button", name=speed, exact=True).click()
        expect(player.get_by_role("button", name=speed, exact=True)).to_have_attribute("aria-pressed", "true")
    player.get_by_role("button", name="Play", exact=True).click()
    expect(player.get_by_role("button", name="Pause", exact=True)).to_be_visible()
    expect(player.get_by_role("button", name="Play", exact=True)).to_be_visible(timeout=60_000)
    assert time.input_value() == time.get_attribute("max")
    assert player.locator("[data-replay-sheet]").evaluate(PIXELS) != bare


def test_the_file_that_left_plays_without_a_server_and_ends_in_the_same_pixels(
    at_the_sheet: Person, chromium: Browser, tmp_path: Path
) -> None:
    for tool, y in (("Chalk", 0.3), ("Wash", 0.5), ("Eraser", 0.4), ("Ink", 0.7)):
        draws(at_the_sheet, tool, y)
    at_the_sheet.presses("Undo", exact=True)
    is_kept(at_the_sheet)
    file, content = takes_it_out(at_the_sheet, tmp_path)
    asked: list[str] = []
    complaints: list[str] = []
    with chromium.new_context(offline=True) as alone:
        player = alone.new_page()
        player.on("request", lambda request: asked.append(request.url))
        player.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
        player.on("pageerror", lambda fault: complaints.append(str(fault)))
        player.goto(file.as_uri())
        plays_to_its_end(player)
        picture = render(read_log(content))
        shown = b64decode(player.locator("[data-replay-sheet]").evaluate(BYTES))
        same = np.frombuffer(shown, np.uint8).reshape(*picture.shape[:2], 4)
        assert (same[..., :3] == picture).all() and (same[..., 3] == 255).all()
        assert asked == [file.as_uri()] and complaints == []
        for wide, high in {NARROWEST: 640, **WIDTHS}.items():
            player.set_viewport_size({"width": wide, "height": high})
            assert overflow(player) == [], f"{wide} px"


POINTERS = """(canvas, [type, touches]) => {
  const box = canvas.getBoundingClientRect();
  const come = (what, id, x, y, more) => canvas.dispatchEvent(new PointerEvent(what, {
    pointerId: id, pointerType: type, button: 0, bubbles: true, cancelable: true,
    clientX: box.left + box.width * x, clientY: box.top + box.height * y, ...more }));
  for (const [x, pressure] of touches) {
    come('pointerdown', 7, x, 0.3, { pressure, tiltX: 30, tiltY: -10 });
    come('pointermove', 7, x, 0.6, { pressure: pressure / 2, tiltX: 30, tiltY: -10 });
    come('pointerup', 7, x, 0.6, { pressure: 0 });
  }
}"""


def test_a_pen_presses_and_leans_and_the_hand_under_it_draws_nothing(at_the_sheet: Person) -> None:
    canvas, page = sheet(at_the_sheet), at_the_sheet.page
    canvas.evaluate(POINTERS, ["pen", [[0.3, 0.8]]])
    drawn = pixels(at_the_sheet)
    canvas.evaluate(POINTERS, ["touch", [[0.5, 0.5], [0.7, 0.5]]])
    assert pixels(at_the_sheet) == drawn
    is_kept(at_the_sheet)
    content = bytes(page.evaluate("async () => [...new Uint8Array(await (await fetch('?log')).arrayBuffer())]"))
    [samples] = [event.samples for event in read_log(content) if isinstance(event, Samples)]
    assert [(one.pressure, one.tilt_x, one.tilt_y) for one in samples] == [(204, 30, -10), (102, 30, -10)]


def test_the_sheet_and_the_player_can_be_used_by_everybody(at_the_sheet: Person) -> None:
    draws(at_the_sheet, "Ink", 0.3)
    is_kept(at_the_sheet)
    for fold in ("Colour", "Paper"):
        at_the_sheet.page.locator("summary", has_text=fold).click()
        fits_everybody(at_the_sheet)
    at_the_sheet.presses("I am done")
    gives_back(at_the_sheet)
    at_the_sheet.presses("Watch it being drawn")
    fits_everybody(at_the_sheet)


def fits_everybody(person: Person) -> None:
    for theme in ("light", "dark"):
        person.page.emulate_media(color_scheme=theme)  # type: ignore[arg-type]
        for width, height in {NARROWEST: 640, **WIDTHS}.items():
            person.page.set_viewport_size({"width": width, "height": height})
            settled(person.page)
            assert violations(person.page) + overflow(person.page) == [], f"{width} px, {theme}"


def test_a_second_window_on_the_sheet_is_told_and_overwrites_nothing(
    at_the_sheet: Person, somebody: Callable[..., Person], practice: Server
) -> None:
    draws(at_the_sheet, "Ink", 0.2)
    is_kept(at_the_sheet)
    other = Person(at_the_sheet.page.context.new_page())
    other.goes(at_the_sheet.page.url)
    is_ready(other)
    draws(at_the_sheet, "Ink", 0.4)
    is_kept(at_the_sheet)
    before = pixels(at_the_sheet)
    draws(other, "Chalk", 0.7)
    expect(other.page.locator("[data-kept-state]")).to_contain_text("in another window")
    at_the_sheet.page.reload()
    is_ready(at_the_sheet)
    assert pixels(at_the_sheet) == before
    at_the_sheet.complaints.clear()
