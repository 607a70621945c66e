"""Every page of the demo: at three widths, by day and night, by keyboard and without script."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import Any

import pytest

from browser.inspection import NARROWEST, SCREENSHOTS, WIDTHS, overflow, photograph, settled, violations
from browser.person import Person
from browser.served import Server, run

PARTS = {"element-thread", "thread"}  # answers a part of a page, not a page
FILES = re.compile(r"/(pdf|docx|overlay|picture)/")


@pytest.fixture(scope="module")
def pages(demo: Server) -> list[dict[str, Any]]:
    """Every page with an example address in the demo."""
    listed: list[dict[str, Any]] = json.loads(run("pages", "--home", demo.home, "--json"))
    seen = [page for page in listed if page["example"] and page["roles"] and page["name"] not in PARTS]
    return [page for page in seen if not FILES.search(page["example"])]


@pytest.fixture
def household(demo: Server, somebody: Callable[..., Person]) -> dict[str, list[Person]]:
    """Everybody of the demo, signed in, by role."""
    told = json.loads((demo.home / "demo.json").read_text(encoding="utf-8"))
    people: dict[str, list[Person]] = {"everybody": [somebody(demo.url)]}
    for each in told["people"]:
        person = somebody(demo.url)
        person.signs_in(each["email"], told["password"])
        people.setdefault(each["role"], []).append(person)
    return people


def opens(household: dict[str, list[Person]], page: dict[str, Any]) -> Person | None:
    """The first person who may see a page, with the page open."""
    for person in (one for role in page["roles"] for one in household[role]):
        person.complaints.clear()
        answer = person.page.goto(page["example"])
        if answer and answer.ok:
            return person
    return None


def test_screenshots_of_every_page_at_three_widths_show_no_fault(
    pages: list[dict[str, Any]], household: dict[str, list[Person]]
) -> None:
    """Light at each width, dark at one: no violation for axe, nothing sticks out, the browser has no complaint.

    Nothing sticks out on a phone either where somebody wrote a word without an end.
    """
    faults: list[str] = []
    for page in pages:
        person = opens(household, page)
        if person is None:
            faults.append(f"{page['name']}: nobody it is listed for sees it")
            continue
        for width, height in WIDTHS.items():
            person.page.set_viewport_size({"width": width, "height": height})
            settled(person.page)
            found = [*violations(person.page), *overflow(person.page)]
            faults += [f"{page['name']} at {width}: {one}" for one in found]
            photograph(person.page, page["name"], width)
        faults += [f"{page['name']} by night: {one}" for one in at_night(person)]
        person.page.set_viewport_size({"width": NARROWEST, "height": 700})
        settled(person.page)
        faults += [f"{page['name']} at {NARROWEST}: {one}" for one in overflow(person.page)]
        faults += [f"{page['name']} with a word without an end: {one}" for one in endless(person)]
        faults += [f"{page['name']}: {one}" for one in person.complaints]
        person.complaints.clear()
    for person in (one for role in household.values() for one in role):
        person.complaints.clear()  # they are among the faults, each with its page
    SCREENSHOTS.mkdir(exist_ok=True)
    (SCREENSHOTS / "faults.txt").write_text("\n".join(faults), encoding="utf-8")
    assert not faults, f"{len(faults)} faults:\n" + "\n".join(faults)


ENDLESS = """() => {
    const word = "W" + "o".repeat(1398) + "W";
    for (const one of document.querySelectorAll("main :is(.written, cite, blockquote, textarea, dd):not(td *)")) {
        if (one instanceof HTMLTextAreaElement) one.value = word;
        else one.append(word);
    }
}"""


def endless(person: Person) -> list[str]:
    """What sticks out on a phone once a word without an end was written wherever something can be."""
    person.page.set_viewport_size({"width": min(WIDTHS), "height": 800})
    person.page.evaluate(ENDLESS)
    settled(person.page)
    return overflow(person.page)


def at_night(person: Person) -> list[str]:
    """What axe finds when the device asks for dark."""
    person.page.emulate_media(color_scheme="dark")
    settled(person.page)
    found = violations(person.page)
    person.page.emulate_media(color_scheme="light")
    return found


def test_the_keyboard_reaches_the_main_action_and_shows_where_it_is(household: dict[str, list[Person]]) -> None:
    """From the top of a page, Tab alone comes to its one primary button, and the focus is drawn."""
    person = household["therapist"][0]
    for address in ("/clients/", "/clients/new/", "/calendar/"):
        person.goes(address)
        action = person.page.locator("main .primary").first
        reached = False
        for _step in range(80):
            person.page.keyboard.press("Tab")
            if action.evaluate("(one) => one === document.activeElement"):
                reached = True
                break
        assert reached, f"Tab does not come to the main action of {address}"
        drawn = action.evaluate("(one) => { const s = getComputedStyle(one); return s.outlineStyle + s.outlineWidth }")
        assert drawn not in {"none0px", "none3px"}, f"{address}: where the focus is cannot be seen"
