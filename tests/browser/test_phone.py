"""A phone photographs into the session at the desk; the therapist sees it arrive and loses no word."""

from __future__ import annotations

import re
import signal
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image, ImageDraw
from playwright.sync_api import Browser, Locator, Page, expect

from browser import walk_arrival, walk_session
from browser.figures import tell
from browser.inspection import NARROWEST, WIDTHS, overflow, settled, violations
from browser.person import Person
from browser.served import Server
from cast import SHARED

PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True, "device_scale_factor": 3}
AIM = 15  # seconds from opening the phone's page to seeing the picture at the desk


@pytest.fixture(scope="module")
def room(practice: Server, chromium: Browser) -> str:
    """The room of a session of somebody who agreed that works are photographed and kept."""
    steps = (
        walk_arrival.refers_and_takes_on,
        walk_arrival.notes_what_to_mind,
        walk_arrival.records_consent,
        walk_session.books_a_session,
    )
    return walk_session.opens_a_room(chromium, practice.url, "Marchetti", steps)


@pytest.fixture
def desk(therapist: Person, room: str) -> Person:
    """Ada at her desk, in the room."""
    therapist.signs_in("ada@practice.example")
    therapist.goes(room)
    settled(therapist.page)  # what hangs in the room hangs
    return therapist


def drawn(path: Path, colour: str, width: int = 1600) -> Path:
    """A house in one colour on white paper."""
    sheet = Image.new("RGB", (width, width * 3 // 4), "white")
    pen = ImageDraw.Draw(sheet)
    pen.rectangle((width * 0.3, width * 0.3, width * 0.7, width * 0.6), outline=colour, width=width // 100)
    pen.polygon(
        [(width * 0.28, width * 0.3), (width * 0.5, width * 0.15), (width * 0.72, width * 0.3)], outline=colour, width=9
    )
    sheet.save(path)
    return path


def makes_a_code(desk: Person) -> str:
    """The address the code leads to, as a phone's camera would read it."""
    desk.presses("Use a phone as the camera")
    code = desk.page.locator(".phone-code b")
    expect(code).to_have_text(re.compile(r"^([0-9A-Z]{4} ?){3}$"))
    return f"/phone/#{code.inner_text().replace(' ', '')}"


def takes_a_picture(phone: Page, path: Path) -> None:
    """As the camera would hand it to the page."""
    phone.locator("input[type=file]").set_input_files(path)


def arrived(desk: Person, count: int) -> Locator:
    """So many works hang in the room, drawn."""
    works = desk.page.locator("#room-works img")
    expect(works).to_have_count(count)
    expect(works.last).to_have_js_property("complete", True)
    expect(works.last).not_to_have_js_property("naturalWidth", 0)
    return works


def lines(phone: Page) -> Locator:
    return phone.locator("#sent .mark")


def test_a_drawing_photographed_with_a_phone_hangs_in_the_room(
    desk: Person, somebody: Callable[..., Person], practice: Server, tmp_path: Path
) -> None:
    real = sorted((SHARED / "data" / "htp").glob("*.jpg"))
    drawing = real[0] if real else drawn(tmp_path / "house.jpg", "firebrick", width=4000)
    pad = desk.page.locator("[data-pad-name=said]").get_by_role("textbox")
    pad.fill("It is the house at")
    address = makes_a_code(desk)
    phone = somebody(practice.url, **PHONE)
    began = time.perf_counter()
    phone.goes(address)
    expect(phone.page.locator("input[type=file]")).to_be_attached()
    assert phone.page.url.endswith("/phone/")  # the code is gone from the address
    opened = time.perf_counter() - began
    takes_a_picture(phone.page, drawing)
    arrived(desk, 1)
    seen = time.perf_counter() - began
    size = drawing.stat().st_size / 1e6
    what = "a real drawing" if real else "a drawing made for this"
    tell(f"phone: page open {opened:.1f} s, {what} ({size:.1f} MB) at the desk {seen:.1f} s after (aim: {AIM} s)")
    expect(lines(phone.page)).to_have_text("On the desk")
    assert phone.page.locator("img").count() == 0
    expect(pad).to_have_value("It is the house at")
    desk.sees("One picture came from it")
    desk.presses("Put the phone away")
    desk.sees("The phone is no longer the camera.")
    phone.page.reload()
    phone.sees("The code for this phone is over.")


def test_a_second_phone_is_refused_and_the_first_goes_on(
    desk: Person, somebody: Callable[..., Person], practice: Server, tmp_path: Path
) -> None:
    before = desk.page.locator("#room-works img").count()
    address = makes_a_code(desk)
    first, second = somebody(practice.url, **PHONE), somebody(practice.url, **PHONE)
    first.goes(address)
    expect(first.page.locator("input[type=file]")).to_be_attached()
    second.goes(address)
    second.sees(re.compile("another phone"))
    takes_a_picture(first.page, drawn(tmp_path / "second.png", "teal"))
    expect(lines(first.page)).to_have_text("On the desk")
    arrived(desk, before + 1)


def test_a_dead_line_and_a_killed_server_cost_no_picture_and_no_click(
    desk: Person, somebody: Callable[..., Person], practice: Server, tmp_path: Path
) -> None:
    before = desk.page.locator("#room-works img").count()
    phone = somebody(practice.url, **PHONE)
    phone.goes(makes_a_code(desk))
    expect(phone.page.locator("input[type=file]")).to_be_attached()
    phone.page.context.set_offline(True)
    takes_a_picture(phone.page, drawn(tmp_path / "third.png", "sienna"))
    expect(lines(phone.page)).to_have_text("No connection. It goes on by itself.")
    practice.end(signal.SIGKILL)
    phone.page.context.set_offline(False)
    practice.start()
    expect(lines(phone.page)).to_have_text("On the desk")
    arrived(desk, before + 1)
    phone.complaints.clear()  # nobody answered for a while, as it should be
    desk.complaints.clear()


def test_both_pages_can_be_used_by_everybody(desk: Person, somebody: Callable[..., Person], practice: Server) -> None:
    phone = somebody(practice.url, viewport=PHONE["viewport"])
    phone.goes("/phone/")
    fits_everybody(phone)
    address = makes_a_code(desk)
    fits_everybody(desk)
    phone.goes("/sign-in/")
    phone.goes(address)
    expect(phone.page.locator("input[type=file]")).to_be_attached()
    fits_everybody(phone)
    desk.sees("A phone is the camera of this session")
    fits_everybody(desk)


def fits_everybody(person: Person) -> None:
    for theme in ("light", "dark"):
        person.page.emulate_media(color_scheme=theme)  # type: ignore[arg-type]
        for width, height in {NARROWEST: 640, **WIDTHS}.items():
            person.page.set_viewport_size({"width": width, "height": height})
            settled(person.page)
            assert violations(person.page) + overflow(person.page) == [], f"{width} px, {theme}"


def test_without_script_the_code_is_typed_and_a_form_sends(
    desk: Person, chromium: Browser, practice: Server, tmp_path: Path
) -> None:
    before = desk.page.locator("#room-works img").count()
    code = makes_a_code(desk).partition("#")[2]
    context = chromium.new_context(base_url=practice.url, java_script_enabled=False, **PHONE)
    phone = Person(context.new_page())
    phone.goes("/phone/")
    phone.writes(code.lower(), "The code from the desk")
    phone.presses("Be the camera")
    takes_a_picture(phone.page, drawn(tmp_path / "fourth.png", "indigo"))
    phone.presses("Send it")
    phone.sees("The picture has arrived.")
    arrived(desk, before + 1)
    phone.presses("I am done")
    phone.sees("Thank you")
    context.close()
