"""Works laid side by side in a real browser: they move together, and one fades over the other."""

from __future__ import annotations

import json

import pytest
from playwright.sync_api import Browser, Locator, expect

from browser.inspection import NARROWEST, SCREENSHOTS, WIDTHS, overflow, settled, violations
from browser.person import Person
from browser.served import Server

SEEN = "(one) => one.toDataURL()"


@pytest.fixture
def imogen(demo: Server, chromium: Browser) -> Person:
    """A therapist of the made-up practice before the wall of a client with many works."""
    context = chromium.new_context(base_url=demo.url, locale="en-GB", viewport={"width": 1440, "height": 900})
    context.set_default_timeout(60_000)
    person = Person(context.new_page())
    told = json.loads((demo.home / "demo.json").read_text())
    therapist = next(one for one in told["people"] if one["role"] == "therapist")
    person.signs_in(therapist["email"], told["password"])
    person.goes("/clients/?search=posy")
    person.follows("Posy")
    person.opens_tab("Wall")
    person.follows("Side by side")
    return person


def canvases(person: Person) -> list[Locator]:
    """What is drawn of each picture, once both are there."""
    expect(person.page.locator(".beside-table .viewer-stage[data-open]")).to_have_count(2)
    drawn = person.page.locator(".beside-table .viewer-stage canvas")
    expect(drawn).to_have_count(2)
    return drawn.all()


def changes(canvas: Locator, before: str) -> None:
    """Wait until something else is drawn there."""
    handle = canvas.element_handle()
    canvas.page.wait_for_function("([one, before]) => one.toDataURL() !== before", arg=[handle, before])


def test_two_works_move_together_and_one_fades_over_the_other(imogen: Person) -> None:
    page = imogen.page
    imogen.sees_heading("Which works?")
    works = page.locator(".filmstrip li").count()
    assert works > 4
    for box in page.get_by_role("checkbox").all()[:2]:
        box.check()
    imogen.presses("Lay side by side")
    settled(page)
    expect(page.locator(".filmstrip li")).to_have_count(works)  # all of them stay at hand
    first, second = canvases(imogen)
    before = second.evaluate(SEEN)
    imogen.presses("Closer")
    changes(second, before)  # who asked was the first
    page.get_by_label("Move together").uncheck()
    page.get_by_label("One over the other").fill("50")
    expect(page.locator(".beside.stacked")).to_have_count(1)
    expect(second).to_be_hidden()
    expect(first).to_be_visible()
    page.get_by_label("One over the other").fill("0")
    expect(second).to_be_visible()
    imogen.presses("Measure 2 pictures")
    imogen.sees("% of the sheet")
    page.locator("#element").select_option("filled-area")
    imogen.presses("Show", exact=True)
    expect(page.locator("#course .lane-name").filter(has_text="Filled area")).to_be_visible()
    for width in (NARROWEST, *WIDTHS):
        page.set_viewport_size({"width": width, "height": WIDTHS.get(width, 800)})
        settled(page)
        assert overflow(page) == [] and violations(page) == []
        page.screenshot(path=SCREENSHOTS / f"side-by-side-chosen-{width}.png", full_page=True)
    assert imogen.complaints == []
